import Foundation
import Gazetteer
import Incidents
import Formats
import Reading

/// Reads the reports of a folder and scores them against an answer sheet.
struct ArticlesEvaluation {
    struct Row {
        let id: String
        let score: ArticleScore
        let notes: [String]
        let incidents: [String]
    }

    var rows: [Row] = []

    var total: ArticleScore {
        rows.reduce(into: ArticleScore()) { $0 += $1.score }
    }

    init(reports folder: String, answers path: String, reader: Reader) throws {
        let sheet = try AnswerSheet.read(path)
        var reports: [String: Report] = [:]
        var files = ReportFiles([folder])
        while let batch = files.next() {
            for report in batch.reports { reports[report.id] = report }
        }
        for answers in sheet.reports {
            guard let report = reports[answers.id] else { throw Failure.missing(answers.id) }
            guard report.text.utf8.count == answers.bytes else { throw Failure.changed(answers.id) }
            let scorer = ArticleScorer(
                sheet: sheet, answers: answers, reading: reader.read(report))
            rows.append(
                Row(
                    id: answers.id, score: scorer.score, notes: scorer.notes,
                    incidents: scorer.incidents))
        }
    }

    enum Failure: Error, CustomStringConvertible {
        case missing(String)
        case changed(String)

        var description: String {
            switch self {
            case .missing(let id): "\(id): the answer sheet names it, but it is not in the folder"
            case .changed(let id): "\(id): not the text that the answer sheet was made for"
            }
        }
    }
}
