extension UnsafeBufferPointer<UInt8> {
    /// The first byte that is not part of well-formed UTF-8; `nil` when all are.
    ///
    /// - Source: The Unicode Standard 15, table 3-7.
    /// - Complexity: linear, eight ASCII bytes at a time.
    var firstInvalidUTF8: Int? {
        var position = 0
        while true {
            position += asciiRun(from: position)
            guard position < count else { return nil }
            guard let length = sequenceLength(at: position) else { return position }
            position += length
        }
    }

    private func sequenceLength(at position: Int) -> Int? {
        let (length, second): (Int, ClosedRange<UInt8>)
        switch self[position] {
        case 0xC2...0xDF: (length, second) = (2, 0x80...0xBF)
        case 0xE0: (length, second) = (3, 0xA0...0xBF)
        case 0xED: (length, second) = (3, 0x80...0x9F)
        case 0xE1...0xEF: (length, second) = (3, 0x80...0xBF)
        case 0xF0: (length, second) = (4, 0x90...0xBF)
        case 0xF1...0xF3: (length, second) = (4, 0x80...0xBF)
        case 0xF4: (length, second) = (4, 0x80...0x8F)
        default: return nil
        }
        guard position + length <= count, second.contains(self[position + 1]) else { return nil }
        for offset in 2..<Swift.max(2, length) where self[position + offset] & 0xC0 != 0x80 {
            return nil
        }
        return length
    }
}
