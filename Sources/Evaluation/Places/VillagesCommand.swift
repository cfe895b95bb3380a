import ArgumentParser
import Earth
import Foundation
import Formats
import Gazetteer
import Incidents
import Reading

/// Scores the place reader on what a conflict data set says of each event: nothing of it was used for
/// fitting.
struct VillagesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "villages",
        abstract: "Compares places read from UCDP GED rows with the coordinates of the rows.",
        discussion: """
            Two texts are read for each distinct place of precision 1 or 2: the sentence its own coding makes \
            ("Clashes were reported in X village, in Y district of Z Governorate, on Monday."), and the headlines of its sources. \
            Headlines name what the report is about, which is often not the coded village.
            """)

    @OptionGroup var gazetteer: GazetteerOption
    @Argument(help: "A CSV file of UCDP GED, unpacked.") var file: String
    @Flag(help: "Also the places that are farther than 25 km off, or not found.") var misses = false

    func run() throws {
        let reader = PlaceReader(gazetteer: try gazetteer.open())
        let events = try CodedPlace.read(file)
        var coded = DistanceDistribution()
        var headlines = DistanceDistribution()
        for event in events {
            let place = Self.finest(reader.mentions(in: AnalyzedText(event.sentence)))
            coded.add(place, event)
            if misses, coded.lastIsMiss {
                print(
                    event.name, event.district, event.province, place?.name ?? "–", separator: "\t")
            }
            headlines.add(
                Self.nearest(reader.mentions(in: AnalyzedText(event.headlines)), event), event)
        }
        print(DistanceDistribution.header)
        print(coded.row("coded place"))
        print(headlines.row("headlines"))
    }

    /// The first mention of a populated place or site; else of a division.
    private static func finest(_ mentions: [Mention]) -> Place? {
        let places = mentions.filter { $0.role == .literal }.compactMap(\.resolution.place)
        return places.first { [.populated, .site].contains($0.kind.group) } ?? places.first
    }

    /// The mention closest to the coded point: whether any of the headlines leads there at all.
    private static func nearest(_ mentions: [Mention], _ event: CodedPlace) -> Place? {
        mentions.compactMap(\.resolution.place).min {
            $0.coordinate.distance(to: event.coordinate).meters
                < $1.coordinate.distance(to: event.coordinate).meters
        }
    }
}

/// A distinct place of the data set, with the texts that name it.
private struct CodedPlace {
    var name: String
    var district: String
    var province: String
    var headlines: String
    var coordinate: Coordinate

    var sentence: String {
        "Clashes were reported in \(name), in \(district) of \(province), on Monday."
    }

    static func read(_ file: String) throws -> [CodedPlace] {
        let bytes = [UInt8](try Data(contentsOf: URL(filePath: file)))
        return bytes.withUnsafeBufferPointer { buffer in
            guard var table = CSVTable(buffer) else { return [] }
            var places: [CodedPlace] = []
            var seen: Set<String> = []
            while table.next() {
                if let place = place(table), seen.insert(place.name + place.province).inserted {
                    places.append(place)
                }
            }
            return places
        }
    }

    private static func place(_ table: CSVTable) -> CodedPlace? {
        func field(_ name: String) -> String { table.field(table.column(name)) ?? "" }
        guard let precision = Int(field("where_prec")), precision <= 2,
            let longitude = Double(field("longitude")), let latitude = Double(field("latitude")),
            let coordinate = try? Coordinate(longitude: longitude, latitude: latitude),
            !field("where_coordinates").isEmpty
        else { return nil }
        return CodedPlace(
            name: field("where_coordinates"), district: field("adm_2"), province: field("adm_1"),
            headlines: field("source_headline"), coordinate: coordinate)
    }
}

/// How far places lie from where they should.
private struct DistanceDistribution {
    private var kilometers: [Double] = []
    private var missing = 0
    private(set) var lastIsMiss = false

    mutating func add(_ place: Place?, _ event: CodedPlace) {
        guard let place else {
            missing += 1
            lastIsMiss = true
            return
        }
        let distance = place.coordinate.distance(to: event.coordinate).kilometers
        kilometers.append(distance)
        lastIsMiss = distance > 25
    }

    static let header =
        "                 places  none | ≤ 2 km  ≤ 5 km ≤ 25 km ≤ 161 km | median km"

    func row(_ label: String) -> String {
        let sorted = kilometers.sorted()
        let all = Double(max(kilometers.count + missing, 1))
        func share(_ reach: Double) -> String {
            String(format: "%8.3f", Double(sorted.count { $0 <= reach }) / all)
        }
        let median = sorted.isEmpty ? .nan : sorted[sorted.count / 2]
        let name = label + String(repeating: " ", count: max(0, 16 - label.count))
        return name + String(format: "%7d %5d |", kilometers.count + missing, missing) + share(2)
            + share(5) + share(25) + share(161) + String(format: " | %.1f", median)
    }
}
