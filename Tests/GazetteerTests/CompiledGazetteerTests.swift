import Earth
import Foundation
import Incidents
import TestSupport
import Testing

@testable import Gazetteer

@Suite("The compiled gazetteer")
struct CompiledGazetteerTests {
    static func sample() throws -> SampleTables {
        try SampleTables(SampleTables.words.merging(["iraq.tsv": SampleTables.iraq]) { $1 })
    }

    @Test("Names lead to places, best known first")
    func names() throws {
        let sample = try Self.sample()
        defer { sample.remove() }
        let gazetteer = try sample.open()
        func ids(_ name: String) -> [String] {
            gazetteer.postings(of: name).compactMap { gazetteer.place($0.place)?.id }
        }
        #expect(ids("RAMADI") == ["geonames:98717", "wof:890"])
        #expect(ids("ar-ramadi") == ["geonames:99592", "geonames:98717"])
        #expect(ids("الرمادي") == ["geonames:98717"])
        #expect(ids("Haditha Dam") == ["sandtable:haditha-dam"])
        #expect(ids("Iraqi") == ["geonames:99237"])
        #expect(gazetteer.postings(of: "Iraqi").first?.kind == .demonym)
        #expect(ids("Nowhere").isEmpty)
        #expect(ids("").isEmpty)
    }

    @Test("A place carries its divisions, whatever alias named them")
    func places() throws {
        let sample = try Self.sample()
        defer { sample.remove() }
        let gazetteer = try sample.open()
        let haditha = try #require(gazetteer.postings(of: "Haditha").first)
        let place = try #require(gazetteer.place(haditha.place))
        #expect(place.admin1 == "Anbar")
        #expect(place.countryName == "Iraq")
        #expect(place.country == "IQ")
        #expect(place.kind == .town)
        #expect(abs(place.coordinate.latitude - 34.136567) < 1e-6)
        #expect(place.radius == .kilometers(2))
    }

    @Test("A probe tells a name, the beginning of longer ones, and neither apart")
    func probes() throws {
        let sample = try Self.sample()
        defer { sample.remove() }
        let gazetteer = try sample.open()
        let haditha = gazetteer.probe(WordKey("haditha"))
        #expect(haditha.name != nil && haditha.continues)
        let dam = gazetteer.probe(WordKey("haditha").followed(by: WordKey("dam")))
        #expect(dam.name != nil && !dam.continues)
        let al = gazetteer.probe(WordKey("al"))
        #expect(al.name == nil && al.continues)
        #expect(gazetteer.probe(WordKey("dam")).name == nil)
    }

