import Earth
import Incidents
import TestSupport
import Testing

@testable import Analysis

@Suite("Alerts")
struct AlertEngineTests {
    private let dam = Site(
        id: "dam", name: "Haditha Dam", kind: .dam, geometry: .point(at(42.35, 34.2)),
        radius: .zero,
        country: "IQ", source: "")

    private func incident(
        _ id: String, _ day: Int?, _ kilometers: Double = 3, radius: Double = 0,
        type: String = "shelling"
    ) -> Occurrence {
        Occurrence(
            id: id,
            coordinate: at(42.35, 34.2).moved(
                by: .kilometers(kilometers), toward: Bearing(degrees: 40)),
            radius: .kilometers(radius), start: day.map { Day(number: $0) }, type: type)
    }

    /// One incident a day given, named for its day.
    private func series(_ name: String, _ days: [Int]) -> [Occurrence] {
        days.map { day in incident("\(name)\(day)", day) }
    }

    private func lines(
        _ condition: AlertRule.Condition, coolDown: Int = 0, likelihood: Likelihood = .possible,
        _ incidents: [Occurrence]
    ) throws -> [String] {
        let rule = AlertRule(
            id: "r", condition: condition, likelihood: likelihood, coolDown: coolDown)
        return try replay(incidents, rules: [rule], sites: [dam]).alerts.map {
            "\($0.day.number) \($0.change) \($0.likelihood) \($0.incidents.last ?? "–")"
        }
    }

    @Test("Entering a ring is told once an incident, as certain or possible")
    func enters() throws {
        let incidents = [
            incident("a", 1), incident("b", 2, 12), incident("c", 3, 9, radius: 4),
            incident("a", 4),
        ]
        let condition = AlertRule.Condition.enters(within: .kilometers(10))
        #expect(try lines(condition, incidents) == ["1 raised certain a", "3 raised possible c"])
        #expect(try lines(condition, likelihood: .certain, incidents) == ["1 raised certain a"])
    }

    @Test("A rule can leave out incidents whose place is known too badly")
    func widestRadius() throws {
        let incidents = [incident("a", 1, 3, radius: 25), incident("b", 2, 3, radius: 26)]
        let rules = [nil, Distance.kilometers(25)].enumerated().map { index, widest in
            AlertRule(
                id: "\(index)", condition: .enters(within: .kilometers(10)), widestRadius: widest)
        }
        let alerts = try replay(incidents, rules: rules, sites: [dam]).alerts
        #expect(
            alerts.map { "\($0.rule) \($0.incidents)" } == [#"0 ["a"]"#, #"1 ["a"]"#, #"0 ["b"]"#])
    }

    @Test("The cool-down keeps a rule silent about its site, not about another")
    func coolDown() throws {
        let incidents = [incident("a", 1), incident("b", 3), incident("c", 8), incident("d", 9)]
        #expect(
            try lines(.enters(within: .kilometers(10)), coolDown: 7, incidents)
                == ["1 raised certain a", "8 raised certain c"])
    }

