import ArgumentParser
import Earth
import Foundation
import Gazetteer
import Incidents
import Reading

struct FitPlacesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fit-places",
        abstract: "Fits the place reader's weights; scores them by cross-validation.")

    @OptionGroup var gazetteer: GazetteerOption
    @Option(help: "The folder of corpora.") var corpora = "../shared/corpora"
    @Option(help: "Folds of the cross-validation; 0 = none.") var folds = 5
    @Option(help: "How strongly the resolver's weights are held to their prior.")
    var penalty = 5.0
    @Option(help: "How strongly the gates' weights are held to their prior.")
    var gatePenalty = 12.0
    @Option(help: "Least likelihood of a reported place.") var threshold = 0.45
    @Option(help: "Least likelihood of a mention and its place together.") var placeThreshold = 0.35
    @Option(help: "The table that the weights fitted on everything go to.") var output: String?
    @Option(help: "Where missed, false and misplaced names go, for reading.") var errors: String?
    @Option(help: "Features to do without, separated by commas.") var without = ""
    @Flag(help: "Also fit on two corpora and score on the third.") var across = false
    @OptionGroup var floors: FloorsOption

    func run() throws {
        guard FileManager.default.fileExists(atPath: corpora) else {
            print("\(corpora): no such folder; nothing to fit")
            return
        }
        let gazetteer = try gazetteer.open()
        let reader = PlaceReader(gazetteer: gazetteer)
        var documents: [FitDocument] = []
        var texts: [String] = []
        for (number, corpus) in try PlaceCorpora.read(folder: corpora).enumerated() {
            for document in corpus.documents {
                texts.append(document.text)
                documents.append(
                    FitDocument(
                        document, corpus: number, marks: corpus.marks, reader: reader,
                        gazetteer: gazetteer))
            }
        }
        var fit = PlaceFit(
            penalty: penalty, gatePenalty: gatePenalty,
            prior: PlaceModels(table: priorPlaceWeights))
        fit.without = Set(without.split(separator: ",").map(String.init))
        var log = ErrorLog(isOpen: errors != nil)
        if folds > 1 {
            print("cross-validated, \(folds) folds by source")
            let figures = crossValidate(documents, texts, fit, gazetteer, &log)
            try floors.check("places", figures)
        }
        if across {
            let figures = crossCorpora(documents, texts, fit, gazetteer, &log)
            try floors.check("places of unseen corpora", figures)
        }
        if let errors { try log.text.write(toFile: errors, atomically: true, encoding: .utf8) }
        if let output {
            try fit.fit(documents).table
                .write(toFile: output, atomically: true, encoding: .utf8)
        }
    }

    private func crossValidate(
        _ documents: [FitDocument], _ texts: [String], _ fit: PlaceFit,
        _ gazetteer: CompiledGazetteer,
        _ log: inout ErrorLog
    ) -> [QualityFloors.Figure] {
        var scores = PlaceCorpora.all.map { _ in PlaceScore() }
        var withSource = PlaceScore()
        let fold = documents.map { Int(stableHash($0.source) >> 20 % UInt64(folds)) }
        for held in 0..<folds {
            let models = fit.fit(zip(documents, fold).filter { $1 != held }.map(\.0))
            let held = documents.indices.filter { fold[$0] == held }
            addWithSource(held, documents, texts, models, gazetteer, &withSource, &log)
            for index in held {
                let places = found(documents[index], models, gazetteer)
                scores[documents[index].corpus].add(documents[index].names, places)
                scores[documents[index].corpus].addGold(documents[index], models, gazetteer)
                log.add(
                    documents[index], texts[index], places,
                    PlaceCorpora.all[documents[index].corpus].name)
            }
        }
        show(scores)
        print(
            withSource.row("lgl+source"),
            "  each report read with the lexicon of its paper's others")
        return figures(scores) + withSource.figures("lgl+source")
    }

    /// The first corpus knows its newspapers: reads each report with what the paper's others name, as the
    /// pipeline does.
    private func addWithSource(
        _ held: [Int], _ documents: [FitDocument], _ texts: [String], _ models: PlaceModels,
        _ gazetteer: CompiledGazetteer, _ score: inout PlaceScore, _ log: inout ErrorLog
    ) {
        let held = held.filter { documents[$0].corpus == 0 }
        let papers = held.map { documents[$0] }
        let lexicons = SourceLexicons(papers, settledBy: models)
        for (index, document) in papers.enumerated() {
            let lexicon = lexicons.lexicon(for: index)
            let places = found(document, models, gazetteer, source: lexicon)
            score.add(document.names, places)
            score.addGold(document, models, gazetteer, source: lexicon)
            log.add(document, texts[held[index]], places, "lgl+source")
        }
    }

    private func crossCorpora(
        _ documents: [FitDocument], _ texts: [String], _ fit: PlaceFit,
        _ gazetteer: CompiledGazetteer, _ log: inout ErrorLog
    ) -> [QualityFloors.Figure] {
        var scores = PlaceCorpora.all.map { _ in PlaceScore() }
        for corpus in PlaceCorpora.all.indices {
            let models = fit.fit(documents.filter { $0.corpus != corpus })
            for (document, text) in zip(documents, texts) where document.corpus == corpus {
                let places = found(document, models, gazetteer)
                scores[corpus].add(document.names, places)
                scores[corpus].addGold(document, models, gazetteer)
                log.add(document, text, places, "unseen " + PlaceCorpora.all[corpus].name)
            }
        }
        print("fitted on the other corpora only")
        show(scores)
        return figures(scores)
    }

    private func figures(_ scores: [PlaceScore]) -> [QualityFloors.Figure] {
        zip(PlaceCorpora.all, scores).flatMap { $1.figures($0.name) }
    }

    private func show(_ scores: [PlaceScore]) {
        print(PlaceScore.header)
        for (corpus, score) in zip(PlaceCorpora.all, scores) {
            print(score.row(corpus.name), " ", corpus.best)
        }
    }

    private func found(
        _ document: FitDocument, _ models: PlaceModels, _ gazetteer: CompiledGazetteer,
        source: SourceLexicon? = nil
    ) -> [FoundPlace] {
        let trace = document.prepared.trace(models, source: source)
        return trace.hits.compactMap { hit in
            guard Double(hit.secondGate) >= threshold,
                document.marks == .everything || !hit.isDemonym
            else { return nil }
            let isSure = Double(hit.secondGate * hit.mass) >= placeThreshold
            let place = isSure ? hit.place.flatMap { gazetteer.place(trace.places[$0]) } : nil
            return FoundPlace(
                span: hit.span, coordinate: place?.coordinate,
                label: place.map { "\($0.name) \($0.kind) \($0.admin1) \($0.country)" } ?? "")
        }
    }
}

