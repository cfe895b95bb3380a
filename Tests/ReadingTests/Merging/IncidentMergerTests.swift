import Earth
import Incidents
import TestSupport
import Testing

@testable import Reading

@Suite("One incident told by many reports")
struct IncidentMergerTests {
    private let merger = IncidentMerger()

    // MARK: Tellings

    private static func place(
        _ name: String, _ longitude: Double, _ latitude: Double, radius: Double,
        kind: PlaceKind = .town, population: Int = 0, admin1: String = "Anbar",
        relation: IncidentPlace.Relation = .at
    ) -> IncidentPlace {
        let point = Coordinate(wrappingLongitude: longitude, latitude: latitude)
        let place = Place(
            id: "t:\(name)", name: name, kind: kind, coordinate: point, radius: .kilometers(radius),
            country: "IQ", countryName: "Iraq", admin1: admin1, admin2: "", population: population)
        return IncidentPlace(
            mention: Mention(
                span: TextSpan(0, 1), text: name, role: .literal,
                resolution: Resolution(place: place, confidence: 0.9)),
            relation: relation, coordinate: point, radius: .kilometers(radius))
    }

    private static let baghdad = place(
        "Baghdad", 44.4, 33.3, radius: 22, kind: .capital, population: 7_000_000, admin1: "Baghdad")
    private static let haditha = place("Haditha", 42.38, 34.14, radius: 3.5)
    private static let barwana = place("Barwana", 42.4, 34.1, radius: 2)
    private static let anbar = place("Anbar", 41.5, 33, radius: 180, kind: .admin1, admin1: "")
    private static let iraq = place("Iraq", 44, 33, radius: 400, kind: .country, admin1: "")

    private static func date(_ day: String, _ last: String? = nil) -> EventDate {
        EventDate(
            start: Day(iso: day), end: Day(iso: last ?? day), precision: last == nil ? .day : .days,
            span: nil, expression: day, anchor: .absolute)
    }

    private static func notStated(_ published: String) -> EventDate {
        EventDate(
            start: nil, end: Day(iso: published), precision: .unknown, span: nil, expression: "",
            anchor: .assumed)
    }

    private static func killed(_ low: Int?, _ high: Int?, _ side: String = "unspecified")
        -> Casualties
    {
        Casualties(
            effect: .killed, side: side, minimum: low, maximum: high, span: TextSpan(0, 1), text: ""
        )
    }

    private static func told(
        _ report: String, _ type: IncidentType, _ place: IncidentPlace?, _ date: EventDate,
        published: String = "2016-01-06", _ casualties: [Casualties] = [], by: [String] = [],
        says: String = "", number: Int = 1
    ) -> ReportedIncident {
        let incident = Incident(
            id: "\(report)-\(number)", report: report, type: type, date: date,
            places: [place].compactMap { $0 },
            actors: by.map { Actor(text: $0, name: $0, role: .perpetrator, kind: .rebel) },
            casualties: casualties,
            quotes: says.isEmpty ? [] : [Quote(span: TextSpan(0, says.utf8.count), text: says)],
            confidence: 0.8)
        return ReportedIncident(
            incident: incident,
            reports: [ReportReference(Report(id: report, text: "", published: Day(iso: published)))]
        )
    }

    /// The ids of the members of each incident.
    private func merged(_ told: ReportedIncident...) -> [[String]] {
        merger.merge(told).map { $0.members.map(\.incident.id) }
    }

    // MARK: What is one

    @Test("Two reports of one attack become one incident, with both figures and the finer place")
    func one() throws {
        let first = Self.told(
            "a", .attack, Self.haditha, Self.date("2016-01-03", "2016-01-06"),
            [Self.killed(25, nil, "Iraqi fighters")], by: ["Islamic State"])
        let second = Self.told(
            "b", .attack, Self.haditha, Self.date("2016-01-05"), published: "2016-01-07",
            [Self.killed(24, 60, "soldiers")], by: ["Islamic State"])
        let all = merger.merge([second, first])
        let incident = try #require(all.first?.incident)
        #expect(all.count == 1)
        #expect(incident.id == "a-1")
        #expect(all[0].reports.map(\.id) == ["a", "b"])
        #expect(incident.date.start == Day(iso: "2016-01-05"))
        #expect(incident.date.end == Day(iso: "2016-01-05"))
        #expect(incident.casualties.map(\.report) == [nil, "b"])
        // The later report's.
        #expect(incident.toll(.killed) == Toll(minimum: 24, maximum: 60))
        #expect(incident.actors.count == 1)
        let merge = try #require(incident.merge)
        #expect(merge.members == [first, second])
        #expect(merge.links.count == 1)
        #expect(abs(merge.score - merge.links[0].reasons.map(\.weight).reduce(0, +)) < 1e-9)
        #expect(merge.score >= MergeEvidence.threshold)
    }

