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
    @Option(help: "Write the candidates and their features as JSON lines, for other fits.")
    var features: String?
    @Option(help: "The file that weights fitted on everything go to.") var output: String?
    @Option(help: "How strongly weights are held to zero.") var penalty = 5.0
    @Option(help: "Features that occur less often are not learned.") var least = 3
    @Option(help: "Weights nearer to zero are dropped.") var smallest = 0.04
    @OptionGroup var floors: FloorsOption

    func run() throws {
        guard FileManager.default.fileExists(atPath: corpus) else {
            print("\(corpus): not there; nothing to score")
            return
        }
        let reader = Reader(gazetteer: try gazetteer.open())
        let cases = try EventPlaceCase.read(corpus)
        let fit = EventPlaceFit(
            fit: LinearFit(penalty: penalty), least: least, smallest: smallest)
        let examples =
            folds > 1 || output != nil || features != nil
            ? cases.map { EventPlaceFit.Example($0, reader: reader) } : []
        if let features { try export(examples, to: features) }
        let rankers = folds > 1 ? fit.rankers(examples, folds: folds) : []
        let label = folds > 1 ? "\(folds)-fold cross-validated" : "shipped weights"
        if folds > 1 {
            let given = score(examples.map(\.gold), ranked(examples, rankers))
            print("event places, the event given, \(label): \(given.summary)")
            try floors.check("event places", shares(given))
        }
        let readings = read(cases, reader, rankers)
        let places = readings.map(\.places)
        let result = score(cases, places)
        print(
            "event places, as reports are read, \(label): " + result.summary
                + "  (best known elsewhere: prototype .76/.78)")
        for telling in Telling.allCases {
            let part = zip(cases, readings).filter { $1.telling == telling }
            print(
                "  \(telling.rawValue), \(part.count): "
                    + score(part.map(\.0), part.map(\.1.places)).summary)
        }
        if let write { try self.write(write, cases, places) }
        if let output {
            try fit.table(examples).write(toFile: output, atomically: true, encoding: .utf8)
        }
        try floors.check("event places as read", shares(result))
    }

    private func export(_ examples: [EventPlaceFit.Example], to path: String) throws {
        struct Candidate: Encodable {
            let start, end: Int
            let isPlace: Bool
            let features: [String]
        }
        struct Line: Encodable {
            let id: String
            let fold: Int
            let candidates: [Candidate]
        }
        let lines = try examples.map { example in
            let offsets = example.gold.offsets
            let candidates = zip(example.candidates, example.labels).map {
                Candidate(
                    start: offsets.codePoint($0.span.start), end: offsets.codePoint($0.span.end),
                    isPlace: $1, features: $0.features.names)
            }
            return try JSONEncoder().encode(
                Line(
                    id: example.gold.id, fold: example.gold.fold(of: max(folds, 1)),
                    candidates: candidates))
        }
        try Data(lines.joined(separator: [0x0A])).write(to: URL(fileURLWithPath: path))
    }

    private func shares(_ score: EventPlaceScore) -> [QualityFloors.Figure] {
        [("overlap F1", score.overlap), ("left empty", score.empty)]
    }

    /// What the ranker makes of the event that people marked.
    private func ranked(
        _ examples: [EventPlaceFit.Example], _ rankers: [EventPlaceRanker]
    ) -> [[TextSpan]] {
        examples.map { example in
            let ranker = rankers[example.gold.fold(of: folds)]
            let likelihoods = example.candidates.map { ranker.likelihood($0.features) }
            return EventPlaceChoice().indexes(likelihoods).map { example.candidates[$0].span }
        }
    }

    /// What stands for the event that people marked.
    private enum Telling: String, CaseIterable {
        case own = "the event itself is an incident"
        case other = "another incident stands nearest"
        case none = "no incident"
    }

    /// The places of the incident that is told nearest to the event that people marked.
    private func read(
        _ cases: [EventPlaceCase], _ reader: Reader, _ rankers: [EventPlaceRanker]
    ) -> [(telling: Telling, places: [TextSpan])] {
        cases.map { example in
            var reader = reader
            if !rankers.isEmpty {
                reader.models = FittedModels.shipped
                reader.models?.places = rankers[example.fold(of: folds)]
            }
            let incidents = reader.read(Report(id: example.id, text: example.text)).incidents
            let nearest = incidents.min {
                distance($0, to: example.event) < distance($1, to: example.event)
            }
            guard let nearest else { return (.none, []) }
            return (
                distance(nearest, to: example.event) == 0 ? .own : .other,
                nearest.places.map(\.mention.span)
            )
        }
    }

    private func distance(_ incident: Incident, to event: TextSpan) -> Int {
        guard let told = incident.trigger else { return .max }
        return max(0, told.start - event.end + 1, event.start - told.end + 1)
    }

    private func score(_ cases: [EventPlaceCase], _ places: [[TextSpan]]) -> EventPlaceScore {
        var score = EventPlaceScore()
        for (example, places) in zip(cases, places) { score.add(example.places, places) }
        return score
    }

    private func write(
        _ path: String, _ cases: [EventPlaceCase], _ places: [[TextSpan]]
    ) throws {
        let lines = zip(cases, places).map { example, places in
            let spans = places.map {
                let (start, end) = (
                    example.offsets.codePoint($0.start), example.offsets.codePoint($0.end)
                )
                return #"{"start":\#(start),"end":\#(end)}"#
            }
            return #"{"id":"\#(example.id)","locations":[\#(spans.joined(separator: ","))]}"#
        }
        try (lines.joined(separator: "\n") + "\n").write(
            toFile: path, atomically: true, encoding: .utf8)
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
