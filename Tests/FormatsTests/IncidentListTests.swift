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
        features.forEach(in: list) { rows.append($0) }
        #expect(features.layer.columns == ["id", "lat", "lon", "count", "share", "code", "note"])
        #expect(rows.map(\.id) == ["A", "B"])
        #expect(rows[0].geometry == .point(try Coordinate(longitude: 42, latitude: 34)))
        #expect(rows[1].geometry == nil)
        #expect(
            Array(rows[1].values[3...]) == [
                .integer(2), .number(12, decimals: 15), .text("010"), .none,
            ])
    }

    private func account(_ list: IncidentList) -> String {
        "\((0..<list.count).map { list.bytes(ofRow: $0) }) \(list.points) \(list.radii) \(list.rowsOfPoints) "
            + "\((0..<list.count).map { list.days(ofRow: $0) }) \(list.findings.map(\.description))"
    }

    @Test("Any number of threads reads the same rows and says the same of them", arguments: 0..<30)
    func threads(seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        let cells = [
            "34.5", "42", "", "x", "\"a,b\"", "\"line\nbreak\"", "\"quo\"\"te\"", "2016-01-05",
            "\"open", "é",
        ]
        var csv = "id,lat,lon,date,note\n"
        var lines = ""
        for number in 0..<Int.random(in: 1...60, using: &random) {
            let end = seed % 3 == 0 ? "\r\n" : "\n"
            let note = cells[.random(in: 0..<(seed % 5 == 0 ? 10 : 8), using: &random)]
            csv +=
                "\(number),\(cells[.random(in: 0..<4, using: &random)]),43,2016-01-0\(number % 9 + 1),\(note)\(end)"
            if number % 7 == 3 { csv += end }
            let latitude = ["33.3", "95", "null"][.random(in: 0..<3, using: &random)]
            if number % 11 == 5, seed % 2 == 0 { lines += "{\"broken\n" }
            if seed % 4 == 1 { lines += "\u{1E}" }
            lines +=
                "{\"type\":\"Feature\",\"id\":\(number),\"geometry\":{\"type\":\"Point\",\"coordinates\":[44,\(latitude)]},\"properties\":{\"date\":\"2016-01-0\(number % 9 + 1)\"}}\n"
        }
        try TestFiles.withFolder { folder in
            for (name, text) in [("csv", csv), ("lines", lines)] {
                let path = try TestFiles.write(text, to: name, in: folder)
                var options = ListReadingOptions()
                options.threads = 1
                let alone = try? account(IncidentList.read(path: path, options: options))
                for threads in [2, 3, 8] {
                    options.threads = threads
                    let together = try? account(IncidentList.read(path: path, options: options))
                    #expect(together == alone, "\(name), seed \(seed), \(threads) threads")
                }
            }
        }
    }

    @Test(
        "A row that is nothing but a byte order mark is a row: its cells are not those of the row before"
    )
    func markInTheMiddle() throws {
        let list = try read("id,lat,lon\na,34,42\n\u{FEFF}\nb,35,43\n")
        #expect(list.count == 3)
        #expect((0..<3).map { list.id(ofRow: $0) } == ["a", "\u{FEFF}", "b"])
    }

    @Test("A column keeps every figure that its values have")
    func exactColumns() throws {
        let list = try read(
            "lat,lon,code,long,zero,real,mixed\n33,44,007,12345678901234567,0,1.5,1\n33,44,008,5,-0,2,x\n"
        )
        var values: [[FieldValue]] = []
        let features = ListFeatures(list)
        features.forEach(in: list) { values.append($0.values) }
        let columns = features.layer.columns
        func column(_ name: String) -> [FieldValue] {
            columns.firstIndex(of: name).map { index in values.map { $0[index] } } ?? []
        }
        #expect(column("code") == [.text("007"), .text("008")])
        #expect(column("long") == [.text("12345678901234567"), .text("5")])
        #expect(column("zero") == [.text("0"), .text("-0")])
        #expect(column("real") == [.number(1.5, decimals: 15), .number(2, decimals: 15)])
        #expect(column("mixed") == [.text("1"), .text("x")])
    }
}
