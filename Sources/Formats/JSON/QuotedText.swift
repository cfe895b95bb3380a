extension OutputBuffer {
    /// A JSON string, escaped as RFC 8259 §7 asks and no further.
    mutating func appendQuoted(_ text: String) {
        var text = text
        text.withUTF8 { appendQuoted(bytes: $0) }
    }

    mutating func appendQuoted(bytes text: UnsafeBufferPointer<UInt8>) {
        // An escape takes six bytes at most.
        fill(atMost: text.count * 6 + 10) { place in
            place.pointee = UInt8(ascii: "\"")
            var out = place + 1
            var position = 0
            while position < text.count {
                position += out.copyPlain(text, from: position)
                guard position < text.count else { break }
                out.escape(text[position])
                position += 1
            }
            out.pointee = UInt8(ascii: "\"")
            return out - place + 1
        }
    }
}

extension UnsafeMutablePointer<UInt8> {
    /// Copies up to the first byte that needs an escape, and moves on. Up to eight bytes more than those
    /// are written.
    ///
    /// - Returns: How many bytes that were.
    fileprivate mutating func copyPlain(
        _ text: UnsafeBufferPointer<UInt8>, from start: Int
    ) -> Int {
        let quote = ByteWord.filled(with: UInt8(ascii: "\""))
        let backslash = ByteWord.filled(with: UInt8(ascii: "\\"))
        var position = start
        while position &+ 8 <= text.count {
            let word = ByteWord(text, at: position)
            word.store(to: self)
            let hits = word.equals(quote) | word.equals(backslash) | word.isBelow(0x20)
            let plain = hits == 0 ? 8 : hits.trailingZeroBitCount / 8
            self += plain
            position &+= plain
            if plain < 8 { return position &- start }
        }
        while position < text.count {
            let byte = text[position]
            if byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { break }
            append(byte)
            position &+= 1
        }
        return position &- start
    }

    fileprivate mutating func escape(_ byte: UInt8) {
        append(UInt8(ascii: "\\"))
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): append(byte)
        case UInt8(ascii: "\n"): append(UInt8(ascii: "n"))
        case UInt8(ascii: "\r"): append(UInt8(ascii: "r"))
        case UInt8(ascii: "\t"): append(UInt8(ascii: "t"))
        default:
            for letter in [UInt8(ascii: "u"), UInt8(ascii: "0"), UInt8(ascii: "0")] {
                append(letter)
            }
            append(hexDigit(byte >> 4))
            append(hexDigit(byte & 15))
        }
    }

    @inline(__always)
    private mutating func append(_ byte: UInt8) {
        pointee = byte
        self += 1
    }
}

private func hexDigit(_ nibble: UInt8) -> UInt8 {
    nibble < 10 ? UInt8(ascii: "0") + nibble : UInt8(ascii: "a") + nibble - 10
}
