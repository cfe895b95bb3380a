import Earth
import Incidents
import TestSupport
import Testing

@testable import Formats

@Suite("Lists as people make them")
struct UnevenListTests {
    private func read(_ text: String, _ options: ListReadingOptions = .init()) throws
        -> IncidentList
    {
        try TestFiles.withFolder { folder in
            try IncidentList.read(
                path: try TestFiles.write(text, to: "list", in: folder), options: options)
        }
    }

    @Test(
        "A date may be a month or a year, and then covers its days",
        arguments: [
            ("2016-01", "2016-01-01", "2016-01-31"), ("2016/2", "2016-02-01", "2016-02-29"),
            ("January 2016", "2016-01-01", "2016-01-31"), ("2016", "2016-01-01", "2016-12-31"),
            ("02/2015", "2015-02-01", "2015-02-28"), ("2016/1/5", "2016-01-05", "2016-01-05"),
            ("5-Jan-16", "2016-01-05", "2016-01-05"), ("2016.01.05", "2016-01-05", "2016-01-05"),
        ])
    func spans(_ text: String, _ first: String, _ last: String) throws {
        let list = try read("id,lat,lon,date\n1,33,44,2016-01-05\n2,33,44,\(text)\n")
        #expect(list.days(ofRow: 1).start == Day(iso: first))
        #expect(list.days(ofRow: 1).end == Day(iso: last))
        #expect(list.findings.isEmpty)
    }

    @Test(
        "What is no date is said to be none",
        arguments: ["2016-13", "42374", "0016", "2016-02-30", "13 2016", "Foo 2016", "1-2-3-4"])
    func noDates(_ text: String) throws {
        for list in [
            try read("id,lat,lon,date\n1,33,44,\(text)\n"),
            try read(
                #"{"type":"Feature","geometry":{"type":"Point","coordinates":[44,33]},"properties":{"date":"\#(text)"}}"#
            ),
        ] {
            #expect(list.days(ofRow: 0).start == nil)
            #expect(list.findings.map(\.message) == ["not a day: \(text)"])
        }
    }

    @Test("Where no date tells day from month, those that cannot be read at all are still said")
    func amongAmbiguous() throws {
        let list = try read("id,lat,lon,date\n1,33,44,3/4/2020\n2,33,44,soon\n3,33,44,2020-05-06\n")
        #expect(list.findings.contains { $0.message == "not a day: soon" })
        #expect(!list.findings.contains { $0.message.contains("3/4") })
        #expect(list.days(ofRow: 2).start == Day(iso: "2020-05-06"))
    }

    @Test("An end that cannot be read is said, and the start is kept")
    func badEnd() throws {
        let list = try read("id,lat,lon,date_start,date_end\n1,33,44,2020-05-06,later\n")
        #expect(list.days(ofRow: 0).end == Day(iso: "2020-05-06"))
        #expect(list.findings.map(\.message) == ["not a day: later"])
    }

    @Test("A header line that comes again is no row")
    func headerAgain() throws {
        let list = try read("id,lat,lon\n1,33,44\nid,lat,lon\n2,34,45\nid,lat,lon")
        #expect(list.count == 2)
        #expect(list.id(ofRow: 1) == "2")
        #expect(list.findings.map(\.position) == [.byte(19), .byte(38)])
    }

