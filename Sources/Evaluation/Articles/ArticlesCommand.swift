import ArgumentParser
import Foundation
import Gazetteer
import Reading

struct ArticlesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "articles",
        abstract: "Scores places and incidents of news reports against an answer sheet.")

    @OptionGroup var gazetteer: GazetteerOption
    @Option(help: "The folder of reports, with index.csv.") var reports = "../shared/reports"
    @Option(help: "The answer sheet.") var answers = "Tests/Answers/articles.json"
    @Flag(help: "List what was missed, wrong or spurious, and every incident read.") var verbose =
        false

    @Option(help: "Take better figures over into this file of quality floors.")
    var raiseFloors: String?

    func run() throws {
        guard FileManager.default.fileExists(atPath: reports + "/index.csv") else {
            print("\(reports): no reports there; nothing to score")
            return
        }
        let evaluation = try ArticlesEvaluation(
            reports: reports, answers: answers, reader: Reader(gazetteer: try gazetteer.open()))
        print(ArticleTable.header)
        for row in evaluation.rows { print(ArticleTable.row(String(row.id.prefix(3)), row.score)) }
        print(ArticleTable.row("all", evaluation.total))
        print("\n" + ArticleTable.summary(evaluation.total))
        if verbose { list(evaluation) }
        if let raiseFloors { try raise(raiseFloors, evaluation.total) }
    }

    private func raise(_ path: String, _ total: ArticleScore) throws {
        let isThere = FileManager.default.fileExists(atPath: path)
        var floors = isThere ? try QualityFloors(path: path) : QualityFloors()
        floors.raise("articles", shares: total.shares, faults: total.faults)
        try floors.write(to: path)
    }

    private func list(_ evaluation: ArticlesEvaluation) {
        for row in evaluation.rows {
            print("\n\(row.id)")
            for note in row.notes { print("  \(note)") }
            print("  read:")
            for incident in row.incidents { print("    \(incident)") }
        }
    }
}

/// The scores as people read them.
enum ArticleTable {
    static let header =
        "report  required found type place day whole | current misplaced spurious background"
        + " | places found right unlisted | boiler | tolls right side | distances found"

    static func row(_ label: String, _ score: ArticleScore) -> String {
        let columns: [(Int, Int)] = [
            (score.required, 10), (score.found, 6), (score.typed, 5), (score.placed, 6),
            (score.dated, 4), (score.whole, 6), (score.current, 10), (score.misplaced, 10),
            (score.spurious, 9),
            (score.backgroundAsCurrent, 11), (score.literals, 9), (score.mentionsFound, 6),
            (score.mentionsPlaced, 6), (score.unlisted, 9), (score.boilerplate, 9),
            (score.tolls, 8),
            (score.tollsRight, 6), (score.sidesRight, 5), (score.distances, 12),
            (score.distancesFound, 6),
        ]
        return label.padding(toLength: 6, withPad: " ", startingAt: 0)
            + columns.map { padded($0.0, $0.1) }.joined()
    }

    static func summary(_ score: ArticleScore) -> String {
        """
        required incidents with type, place and day: \(part(score.whole, score.required)), goal 85 %
        spurious for each current one that is right: \(part(score.spurious, score.current)), goal 20 % at most
        literal places found and right:              \(part(score.mentionsPlaced, score.literals)), goal 95 %
        read from boilerplate:                       \(score.boilerplate), goal 0
        told as background, read as current:         \(score.backgroundAsCurrent), goal 0
        """
    }

    private static func part(_ part: Int, _ whole: Int) -> String {
        let percent = whole > 0 ? 100 * Double(part) / Double(whole) : 0
        return "\(part)/\(whole) = " + String(format: "%.0f %%", percent)
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: " ", count: max(1, width - digits.count)) + digits
    }
}
