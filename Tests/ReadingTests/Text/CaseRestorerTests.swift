import Gazetteer
import Incidents
import Testing

@testable import Reading

@Suite("Texts in capitals")
struct CaseRestorerTests {
    let gazetteer: CompiledGazetteer

    init() throws { gazetteer = try #require(SampleGazetteer.shared) }

    private static let wire =
        "TROOPS OF THE FMLN ATTACK A VILLAGE OF RAMADI. AN ATTACK OF TROOPS HIT A VILLAGE OF HIT AND RAMADI."

    @Test("Words of a dictionary become small, names keep a capital, abbreviations all of them")
    func restored() throws {
        let text = try #require(CaseRestorer(gazetteer: gazetteer).restored(Self.wire))
        #expect(text.contains("of"))
        #expect(text.contains("FMLN attack"))
        #expect(text.contains("village of Ramadi."))
        #expect(text.hasPrefix("Troops of"))
        #expect(text.utf8.count == Self.wire.utf8.count)
    }

    @Test("Only letters change, whatever bytes a text holds")
    func positions() throws {
        var random = SystemRandomNumberGenerator()
        let seed = UInt64.random(in: 0 ... .max, using: &random)
        var state = seed
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        let pieces = ["TROOPS", " ", ".", "É", "\n", "Ω", "RAMADI", "-", "U.S.", "𐍈", "A"]
        for _ in 0..<200 {
            let text = (0..<60).map { _ in pieces[next(pieces.count)] }.joined()
            guard let restored = CaseRestorer(gazetteer: gazetteer).restored(text) else { continue }
            #expect(restored.uppercased() == text.uppercased(), "seed \(seed)")
            #expect(restored.utf8.count == text.utf8.count, "seed \(seed)")
        }
    }

    @Test("A text with small letters, a short one and an empty one stay as they are")
    func untouched() {
        let restorer = CaseRestorer(gazetteer: gazetteer)
        #expect(restorer.restored("") == nil)
        #expect(restorer.restored("ATTACK IN RAMADI") == nil)
        #expect(restorer.restored(Self.wire.lowercased()) == nil)
        #expect(
            restorer.restored(
                "Troops attacked a village near Ramadi, in western Iraq, on Monday, officials said."
            ) == nil)
    }

    @Test("A report in capitals is read where a report in small letters is")
    func places() {
        let reader = PlaceReader(gazetteer: gazetteer)
        let text = CaseRestorer(gazetteer: gazetteer).restored(Self.wire) ?? Self.wire
        #expect(reader.mentions(in: AnalyzedText(text)).contains { $0.text == "Ramadi" })
    }
}
