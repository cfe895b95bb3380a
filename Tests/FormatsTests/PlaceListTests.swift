import Earth
import Foundation
import Incidents
import TestSupport
import Testing

@testable import Formats

@Suite("Lists of places of many makers")
struct PlaceListTests {
    private func read(
        _ text: String, _ name: String = "my sites.csv", _ options: PlaceList.Options = .init()
    ) throws -> (entries: [GazetteerEntry], outcome: PlaceList.Outcome) {
        try TestFiles.withFolder { folder in
            try TestFiles.write(text, to: name, in: folder)
            var entries: [GazetteerEntry] = []
            let outcome = try PlaceList.read(
                path: folder.appending(path: name).path, options: options
            ) { entries.append($0) }
            return (entries, outcome)
        }
    }

    @Test("Any table with a name and a point is read, with columns as usual or as told")
    func table() throws {
        let text =
            "Title;Lat;Lng;Type;Aliases;Radius_km\nAlpha;33,5;44;base;A|B;2\nBeta;34.5;44.5;airbase;;\n"
        let (entries, outcome) = try read(text)
        #expect(outcome.kind == .table && outcome.findings.count == 1)
        #expect(entries.map(\.name) == ["Beta"] && entries.first?.kind == .base)
        var options = PlaceList.Options()
        options.columns = ["name": "WHAT", "latitude": "N", "longitude": "E"]
        options.kind = .dam
        options.source = "own"
        let told = try read(
            "WHAT,N,E,id\nWall,36,42,7\n\"The, other\",36,43,x:8\n", "a.csv", options)
        #expect(told.entries.map(\.id) == ["own:7", "x:8"])
        #expect(told.entries.map(\.kind) == [.dam, .dam])
        options.columns["name"] = "ABSENT"
        #expect(throws: InputError.self) { try read("WHAT,N,E\nWall,36,42\n", "a.csv", options) }
        #expect(throws: InputError.self) { try read("a,b\n1,2\n") }
    }

    @Test("Bad rows are findings with their line: points, names, kinds, short rows")
    func faults() throws {
        let (entries, outcome) = try read(
            "name,latitude,longitude,kind\nA,95,44,town\n,33,44,town\nB,0,0,town\nC\nD,33,44,castle\n"
                + "E,33,44,town\n")
        #expect(entries.map(\.name) == ["D", "E"])
        #expect(outcome.findings.map(\.position) == (2...6).map { .line($0) })
    }

    @Test("An id made from name and point is the same wherever the row stands")
    func derivedID() throws {
        let one = try read("name,latitude,longitude\nA,1,2\nB,3,4\n").entries
        let other = try read("name,latitude,longitude\nB,3,4\nA,1,2\n").entries
        #expect(Set(one.map(\.id)) == Set(other.map(\.id)))
        #expect(one.first?.id.hasPrefix("my-sites:") == true)
    }

    @Test("OurAirports: ICAO codes are ids, air bases are told from airports")
    func airports() throws {
        let (entries, outcome) = try read(
            "id,ident,type,name,latitude_deg,longitude_deg,iso_country,iata_code,keywords\n"
                + "1,OR1,small_airport,K1 Air Base,35.51,44.28,IQ,,\"K-1, Kaywan\"\n"
                + "2,ORBI,large_airport,Baghdad International Airport,33.26,44.23,IQ,BGW,\n")
        #expect(outcome.kind == .ourAirports)
        #expect(entries.map(\.id) == ["ourairports:1", "icao:ORBI"])
        #expect(entries.map(\.kind) == [.base, .airport])
        #expect(entries.first?.names == ["OR1", "K-1", "Kaywan"])
    }

