import Foundation
import TestSupport
import Testing

@testable import Evaluation
@testable import Reading

@Suite("Snippets that show what each type is")
struct TypeCaseTests {
    @Test("Every type has many snippets of its own, each once, and what tells nothing has some")
    func written() throws {
        let path = TestFiles.package.appending(path: "Data/examples/types.tsv").path
        let cases = try TypeCase.written(path)
        let counts = Dictionary(grouping: cases, by: \.type).mapValues(\.count)
        for type in ReportedType.allCases {
            #expect(counts[type] ?? 0 >= 50, "\(type.rawValue)")
        }
        #expect(counts[nil] ?? 0 >= 300)
        #expect(Set(cases.map(\.text)).count == cases.count)
        #expect(cases.allSatisfy { $0.text.utf8.count > 40 && $0.text.utf8.count < 750 })
    }

    @Test("A line that is no snippet is named")
    func unreadable() throws {
        let file = FileManager.default.temporaryDirectory
            .appending(path: "types-\(UUID().uuidString).tsv")
        defer { try? FileManager.default.removeItem(at: file) }
        try "# note\nArrests\tPolice arrested two men in Mosul.\nArrest\tPolice.\n".write(
            to: file, atomically: true, encoding: .utf8)
        #expect {
            _ = try TypeCase.written(file.path)
        } throws: {
            "\($0)".hasSuffix(":3: not a type, a tab and a text")
        }
    }

    @Test("What annotated snippets have of their own is added to what all share")
    func ownWeights() {
        // Of two words one speaks for a type among all, the other among annotated snippets alone.
        func example(_ words: [String], _ type: ReportedType, _ origin: TypeCase.Origin, _ n: Int)
            -> TypeFit.Example
        {
            var features = FeatureSet(keepingNames: true)
            for word in words { features.add("w=" as StaticString, FeatureWord(word)) }
            return TypeFit.Example(
                of: TypeCase(id: "\(n)", text: "\(n)", type: type, origin: origin),
                features: features)
        }
        let examples = (0..<40).flatMap { n in
            [
                example(["jailed"], .arrests, .written, n),
                example(["met"], .agreement, .written, n),
                example(["held"], .agreement, .written, n),
                example(["held"], .arrests, .annotated, n),
                example(["met"], .agreement, .annotated, n),
            ]
        }
        func guess(_ fit: TypeFit, _ word: String) -> ReportedType {
            var features = FeatureSet(keepingNames: true)
            features.add("w=" as StaticString, FeatureWord(word))
            return fit.model(examples).best(features).type
        }
        var fit = TypeFit()
        fit.ownShare = 1
        #expect(guess(fit, "held") == .arrests && guess(fit, "jailed") == .arrests)
        #expect(guess(fit, "met") == .agreement)
        fit.writtenWeight = 4
        fit.ownShare = 0
        #expect(guess(fit, "held") == .agreement)
    }
}
