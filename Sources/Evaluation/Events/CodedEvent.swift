import Earth
import Foundation
import Formats
import Incidents

/// A row of UCDP GED: its headlines, and what its coders made of the articles below them.
struct CodedEvent {
    var headlines: [Headline]
    var coordinate: Coordinate
    var place: String
    var days: ClosedRange<Day>
    var killed: ClosedRange<Int>

    var summary: String {
        let texts = headlines.map { "\($0.published.map { "\($0)" } ?? "?") \($0.text)" }
        return
            "\(place)\t\(days.lowerBound)…\(days.upperBound)\t\(killed.lowerBound)–\(killed.upperBound)\t"
            + texts.joined(separator: " ; ")
    }

    static func read(_ file: String) throws -> [CodedEvent] {
        let bytes = [UInt8](try Data(contentsOf: URL(filePath: file)))
        return bytes.withUnsafeBufferPointer { buffer in
            guard var table = CSVTable(buffer) else { return [] }
            var events: [CodedEvent] = []
            while table.next() {
                if let event = event(table) { events.append(event) }
            }
            return events
        }
    }

    private static func event(_ table: CSVTable) -> CodedEvent? {
        func field(_ name: String) -> String { table.field(table.column(name)) ?? "" }
        guard let precision = Int(field("where_prec")), precision <= 3,
            let longitude = Double(field("longitude")), let latitude = Double(field("latitude")),
            let coordinate = try? Coordinate(longitude: longitude, latitude: latitude),
            let start = Day(iso: field("date_start")), let end = Day(iso: field("date_end")),
            let low = Int(field("low")), let best = Int(field("best")),
            let high = Int(field("high")), start <= end
        else { return nil }
        let headlines = headlines(field("source_headline"), field("source_date"))
        guard !headlines.isEmpty else { return nil }
        return CodedEvent(
            headlines: headlines, coordinate: coordinate, place: field("where_coordinates"),
            days: start...end, killed: min(low, best)...max(high, best))
    }

    /// Several headlines stand in one cell, parted by semicolons, as do their days; where their numbers
    /// differ, a headline holds a semicolon of its own and the cell is read as one text.
    private static func headlines(_ texts: String, _ days: String) -> [Headline] {
        let all = texts.split(separator: ";").map { $0.trimmingCharacters(in: .whitespaces) }
        let published = days.split(separator: ";").map {
            Day(iso: $0.trimmingCharacters(in: .whitespaces))
        }
        if all.count == published.count {
            return zip(all, published).filter { $0.0.count > 12 }.map {
                Headline(text: $0, published: $1)
            }
        }
        return texts.count > 12
            ? [Headline(text: texts, published: published.first.flatMap { $0 })] : []
    }
}
