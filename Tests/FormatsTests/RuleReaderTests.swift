import Earth
import Foundation
import Incidents
import TestSupport
import Testing

@testable import Formats

@Suite("Rule files")
struct RuleReaderTests {
    private func read(_ text: String) throws -> (rules: [AlertRule], findings: [Finding]) {
        try read(Array(text.utf8))
    }

    private func read(_ bytes: [UInt8]) throws -> (rules: [AlertRule], findings: [Finding]) {
        try bytes.withUnsafeBufferPointer { try RuleReader.read($0, origin: "r.json") }
    }

    private func fault(_ rule: String) throws -> String {
        try read("{\"rules\":[\n\(rule)]}").findings.map(\.description).joined(separator: "\n")
    }

    private let every = """
        {"rules": [
          {"name": "a", "when": "enter", "within": "15km", "of": ["dam", "base"], "certainty": "certain"},
          {"name": "b", "when": "count", "count": 3, "within": "10km", "days": 7, "ends_below": 2,
           "sites": "s:1", "types": ["shelling"], "quiet_days": 5, "known_within": "25km"},
          {"name": "c", "when": "rate", "factor": 1.5, "within": "2mi", "days": 7, "baseline": 4},
          {"name": "d", "when": "dwell", "within": "500m", "days": 10, "gap": 3},
          {"name": "e", "when": "cluster", "within": "5km", "count": 3, "days": 14},
          {"name": "f", "when": "growth", "within": "5km", "count": 3, "days": 14, "growth": 0.5}
        ]}
        """