    @Test("Word facts join what the three tables say")
    func wordFacts() throws {
        let sample = try Self.sample()
        defer { sample.remove() }
        let gazetteer = try sample.open()
        #expect(
            gazetteer.facts(ofWord: WordKey("ali"))
                == WordFacts(givenName: 9, surname: 5, dictionaryLevel: 0))
        #expect(gazetteer.facts(ofWord: WordKey("reading")).dictionaryLevel == 3)
        #expect(gazetteer.facts(ofWord: WordKey("xyzzy")) == .unknown)
    }

    @Test("The same tables give the same bytes")
    func deterministic() throws {
        let sample = try Self.sample()
        defer { sample.remove() }
        _ = try sample.compile()
        let first = try Data(contentsOf: URL(fileURLWithPath: sample.compiled))
        _ = try sample.compile()
        #expect(try Data(contentsOf: URL(fileURLWithPath: sample.compiled)) == first)
        try CompiledGazetteer(path: sample.compiled).verify()
    }

    @Test("Bad rows are findings with file and line; the others are compiled")
    func findings() throws {
        let bad =
            SampleTables.header + "x:1\tShort\n"
            + SampleTables.row("x:2", "Swapped", "town", "133.2", "33.1")
            + SampleTables.row("x:3", "Odd", "castle", "1", "2")
            + SampleTables.row("x:4", "", "town", "1", "2")
            + SampleTables.row("x:5", "Letters", "town", "1o", "2")
            + SampleTables.row("x:6", "Good", "town", "-1.0000005", "2")
        let sample = try SampleTables(["bad.tsv": bad])
        defer { sample.remove() }
        let summary = try sample.compile()
        #expect(summary.places == 1)
        #expect(summary.findings.map(\.position) == (2...6).map { .line($0) })
        #expect(summary.findings[1].hint == "are the columns swapped?")
    }

    @Test("Of two rows with one id the later counts")
    func overlay() throws {
        let sample = try SampleTables([
            "a.tsv": SampleTables.header + SampleTables.row("x:1", "Oldtown", "town", "1", "2"),
            "b.tsv": SampleTables.header + SampleTables.row("x:1", "Newtown", "town", "3", "4"),
        ])
        defer { sample.remove() }
        let gazetteer = try sample.open()
        #expect(gazetteer.postings(of: "Oldtown").isEmpty)
        #expect(gazetteer.postings(of: "Newtown").count == 1)
        #expect(gazetteer.count == 1)
    }

    @Test("An id that stands twice in one table is a finding with both lines")
    func repeated() throws {
        let row = SampleTables.row("x:1", "Oldtown", "town", "1", "2")
        let sample = try SampleTables([
            "a.tsv": SampleTables.header + row + SampleTables.row("x:2", "Other", "town", "1", "2")
                + row
        ])
        defer { sample.remove() }
        let summary = try sample.compile()
        #expect(summary.places == 2)
        #expect(summary.findings.map(\.position) == [.line(4)])
        #expect(summary.findings.first?.message.contains("line 2") == true)
    }

    @Test("The nearest places are those of a scan over all", arguments: [11, 12] as [UInt64])
    func nearest(seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        var rows = SampleTables.header
        for number in 0..<400 {
            let latitude = Double.random(in: -90...90, using: &random)
            let longitude = Double.random(in: -180...180, using: &random)
            rows += SampleTables.row(
                "x:\(number)", "P\(number)", "town", "\(latitude)", "\(longitude)")
        }
        let sample = try SampleTables(["places.tsv": rows])
        defer { sample.remove() }
        let gazetteer = try sample.open()
        let centers = try [(0.0, 0.0), (179.9, 10), (-180, -60), (10, 89.9), (20, -90)].map {
            try Coordinate(longitude: $0.0, latitude: $0.1)
        }
        for center in centers {
            let found = gazetteer.nearest(to: center, count: 5, within: .kilometers(3000))
            let all = (0..<UInt32(400)).compactMap { index in
                gazetteer.place(index).map { ($0.coordinate.distance(to: center), index) }
            }.filter { $0.0 <= .kilometers(3000) }.sorted { ($0.0, $0.1) < ($1.0, $1.1) }
            #expect(found.map(\.place) == all.prefix(5).map(\.1), "seed \(seed)")
        }
    }
}

@Suite("Damaged gazetteers")
struct DamagedGazetteerTests {
    @Test("What is no gazetteer, or one of another version, is said so")
    func refused() throws {
        let sample = try CompiledGazetteerTests.sample()
        defer { sample.remove() }
        _ = try sample.compile()
        let path = sample.compiled
        var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        func opening(_ data: Data) -> GazetteerError? {
            let copy = sample.folder.appendingPathComponent("copy.sandgaz")
            try? data.write(to: copy)
            do {
                _ = try CompiledGazetteer(path: copy.path)
                return nil
            } catch {
                return error
            }
        }
        #expect(opening(bytes) == nil)
        if case .damaged? = opening(bytes.dropLast(9)) {} else { Issue.record("cut file accepted") }
        if case .notAGazetteer? = opening(Data("hello".utf8)) {
        } else {
            Issue.record("text accepted")
        }
        if case .notAGazetteer? = opening(Data()) {} else { Issue.record("empty file accepted") }
        bytes[8] = 99
        if case .wrongVersion(_, 99, _)? = opening(bytes) {
        } else {
            Issue.record("version ignored")
        }
        #expect(opening(bytes)?.description.contains("newer program") == true)
        bytes[8] = 0
        #expect(opening(bytes)?.description.contains("older program") == true)
        #expect(throws: GazetteerError.self) { try CompiledGazetteer(path: path + ".absent") }
        #expect(throws: GazetteerError.self) { try CompiledGazetteer(path: "/") }
    }

