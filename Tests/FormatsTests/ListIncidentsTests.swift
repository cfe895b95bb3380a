import Earth
import Foundation
import Incidents
import TestSupport
import Testing

@testable import Formats

@Suite("The rows of other people's lists as incidents")
struct ListIncidentsTests {
    private func rows(_ text: String) throws -> [LocatedIncident] {
        try TestFiles.withFolder { folder in
            let list = try IncidentList.read(
                path: try TestFiles.write(text, to: "list", in: folder))
            var rows: [LocatedIncident] = []
            list.forEachIncident { rows.append($0) }
            return rows
        }
    }

    private static let acled = """
        event_id_cnty,event_date,time_precision,event_type,sub_event_type,actor1,actor2,country,admin1,location,latitude,longitude,geo_precision,source,notes,fatalities
        IRQ1,05 January 2016,1,Battles,Armed clash,Military Forces of Iraq,Islamic State,Iraq,Al-Anbar,Ramadi,33.42,43.3,2,Reuters,"They fought, hard.",4

        """

    @Test("ACLED's words and codes become ours, and ours theirs")
    func acled() throws {
        let row = try #require(try rows(Self.acled).first)
        #expect(row.id == "IRQ1")
        #expect(row.incident.type == .clash)
        #expect(row.incident.acled == ACLEDType("Battles", "Armed clash"))
        #expect(row.incident.date.start == Day(iso: "2016-01-05"))
        #expect(row.place?.relation == .near)
        #expect(row.incident.toll(.killed) == Toll(minimum: 4, maximum: 4))
        let feature = ListProfile.acled.feature(row)
        let cells = Dictionary(zip(ListProfile.acled.layer.columns, feature.values)) { $1 }
        for (column, value) in [
            ("event_id_cnty", .text("IRQ1")), ("event_date", .text("2016-01-05")),
            ("year", .integer(2016)),
            ("time_precision", .integer(1)), ("event_type", .text("Battles")),
            ("sub_event_type", .text("Armed clash")), ("actor1", .text("Military Forces of Iraq")),
            ("actor2", .text("Islamic State")), ("country", .text("Iraq")),
            ("admin1", .text("Al-Anbar")),
            ("location", .text("Ramadi")), ("geo_precision", .integer(2)),
            ("fatalities", .integer(4)),
            ("notes", .text("They fought, hard.")),
        ] as [(String, FieldValue)] { #expect(cells[column] == value, "\(column)") }
    }

    @Test(
        "Every profile writes one value for each column, in the column's type",
        arguments: ListProfile.allCases)
    func profiles(profile: ListProfile) throws {
        for row in try rows(Self.acled) + GoldenSample().rows {
            let feature = profile.feature(row)
            #expect(feature.values.count == profile.layer.columns.count)
            for (column, value) in zip(profile.layer.columns, feature.values) {
                switch (profile.layer.type(of: column), value) {
                case (_, .none), (.text, .text), (.day, .text), (.integer, .integer),
                    (.number, .number), (.flag, .flag), (.text, .json):
                    break
                case let (type, value): Issue.record("\(profile) \(column): \(value) is no \(type)")
                }
            }
        }
    }

    @Test("What GTD does not know is not zero, GED keeps its bounds, GDELT's codes have meaning")
    func codes() throws {
        let gtd = try rows(
            "eventid,iyear,imonth,iday,attacktype1_txt,latitude,longitude,specificity,nkill,nwound\n1,2016,1,5,Hostage Taking (Kidnapping),33,43,4,-99,\n"
        )
        #expect(gtd[0].incident.type == .abduction)
        #expect(gtd[0].incident.toll(.killed).isUnknown)
        #expect(gtd[0].place?.relation == .within)
        let ged = try rows(
            "id,type_of_violence,where_prec,latitude,longitude,date_start,date_end,best,high,low\n1,3,6,33,43,2016-01-05,2016-01-11,5,9,2\n"
        )
        #expect(ged[0].incident.type == .attack)
        #expect(ged[0].incident.toll(.killed) == Toll(minimum: 2, maximum: 9))
        #expect(ged[0].incident.date.precision == .week)
        #expect(ged[0].place?.radius == .kilometers(300))
        var gdelt = [String](repeating: "", count: 61)
        (gdelt[0], gdelt[1], gdelt[26], gdelt[51], gdelt[56], gdelt[57]) =
            ("9", "20160105", "1831", "4", "33.3", "44.4")
        let event = try rows(gdelt.joined(separator: "\t") + "\n")
        #expect(event[0].incident.type == .suicideBombing)
        #expect(event[0].place?.radius == .kilometers(5))
    }

    /// One row of each list, with its code for the place.
    private static func row(_ scale: PrecisionScale, _ code: Int) -> String {
        switch scale {
        case .acled:
            return
                "event_id_cnty,event_date,latitude,longitude,geo_precision\n1,2016-01-05,33,43,\(code)\n"
        case .ucdp:
            return
                "id,date_start,date_end,latitude,longitude,where_prec\n1,2016-01-05,2016-01-05,33,43,\(code)\n"
        case .gtd:
            return
                "eventid,iyear,imonth,iday,latitude,longitude,specificity\n1,2016,1,5,33,43,\(code)\n"
        case .gdelt:
            var cells = [String](repeating: "", count: 61)
            (cells[0], cells[1], cells[51], cells[53], cells[56], cells[57]) =
                ("9", "20160105", "\(code)", code == 2 || code == 3 ? "US" : "IZ", "33", "43")
            return cells.joined(separator: "\t") + "\n"
        }
    }

    @Test(
        "Codes of how exactly a place is known survive reading and writing, in each list's own scale"
    )
    func placeCodes() throws {
        for (scale, codes) in [
            (PrecisionScale.acled, 1...3), (.ucdp, 1...7), (.gtd, 1...5), (.gdelt, 1...5),
        ] {
            for code in codes {
                let row = try #require(try rows(Self.row(scale, code)).first)
                #expect(row.place?.code(in: scale) == code, "\(scale) \(code)")
            }
            let odd = try #require(try rows(Self.row(scale, 9)).first)
            #expect(odd.place?.coordinate != nil)
        }
    }

    @Test("Codes of one list become those of the others, as the table of equivalents has them")
    func crosswalk() throws {
        // UCDP's code, then ACLED's, GTD's and GDELT's.
        let table: [(Int, Int?, Int?, Int?)] = [
            (1, 1, 1, 4), (2, 2, 2, 4), (3, 2, 3, nil), (4, 3, 4, 5), (5, 3, 3, nil),
            (6, nil, 5, 1),
            (7, nil, nil, nil),
        ]
        for (code, acled, gtd, gdelt) in table {
            let place = try #require(try rows(Self.row(.ucdp, code)).first?.place)
            #expect(place.code(in: .acled) == acled, "\(code)")
            #expect(place.code(in: .gtd) == gtd, "\(code)")
            #expect(place.code(in: .gdelt) == gdelt, "\(code)")
        }
    }

    @Test("GDELT's countries are FIPS codes, which become those of ISO 3166")
    func fips() throws {
        #expect(try rows(Self.row(.gdelt, 4)).first?.place?.place?.country == "IQ")
        #expect(try rows(Self.row(.gdelt, 3)).first?.place?.place?.country == "US")
    }

    @Test(
        "ACLED's weeks and months are intervals, and go back to the day they were told by",
        arguments: [
            (1, "2016-01-05", "2016-01-05", "2016-01-05"),
            (2, "2016-01-05", "2016-01-02", "2016-01-08"),
            (3, "2016-02-15", "2016-02-01", "2016-02-29"),
            (3, "2016-02-29", "2016-02-01", "2016-02-29"),
        ])
    func acledTime(code: Int, day: String, start: String, end: String) throws {
        let row = try #require(
            try rows(
                "event_id_cnty,event_date,time_precision,latitude,longitude\nX1,\(day),\(code),33,43\n"
            ).first)
        #expect(row.incident.date.start == Day(iso: start))
        #expect(row.incident.date.end == Day(iso: end))
        let cells = Dictionary(
            zip(ListProfile.acled.layer.columns, ListProfile.acled.feature(row).values)
        ) { $1 }
        #expect(cells["event_date"] == .text(day))
        #expect(cells["time_precision"] == .integer(code))
        let flat = Dictionary(
            zip(ListProfile.full.layer.columns, ListProfile.full.feature(row).values)
        ) { $1 }
        #expect(flat["date_start"] == .text(start))
        #expect(flat["date_end"] == .text(end))
    }

