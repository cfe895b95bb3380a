import Earth
import Foundation
import Incidents
import TestSupport
import Testing

@testable import Formats

/// Each output format, byte for byte. The files lie in `Tests/Golden`; their names say what made
/// them. `SANDTABLE_RECORD=1 swift test --filter GoldenFile` writes them anew, to be read as a diff.
@Suite("Golden files")
struct GoldenFileTests {
    private func check(_ bytes: [UInt8], against name: String) throws {
        let file = TestFiles.package.appending(path: "Tests/Golden/\(name)")
        if ProcessInfo.processInfo.environment["SANDTABLE_RECORD"] != nil {
            try Data(bytes).write(to: file)
        }
        let golden = try TestFiles.bytes(file)
        #expect(String(decoding: bytes, as: UTF8.self) == String(decoding: golden, as: UTF8.self))
    }

    private func written(_ writer: some FeatureWriter) throws -> [UInt8] {
        var writer = writer
        writer.begin()
        for row in try GoldenSample().rows { writer.write(IncidentLayer.feature(row)) }
        writer.finish()
        return writer.out.bytes
    }

    @Test("GeoJSON")
    func geoJSON() throws {
        try check(written(GeoJSONWriter(IncidentLayer.layer)), against: "incidents.geojson")
    }

    @Test("GeoJSON lines, with two decimals")
    func geoJSONLines() throws {
        let writer = GeoJSONLinesWriter(IncidentLayer.layer, decimals: 2)
        try check(written(writer), against: "incidents-decimals-2.geojsonl")
    }

    @Test("CSV")
    func csv() throws {
        try check(written(CSVWriter(IncidentLayer.layer)), against: "incidents.csv")
    }

    @Test("KML")
    func kml() throws {
        try check(written(KMLWriter(IncidentLayer.layer)), against: "incidents.kml")
    }

    @Test("The table for people")
    func table() throws {
        var out = OutputBuffer()
        IncidentTable.table(try GoldenSample().rows).write(to: &out)
        try check(out.bytes, against: "incidents-table.txt")
    }

    @Test("JSON lines of places, dates and incidents", arguments: ReadingLines.Shape.allCases)
    func readingLines(shape: ReadingLines.Shape) throws {
        var lines = ReadingLines(shape, full: shape == .places)
        lines.write(try GoldenSample().reading)
        let name = shape == .places ? "places-full.jsonl" : "\(shape.rawValue).jsonl"
        try check(lines.out.bytes, against: name)
    }

    @Test("The data of the map page")
    func mapPage() throws {
        let sample = try GoldenSample()
        let page = try MapPage(
            rows: sample.rows, reports: [sample.reading.report], sites: sample.sites,
            library: TestLibrary.minimal())
        try check(MapPageData(page: page).json() + [UInt8(ascii: "\n")], against: "map-data.json")
    }
}

/// Incidents that try what the formats must bear: hostile text, scripts that run from right to left,
/// both sides of 180°, open dates and tolls, and no place at all.
struct GoldenSample {
    let rows: [LocatedIncident]
    let reading: ReportReading
    let sites: [Site]

    init() throws {
        let sample = try SampleRows(title: "انفجار قرب السد, \"two\" lines")
        let incidents = [
            sample.rows[0].incident, try Self.hostile(sample.rows[1].incident),
            try Self.pacific("inc-3", longitude: 179.9, relation: .offset),
            try Self.pacific("inc-4", longitude: -179.9, relation: .near),
        ]
        let references = sample.rows[0].reports
        rows =
            [sample.rows[0]]
            + incidents.dropFirst().flatMap { LocatedIncident.rows(of: $0, reports: references) }
        reading = ReportReading(
            report: sample.report, mentions: incidents.flatMap { $0.places.map(\.mention) },
            dates: incidents.map(\.date), incidents: incidents)
        sites = [sample.dam]
    }

    private static func hostile(_ incident: Incident) throws -> Incident {
        var incident = incident
        incident.actors = [
            Actor(text: "=HYPERLINK(\"x\")", name: "", role: .perpetrator, kind: .unknown),
            Actor(text: "-1+2", name: "@SUM", role: .target, kind: .civilian),
        ]
        incident.weapons = ["<script>alert(1)</script>", "tab\tbed", "nul\u{0}l"]
        incident.date = .unknown
        incident.casualties = []
        incident.certainty = .claimed
        return incident
    }

    private static func pacific(
        _ id: String, longitude: Double, relation: IncidentPlace.Relation
    ) throws -> Incident {
        let coordinate = try Coordinate(longitude: longitude, latitude: -16.5)
        let place = Place(
            id: "geonames:2", name: "Taveuni", kind: .island, coordinate: coordinate,
            radius: .kilometers(21.5), country: "FJ", countryName: "Fiji", admin1: "", admin2: "",
            population: 0)
        let candidate = Resolution.Candidate(
            place: place, score: 0.5, reasons: [Reason("the only one of its name", weight: -0.25)])
        let mention = Mention(
            span: TextSpan(0, 5), text: "First", role: .literal,
            resolution: Resolution(
                place: place, confidence: 0.123456, candidates: [candidate],
                reasons: [Reason("an island", weight: 1)]))
        let located = IncidentPlace(
            mention: mention, relation: relation, coordinate: coordinate, radius: .kilometers(25),
            stated: [
                StatedDistance(
                    span: TextSpan(0, 5), from: "Suva", stated: .miles(10), measured: nil)
            ])
        return Incident(
            id: id, report: "a.txt", type: .naturalDisaster, stage: .threatened,
            status: .background,
            date: EventDate(
                start: Day(iso: "2015-12-01"), end: Day(iso: "2015-12-31"), precision: .month,
                span: TextSpan(0, 5), expression: "in December", anchor: .publication),
            places: [located],
            casualties: [
                Casualties(
                    effect: .injured, side: Casualties.unspecifiedSide, minimum: 3, maximum: nil,
                    span: TextSpan(0, 5), text: "at least three", source: "the police")
            ])
    }
}
