import ArgumentParser
import Foundation
import Incidents
import Reading

/// What was judged by hand of incidents read from general news: sport, councils, courts, disease, crime.
///
/// Most texts with annotated incidents are about violence. Here what is told of nothing can be counted.
struct GeneralNews {
    enum Verdict: String { case right, past, wrong }

    struct Judgement {
        var span: TextSpan
        var verdict: Verdict
        /// `nil` where there is no incident.
        var type: String?
    }

    struct Document {
        var id: String
        var text: String
        var judgements: [Judgement]

        /// No words of it were judged to tell of an incident that a type is of.
        func tellsNothing(of isOfKind: (String) -> Bool) -> Bool {
            !judgements.contains { $0.type.map(isOfKind) ?? false }
        }
    }

    let documents: [Document]

    /// - Parameters:
    ///   - path: Lines of corpus, report, start, end, verdict, type, separated by tabs; `#` opens a note.
    ///   - corpora: The folder of the corpora that it names.
    init(path: String, corpora: String) throws {
        let rows = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
            .filter { !$0.hasPrefix("#") }.map { $0.split(separator: "\t").map(String.init) }
            .filter { $0.count == 6 }
        var known: [String: [String: [Judgement]]] = [:]
        for row in rows {
            guard let start = Int(row[2]), let end = Int(row[3]),
                let verdict = Verdict(rawValue: row[4])
            else { continue }
            known[row[0], default: [:]][row[1], default: []].append(
                Judgement(
                    span: TextSpan(start, end), verdict: verdict,
                    type: row[5] == "-" ? nil : row[5]))
        }
        documents = try known.keys.sorted().flatMap { corpus in
            try PlaceCorpus.read("\(corpora)/\(corpus).jsonl").map { document in
                Document(
                    id: document.id, text: document.text,
                    judgements: known[corpus]?[document.id] ?? [])
            }
        }
    }
}

/// News that tells of no incident, from which the models of types and deeds learn what is none.
struct GeneralNewsOption: ParsableArguments {
    @Option(help: "What was judged by hand of general news.")
    var judged = "Tests/Answers/general-news.tsv"
    @Option(help: "The folder of the corpora that the judgements are of.")
    var generalCorpora = "../shared/corpora"

    /// `nil` where there is no such folder or file.
    func read() throws -> GeneralNews? {
        let files = FileManager.default
        guard files.fileExists(atPath: judged), files.fileExists(atPath: generalCorpora) else {
            return nil
        }
        return try GeneralNews(path: judged, corpora: generalCorpora)
    }

    /// The openings of reports: of the type they were judged to tell of, or of none.
    func typeCases() throws -> [TypeCase] {
        (try read()?.documents ?? []).compactMap { document in
            let opening = document.opening(of: Self.openingBytes)
            let told = document.judgements.filter { $0.span.start < opening.utf8.count }
            let types = told.compactMap(\.type).compactMap(IncidentType.init(rawValue:))
            let type = types.first.flatMap { type in
                ReportedType.allCases.first { $0.acled != nil && $0.acled == type.acled }
                    ?? ReportedType.allCases.first { $0.fits(type) }
            }
            guard types.isEmpty || type != nil else { return nil }
            return TypeCase(id: document.id, text: opening, type: type, origin: .otherNews)
        }
    }

    /// Those that tell of no deed that messages count.
    func deedExamples(_ reader: Reader) throws -> [DeedFit.Example] {
        (try read()?.documents ?? [])
            .filter { $0.tellsNothing { IncidentType(rawValue: $0).flatMap(DeedKind.init) != nil } }
            .map {
                DeedFit.Example(
                    MucKey.Line(id: $0.id, text: $0.text, date: nil, incidents: []), reader: reader)
            }
    }

    /// As long as brief reports are.
    private static let openingBytes = 700
}

extension GeneralNews.Document {
    /// Up to the last full stop before so many bytes.
    func opening(of bytes: Int) -> String {
        guard text.utf8.count > bytes else { return text }
        let cut = String(decoding: text.utf8.prefix(bytes), as: UTF8.self)
        return cut.lastIndex(of: ".").map { String(cut[...$0]) } ?? cut
    }
}