    @Test(
        "A row that does not say what happened is of unknown type, and words of spreadsheets are known"
    )
    func types() throws {
        let types = ["", "IED", "Small Arms", "weather"].map { "34,42,\($0)\n" }.joined()
        let found = try rows("lat,lon,type\n" + types).map(\.incident.type)
        #expect(found == [.unknown, .roadsideBomb, .shooting, .other])
        #expect(try rows("lat,lon\n34,42\n").map(\.incident.type) == [.unknown])
    }

    @Test("ACLED's columns stay empty where nothing says what happened, and say so when read")
    func unknownType() throws {
        let header = "event_id_cnty,event_date,event_type,sub_event_type,latitude,longitude\n"
        let found = try rows(header + "X1,2016-01-05,,,34,42\nX2,2016-01-05,Battles,,34,42\n")
        #expect(found.map(\.incident.type) == [.unknown, .clash])
        let values = ListProfile.acled.feature(found[0]).values
        for (column, value) in zip(ListProfile.acled.layer.columns, values)
        where column.hasSuffix("event_type") {
            #expect(value == .none, "\(column)")
        }
        #expect(found[0].title == "Incident, place without a name")
        #expect(IncidentType(rawValue: "unknown") == .unknown)
    }

    @Test("Rows without an id get the same one every time, and equal rows one each")
    func ids() throws {
        let text = "lat,lon,type\n34,42,raid\n34,42,raid\n35,42,raid\n"
        let ids = try rows(text).map(\.id)
        #expect(Set(ids).count == 3)
        #expect(try rows(text).map(\.id) == ids)
        #expect(ids[1] == ids[0] + "-2")
    }

