import ArgumentParser
import Foundation
import Gazetteer
import Incidents
import Reading

/// News snippets, each of one type.
struct TypeCase {
    let id: String
    let text: String
    let type: ReportedType
    let code: String

    private struct Line: Decodable {
        var id, text, type: String
        var acledSubEventType: String
        enum CodingKeys: String, CodingKey {
            case id, text, type
            case acledSubEventType = "acled_sub_event_type"
        }
    }

    static func read(_ path: String) throws -> [TypeCase] {
        let data = try Data(contentsOf: URL(fileURLWithPath: path))
        return try data.split(separator: 0x0A).compactMap {
            let line = try JSONDecoder().decode(Line.self, from: $0)
            return ReportedType(rawValue: line.acledSubEventType).map {
                TypeCase(id: line.id, text: line.text, type: $0, code: line.type)
            }
        }
    }

    func fold(of count: Int) -> Int { Int(stableHash(text) >> 20 % UInt64(count)) }
}

/// F1 per class, weighted by how often the class is right.
struct WeightedF1 {
    private var hits: [String: Int] = [:]
    private var gold: [String: Int] = [:]
    private var predicted: [String: Int] = [:]

    mutating func add(_ wanted: String, _ found: String) {
        gold[wanted, default: 0] += 1
        predicted[found, default: 0] += 1
        if wanted == found { hits[wanted, default: 0] += 1 }
    }

    var value: Double {
        let all = gold.values.reduce(0, +)
        let sum = gold.keys.sorted().reduce(0.0) { sum, key in
            let (hit, wanted) = (Double(hits[key] ?? 0), Double(gold[key] ?? 0))
            return sum + wanted * 2 * hit / (wanted + Double(predicted[key] ?? 0))
        }
        return all > 0 ? sum / Double(all) : 0
    }
}

/// Scores as the shared task did: on what ACLED records.
struct TypeScore {
    private var subEvents = WeightedF1()
    private var events = WeightedF1()

    mutating func add(_ wanted: ReportedType, _ found: ReportedType?) {
        guard let acled = wanted.acled else { return }
        subEvents.add(wanted.rawValue, found?.rawValue ?? "")
        events.add(acled.event, found?.acled?.event ?? "")
    }

    var ofSubEvents: Double { subEvents.value }
    var ofEvents: Double { events.value }

    var summary: String {
        String(
            format: "weighted F1 of 25 types %.3f, of 6 event types %.3f", subEvents.value,
            events.value)
    }
}

/// Fits the model of types: one support vector machine for each type and one for each kind of event,
/// whose scores are added, so that types of one kind help each other.
struct TypeFit {
    struct Example {
        let id: String
        /// `nil`: it tells of no incident.
        let type: ReportedType?
        let features: FeatureSet
        /// `nil` for other news, which is never scored: from it is learned what is no incident.
        var fold: Int?
    }

    var fit = LinearFit(loss: .squaredHinge, penalty: 33)
    var least = 2
    var smallest = 0.01
    /// What the kind of event adds.
    static let share = 0.6

    /// Ideas are many words' evidence and held less than single words; rarer combinations more.
    private static let scales: [String: Double] = [
        "c": 1.5, "w": 0.5, "often": 0.75, "veryOften": 0.75, "pair": 0.7, "svo": 0.5, "sv": 0.7,
        "vo": 0.7,
        "lead": 1.5,
    ]

    func table(_ examples: [Example]) -> String {
        let names = examples.map(\.features.names)
        let index = FeatureIndex(names, least: least)
        var rows = SparseRows()
        rows.scales = index.names.map {
            Self.scales[String($0.prefix { $0 != "=" })] ?? 1
        }
        var typed = rows
        for (example, row) in zip(examples, names) {
            rows.append(index.row(row))
            if example.fold != nil { typed.append(index.row(row)) }
        }
        func weights(_ rows: SparseRows, _ labels: [Bool]) -> [Double] {
            zip(fit.fit(rows, labels: labels, features: index.names.count), rows.scales + [1])
                .map(*)
        }
        let types = examples.filter { $0.fold != nil }.map(\.type)
        func weights(_ isOfClass: (ReportedType?) -> Bool) -> [Double] {
            weights(typed, types.map(isOfClass))
        }
        let kinds = Dictionary(
            uniqueKeysWithValues: Set(ReportedType.allCases.map { $0.acled?.event ?? "" }).map {
                kind in (kind, weights { $0.map { $0.acled?.event ?? "" } == kind })
            })
        let columns =
            ReportedType.allCases.map { type in
                zip(weights { $0 == type }, kinds[type.acled?.event ?? ""] ?? []).map {
                    $0 + Self.share * $1
                }
            } + [weights(rows, examples.map { $0.type == nil })]
        return FeatureWeights.table(
            (index.names + ["bias"]).enumerated().map { number, name in
                let row = columns.map { Float($0[number]) }
                let isBias = number == index.names.count
                return (
                    name: name,
                    weights: row.map { abs($0) >= Float(smallest) || isBias ? $0 : 0 }
                )
            })
    }

