import Earth
import Incidents
import TestSupport
import Testing

@testable import Formats

@Suite("Incident lists")
struct IncidentListTests {
    private func read(_ text: String) throws -> IncidentList {
        try TestFiles.withFolder { folder in
            try IncidentList.read(path: try TestFiles.write(text, to: "list", in: folder))
        }
    }

    private func written(_ list: IncidentList, _ values: [[FieldValue]], _ names: [String])
        -> String
    {
        var writer = ListWriter(list, adding: names)
        writer.begin()
        writer.write(rows: 0..<list.count, values: { values[$0] }) { _ in }
        writer.finish()
        return writer.out.text
    }

    @Test(
        "The exports of others are known by their columns",
        arguments: [
            (
                "event_id_cnty,event_date,latitude,longitude,geo_precision\nIRQ1,05 January 2016,34.1,42.4,2\n",
                15.0
            ),
            (
                "id,where_prec,latitude,longitude,date_start,date_end\nIRQ1,4,34.1,42.4,2016-01-05 00:00:00.000,2016-01-05\n",
                75
            ),
            (
                "eventid,iyear,imonth,iday,latitude,longitude,specificity\nIRQ1,2016,1,5,34.1,42.4,1\n",
                3
            ),
            (
                "Id;When;Lat;Lon\n#event+id;#date+start;#geo+lat;#geo+lon\nIRQ1;2016-01-05;34.1;42.4\n",
                0
            ),
        ])
    func dialects(_ text: String, _ radius: Double) throws {
        let list = try read(text)
        #expect(list.count == 1)
        #expect(list.points == [try Coordinate(longitude: 42.4, latitude: 34.1)])
        #expect(list.radii == [.kilometers(radius)])
        #expect(list.id(ofRow: 0) == "IRQ1")
        #expect(list.days(ofRow: 0).start == Day(iso: "2016-01-05"))
        #expect(list.findings.isEmpty)
    }

    @Test("Rows without a usable position stay in the list and are reported")
    func positions() throws {
        let list = try read("id,lat,lon\na,34,42\nb,,\nc,0,0\nd,95,42\ne,x,y\nf,35, 43 \n")
        #expect(list.count == 6)
        #expect(list.rowsOfPoints == [0, 5])
        #expect(list.findings.map(\.position) == (2...5).map { .row($0, field: "latitude") })
    }

    @Test("CSV rows are written as they were read, with columns added or replaced")
    func csv() throws {
        let list = try read("id;lat;lon;note\r\na;34;42;\"x;\"\"y\"\"\"\r\nb;35;43;\n")
        let text = written(
            list, [[.integer(0), .text("core")], [.none, .text("noise")]],
            ["cluster", "cluster_role"])
        #expect(
            text
                == "id;lat;lon;note;cluster;cluster_role\na;34;42;\"x;\"\"y\"\"\";0;core\nb;35;43;;;noise\n"
        )
        let again = written(
            try read(text), [[.integer(7), .text("core")], [.integer(8), .text("core")]],
            ["cluster", "cluster_role"])
        #expect(
            again
                == "id;lat;lon;note;cluster;cluster_role\na;34;42;\"x;\"\"y\"\"\";7;core\nb;35;43;;8;core\n"
        )
    }

    @Test("Features keep their members; outlines of clusters are no incidents")
    func geojson() throws {
        let list = try read(
            """
            {"type":"FeatureCollection","name":"n","features":[
            {"type":"Feature","id":"a","bbox":[1,2,1,2],"geometry":{"type":"Point","coordinates":[42.0,34.50]},
             "properties":{"k":1.0,"cluster":3,"big":12345678901234567890}},
            {"type":"Feature","geometry":null,"properties":null},
            {"type":"Feature","geometry":null,"properties":{"type":"cluster"}}]}
            """)
        #expect(list.count == 2)
        #expect(list.rowsOfPoints == [0])
        let text = written(list, [[.integer(9)], [.none]], ["cluster"])
        #expect(text.contains(#""bbox":[1,2,1,2]"#))
        #expect(text.contains(#"[42.0,34.50]"#))
        #expect(text.contains(#"{"k":1.0,"big":12345678901234567890,"cluster":9}"#))
        #expect(text.contains(#""properties":{"cluster":null}"#))
        #expect(try read(text).count == 2)
    }

    @Test(
        "What is no list of positions is refused",
        arguments: ["a,b\n1,2\n", "{\"type\":\"Topology\"}", "{", ""])
    func refused(_ text: String) {
        #expect(throws: InputError.self) { try read(text) }
    }

    @Test("A line that is no GeoJSON is left out with a remark, the others are read")
    func brokenLines() throws {
        let good =
            #"{"type":"Feature","geometry":{"type":"Point","coordinates":[42,34]},"properties":{}}"#
        for separator in ["", "\u{1E}"] {
            let lines = [
                good, #"{"type":"Feature","geometry":"#, good, #"{"type":"x"}"#, good, "{",
            ]
            let list = try read(lines.map { separator + $0 + "\n" }.joined())
            #expect(list.count == 3)
            #expect(list.findings.filter { $0.severity == .error }.count == 3)
        }
        #expect(throws: InputError.self) { try read("{\n{\n{\n") }
        #expect(throws: InputError.self) {
            try read(#"{"type":"FeatureCollection","features":["# + good + ",\n" + good)
        }
    }

    @Test("A list becomes features whose columns keep one type each")
    func features() throws {
        let list = try read(
            "id,lat,lon,count,share,code,note\nA,34,42,1,0.5,007,x\nB,,,2,12,010,\n")
        let features = ListFeatures(list)
        var rows: [Feature] = []
        features.forEach { rows.append($0) }
        #expect(features.layer.columns == ["id", "lat", "lon", "count", "share", "code", "note"])
        #expect(rows.map(\.id) == ["A", "B"])
        #expect(rows[0].geometry == .point(try Coordinate(longitude: 42, latitude: 34)))
        #expect(rows[1].geometry == nil)
        #expect(
            Array(rows[1].values[3...]) == [
                .integer(2), .number(12, decimals: 15), .text("010"), .none,
            ])
    }
}
