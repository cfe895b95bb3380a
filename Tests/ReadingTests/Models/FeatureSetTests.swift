import Foundation
import TestSupport
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

    @Test("A word hashed beforehand is the same piece as its letters, in names and in keys")
    func words() {
        for keepsNames in [false, true] {
            let mosul = FeatureWord(Array("mosul".utf8), keepingName: keepsNames)
            var both = FeatureWord()
            both.append(mosul, keepingName: keepsNames)
            both.append("_", keepingName: keepsNames)
            both.append(7, keepingName: keepsNames)
            var features = FeatureSet(keepingNames: keepsNames)
            features.add("g=", both, true)
            features.add(StaticString("g="), mosul, false)
            #expect(features.names == (keepsNames ? ["g=mosul_7+", "g=mosul-"] : []))
            #expect(features.keys == ["g=mosul_7+", "g=mosul-"].map { FeatureSet.key($0) })
            #expect(mosul == "mosul" && mosul != "mosu")
        }
    }

    @Test("A feature counts once, with names kept or not")
    func once() {
        let table = "bias\t100\na\t200\nb\t400\n"
        let weights = FeatureWeights(table: table)
        let rows = FeatureWeights(table: table, outputs: 2)
        for keepsNames in [false, true] {
            var features = FeatureSet(keepingNames: keepsNames)
            for name in ["b", "a", "c", "b"] { features.add(name) }
            features.removeRepeatedNames()
            #expect(Set(features.keys) == Set(["a", "b", "c"].map { FeatureSet.key($0) }))
            #expect(features.names == (keepsNames ? ["a", "b", "c"] : []))
            #expect(weights.score(features) == 7)
            #expect(rows.scores(features) == [7, 0])
        }
    }

    @Test("A filter lets every key pass that it holds, and few others")
    func filter() {
        var random = SplitMix(seed: 7)
        let keys = (0..<1_000).map { _ in random.next() }
        var filter = KeyFilter(bits: 10 * keys.count)
        for key in keys { filter.insert(key) }
        #expect(keys.allSatisfy(filter.mayHold))
        let passing = (0..<10_000).count { _ in filter.mayHold(random.next()) }
        #expect(passing < 1_500, "\(passing)")
        #expect(!KeyFilter(bits: 0).mayHold(1))
    }

    @Test("A table of weights comes back as it was written, without what weighs nothing")
    func table() {
        let rows: [(name: String, weights: [Float])] = [
            ("bias", [-1.5]), ("role=literal", [0.25]), ("nothing", [0.001]), ("a b", [-0.75]),
        ]
        let table = FeatureWeights.table(rows)
        #expect(table == "bias\t-150\nrole=literal\t25\na b\t-75\n")
        let weights = FeatureWeights(table: table)
        var features = FeatureSet()
        features.add("role=literal")
        features.add("a b")
        features.add("unknown")
        #expect(weights.faults.isEmpty)
        #expect(weights.score(features) == -1.5 + 0.25 - 0.75)
    }

    @Test("A row gives each of several outputs its own weight, and those it does not name none")
    func outputs() {
        let table = FeatureWeights.table([
            (name: "bias", weights: [0, 1, 0]), (name: "a", weights: [0.5, 0, -2]),
        ])
        #expect(table == "bias\t1:100\na\t0:50 2:-200\n")
        let weights = FeatureWeights(table: table, outputs: 3)
        var features = FeatureSet()
        features.add("a")
        #expect(weights.scores(features) == [0.5, 1, -2])
        #expect(weights.weight(of: FeatureSet.key("a"), for: 2) == -2)
        #expect(weights.weight(of: FeatureSet.key("b"), for: 2) == 0)
    }

    @Test("Lines that are no weights, and outputs there are not, are faults; the rest is read")
    func damaged() {
        let faulty = ["x", "12\t", "abc\tdef", "a\t7:1", "b\t99999999999"]
        let weights = FeatureWeights(
            table: faulty.joined(separator: "\n") + "\nbias\t10\n\n", outputs: 2)
        #expect(weights.faults == ["x", "abc\tdef", "a\t7:1", "b\t99999999999"])
        #expect(weights.scores(FeatureSet()) == [0.1, 0])
    }

    @Test(
        "The program holds the tables of weights as their files have them, and can read every line")
    func shipped() throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Sources/CWeights")
        for (name, bytes) in FittedModels.tables {
            let file = try Data(contentsOf: folder.appending(path: name))
            // Compared first: a failure would print every byte.
            let isSame = bytes == Array(file)
            #expect(isSame, "\(name) changed: touch Sources/CWeights/tables.S")
        }
        #expect(FittedModels.shipped.types.weights.faults == [])
        #expect(FittedModels.shipped.places.weights.faults == [])
    }

    @Test("Inflected forms of a word have one stem")
    func stems() {
        for form in ["kill", "kills", "killed", "killing"] {
            #expect(CrudeStem.of(form) == "kil", "\(form)")
        }
        #expect(CrudeStem.of("destroyed") == CrudeStem.of("destroys"))
        #expect(CrudeStem.of("") == "")
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