    @Test("Every condition is read with its quantities")
    func everyCondition() throws {
        let (rules, findings) = try read(every)
        #expect(findings.isEmpty)
        #expect(
            rules == [
                AlertRule(
                    id: "a", condition: .enters(within: .kilometers(15)), siteKinds: [.dam, .base],
                    likelihood: .certain),
                AlertRule(
                    id: "b",
                    condition: .count(
                        atLeast: 3, within: .kilometers(10), days: 7, endsBelow: 2),
                    siteIDs: ["s:1"], types: ["shelling"], widestRadius: .kilometers(25),
                    coolDown: 5),
                AlertRule(
                    id: "c",
                    condition: .rate(
                        factor: 1.5, atLeast: 1, within: .miles(2), days: 7, baseline: 4)),
                AlertRule(
                    id: "d", condition: .dwell(days: 10, within: .meters(500), gap: 3)),
                AlertRule(
                    id: "e",
                    condition: .newCluster(radius: .kilometers(5), days: 14, minimumCount: 3)),
                AlertRule(
                    id: "f",
                    condition: .growingCluster(
                        radius: .kilometers(5), days: 14, minimumCount: 3, growth: 0.5)),
            ])
    }

    @Test(
        "Each fault is told with its line and what would be right",
        arguments: [
            (
                #"{"name":"a","when":"enter","within":"5km","certanty":"certain"}"#,
                "no field \"certanty\" in such a rule — did you mean \"certainty\"?"
            ),
            (
                #"{"name":"a","when":"enter","within":"15"}"#,
                "\"within\" cannot be used — a distance needs its unit: 15km or 15m?"
            ),
            (
                #"{"name":"a","when":"enter","within":15}"#,
                "\"within\" cannot be used — write a distance with its unit: \"15km\""
            ),
            (
                #"{"name":"a","when":"entre","within":"5km"}"#,
                "\"entre\" is no condition — did you mean \"enter\"?"
            ),
            (
                #"{"name":"a","when":"enter","within":"5km","of":"dams"}"#,
                "\"dams\" is no kind of site — did you mean \"dam\"?"
            ),
            (
                #"{"name":"a","when":"count","within":"5km","days":7}"#,
                "the rule has no \"count\" — write a whole number from 1 to 100000"
            ),
            (
                #"{"name":"a","when":"count","within":"5km","count":2.5,"days":7}"#,
                "\"count\" cannot be used — write a whole number from 1 to 100000"
            ),
            (
                #"{"name":"a","when":"count","within":"5km","count":2,"days":7,"ends_below":3}"#,
                "the rule cannot end above where it begins, at 2"
            ),
            (
                #"{"name":"a","when":"enter","within":"5km","within":"6km"}"#,
                "\"within\" is given twice"
            ),
            (
                #"{"when":"enter","within":"5km"}"#,
                "the rule has no \"name\" — write \"name\": \"near a dam\""
            ),
        ])
    func faults(_ rule: String, _ message: String) throws {
        #expect(try fault(rule) == "r.json:2: " + message)
    }

    @Test("A faulty rule is left out, the others are read")
    func others() throws {
        let (rules, findings) = try read(
            """
            {"rules": [
            {"name": "a", "when": "enter", "within": "5km"},
            {"name": "b", "when": "enter"},
            {"name": "a", "when": "enter", "within": "9km"}
            ], "rulez": []}
            """)
        #expect(rules.map(\.id) == ["a"])
        #expect(findings.map(\.position) == [.line(3), .line(4), .line(5)])
        #expect(findings.allSatisfy { $0.severity == .error })
    }

    @Test("What is no file of rules is refused as a whole")
    func refused() {
        #expect(throws: InputError.empty) { try read(" \n") }
        for text in ["[]", "{}", "{\"rules\":3}", "{\"rules\":[3]}", "{\"rules\":[]} x"] {
            #expect(throws: InputError.self, "\(text)") { try read(text) }
        }
    }

    @Test("Cut or mutated rules may be refused, but never trap", arguments: [1, 2, 3] as [UInt64])
    func garbage(seed: UInt64) {
        let whole = Array(every.utf8)
        for length in whole.indices {
            #expect(throws: InputError.self) { try read(Array(whole[..<length])) }
        }
        var random = SplitMix(seed: seed)
        for _ in 0..<2000 {
            var bytes = whole
            for _ in 0..<3 {
                bytes[Int.random(in: bytes.indices, using: &random)] = UInt8.random(
                    in: 0...255, using: &random)
            }
            _ = try? read(bytes)
        }
        let deep = [UInt8](repeating: UInt8(ascii: "["), count: 1 << 20)
        #expect(throws: InputError.self) { try read(Array("{\"rules\":[{\"of\":".utf8) + deep) }
    }

    private let everyInYAML = """
        # A comment.
        rules:
          - name: a
            when: enter
            within: 15km
            of: [dam, base]
            certainty: certain
          - name: b
            when: count
            count: 3
            within: 10km
            days: 7
            ends_below: 2
            sites: s:1
            types:
              - shelling
            quiet_days: 5
            known_within: 25km
          - {name: c, when: rate, factor: 1.5, within: 2mi, days: 7, baseline: 4}
          - {name: d, when: "dwell", within: '500m', days: 10, gap: 3}
          - {name: e, when: cluster, within: 5km, count: 3, days: 14}
          - {name: f, when: growth, within: 5km, count: 3, days: 14, growth: 0.5}
        """

    @Test("Rules in YAML are the rules in JSON, with or without the word rules above them")
    func yaml() throws {
        let json = try read(every).rules
        let (rules, findings) = try read(everyInYAML)
        #expect(findings.isEmpty)
        #expect(rules == json)
        #expect(try read("- {name: x, when: enter, within: 1km}").rules.count == 1)
        #expect(try read(String(every.dropFirst(10).dropLast())).rules == json)
    }

    @Test(
        "A fault in YAML is told with its line",
        arguments: [
            (
                "- name: a\n  when: entr",
                "r.json:2: \"entr\" is no condition — did you mean \"enter\"?"
            ),
            (
                "rules:\n- name: a\n  when: enter\n  witin: 5km\n  within: 5km",
                "r.json:4: no field \"witin\" in such a rule — did you mean \"within\"?"
            ),
            (
                "- name: é\n  when: enter\n  within: 5",
                "r.json:3: \"within\" cannot be used — write a distance with its unit: \"15km\""
            ),
            (
                "rule: 1\nrules: []",
                "r.json:1: \"rule\" is not known here — a file of rules holds \"rules\" only"
            ),
        ])
    func yamlFaults(_ text: String, _ message: String) throws {
        #expect(try read(text).findings.map(\.description).contains(message), "\(text)")
    }

    @Test(
        "What is not YAML, or not rules, is refused with its line",
        arguments: [
            ("- name: [", "line 1"), ("a: b\n\tc: d", "line 2"), ("just words", "line 1"),
            ("rules: 5", "line 1"), ("- 5", "line 1"), ("# only this", "line 1"),
            ("- {name: a}\n---\n- {name: b}", "line 3"), ("a: &x [*x]", "line 1"),
        ])
    func notRules(_ text: String, _ line: String) throws {
        do {
            _ = try read(text)
            Issue.record("\(text) was taken for rules")
        } catch let error as InputError {
            #expect(error.description.hasPrefix(line + ":"), "\(text): \(error)")
        }
    }

    @Test("Cut, scrambled and deep YAML is refused or remarked on", arguments: [5] as [UInt64])
    func hostileYAML(seed: UInt64) throws {
        let whole = Array(everyInYAML.utf8)
        for length in whole.indices { _ = try? read(Array(whole[..<length])) }
        var random = SplitMix(seed: seed)
        for _ in 0..<2000 {
            var bytes = whole
            for _ in 0..<3 {
                bytes[Int.random(in: bytes.indices, using: &random)] = UInt8.random(
                    in: 0...255, using: &random)
            }
            _ = try? read(bytes)
        }
        let deep = [UInt8](repeating: UInt8(ascii: "["), count: 1 << 16)
        #expect(throws: InputError.self) { try read(deep) }
        let laughs = "- &a [x, x]\n" + (0..<30).map { _ in "- &a [*a, *a]\n" }.joined()
        #expect(throws: InputError.self) { try read(laughs) }
    }

    @Test("The sample rules are sound")
    func sample() throws {
        let path = TestFiles.package.appending(path: "Data/rules/watch.yaml").path
        let (rules, findings) = try RuleReader.read(path: path)
        #expect(findings.isEmpty)
        #expect(rules.count == 4)
    }
}
