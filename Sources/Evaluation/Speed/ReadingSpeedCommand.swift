import ArgumentParser
import Foundation
import Gazetteer
import Incidents
import Reading

/// How many megabytes of text a second of one processor core reads, from memory to memory.
///
/// Processor time is counted: other work on the machine does not matter, though what it leaves of the
/// caches does. The best of several runs counts.
struct ReadingSpeedCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reading-speed",
        abstract: "Measure the speed of the place, date and incident readers on texts.",
        discussion: """
            Takes JSON lines with a member "text" (.jsonl), or any text as one report. Prints JSON lines: \
            workload, peer, reports, mb, cpu_s, mb_per_s.
            """)

    @OptionGroup var gazetteer: GazetteerOption
    @Argument(help: "Texts, or JSON lines of texts.") var files: [String]
    @Option(help: "How often each reader reads all; the best run counts.") var runs = 3

    func run() throws {
        let texts = try files.flatMap(Self.texts)
        let reports = texts.enumerated().map { Report(id: "r\($0)", text: $1) }
        let bytes = texts.reduce(0) { $0 + $1.utf8.count }
        guard bytes > 0 else { throw ValidationError("there is no text in \(files)") }
        var reader = Reader(gazetteer: try gazetteer.open())
        reader.places.options.keepsReasons = false
        let workloads: [(String, (Report) -> Int)] = [
            ("words", { AnalyzedText($0.text).tokens.count }),
            ("dates", { DateReader().read(AnalyzedText($0.text), published: nil).dates.count }),
            ("places", { [reader] in reader.places.mentions(in: AnalyzedText($0.text)).count }),
            ("incidents", { [reader] in reader.read($0).incidents.count }),
        ]
        for (name, read) in workloads {
            var found = 0
            let seconds = CPUTime.best(of: runs) { found = reports.reduce(0) { $0 + read($1) } }
            let megabytes = Double(bytes) / 1e6
            print(
                String(
                    format:
                        #"{"workload":"%@","peer":"sandtable","reports":%d,"found":%d,"mb":%.2f,"cpu_s":%.3f,"mb_per_s":%.2f}"#,
                    name, reports.count, found, megabytes, seconds, megabytes / seconds))
        }
    }

    private static func texts(_ path: String) throws -> [String] {
        let whole = try String(contentsOfFile: path, encoding: .utf8)
        guard path.hasSuffix(".jsonl") else { return [whole] }
        return try whole.split(separator: "\n").map {
            try JSONDecoder().decode(Line.self, from: Data($0.utf8)).text
        }
    }

    private struct Line: Decodable { var text: String }
}

/// Processor time of this process.
enum CPUTime {
    static func seconds(_ work: () -> Void) -> Double {
        let start = clock()
        work()
        return Double(clock() - start) / Double(CLOCKS_PER_SEC)
    }

    static func best(of runs: Int, _ work: () -> Void) -> Double {
        (0..<max(1, runs)).map { _ in seconds(work) }.min() ?? 0
    }
}