    @Test("Columns of one name are kept apart, and one without a name gets a number")
    func repeatedColumns() throws {
        let list = try read("id,lat,lon,notes,notes,,notes_2\n1,33,44,one,two,three,four\n")
        var rows: [[FieldValue]] = []
        let features = ListFeatures(list)
        features.forEach(in: list) { rows.append($0.values) }
        #expect(
            features.layer.columns == [
                "id", "lat", "lon", "notes", "notes_3", "column6", "notes_2",
            ]
        )
        #expect(rows[0][3...] == [.text("one"), .text("two"), .text("three"), .text("four")])
        #expect(list.withRows { $0.text("notes_3", ofRow: 0) } == "two")
        #expect(list.findings.count == 2)
    }

    @Test("A reference system that cannot be used is said to be unused")
    func unusedSystem() throws {
        var options = ListReadingOptions()
        options.referenceSystem = "EPSG:32638"
        let list = try read(
            #"{"type":"Feature","geometry":{"type":"Point","coordinates":[44,33]},"properties":{}}"#,
            options)
        #expect(list.points.count == 1)
        #expect(list.findings.map(\.severity) == [.warning])
    }

    @Test("A placemark's months are days, and of several points the others are said to be lost")
    func placemarks() throws {
        let list = try read(
            """
            <kml><Placemark><TimeSpan><begin>2016-01</begin><end>2016-02</end></TimeSpan>
            <MultiGeometry><Point><coordinates>44,33</coordinates></Point>
            <Point><coordinates>45,33</coordinates></Point></MultiGeometry></Placemark></kml>
            """)
        #expect(list.days(ofRow: 0).start == Day(iso: "2016-01-01"))
        #expect(list.days(ofRow: 0).end == Day(iso: "2016-02-29"))
        #expect(list.findings.count { $0.message.contains("several shapes") } == 1)
    }

    @Test("What follows a packed list is said to be unread, unless it is zeros")
    func afterArchive() throws {
        // "id,lat,lon\n1,33,44\n"
        let packed: [UInt8] = [
            0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03, 0xCB, 0x4C, 0xD1, 0xC9,
            0x49, 0x2C, 0xD1, 0xC9, 0xC9, 0xCF, 0xE3, 0x32, 0xD4, 0x31, 0x36, 0xD6, 0x31, 0x31,
            0xE1, 0x02, 0x00, 0x30, 0x88, 0xA6, 0x84, 0x13, 0x00, 0x00, 0x00,
        ]
        func findings(_ tail: [UInt8]) throws -> [Finding] {
            try ListFile.read(MappedFile(bytes: packed + tail), path: "x", origin: "x").findings
        }
        #expect(try findings([0, 0, 0]).isEmpty)
        #expect(try findings(Array("rest".utf8)).map(\.position) == [.byte(packed.count)])
    }

    @Test(
        "Columns that are added stand under their names, whatever fields a row lacks or has too many"
    )
    func raggedRows() throws {
        let list = try read("id,lat,lon,note\na,33,44\nb,33,44,x,y\nc,33,44,\"open\nd,33,44,z\n")
        var writer = ListWriter(list, adding: ["cluster"])
        writer.begin()
        writer.write(rows: 0..<list.count, values: { [.integer($0)] }) { _ in }
        writer.finish()
        #expect(
            writer.out.text
                == "id,lat,lon,note,column5,cluster\na,33,44,,,0\nb,33,44,x,y,1\n"
                + "c,33,44,\"\"\"open\",,2\nd,33,44,z,,3\n")
    }

    @Test(
        "A line of a spreadsheet that names the delimiter is no header",
        arguments: ["", "\u{FEFF}"])
    func separatorLine(_ mark: String) throws {
        let list = try read(
            mark + "sep=|\nid|lat|lon|note\n1|33|44|a,b;c\nid|lat|lon|note\n2|34|45|\n")
        #expect(list.count == 2)
        #expect(list.withRows { $0.text("note", ofRow: 0) } == "a,b;c")
    }

    @Test("With decimal commas, columns of such numbers are numbers")
    func decimalCommas() throws {
        let list = try read("id;lat;lon;share;code\n1;33,3;44,4;0,5;1,2,3\n2;33;44;-2;x\n")
        let features = ListFeatures(list)
        #expect(features.layer.types["share"] == .number)
        #expect(features.layer.types["lat"] == .number)
        #expect(features.layer.types["code"] == nil)
        var rows: [[FieldValue]] = []
        features.forEach(in: list) { rows.append($0.values) }
        #expect(rows[0][3...] == [.number(0.5, decimals: 15), .text("1,2,3")])
        #expect(rows[1][3] == .number(-2, decimals: 15))
        // Conditions compare numbers, too.
        #expect(list.withRows { $0.text("share", ofRow: 0) } == "0.5")
        #expect(list.withRows { $0.text("code", ofRow: 0) } == "1,2,3")
    }

    @Test("A number with a sign among texts is no formula")
    func signedNumbers() throws {
        let list = try read("id,lat,lon,note\n1,33,44,-5\n2,33,44,+1.5\n3,33,44,-5+2\n4,33,44,-\n")
        var writer = CSVWriter(ListFeatures(list).layer)
        ListFeatures(list).forEach(in: list) { writer.write($0) }
        let cells = writer.out.text.split(separator: "\n").map { $0.split(separator: ",").last }
        #expect(cells == ["-5", "+1.5", "'-5+2", "'-"])
    }
}
