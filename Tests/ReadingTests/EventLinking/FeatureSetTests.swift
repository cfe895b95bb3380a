import Testing

@testable import Reading

@Suite("Named features")
struct FeatureSetTests {
    @Test("A feature built of pieces has the key of its whole name")
    func pieces() {
        var features = FeatureSet(keepingNames: true)
        features.add("g=", "in", ",d=", 3, "+", true)
        #expect(features.names == ["g=in,d=3++"])
        #expect(features.keys == [FeatureSet.key("g=in,d=3++")])
    }

    @Test("A feature counts once, with names kept or not")
    func once() {
        for keepsNames in [false, true] {
            var features = FeatureSet(keepingNames: keepsNames)
            for name in ["b", "a", "b"] { features.add(name) }
            features.removeDuplicates()
            #expect(Set(features.keys) == [FeatureSet.key("a"), FeatureSet.key("b")])
            #expect(features.keys.count == 2)
        }
    }

    @Test("A table of weights comes back as it was written, without what weighs nothing")
    func table() {
        let entries: [(name: String, weight: Float)] = [
            ("bias", -1.5), ("role=literal", 0.25), ("nothing", 0.001), ("a b", -0.75),
        ]
        let table = FeatureWeights.table(entries)
        #expect(table == "-150 bias\n25 role=literal\n-75 a b\n")
        let weights = FeatureWeights(table: table)
        var features = FeatureSet()
        features.add("role=literal")
        features.add("a b")
        features.add("unknown")
        #expect(weights.score(features) == -1.5 + 0.25 - 0.75)
    }

    @Test("Lines that are no weights are passed over")
    func damaged() {
        let weights = FeatureWeights(table: "x\n12\nabc def\n10 bias\n\n")
        #expect(abs(weights.score(FeatureSet()) - 0.1) < 1e-6)
    }

    @Test("Inflected forms of a word have one stem")
    func stems() {
        for form in ["kill", "kills", "killed", "killing"] {
            #expect(LinkingEvent.stem(form) == "kil", "\(form)")
        }
        #expect(LinkingEvent.stem("destroyed") == LinkingEvent.stem("destroys"))
        #expect(LinkingEvent.stem("") == "")
    }

    @Test("The likeliest name is taken alone unless others are likely, too")
    func choice() {
        let choice = EventPlaceChoice()
        #expect(choice.indexes([]) == [])
        #expect(choice.indexes([0.1, 0.3]) == [])
        #expect(choice.indexes([0.45, 0.44]) == [0])
        #expect(choice.indexes([0.9, 0.2, 0.7]) == [0, 2])
    }
}
