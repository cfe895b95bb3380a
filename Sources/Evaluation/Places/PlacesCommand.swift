import ArgumentParser
import Earth
import Foundation
import Gazetteer
import Incidents
import Reading

/// The three corpora, what their annotators marked, and the best figures known of others.
enum PlaceCorpora {
    static let all: [(name: String, file: String, marks: PlaceMarks, best: String)] = [
        ("lgl", "lgl.jsonl", .everything, "best public F@161 .51, oF1 .77"),
        ("geovirus", "geovirus.jsonl", .placesOnly, "best public F@161 .68, oF1 .93"),
        ("tudloc_dev", "tudloc_dev.jsonl", .placesOnly, "dictionary matcher oF1 .72"),
    ]

    static func read(folder: String) throws -> [(
        name: String, marks: PlaceMarks, documents: [GoldDocument]
    )] {
        try all.map { ($0.name, $0.marks, try PlaceCorpus.read(folder + "/" + $0.file)) }
    }
}

/// What annotators took for the name of a place.
enum PlaceMarks {
    /// Also "Syrian", and the town in "Athens Police Department".
    case everything
    /// No adjectives, and few of the places in the names of organisations.
    case placesOnly
}

struct PlacesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "places",
        abstract: "Scores the place reader with the shipped weights (in sample) on the corpora.")

    @OptionGroup var gazetteer: GazetteerOption
    @Option(help: "The folder of corpora.") var corpora = "../shared/corpora"
    @Option(help: "Least likelihood of a reported place.") var threshold = 0.45
    @Flag(help: "Places in boilerplate, too.") var all = false
    @OptionGroup var floors: FloorsOption

    func run() throws {
        guard FileManager.default.fileExists(atPath: corpora) else {
            print("\(corpora): no such folder; nothing to score")
            return
        }
        let gazetteer = try gazetteer.open()
        var figures: [QualityFloors.Figure] = []
        print(PlaceScore.header)
        for corpus in PlaceCorpora.all {
            var options = PlaceReaderOptions()
            options.threshold = threshold
            options.skipsBoilerplate = !all
            options.includesDemonyms = corpus.marks == .everything
            let reader = PlaceReader(gazetteer: gazetteer, options: options)
            var score = PlaceScore()
            var bytes = 0
            let documents = try PlaceCorpus.read(corpora + "/" + corpus.file)
            let start = clock()
            for document in documents {
                bytes += document.text.utf8.count
                let mentions = reader.mentions(in: AnalyzedText(document.text))
                score.add(
                    document.names,
                    mentions.map {
                        FoundPlace(span: $0.span, coordinate: $0.resolution.place?.coordinate)
                    })
            }
            let seconds = Double(clock() - start) / Double(CLOCKS_PER_SEC)
            print(
                score.row(corpus.name), " ", corpus.best, "|", Double(bytes) / seconds / 1e6,
                "MB per CPU second"
            )
            figures += score.figures(corpus.name)
        }
        try floors.check("places in sample", figures)
    }
}

struct ReadPlacesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "read-places", abstract: "Prints the places of text files, one a line.")

    @OptionGroup var gazetteer: GazetteerOption
    @Argument var files: [String]
    @Flag(help: "Also candidates and reasons.") var explain = false
    @Option var threshold = 0.45

    func run() throws {
        let gazetteer = try gazetteer.open()
        var options = PlaceReaderOptions()
        options.threshold = threshold
        options.explains = explain
        let reader = PlaceReader(gazetteer: gazetteer, options: options)
        for file in files {
            let text = AnalyzedText(try String(contentsOfFile: file, encoding: .utf8))
            print("==", file)
            for mention in reader.mentions(in: text) { print(line(mention)) }
        }
    }

    private func line(_ mention: Mention) -> String {
        let place = mention.resolution.place
        var line =
            "\(mention.span.start)\t\(mention.text)\t\(mention.role)\t"
            + "\((mention.resolution.confidence * 100).rounded() / 100)\t"
            + "\(place?.name ?? "–")\t\(place.map { "\($0.kind)" } ?? "")\t\(place?.admin1 ?? "")\t"
            + "\(place?.country ?? "")\t\(place.map { "\($0.coordinate.latitude),\($0.coordinate.longitude)" } ?? "")\t\(place?.id ?? "")"
        guard explain else { return line }
        let reasons = mention.resolution.reasons.sorted { abs($0.weight) > abs($1.weight) }
        line +=
            "\n    gate: "
            + reasons.prefix(12).map { "\($0.evidence) \(($0.weight * 100).rounded() / 100)" }
            .joined(separator: ", ")
        for candidate in mention.resolution.candidates { line += "\n    " + self.line(candidate) }
        return line
    }

    private func line(_ candidate: Resolution.Candidate) -> String {
        let place = candidate.place
        let reasons = candidate.reasons.map {
            "\($0.evidence) \(($0.weight * 100).rounded() / 100)"
        }
        return
            "\((candidate.score * 100).rounded() / 100) \(place.name) \(place.kind) \(place.admin1)"
            + " \(place.country) \(place.population): " + reasons.joined(separator: ", ")
    }
}
