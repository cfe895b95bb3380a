import Earth
import Formats
import Foundation
import Incidents
import TestSupport
import Testing

@testable import Store

@Suite("What a store gives out again")
struct TablesTests {
    private static let signature = Signature(who: "tester", at: "2016-01-05T00:00:00Z")
    private static let list = """
        id,date,latitude,longitude,place,country,type,killed,injured
        a,2016-01-05,33.42,43.3,Ramadi,Iraq,attack,4,
        b,2016-01-06,34.14,42.38,Haditha,Iraq,clash,,2
        c,2016-01-07,33.42,43.3,Ramadi,Iraq,riot,1,
        d,2016-01-08,36.3,41.8,Sinjar,Iraq,attack,,
        e,2016-01-09,36.3,41.8,Sinjar,Iraq,bombing,7,7

        """

    private func withStore(_ body: (Store, [LocatedIncident]) throws -> Void) throws {
        try TestFiles.withFolder { folder in
            let list = try IncidentList.read(
                path: try TestFiles.write(Self.list, to: "list.csv", in: folder))
            var rows: [LocatedIncident] = []
            list.forEachIncident { rows.append($0) }
            let store = try Store(
                path: folder.appending(path: "s.gpkg").path, layer: IncidentLayer.layer, .creating)
            _ = try store.append(
                rows.map(IncidentLayer.feature), origin: "list.csv", by: Self.signature)
            try body(store, rows)
        }
    }

    private static let dam = Place(
        id: "geonames:94824", name: "Sinjar Dam", kind: .dam,
        coordinate: Coordinate(wrappingLongitude: 42, latitude: 36), radius: .kilometers(1),
        country: "IQ", countryName: "Iraq", admin1: "Nineveh", admin2: "", population: 0)

    @Test("Rows that are read again and put right are what the store made of them")
    func corrected() throws {
        try withStore { store, rows in
            #expect(try store.corrected(rows, as: IncidentLayer.feature) == rows)
            let corrections = [
                Correction(.place(Self.dam), .everywhere(words: "sinjar"), why: "the dam"),
                Correction(.type("ambush"), .mention(incident: "a")),
                Correction(.killed(minimum: 5, maximum: 6), .mention(incident: "a")),
                Correction(.injured(minimum: nil, maximum: nil), .mention(incident: "e")),
                Correction(
                    .date(start: Day(iso: "2016-01-02"), end: Day(iso: "2016-01-04")),
                    .mention(incident: "e")),
                Correction(.reject, .mention(incident: "b")),
                Correction(.merge("c"), .mention(incident: "d")),
            ]
            for correction in corrections {
                _ = try store.correct(correction, by: Self.signature)
            }
            let corrected = try store.corrected(rows, as: IncidentLayer.feature)
            #expect(corrected.map(\.id) == ["a", "d", "e"])
            var stored: [String: Feature] = [:]
            try store.forEach { stored[$0.id] = $0 }
            #expect(Set(stored.keys) == Set(corrected.map(\.id)))
            for row in corrected {
                let feature = IncidentLayer.feature(row)
                let kept = try #require(stored[row.id])
                #expect(feature.geometry == kept.geometry, "\(row.id)")
                for column in [
                    "type", "acled_event_type", "acled_sub_event_type", "date_start", "date_end",
                    "date_precision", "place", "kind", "admin1", "country", "gazetteer_id",
                    "relation", "killed_min", "killed_max", "injured_min", "injured_max",
                    "place_text",
                ] {
                    let value = IncidentLayer.layer.value(column, of: feature)
                    let other = IncidentLayer.layer.value(column, of: kept)
                    #expect("\(value)" == "\(other)", "\(row.id): \(column)")
                }
            }
            let why = corrected.first { $0.id == "d" }?.incident.reasons.map(\.evidence)
            #expect(why?.contains("place put right by tester: the dam") == true)
            _ = try store.undo(correction: 6, by: Self.signature)
            #expect(try store.corrected(rows, as: IncidentLayer.feature).count == 4)
        }
    }

    @Test("Every table is given out, with one value of the column's type for each column")
    func tables() throws {
        try withStore { store, _ in
            let report = Report(
                id: "r1", text: "In Sinjar.", title: "News", published: Day(iso: "2016-01-05"))
            let mention = Mention(
                span: TextSpan(3, 9), text: "Sinjar", role: .literal,
                resolution: Resolution(place: Self.dam, confidence: 0.5))
            try store.append(
                mentionsOf: [ReportReading(report: report, mentions: [mention])],
                by: Self.signature)
            _ = try store.correct(
                Correction(.place(Self.dam), .mention(incident: "a"), why: "so"),
                by: Self.signature)
            var counts: [Store.Table: Int] = [:]
            for table in Store.Table.allCases {
                let layer = store.layer(of: table)
                try store.forEach(in: table) { feature in
                    counts[table, default: 0] += 1
                    #expect(feature.values.count == layer.columns.count)
                    for (column, value) in zip(layer.columns, feature.values) {
                        switch (layer.type(of: column), value) {
                        case (_, .none), (.text, .text), (.day, .text), (.integer, .integer),
                            (.number, .number), (.number, .integer), (.flag, .flag):
                            break
                        default: Issue.record("\(table) \(column): \(value)")
                        }
                    }
                }
            }
            #expect(counts[.incidents] == 5 && counts[.provenance] == 5)
            #expect(counts[.mentions] == 1 && counts[.corrections] == 1)
            #expect(counts[.reports] ?? 0 >= 1 && counts[.alerts] == nil)
            let dam = Geometry.point(Self.dam.coordinate)
            try store.forEach(in: .mentions) { #expect($0.geometry == dam) }
            try store.forEach(in: .corrections) { #expect($0.geometry == dam) }
            let provenance = store.layer(of: .provenance)
            try store.forEach(in: .provenance) {
                #expect(provenance.value("origin", of: $0) == .text("list.csv"))
                #expect(provenance.value("who", of: $0) == .text("tester"))
            }
        }
    }
}
