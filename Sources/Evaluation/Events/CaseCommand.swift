import ArgumentParser
import Foundation
import Gazetteer
import Incidents
import Reading

struct CaseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "case", abstract: "Scores the types of news snippets; fits their weights.")

    @OptionGroup var gazetteer: GazetteerOption
    @OptionGroup var general: GeneralNewsOption
    @Argument(help: "JSON lines: id, text, acled_sub_event_type.")
    var corpus = "../shared/corpora/case2021_dev.jsonl"
    @Option(help: "Snippets written to show what each type is: lines of type, a tab and text.")
    var examples = "Data/examples/types.tsv"
    @Option(help: "Folds of the cross-validation; 0 = the shipped weights, as they are.")
    var folds = 10
    @Option(help: "Write the types found as JSON lines.") var write: String?
    @Option(help: "Write the features of each snippet as JSON lines, for other fits.")
    var features: String?
    @Option(help: "The file that weights fitted on everything go to.") var output: String?
    @Option(help: "How strongly weights are held to zero.") var penalty = 33.0
    @Option(help: "Features that occur less often are not learned.") var least = 2
    @Option(help: "Weights nearer to zero are dropped.") var smallest = 0.01
    @Option(help: "How much a written snippet counts beside an annotated one.") var written = 0.5
    @Option(help: "How freely annotated snippets have weights of their own.") var ownShare = 0.5
    @OptionGroup var floors: FloorsOption

    func run() throws {
        let reader = Reader(gazetteer: try gazetteer.open())
        let cases = try self.cases()
        let fit = TypeFit(
            fit: LinearFit(loss: .squaredHinge, penalty: penalty), least: least,
            smallest: smallest, writtenWeight: written, ownShare: ownShare)
        let examples =
            folds > 1 || output != nil || features != nil
            ? (cases + (try general.typeCases())).map {
                TypeFit.Example(
                    of: $0, features: reader.typeFeatures(of: $0.text, keepingNames: true))
            } : []
        if let features { try export(examples, to: features) }
        let found = self.found(in: cases, reader, fit, examples)
        if let write {
            let lines = zip(cases, found).filter { $0.0.origin == .annotated }.map {
                #"{"id":"\#($0.id)","type":"\#($1.type?.rawValue ?? "")"}"#
            }
            try (lines.joined(separator: "\n") + "\n").write(
                toFile: write, atomically: true, encoding: .utf8)
        }
        if let output {
            try fit.table(examples).write(toFile: output, atomically: true, encoding: .utf8)
        }
        try report(cases, found)
    }

    private func cases() throws -> [TypeCase] {
        let written = examples.isEmpty ? [] : try TypeCase.written(examples)
        guard FileManager.default.fileExists(atPath: corpus) else {
            print("\(corpus): not there; only what was written is scored")
            return written
        }
        return try TypeCase.annotated(corpus) + written
    }

    private func report(_ cases: [TypeCase], _ found: [Found]) throws {
        var (score, accuracy) = (TypeScore(), TypeAccuracy())
        for (gold, found) in zip(cases, found) {
            if gold.origin == .written {
                accuracy.add(gold.type, found.type, tellsNothing: found.isNothing)
            } else if let type = gold.type {
                score.add(type, found.type)
            }
        }
        let way = folds > 1 ? "\(folds)-fold cross-validated" : "shipped weights"
        print(
            String(
                format: "written snippets, %@: %.3f of the right type; of those that tell "
                    + "nothing %.3f left alone", way, accuracy.ofIncidents, accuracy.ofNothing))
        guard cases.contains(where: { $0.origin == .annotated }) else { return }
        print(
            "types of snippets, \(way): \(score.summary)"
                + "  (best known elsewhere: prototype .77/.85, transformer .84)")
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
                    id: $0.of.id, type: $0.of.type?.rawValue ?? "", fold: $0.of.fold(of: folds),
                    features: $0.features.names))
        }
        try Data(lines.joined(separator: [0x0A])).write(to: URL(fileURLWithPath: path))
    }

    private struct Found {
        var type: ReportedType?
        var isNothing = true
    }

    /// What the reader takes the first incident of each snippet for, by weights that never saw it.
    private func found(
        in cases: [TypeCase], _ reader: Reader, _ fit: TypeFit, _ examples: [TypeFit.Example]
    ) -> [Found] {
        var found = [Found](repeating: Found(), count: cases.count)
        for held in 0..<max(folds, 1) {
            var reader = reader
            if folds > 1 {
                let others = examples.filter {
                    $0.of.origin == .otherNews || $0.of.fold(of: folds) != held
                }
                reader.models = FittedModels.shipped
                reader.models?.types = fit.model(others)
            }
            for index in cases.indices where folds < 2 || cases[index].fold(of: folds) == held {
                let incidents = reader.read(
                    Report(id: cases[index].id, text: cases[index].text)
                ).incidents
                found[index].isNothing = incidents.isEmpty
                found[index].type = incidents.first.flatMap { incident in
                    ReportedType.allCases.first { $0.acled == incident.acled }
                }
            }
        }
        return found
    }
}
