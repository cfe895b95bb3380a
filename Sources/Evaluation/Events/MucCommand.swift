import ArgumentParser
import Foundation
import Gazetteer
import Incidents
import Reading

/// Reads MUC-4 messages with the product, scores what MUC asks for, and fits the weights that select
/// incidents.
///
/// MUC counts only attacks on others than soldiers, in nine countries: that policy stands here, not
/// in the product.
struct MucCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "muc",
        abstract: "Scores the incidents of MUC-4 messages; fits the weights that select them.")

    @OptionGroup var gazetteer: GazetteerOption
    @Argument(help: "JSON lines: id, date, text, incidents.")
    var corpus = "../shared/corpora/muc4_dev.jsonl"
    @Option(help: "Folds of the cross-validation; 0 = the shipped weights, as they are.")
    var folds = 5
    @Option(help: "Write the incidents found as JSON lines.") var write: String?
    @Option(help: "The folder that the tables fitted on everything go to.") var output: String?
    @Option(help: "Write what may be incidents, with their features, as JSON lines.")
    var candidates: String?
    @Option(help: "How strongly weights are held to zero.") var penalty = 50.0
    @Option(help: "Features that occur less often are not learned.") var least = 10
    @Option(help: "Weights nearer to zero are dropped.") var smallest = 0.02
    @OptionGroup var floors: FloorsOption

    func run() throws {
        guard FileManager.default.fileExists(atPath: corpus) else {
            print("\(corpus): not there; nothing to read")
            return
        }
        let reader = Reader(gazetteer: try gazetteer.open())
        let messages = try MucKey.read(corpus)
        let isFitted = folds > 1 || output != nil || candidates != nil
        let fits = MucFits(
            messages: isFitted ? messages : [], reader: reader, folds: max(folds, 2),
            selection: SelectionFit(
                fit: LinearFit(penalty: penalty), least: least, smallest: smallest))
        if let candidates { try MucExport.write(candidates, fits.examples(without: nil)) }
        let answers = answers(messages, reader, fits)
        var score = MucScore()
        for (message, templates) in zip(messages, answers) {
            score.add(message.incidents.map { MucFacts($0) }, templates.map { MucFacts($0) })
        }
        let label = folds > 1 ? "\(folds)-fold cross-validated" : "shipped weights"
        print("messages, as reports are read, \(label): \(score.summary)")
        print("what is said of the \(score.paired) incidents that are right: \(score.fills)")
        if let write { try self.write(write, messages, answers) }
        if let output {
            for (name, table) in fits.tables() {
                try table.write(toFile: "\(output)/\(name)", atomically: true, encoding: .utf8)
            }
        }
        try floors.check(
            "messages", zip(MucScore.names, score.measures).map { ($0, $1.f1) })
    }

    /// By weights that never saw the message.
    private func answers(
        _ messages: [MucKey.Line], _ reader: Reader, _ fits: MucFits
    ) -> [[MucTemplate]] {
        var answers = [[MucTemplate]](repeating: [], count: messages.count)
        for held in 0..<max(folds, 1) {
            var reader = reader
            if folds > 1 { reader.models = fits.models(without: held) }
            for index in messages.indices where folds < 2 || index % folds == held {
                let report = messages[index].report
                answers[index] = MucTemplates(published: report.published)
                    .templates(reader.read(report).incidents)
            }
        }
        return answers
    }

    private func write(
        _ path: String, _ messages: [MucKey.Line], _ answers: [[MucTemplate]]
    ) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        var lines = Data()
        for (message, templates) in zip(messages, answers) {
            lines += try encoder.encode(MucAnswer(id: message.id, incidents: templates))
            lines.append(0x0A)
        }
        try lines.write(to: URL(fileURLWithPath: path))
    }
}

extension MucKey.Line {
    var report: Report {
        Report(id: id, text: text, published: date.flatMap { Day(iso: $0) })
    }
}

/// The models of a cross-validation: those that choose incidents learn from what the models of deeds say
/// of messages which these have never seen.
final class MucFits {
    let messages: [MucKey.Line]
    let reader: Reader
    let folds: Int
    let selection: SelectionFit
    private let deeds = DeedFit()
    private let deedExamples: [DeedFit.Example]
    private var known: [Set<Int>: DeedModels] = [:]

