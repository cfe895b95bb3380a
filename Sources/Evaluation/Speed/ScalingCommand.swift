import ArgumentParser
import Foundation
import Gazetteer
import Incidents
import Reading

/// How reading time grows when hostile texts double: linear reading takes twice the time.
struct ScalingCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "scaling",
        abstract: "Measure how reading time grows with texts of hostile shapes.",
        discussion:
            "Prints seconds and the ratio to half the size; fails when a ratio is above --limit.")

    @OptionGroup var gazetteer: GazetteerOption
    @Option(help: "The first size in kilobytes.") var from = 32
    @Option(help: "How often it doubles; above 256 KB a text is read in sections.")
    var doublings = 3
    @Option(help: "The best of so many runs counts.") var runs = 3
    @Option(help: "The highest ratio of two sizes that passes.") var limit = 2.2

    func run() throws {
        var reader = Reader(gazetteer: try gazetteer.open())
        reader.places.options.keepsReasons = false
        var worst = 0.0
        for shape in HostileText.allCases {
            var line = shape.rawValue.padding(toLength: 16, withPad: " ", startingAt: 0)
            var before: Double?
            for step in 0...max(1, doublings) {
                let text = shape.text(bytes: (from << 10) << step)
                let report = Report(id: "t", text: text, published: Day(number: 16_000))
                let seconds = CPUTime.best(of: runs) { _ = reader.read(report) }
                let ratio = before.map { seconds / $0 }
                line += String(format: "%9.3f s", seconds)
                line += ratio.map { String(format: " (%.2f)", $0) } ?? ""
                worst = max(worst, ratio ?? 0)
                before = seconds
            }
            // At once, though it goes to a file.
            FileHandle.standardOutput.write(Data((line + "\n").utf8))
        }
        print(String(format: "highest ratio %.2f", worst))
        if worst > limit { throw ExitCode.failure }
    }
}

/// Texts made to be hard to read.
enum HostileText: String, CaseIterable {
    case oneLine = "one line"
    case oneSentence = "one sentence"
    case noSpaces = "no spaces"
    case capitals, scripts, bidi, quotes, brackets, dates, numbers, names

    private var piece: String {
        switch self {
        case .oneLine:
            "Militants attacked an army base near Haditha on Monday, killing ten soldiers. Police said a bomb went off in Mosul. "
        case .oneSentence:
            "and gunmen who had fled Mosul killed ten soldiers in Baiji while a bomb "
        case .noSpaces: "attackedMosulkilledten"
        case .capitals: "Mosul Baghdad Haditha Kabul Aleppo "
        case .scripts: "قتل عشرة جنود في الموصل Взрыв в Киеве 東京で爆発 attack in Mosul "
        case .bidi: "\u{202E}attack\u{202C} in \u{2067}Mosul\u{2069} \u{200F}killed\u{200E} ten "
        case .quotes: "\"the “attack ‘in 'Mosul "
        case .brackets: "(attack [in (Mosul {killed "
        case .dates: "on Monday before the last week of May two days after "
        case .numbers: "1,000 2.5 3/4/5 twenty-two thousand and "
        case .names: "Ali Hassan of the Ministry of Defense of the University of "
        }
    }

    func text(bytes: Int) -> String {
        String(repeating: piece, count: max(1, bytes / piece.utf8.count))
    }
}
