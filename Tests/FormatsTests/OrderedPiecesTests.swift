import Synchronization
import Testing

@testable import Formats

@Suite("Pieces in order")
struct OrderedPiecesTests {
    @Test("Values are handed on in their order, each once", arguments: [1, 2, 8])
    func order(threads: Int) {
        for count in [0, 1, 2, 500] {
            var taken: [Int] = []
            inOrder(count, threads: threads) { number in
                // The first ones are slow.
                (0..<(500 - number) * 20).reduce(number) { $0 + $1 % 2 } - (500 - number) * 10
            } take: { (value: Int) in
                taken.append(value)
            }
            #expect(taken == Array(0..<count))
        }
    }

    @Test("Few values wait while one is taken", arguments: [2, 8])
    func bounded(threads: Int) {
        let made = Atomic(0)
        var taken = 0
        var mostWaiting = 0
        inOrder(300, threads: threads) { number in
            made.wrappingAdd(1, ordering: .relaxed)
            return number
        } take: { (_: Int) in
            mostWaiting = max(mostWaiting, made.load(ordering: .relaxed) - taken)
            taken += 1
        }
        #expect(taken == 300)
        #expect(mostWaiting <= threads * 4)
    }

    @Test("After an error nothing more is handed on", arguments: [1, 2, 8])
    func failure(threads: Int) {
        struct Full: Error {}
        var taken = 0
        #expect(throws: Full.self) {
            try inOrder(100, threads: threads) {
                $0
            } take: { (value: Int) throws(Full) in
                if value == 7 { throw Full() }
                taken += 1
            }
        }
        #expect(taken == 7)
    }
}
