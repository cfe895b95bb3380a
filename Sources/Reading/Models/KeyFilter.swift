/// Tells of most keys that are not in a table that they are not: one bit for all keys that begin alike.
///
/// The bits of a table of weights fit in the fastest memory, where the table itself does not.
struct KeyFilter: Sendable {
    private var words: [UInt64]
    private let shift: UInt64

    /// - Parameter bits: About ten for each key let one strange key in ten pass.
    init(bits: Int) {
        var exponent: UInt64 = 6
        while 1 << exponent < bits { exponent += 1 }
        words = Array(repeating: 0, count: 1 << (exponent - 6))
        shift = 64 - exponent
    }

    mutating func insert(_ key: UInt64) {
        let bit = bit(key)
        words[bit >> 6] |= 1 << UInt64(bit & 63)
    }

    @inline(__always)
    func mayHold(_ key: UInt64) -> Bool {
        let bit = bit(key)
        return words[bit >> 6] & (1 << UInt64(bit & 63)) != 0
    }

    @inline(__always)
    private func bit(_ key: UInt64) -> Int {
        Int(truncatingIfNeeded: (key &* 0x9e37_79b9_7f4a_7c15) >> shift)
    }
}
