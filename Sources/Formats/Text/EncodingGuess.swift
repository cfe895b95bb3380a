/// Judges by statistics how text was written that is not valid UTF-8 and declares nothing.
enum EncodingGuess {
    /// Damaged UTF-8 still has most of its bytes above 127 in well-formed sequences. In Western
    /// European text such bytes stand alone among ASCII letters; in Arabic and Cyrillic they come in
    /// whole words. Cyrillic words are written in 0xE0…0xFF (small letters), Arabic ones across
    /// 0xC1…0xED, with alef at 0xC7.
    static func judge(_ bytes: UnsafeBufferPointer<UInt8>) -> TextEncoding {
        let counts = HighByteCounts(bytes.prefix(1 << 16))
        if counts.inUTF8Sequences * 2 > counts.total { return .utf8 }
        guard counts.inWords * 2 > counts.total else { return .windows1252 }
        return counts.smallCyrillic * 4 > counts.total * 3 ? .windows1251 : .windows1256
    }
}

/// What the bytes above 127 of a sample look like.
private struct HighByteCounts {
    var total = 0
    var inUTF8Sequences = 0
    /// In runs of three or more.
    var inWords = 0
    var smallCyrillic = 0

    init(_ sample: Slice<UnsafeBufferPointer<UInt8>>) {
        var run = 0
        var position = sample.startIndex
        while position < sample.endIndex {
            let byte = sample[position]
            if byte >= 0x80 {
                run += 1
                if byte >= 0xE0 { smallCyrillic += 1 }
            } else {
                close(run: &run)
            }
            position += 1
        }
        close(run: &run)
        inUTF8Sequences = Self.utf8SequenceBytes(sample)
    }

    private mutating func close(run: inout Int) {
        total += run
        if run >= 3 { inWords += run }
        run = 0
    }

    private static func utf8SequenceBytes(_ sample: Slice<UnsafeBufferPointer<UInt8>>) -> Int {
        var count = 0
        var position = sample.startIndex
        while position < sample.endIndex {
            let length = sequenceLength(lead: sample[position])
            let tail = sample[position...].dropFirst().prefix(max(0, length - 1))
            if length > 1, tail.count == length - 1, tail.allSatisfy({ $0 & 0xC0 == 0x80 }) {
                count += length
                position += length
            } else {
                position += 1
            }
        }
        return count
    }

    private static func sequenceLength(lead: UInt8) -> Int {
        switch lead {
        case 0xC2...0xDF: 2
        case 0xE0...0xEF: 3
        case 0xF0...0xF4: 4
        default: 1
        }
    }
}
