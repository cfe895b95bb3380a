import Foundation
import TestSupport
import Testing

/// What is said to be stored is on the disk, whatever happens to the program.
@Suite("The store under stress", .enabled(if: BuiltProgram.findWithoutGazetteer() != nil))
struct StoreCommandTests {
    private let program: Program
    private let bash: Program
    private static let rows = 400

    init() throws {
        program = try #require(BuiltProgram.findWithoutGazetteer())
        bash = try #require(Program("bash"))
    }

    private func shell(_ line: String, in folder: URL) throws -> Program.Result {
        var environment = ProcessInfo.processInfo.environment
        environment["S"] = program.executable.path
        return try bash.run(["-c", line], in: folder, environment: environment)
    }

    private func withList<Result>(_ body: (URL) throws -> Result) throws -> Result {
        try TestFiles.withFolder { folder in
            for name in ["a", "b"] {
                let rows = (1...Self.rows).map {
                    "\(name)\($0),34.\($0),42.5,2016-01-05,attack,Hit"
                }
                let text = "id,lat,lon,date,type,place\n" + rows.joined(separator: "\n") + "\n"
                try TestFiles.write(text, to: "\(name).csv", in: folder)
            }
            return try body(folder)
        }
    }

    @Test("All tables leave a store, as lines that name their table or as a copy that is a store")
    func exports() throws {
        try withList { folder in
            let lines = try shell(
                "$S store add s.gpkg a.csv -q >x && $S correct a1 --store s.gpkg --killed 4 >x && $S store export s.gpkg --table all --format jsonl",
                in: folder)
            var counts: [String: Int] = [:]
            for line in lines.output.split(separator: "\n") {
                let row = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
                counts[row?["table"] as? String ?? "", default: 0] += 1
            }
            #expect(counts["incidents"] == Self.rows, "\(lines.errors)")
            #expect(counts["provenance"] == Self.rows && counts["corrections"] == 1)
            let one = try shell(
                "$S store export s.gpkg --table corrections --format csv", in: folder)
            #expect(one.output.contains(",killed,mention,a1,"), "\(one.output) \(one.errors)")
            let copy = try shell(
                "$S store export s.gpkg --table all --format gpkg -o copy.gpkg && $S store check copy.gpkg && $S store info copy.gpkg",
                in: folder)
            #expect(copy.status == 0 && copy.output.contains("\"incidents\":400"), "\(copy.errors)")
            #expect(
                try shell("$S store export s.gpkg --table all --format csv", in: folder).status
                    == 64)
            #expect(try shell("$S store export s.gpkg --table nothing", in: folder).status == 64)
        }
    }

    private func incidents(_ folder: URL) throws -> Int {
        let info = try shell("$S store info s.gpkg", in: folder)
        let object =
            try JSONSerialization.jsonObject(with: Data(info.output.utf8)) as? [String: Any]
        return try #require(object?["incidents"] as? Int, "\(info.errors)")
    }

    @Test(
        "Killed at any moment, an import has kept every row that it said was stored, and can be finished",
        arguments: 1...6)
    func killedImports(seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        try withList { folder in
            // How long it takes here and now; each time it goes on where it was killed.
            let clock = ContinuousClock()
            let whole = try clock.measure {
                _ = try shell("$S store add whole.gpkg a.csv -q --batch 10 >whole", in: folder)
            }
            for kill in 1...10 {
                let delay = whole.inSeconds * Double.random(in: 0.05...1.1, using: &random)
                _ = try shell(
                    "$S store add s.gpkg a.csv -q --batch 10 >acknowledged & sleep \(delay); kill -9 $!; wait $!; true",
                    in: folder)
                let acknowledged = try lines("acknowledged", folder) * 10
                guard FileManager.default.fileExists(atPath: folder.appending(path: "s.gpkg").path)
                else { continue }
                // A store that was killed before its first row may not be one yet.
                let info = try shell("$S store info s.gpkg", in: folder)
                guard acknowledged > 0 || info.status == 0 else { continue }
                #expect(try incidents(folder) >= acknowledged, "seed \(seed), kill \(kill)")
                #expect(
                    try shell("$S store check s.gpkg", in: folder).status == 0,
                    "seed \(seed), kill \(kill)")
            }
            #expect(
                try shell("$S store add s.gpkg a.csv -q", in: folder).status == 0, "seed \(seed)")
            #expect(try incidents(folder) == Self.rows)
            #expect(try shell("$S store audit s.gpkg", in: folder).status == 0)
        }
    }

    /// Whole lines of a file.
    private func lines(_ name: String, _ folder: URL) throws -> Int {
        try String(contentsOf: folder.appending(path: name), encoding: .utf8)
            .split(separator: "\n", omittingEmptySubsequences: false).dropLast().count
    }

    @Test(
        "Killed while it corrects or compacts, the store is sound and keeps what was said",
        arguments: 1...4)
    func killedCorrections(seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        try withList { folder in
            _ = try shell("$S store add s.gpkg a.csv -q; touch acknowledged", in: folder)
            let clock = ContinuousClock()
            let whole = try clock.measure {
                _ = try shell("$S store info s.gpkg", in: folder)
            }
            for kill in 1...10 {
                let delay = whole.inSeconds * Double.random(in: 0.2...3, using: &random)
                // The parent is killed last, so that it cannot begin the next command.
                _ = try shell(
                    """
                    (for i in {1..9}; do $S correct a\(kill)$i --store s.gpkg --type raid 2>/dev/null && echo $i
                    $S store compact s.gpkg; done) >>acknowledged & sleep \(delay)
                    kill -STOP $!; kill -9 $(pgrep -P $!) $! 2>/dev/null; wait $!; true
                    """, in: folder)
                #expect(
                    try shell("$S store check s.gpkg", in: folder).status == 0,
                    "seed \(seed), kill \(kill)")
            }
            let audit = try shell(
                "$S store audit s.gpkg | grep -c '\"action\":\"correct\"'", in: folder)
            let kept = Int(audit.output.trimmingCharacters(in: .whitespacesAndNewlines)) ?? 0
            #expect(try kept >= lines("acknowledged", folder), "seed \(seed)")
            #expect(try incidents(folder) == Self.rows)
        }
    }

    @Test("Two imports at a time both arrive whole, while others read")
    func twoWriters() throws {
        try withList { folder in
            _ = try shell("head -2 a.csv >first.csv; $S store add s.gpkg first.csv -q", in: folder)
            let result = try shell(
                """
                $S store add s.gpkg a.csv -q --batch 40 >/dev/null & one=$!
                $S store add s.gpkg b.csv -q --batch 40 >/dev/null & two=$!
                for i in 1 2 3 4; do $S store info s.gpkg >/dev/null || exit 9; done
                wait $one || exit 1; wait $two || exit 2
                """, in: folder)
            #expect(result.status == 0, "\(result.errors)")
            #expect(try incidents(folder) == 2 * Self.rows)
            #expect(try shell("$S store check s.gpkg", in: folder).status == 0)
        }
    }

    @Test("A disk that takes no more is an output error, and the store is as it was")
    func fullDisk() throws {
        try withList { folder in
            _ = try shell("$S store add s.gpkg a.csv -q; $S store compact s.gpkg", in: folder)
            let size = try shell("stat -c %s s.gpkg", in: folder).output
            let blocks = (Int(size.trimmingCharacters(in: .whitespacesAndNewlines)) ?? 0) / 1024 / 4
            let failed = try shell(
                "trap '' XFSZ; ulimit -f \(max(32, blocks)); $S store add s.gpkg b.csv -q >/dev/null",
                in: folder)
            #expect(failed.status == 74, "\(failed.errors)")
            #expect(try incidents(folder) == Self.rows)
            #expect(try shell("$S store check s.gpkg", in: folder).status == 0)
        }
    }

    @Test(
        "Every way to end has its exit status",
        arguments: [
            ("$S store info none.gpkg", 66), ("$S store info a.csv", 65),
            ("$S store add s.gpkg none.csv", 66),
            ("$S store add s.gpkg a.csv -q && $S store info s.gpkg", 0),
            ("$S store add s.gpkg a.csv -q && $S correct nobody --store s.gpkg --reject", 1),
            ("$S store add s.gpkg a.csv -q && $S correct a1 --store s.gpkg", 64),
            ("$S store add s.gpkg a.csv -q && $S correct a1 --store s.gpkg --killed some", 64),
            ("$S store add s.gpkg a.csv -q && $S correct a1 --store s.gpkg --killed 9-4", 64),
            (
                "$S store add s.gpkg a.csv -q && $S correct a1 --store s.gpkg --date 2016-02-01/2016-01-01",
                64
            ),
            ("$S store add s.gpkg a.csv -q && $S correct a1 --store s.gpkg --merge a1", 65),
            ("$S store add s.gpkg a.csv -q && $S correct a1 --store s.gpkg --at 400,3", 65),
            ("$S store add s.gpkg a.csv -q && $S correct 7 --store s.gpkg --undo", 1),
            (
                "$S store add s.gpkg a.csv -q && $S store backup s.gpkg copy.gpkg && $S store check copy.gpkg",
                0
            ),
            ("$S convert a.csv --format gpkg", 64),
            ("$S convert a.csv --format csv --column lat", 64),
            ("$S convert a.csv --format csv --column lat=none", 65),
            ("$S convert a.csv --format csv --crs EPSG:1", 65),
        ] as [(String, Int32)])
    func statuses(_ line: String, _ expected: Int32) throws {
        try withList { folder in
            let result = try shell(line, in: folder)
            #expect(result.status == expected, "\(line): \(result.errors)")
        }
    }
}

extension Duration {
    fileprivate var inSeconds: Double {
        Double(components.seconds) + Double(components.attoseconds) * 1e-18
    }
}
