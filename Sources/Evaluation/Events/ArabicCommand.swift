import ArgumentParser
import Earth
import Foundation
import Gazetteer
import Incidents
import Reading

struct ArabicCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "arabic",
        abstract: "Scores the incidents of Arabic news items.",
        discussion: """
            The items were written for the project by somebody who did not look at the reader's Arabic words, and the \
            reader was mended in view of them: expect less of others. The first incident read is compared with the one \
            that an item tells; a place is right near any place of its name.
            """)

    @OptionGroup var gazetteer: GazetteerOption
    @Argument(help: "Lines of day of publication, sub-event, place, day, killed and text.")
    var items = "Tests/Answers/arabic.tsv"
    @Flag(help: "Lists what is read otherwise.") var misses = false
    @OptionGroup var floors: FloorsOption

    func run() throws {
        let places = try gazetteer.open()
        let reader = Reader(gazetteer: places)
        var score = ArabicScore(gazetteer: places)
        for item in try ArabicItem.read(items) {
            let report = Report(id: item.id, text: item.text, published: item.published)
            let wrong = score.add(item, reader.read(report).incidents)
            if misses, !wrong.isEmpty {
                print("\(items):\(item.id): \(wrong.joined(separator: "; "))")
            }
        }
        print("Arabic items: " + score.summary)
        try floors.check("Arabic", score.figures)
    }
}

/// A news item and what it tells; `nil` for what it does not say.
struct ArabicItem {
    let id: String
    let published: Day?
    let text: String
    let subEvent: String?
    let place: String?
    let day: Day?
    let killed: Toll?

    static func read(_ path: String) throws -> [ArabicItem] {
        let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
        return try lines.enumerated().filter { !$0.element.hasPrefix("#") }.map { index, line in
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
                .map(String.init)
            guard fields.count == 6 else {
                throw UnreadableExample(
                    path: path, line: index + 1,
                    wanted: "day of publication, sub-event, place, day, killed and text")
            }
            func stated(_ field: Int) -> String? { fields[field] == "-" ? nil : fields[field] }
            return ArabicItem(
                id: "\(index + 1)", published: Day(iso: fields[0]), text: fields[5],
                subEvent: stated(1), place: stated(2), day: stated(3).flatMap(Day.init(iso:)),
                killed: stated(4).flatMap(toll))
        }
    }

    /// "12", or "12+" for at least so many.
    private static func toll(_ words: String) -> Toll? {
        let isOpen = words.hasSuffix("+")
        return Int(isOpen ? String(words.dropLast()) : words).map {
            Toll(minimum: $0, maximum: isOpen ? nil : $0)
        }
    }
}

/// Of the items that tell an incident, how many are read so; and how many of the others are left alone.
struct ArabicScore {
    let gazetteer: CompiledGazetteer
    private var right: [String: Int] = [:]
    private var all: [String: Int] = [:]

    init(gazetteer: CompiledGazetteer) { self.gazetteer = gazetteer }

    /// - Returns: what is read otherwise than it is told.
    mutating func add(_ item: ArabicItem, _ incidents: [Incident]) -> [String] {
        guard let subEvent = item.subEvent else {
            let told = incidents.map(\.type.rawValue).joined(separator: ", ")
            return count("left alone", incidents.isEmpty, "tells \(told) of nothing")
        }
        guard let first = incidents.first else {
            return count("told", false, "\(subEvent) is not told")
                + count("type", false, nil) + count("place", item.place == nil ? nil : false, nil)
                + count("day", item.day == nil ? nil : false, nil)
                + count("toll", item.killed == nil ? nil : false, nil)
        }
        let place = first.places.first?.place?.name
        let killed = first.toll(.killed)
        return count("told", true, nil)
            + count(
                "type", first.acled.subEvent == subEvent,
                "\(first.acled.subEvent) for \(subEvent)")
            + count(
                "place", item.place.map { isPlace(first.places.first, $0) },
                "\(place ?? "–") for \(item.place ?? "–")")
            + count(
                "day", item.day.map { $0 == first.date.start },
                "\(first.date.expression) for \(item.day.map(String.init(describing:)) ?? "–")")
            + count(
                "toll", item.killed.map { $0 == killed },
                "\(killed) for \(item.killed.map(String.init(describing:)) ?? "–")")
    }

    /// Names are spelled in many ways: it is right near any place of the name, and no whole country.
    private func isPlace(_ found: IncidentPlace?, _ name: String) -> Bool {
        guard let place = found?.place, place.kind != .country else { return false }
        return place.name == name
            || gazetteer.locate(name).contains {
                place.coordinate.distance(to: $0.place.coordinate) < Self.reach
            }
    }

    private static let reach = Distance.kilometers(15)

    /// - Parameter isRight: `nil` where there is nothing to compare with.
    private mutating func count(_ measure: String, _ isRight: Bool?, _ miss: String?) -> [String] {
        guard let isRight else { return [] }
        all[measure, default: 0] += 1
        if isRight { right[measure, default: 0] += 1 }
        return isRight ? [] : [miss].compactMap(\.self)
    }

    private static let measures = ["told", "type", "place", "day", "toll", "left alone"]

    var figures: [(String, Double)] {
        Self.measures.map {
            ($0, Double(right[$0] ?? 0) / Double(max(1, all[$0] ?? 0)))
        }
    }

    var summary: String {
        Self.measures.map { "\($0) \(right[$0] ?? 0) of \(all[$0] ?? 0)" }
            .joined(separator: ", ")
    }
}