    @Test("Of a place and one near it the finer is kept, and a province's town stands for both")
    func finerPlace() {
        let wide = Self.told(
            "a", .suicideBombing, Self.anbar, Self.date("2016-01-05"),
            [Self.killed(14, 14, "soldiers")], says: "A market was hit.")
        let fine = Self.told(
            "b", .suicideBombing, Self.haditha, Self.date("2016-01-05"),
            [Self.killed(14, 14, "soldiers")], says: "It hit a market.")
        let all = merger.merge([wide, fine])
        #expect(all.map(\.incident.places.first?.place?.name) == ["Haditha"])
        #expect(all.map(\.incident.report) == ["b"])
        #expect(all.map { $0.reports.map(\.id) } == [["b", "a"]])
    }

    @Test("A sentence word for word joins copies even without a place or a day")
    func copies() {
        let words = "Gunmen shot a teacher dead outside his house on the road, his family said."
        let a = Self.told("a", .shooting, nil, .unknown, says: words)
        let b = Self.told("b", .shooting, nil, .unknown, says: words)
        let other = Self.told("c", .shooting, nil, .unknown, says: "Gunmen shot a teacher dead.")
        #expect(merged(a, b, other) == [["a-1", "b-1"], ["c-1"]])
    }

    @Test("The toll is the latest report's, of one day the narrowest, and never a sum")
    func toll() throws {
        let tellings = [
            Self.told("a", .carBomb, Self.haditha, Self.date("2016-01-05"), [Self.killed(9, 9)]),
            Self.told(
                "b", .carBomb, Self.haditha, Self.date("2016-01-05"), published: "2016-01-07",
                [Self.killed(9, nil, "soldiers")]),
            Self.told(
                "c", .carBomb, Self.haditha, Self.date("2016-01-05"), published: "2016-01-07",
                [Self.killed(11, 11, "troops")]),
            Self.told(
                "d", .carBomb, Self.haditha, Self.date("2016-01-05"), published: "2016-01-08"),
        ]
        let all = merger.merge(tellings)
        try #require(all.count == 1)
        #expect(all[0].incident.toll(.killed) == Toll(minimum: 11, maximum: 11))
        #expect(all[0].incident.toll(.injured).isUnknown)
        #expect(all[0].incident.casualties.count == 3)
    }

    // MARK: What is two