    func model(_ examples: [Example]) -> TypeModel {
        TypeModel(
            weights: FeatureWeights(
                table: table(examples), outputs: TypeModel.outputs))
    }
}

struct CaseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "case", abstract: "Scores the types of news snippets; fits their weights.")

    @OptionGroup var gazetteer: GazetteerOption
    @OptionGroup var general: GeneralNewsOption
    @Argument(help: "JSON lines: id, text, acled_sub_event_type.")
    var corpus = "../shared/corpora/case2021_dev.jsonl"
    @Option(help: "Folds of the cross-validation; 0 = the shipped weights, as they are.")
    var folds = 10
    @Option(help: "Write the types found as JSON lines.") var write: String?
    @Option(help: "Write the features of each snippet as JSON lines, for other fits.")
    var features: String?
    @Option(help: "The file that weights fitted on everything go to.") var output: String?
    @Option(help: "How strongly weights are held to zero.") var penalty = 33.0
    @Option(help: "Features that occur less often are not learned.") var least = 2
    @Option(help: "Weights nearer to zero are dropped.") var smallest = 0.01
    @OptionGroup var floors: FloorsOption

    func run() throws {
        guard FileManager.default.fileExists(atPath: corpus) else {
            print("\(corpus): not there; nothing to score")
            return
        }
        let reader = Reader(gazetteer: try gazetteer.open())
        let cases = try TypeCase.read(corpus)
        let fit = TypeFit(
            fit: LinearFit(loss: .squaredHinge, penalty: penalty), least: least,
            smallest: smallest)
        let examples =
            folds > 1 || output != nil || features != nil
            ? cases.map {
                TypeFit.Example(
                    id: $0.id, type: $0.type,
                    features: reader.typeFeatures(of: $0.text, keepingNames: true),
                    fold: $0.fold(of: max(folds, 1)))
            } + (try general.typeExamples(reader)) : []
        if let features { try export(examples, to: features) }
        let found = types(cases, reader, fit, examples)
        var score = TypeScore()
        for (gold, type) in zip(cases, found) { score.add(gold.type, type) }
        print(
            "types of snippets, \(folds > 1 ? "\(folds)-fold cross-validated" : "shipped weights"): "
                + score.summary + "  (best known elsewhere: prototype .77/.85, transformer .84)")
        if let write {
            let lines = zip(cases, found).map {
                #"{"id":"\#($0.id)","type":"\#($1?.rawValue ?? "")"}"#
            }
            try (lines.joined(separator: "\n") + "\n").write(
                toFile: write, atomically: true, encoding: .utf8)
        }
        if let output {
            try fit.table(examples).write(toFile: output, atomically: true, encoding: .utf8)
        }
        try floors.check(
            "types", [("25 types", score.ofSubEvents), ("6 event types", score.ofEvents)])
    }

    private func export(_ examples: [TypeFit.Example], to path: String) throws {
        struct Line: Encodable {
            let id, type: String
            let fold: Int
            let features: [String]
        }
        let lines = try examples.map {
            try JSONEncoder().encode(
                Line(
                    id: $0.id, type: $0.type?.rawValue ?? "", fold: $0.fold ?? -1,
                    features: $0.features.names))
        }
        try Data(lines.joined(separator: [0x0A])).write(to: URL(fileURLWithPath: path))
    }

    /// What the reader takes the first incident of each snippet for, by weights that never saw it.
    private func types(
        _ cases: [TypeCase], _ reader: Reader, _ fit: TypeFit, _ examples: [TypeFit.Example]
    ) -> [ReportedType?] {
        var found = [ReportedType?](repeating: nil, count: cases.count)
        for held in 0..<max(folds, 1) {
            var reader = reader
            if folds > 1 {
                let others = examples.filter { $0.fold != held }
                reader.models = FittedModels.shipped
                reader.models?.types = fit.model(others)
            }
            for index in cases.indices where folds < 2 || cases[index].fold(of: folds) == held {
                let report = Report(id: cases[index].id, text: cases[index].text)
                found[index] = reader.read(report).incidents.first.flatMap { incident in
                    ReportedType.allCases.first { $0.acled == incident.acled }
                }
            }
        }
        return found
    }
}