    @Test("A file with flipped bytes never crashes a look-up", arguments: [5, 6, 7] as [UInt64])
    func tampered(seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        let sample = try CompiledGazetteerTests.sample()
        defer { sample.remove() }
        _ = try sample.compile()
        let original = try Data(contentsOf: URL(fileURLWithPath: sample.compiled))
        let copy = sample.folder.appendingPathComponent("copy.sandgaz")
        let tableEnd = 32 + 16 * 32
        for _ in 0..<200 {
            var bytes = original
            for _ in 0..<Int.random(in: 1...40, using: &random) {
                let index = Int.random(in: tableEnd..<bytes.count, using: &random)
                bytes[index] = UInt8.random(in: 0...255, using: &random)
            }
            try bytes.write(to: copy)
            let gazetteer = try CompiledGazetteer(path: copy.path)
            for name in ["Ramadi", "Iraqi", "Haditha Dam", "al", "الرمادي"] {
                for posting in gazetteer.postings(of: name) { _ = gazetteer.place(posting.place) }
            }
            _ = gazetteer.facts(ofWord: WordKey("ali"))
            _ = gazetteer.contents
            let origin = try Coordinate(longitude: 43, latitude: 34)
            _ = gazetteer.nearest(to: origin, count: 3, within: .kilometers(200))
            for name in ["Hadeetha", "Ramadi, Anbar", "الرمادى", "Alramadi"] {
                _ = gazetteer.locate(name)
            }
            _ = gazetteer.nearestSpellings(to: "Ramdi")
            _ = gazetteer.licences
        }
    }

    @Test("A flipped byte in the header or the section table is refused, or changes nothing")
    func header() throws {
        let sample = try CompiledGazetteerTests.sample()
        defer { sample.remove() }
        _ = try sample.compile()
        let original = try Data(contentsOf: URL(fileURLWithPath: sample.compiled))
        let copy = sample.folder.appendingPathComponent("copy.sandgaz")
        for index in 0..<(32 + 16 * 32) {
            var bytes = original
            bytes[index] ^= 0x5A
            try bytes.write(to: copy)
            #expect(throws: GazetteerError.self, "byte \(index)") {
                try CompiledGazetteer(path: copy.path)
            }
        }
    }

    @Test("A file cut anywhere is refused")
    func truncated() throws {
        let sample = try CompiledGazetteerTests.sample()
        defer { sample.remove() }
        _ = try sample.compile()
        let original = try Data(contentsOf: URL(fileURLWithPath: sample.compiled))
        let copy = sample.folder.appendingPathComponent("copy.sandgaz")
        var random = SplitMix(seed: 77)
        for _ in 0..<60 {
            try original.prefix(Int.random(in: 0..<original.count, using: &random)).write(to: copy)
            #expect(throws: GazetteerError.self) { try CompiledGazetteer(path: copy.path) }
        }
    }

    @Test("The full check finds a flipped byte behind the header, but in the gaps of zeros")
    func verification() throws {
        let sample = try CompiledGazetteerTests.sample()
        defer { sample.remove() }
        _ = try sample.compile()
        let original = try Data(contentsOf: URL(fileURLWithPath: sample.compiled))
        let copy = sample.folder.appendingPathComponent("copy.sandgaz")
        var random = SplitMix(seed: 78)
        var missed = 0
        for _ in 0..<300 {
            var bytes = original
            let index = Int.random(in: 32 + 16 * 32..<bytes.count, using: &random)
            bytes[index] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            try bytes.write(to: copy)
            let gazetteer = try CompiledGazetteer(path: copy.path)
            do { try gazetteer.verify() } catch { continue }
            missed += 1
            #expect(original[index] == 0, "byte \(index)")
        }
        // Sections begin at multiples of eight.
        #expect(missed < 30)
    }
}