    @Test(
        "Nothing of the original place, words or names is in what is published", arguments: 0..<40)
    func published(seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        var out = OutputBuffer()
        var points: [Coordinate] = []
        var publishing = PublishedIncidents(cell: .kilometers(.random(in: 5...100, using: &random)))
        let sample = try #require(try rows(Self.acled).first)
        for _ in 0..<20 {
            var row = sample
            let point = try Coordinate(
                longitude: .random(in: -180...180, using: &random),
                latitude: .random(in: -90...90, using: &random))
            row.place?.coordinate = point
            points.append(point)
            let published = publishing.published(row)
            let shown = try #require(published.place?.coordinate)
            #expect(
                shown.distance(to: point) <= (published.place?.radius ?? .zero),
                "seed \(seed): \(point)")
            var writer = GeoJSONWriter(IncidentLayer.layer)
            writer.begin()
            writer.write(IncidentLayer.feature(published))
            writer.finish()
            out.append(text: writer.out.text)
        }
        for secret in [
            "IRQ1", "Ramadi", "Reuters", "Military Forces", "Islamic State", "fought", "33.42",
        ] {
            #expect(!out.text.contains(secret), "\(secret)")
        }
        for point in points {
            #expect(!out.text.contains("\(point.longitude)".prefix(8)), "seed \(seed)")
            #expect(!out.text.contains("\(point.latitude)".prefix(8)), "seed \(seed)")
        }
    }

    /// The rows of the sample at random points, published by division, in every format that is text.
    @Test(
        "Published by division, rows stand at the division's own point, and no format tells the original",
        arguments: 0..<12)
    func publishedByDivision(seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        let areas = try AreaReader.read(
            path: TestFiles.package.appending(path: "Data/borders/iraq-syria-admin1.geojson").path
        ).areas
        let divisions = PublishedDivisions(areas, origin: "borders")
        #expect(divisions.findings.isEmpty)
        var publishing = PublishedIncidents(divisions: divisions)
        let sample = try #require(try rows(Self.acled).first)
        var points: [Coordinate] = []
        var published: [LocatedIncident] = []
        for _ in 0..<30 {
            var row = sample
            let point = try Coordinate(
                longitude: .random(in: 36...48, using: &random),
                latitude: .random(in: 29...37, using: &random))
            row.place?.coordinate = point
            row.place?.mention.text = "\(point)"
            points.append(point)
            published.append(publishing.published(row))
        }
        for (row, point) in zip(published, points) {
            guard let place = row.place else { continue }
            let shown = try #require(place.coordinate)
            #expect(shown.distance(to: point) <= place.radius, "seed \(seed): \(point)")
            #expect(areas.contains { $0.name == place.place?.name }, "seed \(seed)")
        }
        #expect(Set(published.compactMap { $0.place?.coordinate }).count <= areas.count)
        #expect(published.count { $0.place == nil } == publishing.outsideCount)
        let layer = ListProfile.full.layer
        let writers: [any FeatureWriter] = [
            GeoJSONWriter(layer), GeoJSONLinesWriter(layer), JSONRowsWriter(layer),
            CSVWriter(layer),
            KMLWriter(layer), LayerTableWriter(layer),
        ]
        for writer in writers {
            var writer = writer
            writer.begin()
            for row in published { writer.write(ListProfile.full.feature(row)) }
            writer.finish()
            for secret in [
                "IRQ1", "Ramadi", "Reuters", "Military Forces", "Islamic State", "fought",
            ] {
                #expect(!writer.out.text.contains(secret), "\(type(of: writer)): \(secret)")
            }
            for point in points {
                for axis in [point.longitude, point.latitude] {
                    #expect(!writer.out.text.contains("\(axis)".prefix(6)), "seed \(seed)")
                }
            }
        }
        for bytes in try [flatGeobuf(published), geoPackage(published)] {
            let data = Data(bytes)
            for point in points {
                for axis in [point.longitude, point.latitude] {
                    let bits = withUnsafeBytes(of: axis.bitPattern.littleEndian) { Data($0) }
                    // All but the last bytes: a rounded coordinate tells as much.
                    #expect(data.range(of: bits.dropFirst(2)) == nil, "seed \(seed)")
                }
            }
            for secret in ["Ramadi", "Reuters", "Islamic State"] {
                #expect(data.range(of: Data(secret.utf8)) == nil, "\(secret)")
            }
        }
    }

    private func flatGeobuf(_ rows: [LocatedIncident]) throws -> [UInt8] {
        let writer = FlatGeobufWriter(ListProfile.full.layer)
        for row in rows { try writer.write(ListProfile.full.feature(row)) }
        var bytes: [UInt8] = []
        try writer.finish { out throws(OutputError) in
            bytes += out.bytes
            out.removeAll()
        }
        return bytes
    }

    private func geoPackage(_ rows: [LocatedIncident]) throws -> [UInt8] {
        try TestFiles.withFolder { folder in
            let file = folder.appending(path: "x.gpkg")
            let writer = try GeoPackageWriter(ListProfile.full.layer, path: file.path)
            for row in rows { try writer.write(ListProfile.full.feature(row)) }
            try writer.finish()
            return try TestFiles.bytes(file)
        }
    }

    @Test("Points of one cell are published as one point")
    func oneCell() throws {
        var publishing = PublishedIncidents(cell: .kilometers(50))
        let sample = try #require(try rows(Self.acled).first)
        var shown: Set<Coordinate> = []
        for step in 0..<50 {
            var row = sample
            row.place?.coordinate = try Coordinate(
                longitude: 43.3 + Double(step) / 1000, latitude: 33.4)
            if let point = publishing.published(row).place?.coordinate { shown.insert(point) }
        }
        #expect(shown.count <= 2)
    }
}
