import TestSupport
import Testing

@testable import Analysis

@Suite("Bounds of the space-time scan")
struct ScanBoundTests {
    @Test("Whatever is likelier than the floor passes both tests", arguments: [0.5, 8, 40, 300])
    func neverTooHigh(floor: Double) {
        var random = SplitMix(seed: 21)
        var likelier = 0
        for total in [2, 50, 3000, 70_000] {
            let most = max(1, total / 7)
            let bound = ScanBound(floor: floor, total: total, most: most)
            for _ in 0..<4000 {
                let size = Int.random(in: 1...total, using: &random)
                let rows = Int.random(in: 1...most, using: &random)
                let observed = Int.random(in: 0...min(size, rows), using: &random)
                let expected = Double(size) * Double(rows) / Double(total)
                guard observed > 1,
                    ScanBound.logRatio(Double(observed), expected, Double(total)) > floor
                else { continue }
                likelier += 1
                let least = bound.least(forSize: size)
                #expect(observed >= least.count, "seed 21")
                #expect(
                    observed * ScanBound.scale - least.slope * rows >= least.base, "seed 21")
            }
        }
        #expect(likelier > 1000)
    }

    @Test("A bound leaves out most of what is not likelier")
    func isOfUse() {
        let (total, most) = (20_000, 400)
        let bound = ScanBound(floor: 100, total: total, most: most)
        // As many as expected, and twice as many.
        for size in [20, 200, 2000, 8000] {
            let expected = size * most / total
            let least = bound.least(forSize: size)
            #expect(least.count > expected / 2)
            #expect(2 * expected * ScanBound.scale - least.slope * most < least.base)
        }
    }

    @Test(
        "Sums over days are those of adding up every interval", arguments: [1, 3, 64, 65, 66, 200])
    func intervals(length: Int) {
        var random = SplitMix(seed: 22)
        let span = 300
        var before = [0]
        for _ in 0..<span {
            before.append(before[before.count - 1] + Int.random(in: 0...9, using: &random))
        }
        let rows = (0..<120).map { _ in Int32(Int.random(in: 0..<span, using: &random)) }.sorted()
        var counts = DayCounts(span: span)
        counts.add(rows[...])
        #expect(counts.dayCount == Set(rows).count)
        for _ in 0..<20 {
            let start = Int.random(in: 0..<span, using: &random)
            let stretch = start..<Int.random(in: start + 1...span, using: &random)
            func count(_ days: Range<Int>) -> Int { rows.count { days.contains(Int($0)) } }
            let fullest =
                stretch.map {
                    count($0..<min($0 + length, stretch.upperBound))
                }.max() ?? 0
            #expect(counts.mayHold(fullest, in: stretch, within: length), "seed 22")
            let slope = ScanBound.scale / 9
            let greatest = stretch.flatMap { first in
                (first + 1...stretch.upperBound).map { end in
                    count(first..<end) * ScanBound.scale - slope * (before[end] - before[first])
                }
            }.max()
            #expect(
                counts.greatestExcess(in: stretch, over: slope, before) == greatest, "seed 22")
        }
        #expect(!counts.mayHold(121, in: 0..<span, within: length))
        counts.clear(rows[...])
        var days: [Int] = []
        var numbers: [Int32] = []
        counts.list(0..<span, &days, &numbers)
        #expect(days.isEmpty && numbers.isEmpty && counts.dayCount == 0)
        #expect(!counts.mayHold(1, in: 0..<span, within: length))
    }
}
