internal import Gazetteer

/// The folded words of a stretch of text, one behind the other, as `NameFolding.fold` makes them.
struct FoldedWords {
    private(set) var bytes: [UInt8] = []
    /// Where each word ends.
    private var ends: [Int] = []

    init(reserving count: Int) {
        bytes.reserveCapacity(count * 8)
        ends.reserveCapacity(count)
    }

    var count: Int { ends.count }

    /// Where a word stands among the bytes.
    func range(_ index: Int) -> Range<Int> { (index > 0 ? ends[index - 1] : 0)..<ends[index] }

    subscript(index: Int) -> ArraySlice<UInt8> { bytes[range(index)] }

    mutating func append(_ token: Token, of text: AnalyzedText) {
        text.fold(token) { bytes.append($0) }
        ends.append(bytes.count)
    }

    /// What is no word, as it is written.
    mutating func appendMark(_ token: Token, of text: AnalyzedText) {
        bytes += text.bytes[token.bytes]
        ends.append(bytes.count)
    }
}

extension AnalyzedText {
    /// Passes the folded bytes of a word or number to `emit`.
    @inline(__always)
    func fold(_ token: Token, _ emit: (UInt8) -> Void) {
        if token.flags.contains(.nonASCII) {
            for byte in NameFolding.fold(string(token)).utf8 { emit(byte) }
            return
        }
        bytes.withUnsafeBufferPointer { bytes in
            guard token.kind == .number else {
                return NameFolding.fold(bytes, Int(token.start), Int(token.end), emit)
            }
            // "1,000" is two words to a folded name.
            for byte in bytes[token.bytes] {
                emit(byte &- UInt8(ascii: "0") < 10 ? byte : UInt8(ascii: " "))
            }
        }
    }
}
