import Earth
import Foundation
import Incidents
import TestSupport
import Testing

@testable import Gazetteer

@Suite("Importing dumps")
struct ImportTests {
    /// One row in the shape of GeoNames.
    private static func row(
        _ id: String, _ name: String, _ latitude: String, _ longitude: String,
        _ feature: String = "P\tPPL", country: String = "IQ", admin1: String = "01",
        population: String = "0", alternates: String = ""
    ) -> String {
        "\(id)\t\(name)\t\(name)\t\(alternates)\t\(latitude)\t\(longitude)\t\(feature)\t\(country)\t\t"
            + "\(admin1)\t\t\t\t\(population)\t\t0\tAsia/Baghdad\t2018-01-01\n"
    }

    private struct Result {
        var gazetteer: CompiledGazetteer
        var summary: GazetteerImporter.Summary
    }

    /// Imports texts in their order; the file is gone afterwards, its mapping stays.
    private func imported(
        _ texts: [String], onto base: CompiledGazetteer? = nil, entries: [GazetteerEntry] = []
    ) throws -> Result {
        try TestFiles.withFolder { folder in
            let path = folder.appending(path: "x.sandgaz").path
            var importer = GazetteerImporter(to: path, onto: base)
            for (index, text) in texts.enumerated() {
                try TestFiles.write(text, to: "\(index).txt", in: folder)
                let file = folder.appending(path: "\(index).txt").path
                let kind = try #require(try GazetteerImporter.kind(of: file), "file \(index)")
                try importer.read(dump: file, as: kind)
            }
            importer.begin(list: "list.csv")
            for entry in entries { importer.add(entry, from: "list.csv") }
            let summary = try importer.finish()
            let gazetteer = try CompiledGazetteer(path: path)
            try gazetteer.verify()
            return Result(gazetteer: gazetteer, summary: summary)
        }
    }

    private func ids(_ name: String, _ gazetteer: CompiledGazetteer) -> [String] {
        gazetteer.postings(of: name).compactMap { gazetteer.place($0.place)?.id }
    }

    @Test("A GeoNames dump brings kinds, populations, alternates and divisions by their codes")
    func geonames() throws {
        let result = try imported([
            Self.row("1", "Anbar", "32.5", "41.5", "A\tADM1", admin1: "01")
                + Self.row(
                    "2", "Ar Ramādī", "33.42", "43.31", "P\tPPLA", population: "274539",
                    alternates: "Ramadi,الرمادي")
                + Self.row("3", "Sadd", "34.2", "42.35", "S\tDAM")
                + Self.row("4", "Ḩiṣn", "34.3", "42.3", "X\tODD", country: "", admin1: "")
        ])
        let ramadi = try #require(result.gazetteer.locate("ramadi").first?.place)
        #expect(ramadi.kind == .city && ramadi.admin1 == "Anbar" && ramadi.population == 274_539)
        #expect(ramadi.radius > .kilometers(4))
        #expect(ids("الرمادي", result.gazetteer) == ["geonames:2"])
        #expect(result.gazetteer.locate("Sadd").first?.place.kind == .dam)
        #expect(result.gazetteer.locate("Hisn").first?.place.kind == .locality)
        #expect(result.summary.findings.isEmpty)
    }

    @Test("Alternate names and division codes go to places read before them")
    func supplements() throws {
        let result = try imported([
            Self.row("7", "Anbar", "32.5", "41.5", "A\tADM1", admin1: "99")
                + Self.row("8", "Hit", "33.6", "42.8"),
            "1\t8\tar\tهيت\t1\t\t\t\n2\t8\tlink\thttp://x\n3\t8\t\tHīt\t\t1\n4\t555\ten\tElsewhere\n",
            "IQ.01\tAl Anbar\tAl Anbar\t7\n",
        ])
        #expect(ids("هيت", result.gazetteer) == ["geonames:8"])
        #expect(ids("http x", result.gazetteer).isEmpty)
        #expect(result.gazetteer.locate("Hit").first?.place.admin1 == "Anbar")
        #expect(result.summary.findings.map(\.severity) == [.note])
    }