    @Test("Two bombings in one large city on one day stay two")
    func baghdad() {
        let day = Self.date("2016-01-05")
        #expect(
            merged(
                Self.told(
                    "a", .carBomb, Self.baghdad, day, [Self.killed(8, 8)],
                    says: "A car bomb at a market in Baghdad killed 8."),
                Self.told(
                    "b", .carBomb, Self.baghdad, day, [Self.killed(21, 21)],
                    says: "A car bomb near a mosque in Baghdad killed 21.")) == [["a-1"], ["b-1"]])
        // Type, day and the city's name do not suffice.
        #expect(
            merged(
                Self.told("a", .carBomb, Self.baghdad, day),
                Self.told("b", .carBomb, Self.baghdad, day)) == [["a-1"], ["b-1"]])
        #expect(
            merged(
                Self.told("a", .carBomb, Self.baghdad, day, [Self.killed(21, 21)]),
                Self.told("b", .carBomb, Self.baghdad, day, [Self.killed(21, 21)]))
                == [["a-1", "b-1"]])
    }

    @Test("Other days, other towns, other kinds of event and mere countries are not joined")
    func different() {
        let day = Self.date("2016-01-05")
        let one = Self.told("a", .attack, Self.haditha, day, [Self.killed(12, 12)])
        let others = [
            Self.told("b", .attack, Self.haditha, Self.date("2016-01-09"), [Self.killed(12, 12)]),
            Self.told("c", .attack, Self.baghdad, day, [Self.killed(12, 12)]),
            Self.told("d", .protest, Self.haditha, day, [Self.killed(12, 12)]),
            Self.told("e", .attack, Self.iraq, day, [Self.killed(12, 12)]),
            Self.told("f", .attack, nil, day, [Self.killed(12, 12)]),
            Self.told("g", .attack, Self.haditha, Self.date("2015-11-01", "2015-12-31")),
        ]
        for other in others {
            #expect(merged(one, other).count == 2, "\(other.incident.id)")
        }
    }

    @Test("What a report tells apart stays apart, though another report fits both")
    func oneOfEachReport() {
        let day = Self.date("2016-01-05")
        let morning = Self.told("a", .bombing, Self.haditha, day, [Self.killed(5, 5)])
        let evening = Self.told("a", .bombing, Self.haditha, day, [Self.killed(17, 17)], number: 2)
        let other = Self.told("b", .bombing, Self.haditha, day, [Self.killed(17, 17)])
        #expect(merged(morning, evening, other) == [["a-1"], ["a-2", "b-1"]])
    }

    @Test("A day not stated fits one just before publication, not one long before")
    func unstatedDay() {
        let stated = Self.told(
            "a", .massacre, Self.haditha, Self.date("2016-01-05"), [Self.killed(30, 30)])
        func unstated(_ published: String) -> ReportedIncident {
            Self.told(
                "b", .massacre, Self.haditha, Self.notStated(published), published: published,
                [Self.killed(30, 30)])
        }
        #expect(merged(stated, unstated("2016-01-07")) == [["a-1", "b-1"]])
        #expect(merged(stated, unstated("2016-02-07")).count == 2)
    }

    // MARK: Properties

    /// Reports of made-up incidents: some tell the same, with noise.
    private static func world(_ random: inout SplitMix) -> [[ReportedIncident]] {
        let places = [baghdad, haditha, barwana, anbar, iraq, nil]
        let types: [IncidentType] = [.attack, .carBomb, .bombing, .ambush, .shooting, .protest]
        return (0..<40).map { report in
            (0..<Int.random(in: 0...4, using: &random)).map { number in
                let start = Day(number: 16_800 + Int.random(in: 0...6, using: &random))
                var day = EventDate(
                    start: start, end: start + Int.random(in: 0...3, using: &random),
                    precision: .days, span: nil, expression: "", anchor: .publication)
                if Int.random(in: 0...4, using: &random) == 0 { day = notStated("\(start)") }
                let count = Int.random(in: 1...6, using: &random) * 3
                let isOpen = Bool.random(using: &random)
                return told(
                    "r\(report)", types[Int.random(in: types.indices, using: &random)],
                    places[Int.random(in: places.indices, using: &random)], day,
                    published: "\(start + 3)", [killed(count, isOpen ? nil : count, "soldiers")],
                    by: Bool.random(using: &random) ? ["Islamic State"] : [], number: number)
            }
        }
    }

    @Test("The order of the reports changes nothing", arguments: [1, 2, 3, 4, 5] as [UInt64])
    func order(_ seed: UInt64) {
        var random = SplitMix(seed: seed)
        let reports = Self.world(&random)
        let expected = merger.merge(reports.flatMap { $0 })
        #expect(expected.contains { $0.members.count > 2 }, "seed \(seed) joins too little")
        for _ in 0..<5 {
            let shuffled = reports.shuffled(using: &random).flatMap { $0 }
            #expect(merger.merge(shuffled) == expected, "seed \(seed)")
        }
    }

    @Test("Merging what was merged changes nothing", arguments: [6, 7, 8] as [UInt64])
    func idempotence(_ seed: UInt64) {
        var random = SplitMix(seed: seed)
        let once = merger.merge(Self.world(&random).flatMap { $0 })
        #expect(merger.merge(once) == once, "seed \(seed)")
    }

    @Test(
        "The members of all incidents are what went in, each once, and no report twice in one",
        arguments: [9, 10, 11] as [UInt64])
    func partition(_ seed: UInt64) {
        var random = SplitMix(seed: seed)
        let told = Self.world(&random).flatMap { $0 }
        let all = merger.merge(told)
        #expect(
            IncidentMerger.ordered(all.flatMap(\.members)) == IncidentMerger.ordered(told),
            "seed \(seed)")
        for incident in all {
            #expect(Set(incident.members.map(\.incident.report)).count == incident.members.count)
            #expect(incident.reports.count == incident.members.count)
            #expect((incident.incident.merge?.links.count ?? 0) == incident.members.count - 1)
        }
    }

    @Test(
        "The index finds every pair that comparing all with all finds",
        arguments: [12, 13, 14] as [UInt64])
    func candidates(_ seed: UInt64) {
        var random = SplitMix(seed: seed)
        let told = IncidentMerger.ordered(Self.world(&random).flatMap { $0 })
        let facts = told.map { MergeFacts($0, lexicon: .standard) }
        func joins(_ a: Int, _ b: Int) -> Bool {
            guard let a = facts[a], let b = facts[b],
                let evidence = MergeComparison(a: a, b: b).evidence()
            else { return false }
            return evidence.reduce(0) { $0 + $1.weight } >= MergeEvidence.threshold
        }
        var found: Set<[Int]> = []
        MergeCandidates(facts: facts) { first, second in
            #expect(first < second)
            if joins(first, second) { found.insert([first, second]) }
        }.forEach()
        var expected: Set<[Int]> = []
        for second in told.indices {
            for first in 0..<second where joins(first, second) { expected.insert([first, second]) }
        }
        #expect(!expected.isEmpty)
        #expect(found == expected, "seed \(seed)")
    }

    @Test("Thousands of copies of one report are joined without comparing all with all")
    func manyCopies() {
        let words =
            "A car bomb exploded at a crowded market in the centre of the town, police said."
        let told = (0..<500).map {
            Self.told(
                "r\($0)", .carBomb, Self.haditha, Self.date("2016-01-05"), [Self.killed(20, 20)],
                says: words)
        }
        var comparisons = 0
        let facts = told.map { MergeFacts($0, lexicon: .standard) }
        MergeCandidates(facts: facts) { _, _ in comparisons += 1 }.forEach()
        #expect(comparisons <= told.count * MergeCandidates.mostCompared * 3)
        #expect(merger.merge(told).count == 1)
    }
}
