import Incidents
import TestSupport
import Testing

@testable import Gazetteer

@Suite("Many names at once")
struct NameBatchTests {
    /// Names that differ in their vowels alone, some of several places, and some of two words.
    private static func sample() throws -> SampleTables {
        var rows = SampleTables.header
        var id = 0
        for a in ["a", "e", "o", "aa", "oo"] {
            for b in ["a", "e", "o", "aa", "ae"] {
                for c in ["a", "e", "o", "oe"] {
                    for name in ["K\(a)r\(b)m\(c)l", "Beit K\(a)r\(b)m\(c)l"] {
                        id += 1
                        rows += SampleTables.row("x:\(id)", name, "village", "33", "44")
                        if id % 3 == 0 {
                            rows += SampleTables.row("y:\(id)", name, "town", "34", "44")
                        }
                    }
                }
            }
        }
        return try SampleTables(["places.tsv": rows])
    }

    @Test("Keys asked for together find what they find alone")
    func probes() throws {
        let sample = try Self.sample()
        defer { sample.remove() }
        let gazetteer = try sample.open()
        let keys = ["karamal", "KOROMOL", "beit", "beit karamal", "nowhere", "karamal beit", ""]
            .map { NameWords($0).key ?? WordKey(hash: 0) }
        let together = gazetteer.probes(of: keys)
        for (key, probe) in zip(keys, together) {
            #expect(probe.name == gazetteer.probe(key).name)
            #expect(probe.continues == gazetteer.probe(key).continues)
        }
        #expect(together.map { $0.name != nil } == [true, true, false, true, false, false, false])
        #expect(gazetteer.probes(of: []).isEmpty)
    }

    @Test("Names asked for together have the readings they have alone", arguments: [0, 1, 2, 40])
    func postings(limit: Int) throws {
        let sample = try Self.sample()
        defer { sample.remove() }
        let gazetteer = try sample.open()
        let names = Array(0..<UInt32(gazetteer.nameCount)) + [.max]
        let together = gazetteer.postings(ofNames: names, limit: limit)
        for (index, name) in names.enumerated() {
            #expect(
                Array(together.postings[together.range(ofName: index)])
                    == gazetteer.postings(ofName: name, limit: limit))
        }
        let records = gazetteer.records(of: together.postings)
        #expect(records.allSatisfy { $0 != nil })
    }

    @Test("Of the names that sound alike a shorter list is the beginning of a longer one")
    func limits() throws {
        let sample = try Self.sample()
        defer { sample.remove() }
        let gazetteer = try sample.open()
        let asked = Array("beit karemol".utf8)
        func names(_ limit: Int) -> [SimilarName] {
            gazetteer.names(
                similarTo: asked, bound: 12, isWide: true, limit: limit, onlySameConsonants: true)
        }
        let all = names(1000)
        #expect(all == Self.measured(asked, bound: 12, gazetteer))
        #expect(all.count > 60)
        for limit in [0, 1, 2, 5, 64] { #expect(names(limit) == Array(all.prefix(limit))) }
    }

    /// Every name of the gazetteer, measured by itself.
    private static func measured(
        _ asked: [UInt8], bound: Int, _ gazetteer: CompiledGazetteer
    ) -> [SimilarName] {
        let sound = NameSound(folded: asked)
        return (0..<UInt32(gazetteer.nameCount)).compactMap { name in
            let other = NameSound(folded: Array(gazetteer.foldedBytes(ofName: name)))
            guard other.skeleton == sound.skeleton else { return nil }
            return SpellingDistance.between(sound.letters, other.letters, bound: bound)
                .map { SimilarName(name: name, cost: $0) }
        }.sorted { ($0.cost, $0.name) < ($1.cost, $1.name) }
    }
}
