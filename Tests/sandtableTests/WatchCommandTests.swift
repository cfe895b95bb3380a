import Foundation
import TestSupport
import Testing

/// Rules asked live: what a watch says is what a replay says.
@Suite("Watching", .enabled(if: BuiltProgram.findWithoutGazetteer() != nil))
struct WatchCommandTests {
    private let program: Program
    private let bash: Program

    init() throws {
        program = try #require(BuiltProgram.findWithoutGazetteer())
        bash = try #require(Program("bash"))
    }

    private let rules = """
        rules:
          - {name: near a dam, when: enter, within: 12km, of: [dam]}
          - {name: two in a week, when: count, count: 2, within: 10km, days: 7, certainty: certain}
          - {name: cluster, when: cluster, within: 20km, count: 3, days: 14}
        """

    /// Rows without ids, in quotes that hold line ends, out of order.
    private func rows(_ count: Int) -> String {
        var text = "date,lat,lon,notes\n"
        for i in 0..<count {
            text +=
                "2016-01-\(10 + (i * 7) % 20),34.\(20 + i % 3),42.3\(i % 5),\"a \"\"note\"\",\n\(i)\"\n"
        }
        return text
    }

    private func shell(
        _ script: String, _ files: [String: String]
    ) throws -> Program.Result {
        try TestFiles.withFolder { folder in
            try TestFiles.write(rules, to: "r.yaml", in: folder)
            try TestFiles.write(
                "id,name,kind,lat,lon\nhd,Haditha Dam,dam,34.207,42.355\n", to: "s.csv", in: folder)
            for (name, text) in files { try TestFiles.write(text, to: name, in: folder) }
            var environment = ProcessInfo.processInfo.environment
            environment["S"] = program.executable.path
            environment["R"] = "--rules r.yaml --sites s.csv"
            return try bash.run(["-c", script], in: folder, environment: environment)
        }
    }

    @Test("A stream, whole or in drops, is told as a replay in the order of the file")
    func stream() throws {
        let files = ["l.csv": rows(40)]
        let replay = try shell("$S alerts l.csv $R --in-file-order", files)
        #expect(replay.output.split(separator: "\n").count > 5)
        let whole = try shell("$S watch - $R <l.csv", files)
        #expect(whole.output == replay.output)
        let drops = try shell(
            "(head -c 30 l.csv; for i in 31 131 900 1400; do sleep 0.05; tail -c +$i l.csv |"
                + " head -c $(($i == 31 ? 100 : $i == 131 ? 769 : $i == 900 ? 500 : 99999)); done)"
                + " | $S watch - $R", files)
        #expect(drops.output == replay.output, "\(drops.errors)")
    }

    @Test("GeoJSON lines are watched as they come; a broken one is said and the rest goes on")
    func lines() throws {
        func feature(_ id: String) -> String {
            "{\"type\":\"Feature\",\"id\":\"\(id)\",\"properties\":{\"date_start\":\"2016-01-05\"},"
                + "\"geometry\":{\"type\":\"Point\",\"coordinates\":[42.35,34.2]}}\n"
        }
        let result = try shell(
            "(head -n 1 l; sleep 0.2; sed -n 2p l; sleep 0.2; tail -n 1 l) | $S watch - $R",
            ["l": feature("a") + "{\"type\":\"Featur\n" + feature("b")])
        #expect(result.status == 0)
        #expect(result.errors.contains("standard input"))
        #expect(result.output.contains("\"incident\":\"a\""))
        #expect(result.output.contains("\"incident\":\"b\""))
    }

    @Test("A folder is read as it grows; a watch begun anew says nothing twice")
    func folder() throws {
        let result = try shell(
            """
            mkdir in; head -n 21 l.csv >in/a.csv
            $S watch in $R --once -q -o out.jsonl; wc -l <out.jsonl
            $S watch in $R --once -q -o out.jsonl; wc -l <out.jsonl
            cp l.csv in/a.csv; : >in/empty.csv; echo '%PDF-1.4' >in/b.pdf
            $S watch in $R --once -o out.jsonl; sort -u out.jsonl | wc -l; wc -l <out.jsonl
            """, ["l.csv": rows(40)])
        let counts = result.output.split(separator: "\n").compactMap {
            Int($0.trimmingCharacters(in: .whitespaces))
        }
        #expect(counts.count == 4)
        #expect(counts[0] > 0 && counts[0] == counts[1])
        #expect(counts[2] > counts[1] && counts[2] == counts[3])
        #expect(result.errors.contains("error: in/empty.csv: is empty"))
        #expect(result.errors.contains("in/b.pdf"))
    }

    @Test("A folder is followed until the watch is ended, and half-written files are left alone")
    func follow() throws {
        let result = try shell(
            """
            mkdir in; $S watch in $R --every 0.1 -q -o out.jsonl & watch=$!
            sleep 0.3; printf 'id,date,lat,lon\\nx,2016-01-05,34.2,42.35\\n' >in/x.csv
            for i in {1..600}; do sleep 0.1; [ -s out.jsonl ] && break; done
            kill $watch; cat out.jsonl
            """, [:])
        #expect(result.output.contains("\"incident\":\"x\""), "\(result.errors)")
    }

    @Test("What cannot be watched is refused")
    func refusals() throws {
        #expect(try shell("$S watch missing $R", [:]).status == 66)
        #expect(try shell("$S watch - --rules r.yaml </dev/null", [:]).status == 64)
        #expect(try shell("$S watch . $R --every 0", [:]).status == 64)
        #expect(try shell("$S watch - $R </dev/null", [:]).status == 0)
    }
}