    init(messages: [MucKey.Line], reader: Reader, folds: Int, selection: SelectionFit) {
        self.messages = messages
        self.reader = reader
        self.folds = folds
        self.selection = selection
        deedExamples = messages.map { DeedFit.Example($0, reader: reader) }
    }

    private func deeds(without held: Set<Int>) -> DeedModels {
        if let model = known[held] { return model }
        let others = deedExamples.indices.filter { !held.contains($0 % folds) }
        let model = deeds.model(others.map { deedExamples[$0] })
        known[held] = model
        return model
    }

    /// What may be an incident in every message but those of one fold.
    func examples(without held: Int?) -> [SelectionFit.Example] {
        messages.indices.filter { $0 % folds != held }.map { index in
            var reader = reader
            reader.models = FittedModels.shipped
            reader.models?.deeds = deeds(without: Set([index % folds, held].compactMap { $0 }))
            return SelectionFit.Example(messages[index], reader: reader)
        }
    }

    func models(without held: Int) -> FittedModels {
        let examples = examples(without: held)
        var models = FittedModels.shipped
        models.deeds = deeds(without: [held])
        models.selection = selection.model(examples)
        models.targets = FillFit().targets(examples)
        models.blame = FillFit().blame(examples)
        models.weapons = FillFit().weapons(examples)
        models.tolls = FillFit().tolls(examples)
        models.deedPlaces = FillFit().places(examples)
        return models
    }

    /// Fitted on everything, by the names of their files.
    func tables() -> [(name: String, table: String)] {
        let examples = examples(without: nil)
        return [
            ("deeds.tsv", deeds.table(deedExamples)),
            ("selection.tsv", selection.table(examples)),
            ("targets.tsv", FillFit().targetTable(examples)),
            ("blame.tsv", FillFit().blameTable(examples)),
            ("weapons.tsv", FillFit().weaponTable(examples)),
            ("tolls.tsv", FillFit().tollTable(examples)),
            ("deed-places.tsv", FillFit().placeTable(examples)),
        ]
    }
}

/// Fits the model that selects incidents: right are those that pair with an incident of the key.
struct SelectionFit {
    struct Candidate {
        let template: MucTemplate?
        let features: FeatureSet
        let isDoubtful: Bool
        var isRight = false
        var targets: [FillFit.Candidate]
        var groups: [FillFit.Candidate]
        var weapons: [FillFit.Candidate]
        var tolls: [FillFit.Count]
        var places: [FillFit.Site]
    }

    struct Example {
        let id: String
        private(set) var candidates: [Candidate]

        init(_ message: MucKey.Line, reader: Reader) {
            id = message.id
            let report = message.report
            let policy = MucTemplates(published: report.published)
            candidates = reader.selectionCandidates(in: report, keepingNames: true).map {
                Candidate(
                    template: policy.template($0.incident), features: $0.features,
                    isDoubtful: $0.isDoubtful,
                    targets: $0.targets.map(FillFit.Candidate.init),
                    groups: $0.groups.map(FillFit.Candidate.init),
                    weapons: $0.weapons.map(FillFit.Candidate.init),
                    tolls: $0.tolls.map(FillFit.Count.init),
                    places: $0.places.map(FillFit.Site.init))
            }
            let told = candidates.indices.filter { candidates[$0].template != nil }
            let pairs = MucScore.pairs(
                message.incidents.map { MucFacts($0) },
                told.compactMap { candidates[$0].template.map { MucFacts($0) } })
            for pair in pairs {
                candidates[told[pair.answer]].isRight = true
                candidates[told[pair.answer]].label(MucFacts(message.incidents[pair.key]))
            }
        }
    }

    var fit = LinearFit(penalty: 20)
    var least = 15
    var smallest = 0.03

    func table(_ examples: [Example]) -> String {
        let candidates = examples.flatMap(\.candidates).filter { $0.template != nil }
        return fit.table(
            candidates.map(\.features.names), labels: candidates.map(\.isRight), least: least,
            smallest: smallest)
    }

    func model(_ examples: [Example]) -> SelectionModel {
        SelectionModel(weights: FeatureWeights(table: table(examples)))
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
    /// Each by the names the report gives it.
    var perpOrg: [[String]]
    var weapon: [String]
    var targets: [String]
    /// Where the report tells of it first, in UTF-8 bytes.
    var start: Int?

    enum CodingKeys: String, CodingKey {
        case type, location, date, killed, weapon, targets, start
        case perpOrg = "perp_org"
    }
}
