import Analysis
import Earth
import Incidents
import Reading
import Testing

@testable import Pipeline

@Suite("The corridor")
struct PipelineTests {
    @Test(
        "Results come in the order of the input, whatever the number of workers",
        arguments: [1, 2, 8])
    func order(_ workers: Int) async {
        for count in [0, 1, 7, 8, 9, 500] {
            let result = await Parallel.map(Array(0..<count), chunkSize: 8, workers: workers) {
                $0 * 2
            }
            #expect(result == (0..<count).map { $0 * 2 })
        }
    }

    @Test("Reports are read one by one, and one without incidents can say why")
    func reading() async {
        let pipeline = SandtablePipeline(Configuration(workers: 2)) { ReportReading(report: $0) }
        let reports = (0..<40).map { Report(id: "\($0)", text: "Nothing happened.") }
        let readings = await pipeline.read(reports)
        #expect(readings.map(\.report) == reports)
        #expect(readings[0].reasonForNoIncidents?.origin == "0")
        #expect(readings[0].reasonForNoIncidents?.message.hasPrefix("no incident") == true)
    }

    @Test(
        "A report is read with what the others of its source name, never with its own",
        arguments: [1, 8])
    func sources(_ workers: Int) async {
        let pipeline = SandtablePipeline(
            Configuration(workers: workers),
            reader: ReportReader(
                read: { report, source in
                    var reading = ReportReading(report: report)
                    reading.findings = [
                        Finding(.note, origin: "", source.map { "\($0.reports)" } ?? "none")
                    ]
                    return reading
                }, contribution: { _, _ in SourceContribution() }))
        let sources: [String?] = ["a", "b", nil, "a", "b", nil, "a", "a", nil]
        let reports = sources.enumerated().map { Report(id: "\($0)", text: "", source: $1) }
        let told = await pipeline.read(reports).map { $0.findings[0].message }
        #expect(
            told == ["3.0", "none", "none", "3.0", "none", "none", "3.0", "3.0", "none"])
        var alone = pipeline.configuration
        alone.learnsSources = false
        let unlearned = SandtablePipeline(
            alone,
            reader: ReportReader(
                read: { report, source in
                    #expect(source == nil)
                    return ReportReading(report: report)
                }, contribution: { _, _ in SourceContribution() }))
        #expect(await unlearned.read(reports).count == reports.count)
    }

    @Test("Rows get their nearest site and their cluster; wide places are not clustered")
    func analysis() throws {
        let haditha = try Coordinate(longitude: 42.38, latitude: 34.14)
        let site = Site(
            id: "dam", name: "Haditha Dam", kind: .dam,
            geometry: .point(try Coordinate(longitude: 42.355, latitude: 34.207)),
            radius: .kilometers(2), country: "IQ", source: "")
        let rows =
            [(0, 4.0), (1, 4), (2, 4), (3, 300)].map { index, radius in
                row("\(index)", at: haditha, radius: .kilometers(radius))
            } + [row("nowhere", at: nil, radius: .zero)]
        let pipeline = SandtablePipeline(
            Configuration(
                sites: [site],
                clusters: Configuration.ClusterOptions(radius: .kilometers(10), minimumCount: 3))
        ) { ReportReading(report: $0) }
        let result = pipeline.analyze(rows)
        let nearest = try #require(result.rows[0].nearest)
        #expect(abs(nearest.distance.kilometers - 7.79) < 0.05)
        #expect(nearest.minimum == nearest.distance - .kilometers(6))
        #expect(nearest.maximum == nearest.distance + .kilometers(6))
        #expect(result.rows.map(\.cluster?.number) == [0, 0, 0, nil, nil])
        #expect(result.rows[4].nearest == nil)
        #expect(result.clusters.map(\.count) == [3])
    }

    @Test(
        "Rows name their ring and the rules whose alerts rest on them; habits and plans raise none")
    func ringsAndRules() throws {
        let dam = try Coordinate(longitude: 42.355, latitude: 34.207)
        let site = Site(
            id: "dam", name: "Haditha Dam", kind: .dam, geometry: .point(dam), radius: .zero,
            country: "IQ", source: "")
        var rows = [3.0, 8, 24, 49, 51].enumerated().map { index, away in
            row(
                "\(index)", at: dam.moved(by: .kilometers(away), toward: Bearing(degrees: 90)),
                radius: .kilometers(1))
        }
        rows += [row("habit", at: dam, radius: .zero), row("plan", at: dam, radius: .zero)]
        for index in rows.indices {
            rows[index].incident.date = EventDate(
                start: Day(number: index), end: Day(number: index), precision: .day, span: nil,
                expression: "", anchor: .publication)
        }
        rows[5].incident.status = .generic
        rows[6].incident.stage = .planned
        let rules = [
            AlertRule(id: "two", condition: .count(atLeast: 2, within: .kilometers(10), days: 3)),
            AlertRule(id: "near", condition: .enters(within: .kilometers(25)), types: []),
            AlertRule(id: "vain", condition: .enters(within: .kilometers(9)), types: ["nonsense"]),
        ]
        let pipeline = SandtablePipeline(Configuration(sites: [site], rules: rules)) {
            ReportReading(report: $0)
        }
        let result = pipeline.analyze(rows)
        #expect(result.rows.map(\.ring?.kilometers) == [5, 10, 25, 50, nil, 5, 5])
        #expect(
            result.rows.map(\.alert) == ["two; near", "two; near", "near", nil, nil, nil, nil])
        #expect(
            result.findings.map(\.message) == ["rule \"vain\": no incident is of type \"nonsense\""]
        )
        #expect(result.alerts.filter { $0.rule == "two" }.map(\.change) == [.raised, .ended])
    }

    private func row(_ id: String, at point: Coordinate?, radius: Distance) -> LocatedIncident {
        let mention = Mention(
            span: TextSpan(0, 1), text: "x", role: .literal,
            resolution: Resolution(place: nil, confidence: 1))
        let place = IncidentPlace(
            mention: mention, relation: .at, coordinate: point, radius: radius)
        let incident = Incident(id: id, report: "r", type: .attack, places: [place])
        return LocatedIncident(id: id, incident: incident, place: place, reports: [])
    }
}