    @Test("A count is raised once, ends below its lower threshold only, and can be raised anew")
    func countWithHysteresis() throws {
        let condition = AlertRule.Condition.count(
            atLeast: 3, within: .kilometers(10), days: 5, endsBelow: 2)
        let incidents = series("i", [1, 2, 3, 7, 8, 20, 21, 22])
        // The five days to the 7th hold two, so it goes on; those to the 12th hold one: over.
        #expect(
            try lines(condition, incidents)
                == ["3 raised certain i3", "12 ended certain i8", "22 raised certain i22"])
    }

    @Test("Possible becomes certain when enough incidents surely were near")
    func upgrade() throws {
        let condition = AlertRule.Condition.count(atLeast: 2, within: .kilometers(10), days: 9)
        let incidents = [incident("a", 1, 9, radius: 5), incident("b", 2), incident("c", 3)]
        #expect(
            try lines(condition, incidents) == ["2 raised possible b", "3 updated certain c"])
    }

    @Test("A rate compares a window with the mean of those before")
    func rate() throws {
        let condition = AlertRule.Condition.rate(
            factor: 3, atLeast: 2, within: .kilometers(10), days: 7, baseline: 4)
        let quiet = series("q", [1, 8, 15, 22])
        let busy = series("b", [29, 30, 31])
        #expect(try lines(condition, quiet + busy) == ["31 raised certain b31"])
    }

    @Test("Dwelling is a stretch of days without a long gap")
    func dwell() throws {
        let condition = AlertRule.Condition.dwell(days: 10, within: .kilometers(10), gap: 4)
        let incidents = series("i", [1, 6, 9, 12, 15, 18, 40])
        #expect(try lines(condition, incidents) == ["15 raised certain i15", "23 ended certain –"])
    }

    @Test(
        "A new cluster is told when it forms and when it is over; a growing one when it has grown")
    func clusters() throws {
        let incidents =
            (1...6).map { (day: Int) in incident("i\(day)", day, 3 + Double(day) / 10) }
            + [incident("far", 30, 80)]
        #expect(
            try lines(.newCluster(radius: .kilometers(2), days: 5, minimumCount: 3), incidents)
                == ["3 raised certain i3", "12 ended certain –"])
        #expect(
            try lines(
                .growingCluster(radius: .kilometers(2), days: 5, minimumCount: 3, growth: 0.6),
                incidents)
                == ["5 updated certain i5"])
    }

    @Test(
        "An incident that comes late counts on its own day; one too late, or undated, is a finding")
    func late() throws {
        let rule = AlertRule(
            id: "r", condition: .count(atLeast: 3, within: .kilometers(10), days: 5))
        var engine = try AlertEngine(rules: [rule], sites: [dam], lateness: 10)
        #expect(engine.admit(incident("a", 20)).isEmpty)
        #expect(engine.admit(incident("b", 21)).isEmpty)
        #expect(engine.admit(incident("old", 12)).isEmpty, "outside the window of five days")
        #expect(engine.admit(incident("c", 19)).map(\.day) == [Day(number: 21)])
        #expect(engine.admit(incident("ancient", 3)).isEmpty)
        #expect(engine.admit(incident("undated", nil)).isEmpty)
        #expect(engine.findings.count == 2)
    }

    @Test(
        "One by one or from a file, in one run or resumed from a copy: the same alerts with the same ids",
        arguments: 0..<6 as Range<UInt64>)
    func liveEqualsReplay(seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        let rules = [
            AlertRule(id: "enter", condition: .enters(within: .kilometers(8)), coolDown: 3),
            AlertRule(
                id: "count",
                condition: .count(atLeast: 4, within: .kilometers(12), days: 6, endsBelow: 2)),
            AlertRule(id: "dwell", condition: .dwell(days: 8, within: .kilometers(12), gap: 3)),
            AlertRule(
                id: "new", condition: .newCluster(radius: .kilometers(4), days: 3, minimumCount: 3)),
            AlertRule(
                id: "more",
                condition: .growingCluster(
                    radius: .kilometers(4), days: 3, minimumCount: 3, growth: 0.5)),
        ]
        var day = 0
        let incidents = (0..<200).map { i in
            day += Int.random(in: 0...1, using: &random)
            return incident(
                "\(i)", day, Double.random(in: 0...25, using: &random),
                radius: Double.random(in: 0...3, using: &random))
        }
        let whole = try replay(incidents, rules: rules, sites: [dam])
        var engine = try AlertEngine(rules: rules, sites: [dam])
        var live: [Alert] = []
        for (i, incident) in incidents.enumerated() {
            if i == 90 { let copy = engine; engine = copy }
            if i % 3 == 0, let day = incident.day { live += engine.advance(to: day) }
            live += engine.admit(incident)
            live += engine.admit(incident)
        }
        #expect(live == whole.alerts, "seed \(seed)")
        #expect(Set(live.map(\.id)).count == live.count, "seed \(seed): ids are unique")
        #expect(live.count > 5)
    }

    @Test("The clusters that are told of are those DBSCAN finds", arguments: 0..<6 as Range<UInt64>)
    func clustersEqualDBSCAN(seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        let incidents = (0..<150).map { i in
            incident("\(i)", 1 + i / 50, Double.random(in: 0...40, using: &random))
        }
        let rule = AlertRule(
            id: "new", condition: .newCluster(radius: .kilometers(1), days: 5, minimumCount: 4))
        let alerts = try replay(incidents, rules: [rule], sites: []).alerts
        let found = Analysis.clusters(
            of: incidents.map(\.coordinate),
            options: DBSCANOptions(radius: .kilometers(1), minimumCount: 4))
        // Clusters may have grown together since: every final one holds a raised one.
        #expect(alerts.count >= found.count, "seed \(seed)")
        let raised = Set(alerts.compactMap { $0.incidents.last }.compactMap(Int.init))
        for members in found.members {
            #expect(members.contains(where: raised.contains), "seed \(seed)")
        }
    }

    @Test("Rules that cannot be used are refused with a hint")
    func refused() {
        let bad: [AlertRule] = [
            AlertRule(id: "", condition: .enters(within: .kilometers(1))),
            AlertRule(id: "a", condition: .enters(within: .meters(-1))),
            AlertRule(id: "a", condition: .count(atLeast: 3, within: .kilometers(1), days: 0)),
            AlertRule(
                id: "a",
                condition: .count(atLeast: 3, within: .kilometers(1), days: 1, endsBelow: 4)),
            AlertRule(
                id: "a",
                condition: .growingCluster(
                    radius: .kilometers(1), days: 1, minimumCount: 1, growth: .nan)),
        ]
        for rule in bad {
            #expect(throws: AnalysisError.self) { try AlertEngine(rules: [rule], sites: []) }
        }
        let twice = AlertRule(id: "a", condition: .enters(within: .kilometers(1)))
        #expect(throws: AnalysisError.self) { try AlertEngine(rules: [twice, twice], sites: []) }
    }
}
