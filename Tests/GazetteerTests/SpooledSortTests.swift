import Foundation
import TestSupport
import Testing

@testable import Gazetteer

@Suite("Sorting with a spool")
struct SpooledSortTests {
    @Test(
        "The order is that of a sort in memory, however many runs there are",
        arguments: [0, 1, 1023, 1024, 1025, 20_000])
    func sorts(count: Int) {
        var random = SplitMix(seed: UInt64(count))
        let folder = FileManager.default.temporaryDirectory.path + "/"
        var sorter = SpooledSort<UInt64>(beside: folder + "x", runBytes: 8192)
        let numbers = (0..<count).map { _ in UInt64.random(in: 0..<5000, using: &random) }
        for number in numbers { sorter.append(number) }
        #expect(sorter.count == count)
        var sorted: [UInt64] = []
        #expect(sorter.drain { sorted.append($0) })
        #expect(sorted == numbers.sorted(), "seed \(count)")
    }

    @Test("A spool gives back what went in, from memory and from disk")
    func spool() {
        let folder = FileManager.default.temporaryDirectory.path + "/"
        var spool = Spool(beside: folder + "x")
        var expected: [UInt8] = []
        for number in 0..<90_000 {
            let bytes = [UInt8](repeating: UInt8(number % 251), count: 53)
            spool.append(bytes)
            expected += bytes
        }
        var got: [UInt8] = []
        #expect(spool.forEachBlock(multipleOf: 53) { got += $0 })
        #expect(got == expected)
        var part = [UInt8](repeating: 0, count: 1000)
        let start = Spool.bufferSize - 500
        #expect(part.withUnsafeMutableBytes { spool.read(into: $0, at: start) })
        #expect(part == Array(expected[start..<(start + 1000)]))
        #expect(!part.withUnsafeMutableBytes { spool.read(into: $0, at: expected.count - 999) })
    }

    @Test("Where no spool can be written, the sorter says so")
    func unwritable() {
        var sorter = SpooledSort<UInt64>(beside: "/nowhere/at/all/x", runBytes: 8192)
        for number in 0..<2_000_000 { sorter.append(UInt64(number)) }
        var count = 0
        let isComplete = sorter.drain { _ in count += 1 }
        #expect(!isComplete || count == 2_000_000)
        #expect(sorter.failure != nil)
    }
}
