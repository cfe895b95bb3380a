import Earth
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
                    (.number, .number), (.flag, .flag):
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

    @Test(
        "A row that does not say what happened is of no type, and words of spreadsheets are known")
    func types() throws {
        let types = ["", "IED", "Small Arms", "weather"].map { "34,42,\($0)\n" }.joined()
        let found = try rows("lat,lon,type\n" + types).map(\.incident.type)
        #expect(found == [.other, .roadsideBomb, .shooting, .other])
        #expect(try rows("lat,lon\n34,42\n").map(\.incident.type) == [.other])
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
