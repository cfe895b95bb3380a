import ArgumentParser
import Foundation
import Incidents
import Reading

struct EventPlacesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "event-places",
        abstract: "Scores the places of single events; fits the weights of their ranker.")

    @OptionGroup var gazetteer: GazetteerOption
    @Argument(help: "JSON lines: id, text, event, locations.")
    var corpus = "../shared/corpora/event_place_dev.jsonl"
    @Option(help: "Folds of the cross-validation; 0 = the shipped weights, as they are.")
    var folds = 5
    @Option(help: "Write the places found as JSON lines.") var write: String?
    @Option(help: "The source file that weights fitted on everything go to.") var output: String?
    @Option(help: "How strongly weights are held to zero.") var penalty = 5.0
    @Option(help: "Features that occur less often are not learned.") var least = 3
    @Option(help: "Weights nearer to zero are dropped.") var smallest = 0.04
    @Flag(help: "Try several thresholds.") var thresholds = false
    @OptionGroup var floors: FloorsOption

    func run() throws {
        guard FileManager.default.fileExists(atPath: corpus) else {
            print("\(corpus): not there; nothing to score")
            return
        }
        let reader = Reader(gazetteer: try gazetteer.open())
        let examples = try EventPlaceCase.read(corpus).map {
            EventPlaceFit.Example($0, reader: reader)
        }
        let fit = EventPlaceFit(
            fit: LogisticFit(penalty: penalty), least: least, smallest: smallest)
        let likelihoods =
            folds > 1 ? fit.crossValidated(examples, folds: folds) : shipped(examples)
        let choice = EventPlaceChoice()
        let result = score(examples, likelihoods, choice)
        print(
            "event places, \(folds > 1 ? "\(folds)-fold cross-validated" : "shipped weights"): "
                + result.summary
                + "  (best known elsewhere: prototype .76/.78)")
        if thresholds { tryThresholds(examples, likelihoods) }
        if let write { try self.write(write, examples, likelihoods, choice) }
        if let output {
            try source(fit.table(examples)).write(toFile: output, atomically: true, encoding: .utf8)
        }
        try floors.check(
            "event places", [("overlap F1", result.overlap), ("left empty", result.empty)])
    }

    private func shipped(_ examples: [EventPlaceFit.Example]) -> [[Double]] {
        examples.map { $0.candidates.map { EventPlaceRanker.shipped.likelihood($0.features) } }
    }

    private func score(
        _ examples: [EventPlaceFit.Example], _ likelihoods: [[Double]], _ choice: EventPlaceChoice
    ) -> EventPlaceScore {
        var score = EventPlaceScore()
        for (example, likelihoods) in zip(examples, likelihoods) {
            score.add(
                example.gold.places, choice.indexes(likelihoods).map { example.candidates[$0].span }
            )
        }
        return score
    }

    private func tryThresholds(_ examples: [EventPlaceFit.Example], _ likelihoods: [[Double]]) {
        for step in 6...10 {
            var choice = EventPlaceChoice()
            choice.threshold = Double(step) / 20
            print("  at \(choice.threshold): \(score(examples, likelihoods, choice).summary)")
        }
    }

    private func write(
        _ path: String, _ examples: [EventPlaceFit.Example], _ likelihoods: [[Double]],
        _ choice: EventPlaceChoice
    ) throws {
        let lines = zip(examples, likelihoods).map { example, likelihoods in
            let offsets = example.gold.offsets
            let places = choice.indexes(likelihoods).map {
                let span = example.candidates[$0].span
                return
                    #"{"start":\#(offsets.codePoint(span.start)),"end":\#(offsets.codePoint(span.end))}"#
            }
            return #"{"id":"\#(example.gold.id)","locations":[\#(places.joined(separator: ","))]}"#
        }
        try (lines.joined(separator: "\n") + "\n").write(
            toFile: path, atomically: true, encoding: .utf8)
    }

    private func source(_ table: String) -> String {
        WeightSource(
            name: "shippedEventPlaceWeights", subject: "the ranker of event places",
            command: "Evaluation event-places --output"
        ).text(table)
    }
}

/// A table of weights as the source file the program is built with.
struct WeightSource {
    let name: String
    let subject: String
    let command: String
    var reader = "FeatureWeights"

    func text(_ table: String) -> String {
        let lines = table.split(separator: "\n").map { "    " + $0 }.joined(separator: "\n")
        return """
            /// The fitted weights of \(subject), as ``\(reader)/init(table:)`` reads them.
            ///
            /// Made by `\(command)`; hundredths of natural-log odds.
            let \(name) = #\"\"\"
            \(lines)

                \"\"\"#

            """
    }
}

/// Figures that must not fall below those once reached.
struct FloorsOption: ParsableArguments {
    @Option(help: "The file of quality floors; figures below them end the command with an error.")
    var floors: String?

    func check(_ suite: String, _ shares: [QualityFloors.Figure]) throws {
        guard let floors else { return }
        let shortfalls = try QualityFloors(path: floors)
            .shortfalls(suite, shares: shares, faults: [])
        guard shortfalls.isEmpty else {
            throw ValidationError("\(suite): " + shortfalls.joined(separator: "; "))
        }
    }
}
