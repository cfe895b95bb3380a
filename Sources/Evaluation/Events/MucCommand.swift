import ArgumentParser
import Foundation
import Gazetteer
import Incidents
import Reading

/// Reads MUC-4 messages with the product as it is and writes what MUC asks for.
///
/// MUC counts only attacks on others than soldiers, in nine countries: that policy stands here, not
/// in the product. The files are scored by the corpus's own scorer.
struct MucCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "muc", abstract: "Writes the incidents of MUC-4 messages as MUC counts them.")

    @OptionGroup var gazetteer: GazetteerOption
    @Argument(help: "JSON lines: id, date, text.")
    var corpus = "../shared/corpora/muc4_dev.jsonl"
    @Option(help: "Where the predictions go, as JSON lines.") var write: String

    private struct Message: Decodable {
        var id, text: String
        var date: String?
    }

    func run() throws {
        guard FileManager.default.fileExists(atPath: corpus) else {
            print("\(corpus): not there; nothing to read")
            return
        }
        let reader = Reader(gazetteer: try gazetteer.open())
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        var lines = Data()
        for line in try Data(contentsOf: URL(fileURLWithPath: corpus)).split(separator: 0x0A) {
            let message = try JSONDecoder().decode(Message.self, from: line)
            let published = message.date.flatMap { Day(iso: $0) }
            let reading = reader.read(
                Report(id: message.id, text: message.text, published: published))
            let templates = MucTemplates(published: published).templates(reading.incidents)
            lines += try encoder.encode(MucAnswer(id: message.id, incidents: templates))
            lines.append(0x0A)
        }
        try lines.write(to: URL(fileURLWithPath: write))
    }
}

struct MucAnswer: Encodable {
    var id: String
    var incidents: [MucTemplate]
}

struct MucTemplate: Encodable {
    struct Period: Encodable { var start, end: String? }
    struct Count: Encodable { var min, max: Int? }

    var type: String
    var location: [String]
    var date: Period?
    var killed: Count?
    var perpOrg: [String]
    var weapon: [String]
    var targets: [String]

    enum CodingKeys: String, CodingKey {
        case type, location, date, killed, weapon, targets
        case perpOrg = "perp_org"
    }
}

/// What MUC counts among incidents, in its words.
struct MucTemplates {
    let published: Day?

    private static let countries: Set<String> = [
        "AR", "BO", "CL", "CO", "EC", "SV", "GT", "HN", "PE",
    ]
    /// Messages report what happened in the last two months.
    private static let days = 60

    func templates(_ incidents: [Incident]) -> [MucTemplate] {
        var seen: Set<String> = []
        return incidents.compactMap { incident in
            guard counts(incident), let type = Self.type(incident.type) else { return nil }
            let place = incident.places.first?.place
            let told = "\(type) \(place?.id ?? "") \(incident.date.start.map { "\($0)" } ?? "")"
            return seen.insert(told).inserted ? template(incident, type, place) : nil
        }
    }

    private func counts(_ incident: Incident) -> Bool {
        if incident.status != .current && incident.status != .ongoing { return false }
        if incident.certainty == .denied { return false }
        if let country = incident.places.first?.place?.country, !country.isEmpty,
            !Self.countries.contains(country)
        {
            return false
        }
        if let published, let end = incident.date.end, published - end > Self.days { return false }
        let targets = incident.actors.filter { $0.role == .target || $0.role == .opponent }
        return targets.isEmpty || targets.contains { !Self.isFighter($0.kind) }
    }

    private static func isFighter(_ kind: Actor.Kind) -> Bool {
        kind == .state || kind == .rebel || kind == .militia
    }

    private static func type(_ type: IncidentType) -> String? {
        switch type {
        case .bombing, .carBomb, .roadsideBomb, .suicideBombing, .grenade, .sabotage: "BOMBING"
        case .abduction, .hostageTaking: "KIDNAPPING"
        case .arson: "ARSON"
        case .robbery, .looting: "ROBBERY"
        case .attack, .killing, .massacre, .assassination, .execution, .shooting, .ambush, .raid,
            .shelling, .mobViolence, .destruction:
            "ATTACK"
        default: nil
        }
    }

    private func template(_ incident: Incident, _ type: String, _ place: Place?) -> MucTemplate {
        let chain = [place?.countryName, place?.admin1, place?.name].compactMap { $0 }
            .filter { !$0.isEmpty }
        var location: [String] = []
        for name in chain where !location.contains(name) { location.append(name) }
        let start = incident.date.start
        let end = incident.date.end ?? published
        let toll = incident.toll(.killed)
        let groups = incident.actors.filter {
            $0.role == .perpetrator && $0.name != $0.text.lowercased()
        }
        return MucTemplate(
            type: type, location: location,
            date: end.map { .init(start: start.map { "\($0)" }, end: "\($0)") },
            killed: toll.isUnknown ? nil : .init(min: toll.minimum, max: toll.maximum),
            perpOrg: groups.filter { $0.kind == .rebel || $0.kind == .militia }.map(\.name),
            weapon: incident.weapons,
            targets: incident.actors.filter { $0.role == .target }.map(\.text))
    }
}
