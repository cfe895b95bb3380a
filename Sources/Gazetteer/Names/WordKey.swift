/// The 64-bit name of a folded word: what text and tables are matched by.
///
/// Two spellings that fold alike have one key ("HADITHA", "Haditha"). Keys of several words are
/// chained, so a scanner extends a match word by word at the cost of one multiplication.
/// Collisions are as rare as 64 bits make them; whoever must be certain compares the folded bytes.
///
/// - Source: G. Fowler, L. C. Noll, K.-P. Vo, FNV-1a, draft-eastlake-fnv.
public struct WordKey: Hashable, Sendable {
    public let hash: UInt64

    @inlinable package init(hash: UInt64) { self.hash = hash }

    @inlinable package static var basis: UInt64 { 0xcbf2_9ce4_8422_2325 }
    @inlinable package static var prime: UInt64 { 0x0000_0100_0000_01b3 }

    /// The key of bytes that are folded already.
    @inlinable public init(folded bytes: some Sequence<UInt8>) {
        var hash = Self.basis
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* Self.prime }
        self.hash = hash
    }

    /// The key of a folded word written in the program's own source.
    public init(_ folded: StaticString) {
        self.init(
            folded: UnsafeBufferPointer(start: folded.utf8Start, count: folded.utf8CodeUnitCount))
    }

    /// The key of these words followed by `next`.
    @inlinable package func followed(by next: WordKey) -> WordKey {
        let rotated = hash &<< 23 | hash &>> 41
        return WordKey(hash: (rotated ^ next.hash) &* 0x9e37_79b9_7f4a_7c15)
    }
}
