import Foundation
import TestSupport
import Testing

@Suite("The whole way from reports to incidents", .enabled(if: BuiltProgram.find() != nil))
struct AnalyzeCommandTests {
    private let bash: Program
    private let program: Program

    init() throws {
        bash = try #require(Program("bash"))
        program = try #require(BuiltProgram.find())
    }

    /// Runs a line of shell in the sample data, with the program as `$S` and a scratch folder as `$T`.
    private func shell(_ line: String) throws -> Program.Result {
        try TestFiles.withFolder { folder in
            var environment = BuiltProgram.environment
            environment["S"] = program.executable.path
            environment["T"] = folder.path
            return try bash.run(
                ["-c", line], in: TestFiles.package.appending(path: "Data/reports"),
                environment: environment)
        }
    }

    private func features(_ text: String) throws -> [[String: Any]] {
        let object = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
        let features = try #require(object?["features"] as? [[String: Any]])
        return features.compactMap { $0["properties"] as? [String: Any] }
    }

    @Test(
        "A brief and its follow-up tell of one bombing, with the figures of both; --no-merge keeps two"
    )
    func merging() throws {
        let result = try shell("$S analyze . --stats $T/s; cat $T/s >&2")
        let merged = try features(result.output).filter { $0["merged_from"] is String }
        let bombing = try #require(merged.first { $0["type"] as? String == "suicide bombing" })
        #expect(bombing["reports"] as? Int == 2)
        #expect(bombing["date_start"] as? String == "2016-01-13")
        #expect(bombing["date_end"] as? String == "2016-01-13")
        // The follow-up's: 19 soldiers and three civilians.
        #expect(bombing["killed_min"] as? Int == 22)
        #expect((bombing["tolls"] as? String)?.contains("killed ≥14 soldiers") == true)
        #expect((bombing["merge_score"] as? Double ?? 0) >= 5)
        let last = try #require(result.errors.split(separator: "\n").last)
        let statistics = try #require(
            try JSONSerialization.jsonObject(with: Data(last.utf8)) as? [String: Any])
        let before = try #require(statistics["incidents"] as? Int)
        let after = try #require(statistics["merged_incidents"] as? Int)
        #expect(before - after == merged.count)

        let apart = try features(shell("$S analyze . --no-merge").output)
        #expect(apart.allSatisfy { $0["merged_from"] is NSNull && $0["reports"] as? Int == 1 })
        let bombings = apart.filter {
            $0["type"] as? String == "suicide bombing"
                && $0["date_start"] as? String == "2016-01-13"
        }
        #expect(Set(bombings.compactMap { $0["report"] as? String }).count == 2)
    }

    @Test("An incident is explained by its id, from the reports or from what analyze wrote")
    func explain() throws {
        let result = try shell(
            """
            id=$($S incidents 01-iraq-baiji-brief.txt 2>/dev/null | grep -o 'inc-[0-9a-z]*' | head -1)
            $S explain $id . 2>$T/e; echo =====; $S analyze . -o $T/a.geojson 2>$T/e
            $S explain $id $T/a.geojson; echo =====; $S explain inc-none . 2>$T/e; echo $?
            """)
        let parts = result.output.components(separatedBy: "=====\n")
        try #require(parts.count == 3, "\(result.errors)")
        for part in parts.prefix(2) {
            #expect(part.hasPrefix("suicide bombing, inc-"))
            #expect(part.components(separatedBy: "  told by    ").count == 3)
            #expect(part.contains("Wednesday 2016-01-13 (day)"))
        }
        #expect(parts[0].contains("near ⟦Baiji⟧ a day earlier"))
        #expect(parts[0].contains("“a day earlier”, counted from the event told before: "))
        #expect(parts[0].contains("    taken     "))
        #expect(parts[0].contains("  one with   "))
        #expect(parts[0].contains("    because  9 killed in both (+1)"))
        #expect(parts[2] == "1\n")
    }

    @Test("Neither the order of the reports nor the number of threads changes a byte")
    func order() throws {
        let files = "$(ls *.txt *.html)"
        let result = try shell(
            """
            $S analyze \(files) --threads 1 -o $T/a 2>$T/e &&
            $S analyze $(ls -r *.txt *.html) --threads 8 -o $T/b 2>$T/e && cmp $T/a $T/b
            """)
        #expect(result.status == 0, "\(result.errors)\(result.output)")
    }
}