/// What went wrong, one line each, with its surroundings.
struct ErrorLog {
    let isOpen: Bool
    var text = ""

    mutating func add(
        _ document: FitDocument, _ report: String, _ places: [FoundPlace], _ corpus: String
    ) {
        guard isOpen else { return }
        let pairs = PlaceScore.pair(document.names.map(\.span), places.map(\.span))
        let pairedGold = Dictionary(uniqueKeysWithValues: pairs.map { ($0.gold, $0.found) })
        let pairedFound = Set(pairs.map(\.found))
        for (index, name) in document.names.enumerated() {
            guard let found = pairedGold[index] else {
                note(
                    "missed\(name.latitude == nil ? "-unplaced" : "")", corpus, document, name.span,
                    report, "")
                continue
            }
            guard let latitude = name.latitude, let longitude = name.longitude,
                let gold = try? Coordinate(longitude: longitude, latitude: latitude)
            else { continue }
            let kilometers =
                places[found].coordinate.map { $0.distance(to: gold).kilometers } ?? 99999
            if kilometers > 161 {
                let near = document.bestDistance(toGold: index)
                note(
                    near > 161 ? "nocandidate" : "misplaced", corpus, document, name.span, report,
                    "\(places[found].label) \(Int(kilometers)) km; gold \(latitude),\(longitude)")
            }
        }
        for (index, place) in places.enumerated() where !pairedFound.contains(index) {
            note("false", corpus, document, place.span, report, place.label)
        }
    }

    private mutating func note(
        _ kind: String, _ corpus: String, _ document: FitDocument, _ span: TextSpan,
        _ report: String,
        _ remark: String
    ) {
        let bytes = Array(report.utf8)
        func words(_ range: Range<Int>) -> String {
            String(decoding: bytes[range.clamped(to: 0..<bytes.count)], as: UTF8.self)
                .split(whereSeparator: \.isNewline).joined(separator: "⏎")
        }
        text +=
            "\(kind)\t\(corpus)\t\(document.source)\t\(words(span.start..<span.end))\t\(remark)\t"
            + "…\(words(span.start - 50..<span.start))[[\(words(span.start..<span.end))]]\(words(span.end..<span.end + 50))…\n"
    }
}

extension PlaceScore {
    /// The share of gold names that are put right when the reader is told which names are meant.
    mutating func addGold(
        _ document: FitDocument, _ models: PlaceModels, _ gazetteer: CompiledGazetteer,
        source: SourceLexicon? = nil
    ) {
        let trace = document.prepared.trace(
            models, source: source, meant: document.goldOfHit.map { $0 != nil })
        for (hit, gold) in zip(trace.hits, document.goldOfHit) {
            guard let gold, let point = document.names[gold].coordinate,
                let place = hit.place.flatMap({ gazetteer.place(trace.places[$0]) })
            else { continue }
            if place.coordinate.distance(to: point).kilometers <= 161 { goldWithin161 += 1 }
        }
    }
}

extension FitDocument {
    /// The distance of the nearest candidate of any hit on a gold name.
    func bestDistance(toGold gold: Int) -> Double {
        var best = Double.infinity
        for (hit, paired) in goldOfHit.enumerated() where paired == gold {
            for candidate in prepared.candidates(ofHit: hit) {
                best = min(best, distances[candidate] ?? .infinity)
            }
        }
        return best
    }
}
