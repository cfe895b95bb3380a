/// The words of a name, folded and keyed.
///
/// Cuts a name as the tokenizer cuts a text: at spaces, hyphens and marks; dots between single letters
/// and apostrophes inside a word belong to it ("U.S.", "Ba'qubah"), a possessive 's is a word of its
/// own ("Land's End" ▶ land s end).
package struct NameWords: Sendable {
    package private(set) var keys: [WordKey] = []
    /// The folded words joined by single spaces.
    package private(set) var joined: [UInt8] = []
    /// The key of the whole name; `nil` when it holds no word.
    package private(set) var key: WordKey?

    package init() {}

    package init(_ name: String) {
        var name = name
        name.withUTF8 { read($0) }
    }

    /// Replaces the contents by the words of `bytes`.
    package mutating func read(_ bytes: UnsafeBufferPointer<UInt8>) {
        keys.removeAll(keepingCapacity: true)
        joined.removeAll(keepingCapacity: true)
        key = nil
        var position = 0
        while position < bytes.count {
            if let end = appendPlain(bytes, position) {
                position = end
                continue
            }
            let (kind, length) = Self.kind(bytes, at: position)
            if kind == .letter || kind == .digit {
                let end =
                    kind == .letter
                    ? Self.wordEnd(bytes, position) : Self.numberEnd(bytes, position)
                append(bytes, position, end)
                position = end
            } else {
                position += length
            }
        }
    }

    /// A word of ASCII letters before a space or the end, as most are; returns its end.
    private mutating func appendPlain(
        _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int
    ) -> Int? {
        var end = start
        var hash = WordKey.basis
        // Of all letters together: 0x20 as long as none is a capital.
        var small: UInt8 = 0x20
        while end < bytes.count, (bytes[end] | 0x20) &- 0x61 < 26 {
            small &= bytes[end]
            hash = (hash ^ UInt64(bytes[end] | 0x20)) &* WordKey.prime
            end &+= 1
        }
        guard end > start, end == bytes.count || bytes[end] == UInt8(ascii: " ") else { return nil }
        if !joined.isEmpty { joined.append(UInt8(ascii: " ")) }
        let before = joined.count
        joined.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start..<end]))
        if small == 0 { for index in before..<joined.count { joined[index] |= 0x20 } }
        append(WordKey(hash: hash))
        return end
    }

    private mutating func append(_ word: WordKey) {
        key = key?.followed(by: word) ?? word
        keys.append(word)
    }

    private mutating func append(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) {
        let before = joined.count
        if before > 0 { joined.append(UInt8(ascii: " ")) }
        var hash = WordKey.basis
        NameFolding.fold(bytes, start, end) {
            joined.append($0)
            hash = (hash ^ UInt64($0)) &* WordKey.prime
        }
        if hash == WordKey.basis {
            joined.removeLast(joined.count - before)
        } else {
            append(WordKey(hash: hash))
        }
    }

    // MARK: Where words end

    private enum Kind { case letter, digit, apostrophe, dot, other }

    private static func kind(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> (Kind, Int) {
        let byte = bytes[index]
        if (byte | 0x20) &- 0x61 < 26 { return (.letter, 1) }
        if byte &- 0x30 < 10 { return (.digit, 1) }
        if byte == UInt8(ascii: ".") { return (.dot, 1) }
        if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "`") { return (.apostrophe, 1) }
        if byte < 0x80 { return (.other, 1) }
        let (scalar, length) = UTF8Scalar.decode(bytes, at: index)
        switch scalar {
        case 0x2018, 0x2019, 0x2BB...0x2BF: return (.apostrophe, length)
        default:
            let isSeparator = FoldingTable.shared[scalar] == FoldingTable.separator
            return (isSeparator ? .other : .letter, length)
        }
    }

    private static func wordEnd(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
        var position = start
        while position < bytes.count {
            let (kind, length) = kind(bytes, at: position)
            switch kind {
            case .letter, .digit: break
            case .dot: if !isInnerDot(bytes, position, wordStart: start) { return position }
            case .apostrophe: if !continuesWord(bytes, position + length) { return position }
            case .other: return position
            }
            position += length
        }
        return position
    }

    private static func numberEnd(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
        var position = start
        while position < bytes.count, bytes[position] &- 0x30 < 10 { position += 1 }
        return position
    }

    /// "U.S": a dot after one letter that follows the start or another dot, with a letter behind it.
    private static func isInnerDot(
        _ bytes: UnsafeBufferPointer<UInt8>, _ dot: Int, wordStart: Int
    ) -> Bool {
        guard dot > wordStart, (bytes[dot - 1] | 0x20) &- 0x61 < 26,
            dot - 1 == wordStart || bytes[dot - 2] == UInt8(ascii: ".")
        else { return false }
        return dot + 1 < bytes.count && (bytes[dot + 1] | 0x20) &- 0x61 < 26
    }

    /// After an apostrophe: a letter that is not the s of a possessive.
    private static func continuesWord(_ bytes: UnsafeBufferPointer<UInt8>, _ next: Int) -> Bool {
        guard next < bytes.count, kind(bytes, at: next).0 == .letter else { return false }
        guard bytes[next] | 0x20 == UInt8(ascii: "s") else { return true }
        guard next + 1 < bytes.count else { return false }
        let after = kind(bytes, at: next + 1).0
        return after == .letter || after == .digit
    }
}