    @Test("Wikidata: items of a dump with a point, and rows of a query")
    func wikidata() throws {
        let dump = """
            [
            {"type":"item","id":"Q1","labels":{"en":{"value":"Wall"},"ar":{"value":"سد"}},"aliases":{"en":[{"value":"Dam"}]},"claims":{"P31":[{"mainsnak":{"datavalue":{"value":{"id":"Q12323"}}}}],"P1566":[{"mainsnak":{"datavalue":{"value":"77"}}}],"P625":[{"mainsnak":{"datavalue":{"value":{"latitude":36.1,"longitude":42.2}}}}]}},
            {"type":"item","id":"Q2","labels":{"en":{"value":"Idea"}},"claims":{}},
            {broken
            ]
            """
        let (entries, outcome) = try read(dump, "dump.json")
        #expect(outcome.kind == .wikidata && outcome.findings.map(\.position) == [.line(4)])
        #expect(entries.map(\.id) == ["geonames:77"] && entries.first?.kind == .dam)
        #expect(entries.first?.names == ["سد", "Dam"])
        let query = try read(
            "item,itemLabel,coord,countryCode\nhttp://www.wikidata.org/entity/Q9,Place,Point(44.3 33.3),IQ\n"
        ).entries
        #expect(query.map(\.id) == ["wikidata:Q9"])
        #expect(query.first?.coordinate.latitude == 33.3 && query.first?.country == "IQ")
    }

    @Test("Who's On First: records, with GeoNames ids where known, superseded ones left out")
    func whosOnFirst() throws {
        func record(_ extra: String) -> String {
            "{\"type\":\"Feature\",\"properties\":{\"wof:id\":421,\"wof:name\":\"Bashiqah\","
                + "\"name:eng_x_preferred\":[\"Bashiqa\"],\"name:ara_x_preferred\":[\"بعشيقة\"],"
                + "\"wof:placetype\":\"locality\",\"wof:country\":\"IQ\",\"geom:latitude\":36.45,"
                + "\"geom:longitude\":43.35\(extra)},\"geometry\":null}"
        }
        let (entries, outcome) = try read(
            record(",\"wof:concordances\":{\"x\":1,\"gn:id\":98125}"), "w.geojson")
        #expect(outcome.kind == .whosOnFirst)
        #expect(entries.map(\.id) == ["geonames:98125"])
        #expect(entries.first?.name == "Bashiqa")
        #expect(entries.first?.names == ["بعشيقة", "Bashiqah"])
        #expect(try read(record(",\"wof:superseded_by\":[5]"), "w.geojson").entries.isEmpty)
        let meta = try read(
            "id,name,placetype,geom_latitude,geom_longitude,iso_country,superseded_by\n"
                + "5,Bashiqa,locality,36.45,43.35,IQ,\n6,Gone,locality,36,43,IQ,5\n"
        ).entries
        #expect(meta.map(\.id) == ["wof:5"])
    }

    @Test("Any GeoJSON: points as they are, shapes by their middle, none without")
    func geojson() throws {
        let (entries, outcome) = try read(
            """
            {"type":"FeatureCollection","features":[
            {"type":"Feature","id":"a","properties":{"name":"P","kind":"bridge"},"geometry":{"type":"Point","coordinates":[43,36]}},
            {"type":"Feature","properties":{"name":"L"},"geometry":{"type":"LineString","coordinates":[[42,36],[44,38]]}},
            {"type":"Feature","properties":{"name":"N"},"geometry":null}]}
            """, "f.geojson")
        #expect(entries.map(\.name) == ["P", "L"])
        #expect(entries.map(\.id).first == "f:a")
        #expect(abs((entries.last?.coordinate.latitude ?? 0) - 37) < 1e-9)
        #expect(outcome.findings.map(\.position) == [.line(4)])
    }

    @Test("Random bytes are refused or read, never a crash", arguments: [21, 22] as [UInt64])
    func anything(seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        let seeds = [
            "name,latitude,longitude\nA,1,2\n",
            "{\"type\":\"Feature\",\"properties\":{\"name\":\"A\"}}",
            "[{\"id\":\"Q1\",\"claims\":{\"P625\":[{}]}}]",
            "id,ident,type,name,latitude_deg,longitude_deg\n1",
        ]
        for _ in 0..<200 {
            var bytes = Array(seeds[Int.random(in: 0..<seeds.count, using: &random)].utf8)
            for _ in 0..<Int.random(in: 1...8, using: &random) {
                bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(
                    in: 1...127, using: &random)
            }
            _ = try? read(String(decoding: bytes, as: UTF8.self))
        }
    }
}
