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

/// Fits and tries the model of types.
struct TypeFit {
    struct Example {
        let gold: TypeCase
        let features: FeatureSet
    }

    var fit = LogisticFit(penalty: 0.25)
    var least = 2
    var smallest = 0.1

    func table(_ examples: [Example]) -> String {
        let names = examples.map(\.features.names)
        let index = FeatureIndex(names, least: least)
        var rows = SparseRows()
        for row in names { rows.append(index.row(row)) }
        var lines: [String] = []
        for (number, type) in ReportedType.allCases.enumerated() {
            let weights = fit.fit(
                rows, labels: examples.map { $0.gold.type == type }, features: index.names.count)
            let named = zip(index.names + ["bias"], weights)
                .filter { abs($1) >= smallest || $0 == "bias" }
                .map { (name: $0, weight: Float($1)) }
            lines += FeatureWeights.table(named).split(separator: "\n").map { "\(number) \($0)" }
        }
        return lines.joined(separator: "\n")
    }

    func crossValidated(_ examples: [Example], folds: Int) -> [ReportedType] {
        let fold = examples.map { $0.gold.fold(of: folds) }
        var found = examples.map { _ in ReportedType.other }
        for held in 0..<folds {
            let model = TypeModel(table: table(zip(examples, fold).filter { $1 != held }.map(\.0)))
            for index in examples.indices where fold[index] == held {
                found[index] = model.best(examples[index].features).type
            }
        }
        return found
    }
}

struct CaseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "case", abstract: "Scores the types of news snippets; fits their weights.")

    @OptionGroup var gazetteer: GazetteerOption
    @Argument(help: "JSON lines: id, text, acled_sub_event_type.")
    var corpus = "../shared/corpora/case2021_dev.jsonl"
    @Option(help: "Folds of the cross-validation; 0 = the shipped weights, as they are.")
    var folds = 10
    @Option(help: "Write the types found as JSON lines.") var write: String?
    @Option(help: "The source file that weights fitted on everything go to.") var output: String?
    @Option(help: "How strongly weights are held to zero.") var penalty = 0.25
    @Option(help: "Features that occur less often are not learned.") var least = 2
    @Option(help: "Weights nearer to zero are dropped.") var smallest = 0.1
    @OptionGroup var floors: FloorsOption

    func run() throws {
        guard FileManager.default.fileExists(atPath: corpus) else {
            print("\(corpus): not there; nothing to score")
            return
        }
        let reader = Reader(gazetteer: try gazetteer.open())
        let examples = try TypeCase.read(corpus).map {
            TypeFit.Example(
                gold: $0, features: reader.typeFeatures(of: $0.text, keepingNames: true))
        }
        let fit = TypeFit(fit: LogisticFit(penalty: penalty), least: least, smallest: smallest)
        let found =
            folds > 1
            ? fit.crossValidated(examples, folds: folds)
            : examples.map { TypeModel.shipped.best($0.features).type }
        var score = TypeScore()
        for (example, type) in zip(examples, found) { score.add(example.gold.type, type) }
        print(
            "types of snippets, \(folds > 1 ? "\(folds)-fold cross-validated" : "shipped weights"): "
                + score.summary + "  (best known elsewhere: prototype .77/.85, transformer .84)")
        if let write {
            let lines = zip(examples, found).map {
                #"{"id":"\#($0.gold.id)","type":"\#($1.rawValue)"}"#
            }
            try (lines.joined(separator: "\n") + "\n").write(
                toFile: write, atomically: true, encoding: .utf8)
        }
        if let output {
            try WeightSource(
                name: "shippedTypeWeights", subject: "the model of types",
                command: "Evaluation case --output", reader: "TypeModel"
            ).text(fit.table(examples)).write(toFile: output, atomically: true, encoding: .utf8)
        }
        try floors.check(
            "types", [("25 types", score.ofSubEvents), ("6 event types", score.ofEvents)])
    }
}
