import Foundation
import TestSupport
import Testing

/// Rules replayed over a list, and rings counted, from file to file.
@Suite("Alerts and rings", .enabled(if: BuiltProgram.findWithoutGazetteer() != nil))
struct AlertsCommandTests {
    private let program: Program

    init() throws { program = try #require(BuiltProgram.findWithoutGazetteer()) }

    /// In the order they came: `late` is two months behind, `e` has no day, `d` is only possibly near.
    private let incidents = """
        id,date_start,type,lat,lon,radius_km
        a,2016-01-01,shelling,34.21,42.36,1
        c,2016-01-04,shelling,34.2,42.35,0
        b,2016-01-03,ambush,34.15,42.38,2
        d,2016-01-20,shelling,34.3,42.36,6
        late,2015-11-01,shelling,34.2,42.35,0
        e,,shelling,34.2,42.35,0

        """

    private let rules = """
        {"rules": [
        {"name": "near a dam", "when": "enter", "within": "12km", "of": "dam", "types": "shelling"},
        {"name": "3 in a week", "when": "count", "count": 3, "within": "10km", "days": 7,
         "certainty": "certain"},
        {"name": "cluster", "when": "cluster", "within": "20km", "count": 3, "days": 14}]}
        """

    private func run(_ arguments: [String], rules: String? = nil) throws -> Program.Result {
        try TestFiles.withFolder { folder in
            try TestFiles.write(incidents, to: "l.csv", in: folder)
            try TestFiles.write(rules ?? self.rules, to: "r.json", in: folder)
            try TestFiles.write(
                "id,name,kind,lat,lon\nhd,Haditha Dam,dam,34.207,42.355\n", to: "s.csv", in: folder)
            return try program.run(arguments, in: folder)
        }
    }

    private func check(_ text: String, against name: String) throws {
        let file = TestFiles.package.appending(path: "Tests/Golden/\(name)")
        if ProcessInfo.processInfo.environment["SANDTABLE_RECORD"] != nil {
            try Data(text.utf8).write(to: file)
        }
        #expect(text == String(decoding: try TestFiles.bytes(file), as: UTF8.self))
    }

    private let usual = ["alerts", "l.csv", "--rules", "r.json", "--sites", "s.csv"]

    @Test("A replay is told in the order of days", arguments: ["jsonl", "csv", "geojson", "table"])
    func replay(format: String) throws {
        let result = try run(usual + ["--format", format])
        #expect(result.status == 0)
        let suffix = format == "table" ? "txt" : format
        try check(result.output, against: "alerts.\(suffix)")
    }

    @Test("In the order of the file, what comes too late is left out and reported")
    func late() throws {
        let result = try run(usual + ["--in-file-order"])
        #expect(!result.output.contains("\"incident\":\"late\""))
        #expect(result.errors.contains("incident late of 2015-11-01 came more than 30 days late"))
        #expect(result.errors.contains("incident e has no date"))
        // b came after c but counts on its own day: three in the week.
        #expect(result.output.contains("\"incidents\":\"a; b; c\""))
        let patient = try run(usual + ["--in-file-order", "--lateness", "90d"])
        #expect(patient.output.contains("\"incident\":\"late\""))
    }

    @Test("Faulty rules are refused, with their lines; what rules ask in vain is said")
    func faults() throws {
        let slip = try run(usual, rules: "{\"rules\":[\n{\"name\":\"a\",\"when\":\"entr\"}]}")
        #expect(slip.status == 65)
        #expect(slip.output == "")
        #expect(
            slip.errors == "error: r.json:2: \"entr\" is no condition — did you mean \"enter\"?\n")
        #expect(try run(["alerts", "l.csv", "--rules", "missing"]).status == 66)
        #expect(try run(["alerts", "l.csv", "--rules", "r.json"]).status == 64)
        #expect(try run(["alerts", "l.csv"]).status == 64)
        let vain = try run(
            usual,
            rules:
                "{\"rules\":[{\"name\":\"a\",\"when\":\"enter\",\"within\":\"1km\",\"types\":\"riott\"}]}"
        )
        #expect(vain.status == 1)
        #expect(vain.errors.contains("rule \"a\": no incident is of type \"riott\""))
    }

    @Test("Pairs name the smallest ring of their measured distance")
    func rings() throws {
        let result = try run([
            "near", "l.csv", "--sites", "s.csv", "--rings", "15km,5km", "--format", "csv",
        ])
        let rows = result.output.split(separator: "\n").map { $0.split(separator: ",") }
        #expect(rows.first?.last == "ring_km")
        #expect(
            rows.dropFirst().map { "\($0[0]) \($0.last ?? "")" } == [
                "a 5.0", "c 5.0", "b 15.0", "d 15.0", "late 5.0", "e 5.0",
            ])
    }

    @Test("A summary counts by site, ring and month, as certain and as possible")
    func summary() throws {
        let result = try run([
            "near", "l.csv", "--sites", "s.csv", "--rings", "5km,15km", "--summary",
        ])
        try check(result.output, against: "rings.csv")
        for wrong in [["--summary"], ["--rings", "5"], ["--rings", "0km"], ["--rings", ""]] {
            #expect(
                try run(["near", "l.csv", "--sites", "s.csv"] + wrong).status == 64, "\(wrong)")
        }
    }
}
