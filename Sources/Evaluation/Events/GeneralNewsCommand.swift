import ArgumentParser
import Foundation
import Gazetteer
import Incidents
import Reading

struct GeneralNewsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "general-news",
        abstract: "Counts what is told of nothing in general news.",
        discussion: """
            The judgements were made on what an earlier version told, and the reader was mended in view of them: what they \
            show is that the mending holds. What is told now and was not then, nobody has judged: it is listed apart.
            """)

    @OptionGroup var gazetteer: GazetteerOption
    @OptionGroup var general: GeneralNewsOption
    @Option(help: "Writes each incident with its words and the judgement, for reading.")
    var write: String?
    @OptionGroup var floors: FloorsOption

    func run() throws {
        guard let news = try general.read() else {
            print("\(general.judged): nothing to read")
            return
        }
        let reader = Reader(gazetteer: try gazetteer.open())
        var score = GeneralNewsScore()
        for document in news.documents {
            let report = Report(id: document.id, text: document.text)
            score.add(reader.read(report).incidents, document)
        }
        print(score.summary)
        if let write { try score.log.write(toFile: write, atomically: true, encoding: .utf8) }
        try floors.check(
            "general news", [("precision", score.precision), ("recall", score.recall)])
    }
}

/// How much of what is told is so, and how much of what was told rightly still is.
private struct GeneralNewsScore {
    private var told: [GeneralNews.Verdict: Int] = [:]
    private var otherType = 0
    private var pastAsCurrent = 0
    private var unjudged = 0
    private var known = 0
    private var found = 0
    private(set) var log = ""

    mutating func add(_ incidents: [Incident], _ document: GeneralNews.Document) {
        for judgement in document.judgements where judgement.verdict != .wrong {
            known += 1
            let isTold = incidents.contains {
                $0.type.rawValue == judgement.type
                    || $0.trigger.map(judgement.span.overlaps) ?? false
            }
            if isTold { found += 1 }
        }
        for incident in incidents {
            let judgement = incident.trigger.flatMap { trigger in
                document.judgements.first { $0.span.overlaps(trigger) }
            }
            note(incident, judgement, document)
            guard let judgement else {
                unjudged += 1
                continue
            }
            told[judgement.verdict, default: 0] += 1
            if judgement.verdict == .past, incident.status == .current { pastAsCurrent += 1 }
            if let type = judgement.type, type != incident.type.rawValue { otherType += 1 }
        }
    }

    private mutating func note(
        _ incident: Incident, _ judgement: GeneralNews.Judgement?, _ document: GeneralNews.Document
    ) {
        let bytes = Array(document.text.utf8)
        let trigger = incident.trigger ?? TextSpan(0, 0)
        let before = bytes[max(0, trigger.start - 100)..<trigger.start]
        let after = bytes[trigger.end..<min(bytes.count, trigger.end + 110)]
        let words = [
            String(decoding: before, as: UTF8.self), "<<",
            String(decoding: bytes[trigger.start..<trigger.end], as: UTF8.self), ">>",
            String(decoding: after, as: UTF8.self),
        ].joined().split(whereSeparator: \.isWhitespace).joined(separator: " ")
        let cells = [
            judgement?.verdict.rawValue ?? "unjudged", judgement?.type ?? "-", document.id,
            "\(trigger.start)", incident.type.rawValue, incident.status.rawValue,
            incident.date.expression, incident.places.first?.place?.name ?? "-", words,
        ]
        log += cells.joined(separator: "\t") + "\n"
    }

    private var right: Int { (told[.right] ?? 0) + (told[.past] ?? 0) }

    /// Of what was judged.
    var precision: Double {
        Double(right - otherType) / Double(max(right + (told[.wrong] ?? 0), 1))
    }

    var recall: Double {
        Double(found) / Double(max(known, 1))
    }

    var summary: String {
        String(
            format: """
                general news: %d incidents told; of %d judged %d are incidents, %d of them of another type, and %d \
                are none: precision %.3f; %.3f of the incidents are told; %d of %d long past told as current; %d not judged
                """,
            right + (told[.wrong] ?? 0) + unjudged, right + (told[.wrong] ?? 0), right, otherType,
            told[.wrong] ?? 0, precision, recall, pastAsCurrent, told[.past] ?? 0, unjudged)
    }
}
