import Earth
import Incidents
import TestSupport
import Testing

@testable import Formats

@Suite("The incident layer read back")
struct IncidentLayerReaderTests {
    private func read(
        _ text: String
    ) throws -> (rows: [LocatedIncident], findings: [Finding]) {
        try Array(text.utf8).withUnsafeBufferPointer { bytes in
            try IncidentLayer.rows(bytes, origin: "a.geojson")
        }
    }

    private func written(_ rows: [LocatedIncident]) -> String {
        var writer = GeoJSONWriter(IncidentLayer.layer)
        writer.begin()
        for row in rows { writer.write(IncidentLayer.feature(row)) }
        writer.finish()
        return String(decoding: writer.out.bytes, as: UTF8.self)
    }

    @Test("What was read back is written as it was read, column by column")
    func roundTrip() throws {
        let rows = try SampleRows().rows
        let again = try read(written(rows)).rows
        #expect(again.count == rows.count)
        for (row, copy) in zip(rows, again) {
            let values = zip(IncidentLayer.feature(row).values, IncidentLayer.feature(copy).values)
            for (name, (before, after)) in zip(IncidentLayer.layer.columns, values) {
                #expect(before == after, "\(name)")
            }
            #expect(copy.place?.coordinate == row.place?.coordinate)
        }
    }

    @Test("A merged incident keeps its reports, its figures in words, and why it is one")
    func merged() throws {
        let row = try #require(try SampleRows().rows.first)
        let other = Report(
            id: "b.txt", text: "", published: Day(iso: "2016-01-06"), source: "Other")
        var second = row.incident
        second.id = "inc-9"
        second.casualties[0].minimum = 30
        second.casualties[0].maximum = 30
        let reports = row.reports + [ReportReference(other)]
        var merged = row
        merged.reports = reports
        merged.incident.casualties += second.casualties
        merged.incident.casualties[1].report = "b.txt"
        merged.incident.merge = Merge(
            members: [
                ReportedIncident(incident: row.incident, reports: row.reports),
                ReportedIncident(incident: second, reports: [ReportReference(other)]),
            ],
            links: [
                Merge.Link(
                    first: "inc-1", second: "inc-9", score: 5.75,
                    reasons: [Reason("ambush in both", weight: 2)])
            ])
        let text = written([merged])
        #expect(text.contains("\"killed_min\":30,\"killed_max\":30"))
        #expect(text.contains("\"tolls\":\"killed 24–60 soldiers; killed 30 soldiers (b.txt)\""))
        #expect(text.contains("\"merged_from\":\"inc-1; inc-9\",\"merge_score\":5.75"))
        #expect(text.contains("\"reports\":2,\"sources\":\"Sample; Other\""))
        let back = try #require(try read(text).rows.first)
        #expect(back.reports.map(\.id) == ["a.txt", "b.txt"])
    }

    @Test("The nearest site lies as far and in the direction that the layer says")
    func site() throws {
        let row = try #require(try read(written(SampleRows().rows)).rows.first)
        let nearest = try #require(row.nearest)
        guard case .point(let point) = nearest.site.geometry else {
            Issue.record("\(nearest.site.geometry)")
            return
        }
        let way = point.geodesic(to: try #require(row.place?.coordinate))
        #expect(abs(way.distance.meters - 8000) < 0.01)
        #expect(abs(way.initialBearing.degrees - 170) < 1e-6)
    }

    @Test("Clusters are no incidents; a type of others is other, and said; none is unknown")
    func others() throws {
        let (rows, findings) = try read(
            """
            {"type":"FeatureCollection","features":[
            {"type":"Feature","geometry":null,"properties":{"type":"cluster","id":"cluster-0"}},
            {"type":"Feature","geometry":{"type":"Point","coordinates":[44,33]},
             "properties":{"type":"meteor","place":"Hit","killed_min":1e300,"site_km":-4,"confidence":7}},
            {"type":"Feature","geometry":{"type":"Point","coordinates":[444,33]},"properties":null}]}
            """)
        #expect(rows.map(\.id) == ["row-1", "row-2"])
        #expect(rows.map(\.incident.type) == [.other, .unknown])
        #expect(rows.map(\.incident.confidence) == [1, 0])
        #expect(rows[0].incident.casualties.isEmpty)
        #expect(rows[0].nearest == nil)
        #expect(rows[1].place == nil)
        #expect(findings.count == 3)
        #expect(findings[0].message.contains("\"meteor\""))
    }

    @Test(
        "A file without incidents is refused",
        arguments: ["{}", "[]", "x", #"{"type":"FeatureCollection","features":[]}"#])
    func refused(text: String) {
        #expect(throws: InputError.self) { try read(text) }
    }
}
