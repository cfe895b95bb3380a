import Foundation
import Incidents
import TestSupport
import Testing

@testable import Evaluation

@Suite("Fitting and scoring of events")
struct EventScoringTests {
    @Test("The fit finds the weights at which the gradient of the penalised likelihood vanishes")
    func optimum() {
        var rows = SparseRows()
        var labels: [Bool] = []
        // The first feature speaks for, the second against; one in ten says otherwise.
        for index in 0..<200 {
            let isFor = index % 2 == 0
            rows.append([isFor ? 0 : 1])
            labels.append(index % 10 == 0 ? !isFor : isFor)
        }
        let fit = LinearFit(penalty: 1)
        let weights = fit.fit(rows, labels: labels, features: 2)
        let likelihood = { (score: Double) in 1 / (1 + exp(-score)) }
        for feature in 0..<2 {
            let own = (0..<200).filter { $0 % 2 == feature }
            let expected = own.count { labels[$0] }
            let given = Double(own.count) * likelihood(weights[feature] + weights[2])
            #expect(abs(Double(expected) - given - fit.penalty * weights[feature]) < 0.01)
        }
    }

    @Test("Overlapping spans count as found once; a sentence rightly left empty counts")
    func scores() {
        var score = EventPlaceScore()
        score.add([TextSpan(0, 5)], [TextSpan(2, 5), TextSpan(0, 2)])
        score.add([], [])
        score.add([], [TextSpan(1, 2)])
        #expect(score.overlap == 2.0 / 4)
        #expect(score.empty == 0.5)
    }

    @Test("Weighted F1 is the mean of the classes' F1 by their size")
    func weighted() {
        var score = WeightedF1()
        score.add("a", "a")
        score.add("a", "b")
        score.add("b", "b")
        #expect(abs(score.value - (2 * (2.0 / 3) + 1 * (2.0 / 3)) / 3) < 1e-12)
    }

    @Test("Arabic items are read whole, with what they do not say left open")
    func arabicItems() throws {
        let path = TestFiles.package.appending(path: "Tests/Answers/arabic.tsv").path
        let items = try ArabicItem.read(path)
        #expect(items.count == 120 && items.count { $0.subEvent == nil } == 10)
        #expect(items.allSatisfy { $0.published != nil && !$0.text.isEmpty })
        #expect(items.contains { $0.killed?.minimum == 30 && $0.killed?.maximum == nil })
        #expect(items.contains { $0.killed == nil } && items.contains { $0.day == nil })
    }

    @Test("Offsets in code points and in bytes lead to each other")
    func offsets() {
        let text = "Kārtoum – Ω𐍈x"
        let offsets = CodePointOffsets(text)
        let scalars = Array(text.unicodeScalars)
        for start in scalars.indices {
            let span = offsets.span(start, start + 1)
            let bytes = Array(text.utf8)[span.start..<span.end]
            #expect(String(decoding: bytes, as: UTF8.self) == String(scalars[start]))
            #expect(offsets.codePoint(span.start) == start)
        }
    }
}