    @Test("Every hostile row is a finding with its line, and the others are imported")
    func hostile() throws {
        let marks = "Z" + String(repeating: "\u{301}", count: 60) + "algo"
        let rows = [
            Self.row("1", "Good", "33", "44"), "1\tshort\n", "\n",
            Self.row("2", "Swapped", "133.2", "33.1"), Self.row("3", "Letters", "x", "44"),
            Self.row("4", "Ev\u{202E}il", "33", "44"), Self.row("5", "Bell\u{7}", "33", "44"),
            Self.row("6", marks, "33", "44"),
            Self.row("7", String(repeating: "A", count: 10_000), "33", "44"),
            Self.row("8", "", "33", "44"), Self.row("-9", "Minus", "33", "44"),
            Self.row("10", "Half", "33", "44", alternates: "Fine,Ev\u{2066}il,Also fine"),
            Self.row("10", "Again", "33", "44"),
            Self.row("11", "Infinite", "1e999", "44"), Self.row("12", "NaN", "nan", "44"),
            Self.row("13", "Last", "-90", "180"),
        ]
        let result = try imported([rows.joined()])
        #expect(
            result.summary.findings.compactMap(\.position)
                == [2, 4, 5, 6, 7, 8, 9, 10, 11, 12, 14, 15, 13].map { .line($0) })
        #expect(result.summary.places == 3)
        #expect(ids("Also fine", result.gazetteer).isEmpty)
        #expect(ids("Again", result.gazetteer) == ["geonames:10"])
        #expect(ids("Last", result.gazetteer) == ["geonames:13"])
    }

    @Test("GNS rows of one feature are one place, under either generation of columns")
    func gns() throws {
        let old =
            "RC\tUFI\tUNI\tLAT\tLONG\tFC\tDSG\tCC1\tADM1\tNT\tFULL_NAME_RO\n"
            + "1\t-31\t1\t36.33\t43.11\tP\tPPL\tIZ\t15\tN\tAl Mawşil\n"
            + "1\t-31\t2\t36.33\t43.11\tP\tPPL\tIZ\t15\tC\tMosul\n"
            + "1\t-32\t3\t36.50\t43.00\tA\tADM1\tIZ\t15\tN\tNinawa\n1\t-33\n"
        let result = try imported([old])
        let mosul = try #require(result.gazetteer.locate("Mosul").first?.place)
        #expect(mosul.id == "gns:-31" && mosul.country == "IQ" && mosul.admin1 == "Ninawa")
        #expect(ids("Al Mawsil", result.gazetteer) == ["gns:-31"])
        #expect(result.summary.findings.map(\.position) == [.line(5)])
        let new =
            "rk\tufi\tuni\tfull_name\tnt\tlat_dd\tlong_dd\tfc\tdesig_cd\tcc_ft\tadm1\n"
            + "1\t31\t1\tAl Mawşil\tN\t36.33\t43.11\tP\tPPL\tIRQ\tIQ-NI\n"
        #expect(try imported([new]).gazetteer.locate("Al Mawsil").first?.place.country == "IQ")
    }

    @Test("Laid over another, a place keeps the names of the one it replaces, and its divisions")
    func overlay() throws {
        let sample = try CompiledGazetteerTests.sample()
        defer { sample.remove() }
        let base = try sample.open()
        var mine = GazetteerEntry(
            id: "geonames:98717", name: "Ramadi Town", kind: .town,
            coordinate: try Coordinate(longitude: 43.4, latitude: 33.5))
        mine.line = 2
        let result = try imported([], onto: base, entries: [mine])
        #expect(result.summary.replaced == 1)
        #expect(result.gazetteer.count == base.count)
        let place = try #require(result.gazetteer.locate("Ramadi", .init()).first?.place)
        #expect(place.name == "Ramadi Town" && place.coordinate.longitude == 43.4)
        #expect(place.admin1 == "Anbar" && place.country == "IQ" && place.population == 274_539)
        #expect(ids("الرمادي", result.gazetteer) == ["geonames:98717"])
        // All else is as it was.
        for name in ["Haditha Dam", "Iraqi", "Anbar", "Haditha"] {
            #expect(ids(name, result.gazetteer) == ids(name, base), "\(name)")
        }
        #expect(
            result.gazetteer.facts(ofWord: WordKey("ali")) == base.facts(ofWord: WordKey("ali")))
    }

    @Test("A gazetteer laid under nothing new is the same to every question")
    func baseAlone() throws {
        let sample = try CompiledGazetteerTests.sample()
        defer { sample.remove() }
        let base = try sample.open()
        let copy = try imported([], onto: base).gazetteer
        #expect(copy.count == base.count && copy.names == base.names)
        for index in 0..<UInt32(base.count) { #expect(copy.place(index) == base.place(index)) }
        base.forEachName { name, folded in
            let text = String(decoding: folded, as: UTF8.self)
            #expect(copy.postings(of: text) == base.postings(ofName: name), "\(text)")
        }
    }

    @Test("Kinds of dumps are told from their first lines, and what is none is not taken for one")
    func recognition() {
        func kind(_ text: String) -> DumpKind? {
            DumpKind.recognize(
                firstLines: text.split(separator: "\n").map { Array($0.utf8) })
        }
        #expect(kind(Self.row("1", "A", "1", "2")) == .geonames)
        #expect(
            kind("broken\n" + Self.row("1", "A", "1", "2") + Self.row("2", "B", "1", "2"))
                == .geonames)
        #expect(kind(SampleTables.header) == .table)
        #expect(kind("IQ.01\tA\tA\t1") == .divisionCodes)
        #expect(kind("1\t2\ten\tName") == .alternateNames)
        #expect(kind("name,lat,lon\nA,1,2") == nil)
        #expect(kind("") == nil)
    }
}
