/// Bytes turned into text, and what had to be assumed.
struct DecodedText {
    var text: String
    var encoding: TextEncoding
    /// Byte sequences that mean nothing in `encoding` and became U+FFFD.
    var replacements = 0
    /// Offset in the input of the first of them.
    var firstReplacement: Int?
}

/// Works out in which encoding text was written, and reads it.
///
/// In this order: a byte order mark; valid UTF-8; UTF-16 seen by its zero bytes; the encoding the
/// text declares (`declared`, or `<meta charset>` when `isHTML`); UTF-8 with some damage; one of the
/// 8-bit code pages of Western Europe, Arabic or Cyrillic, by byte statistics.
///
/// - Complexity: linear.
enum TextDecoder {
    /// - Throws: ``InputError/binary(what:)`` for bytes that are not text.
    static func decode(
        _ bytes: UnsafeBufferPointer<UInt8>, declared: String? = nil, isHTML: Bool = false
    ) throws(InputError) -> DecodedText {
        if let marked = ByteOrderMark.find(in: bytes) {
            let rest = UnsafeBufferPointer(rebasing: bytes[marked.length...])
            return shift(convert(rest, from: marked.encoding), by: marked.length)
        }
        if let wide = UnmarkedUTF16.find(in: bytes) { return convert(bytes, from: wide) }
        if let what = BinaryContent.recognise(bytes) { throw .binary(what: what) }
        if let text = String(validating: bytes, as: UTF8.self) {
            return DecodedText(text: text, encoding: .utf8)
        }
        let label = declared ?? (isHTML ? DeclaredCharset.find(in: bytes) : nil)
        let encoding = label.flatMap(TextEncoding.init(label:)) ?? EncodingGuess.judge(bytes)
        return convert(bytes, from: encoding)
    }

    private static func convert(
        _ bytes: UnsafeBufferPointer<UInt8>, from encoding: TextEncoding
    ) -> DecodedText {
        if encoding != .utf8, let converted = IconvConversion.run(bytes, from: encoding) {
            return converted
        }
        return repairedUTF8(bytes)
    }

    private static func repairedUTF8(_ bytes: UnsafeBufferPointer<UInt8>) -> DecodedText {
        var text = String(decoding: bytes, as: UTF8.self)
        let first = text.withUTF8 { repaired in
            zip(repaired, bytes).enumerated().first { $0.element.0 != $0.element.1 }?.offset
                ?? (repaired.count == bytes.count ? nil : min(repaired.count, bytes.count))
        }
        guard let first else { return DecodedText(text: text, encoding: .utf8) }
        let already = bytes.count(ofReplacementFrom: 0)
        let now = text.withUTF8 { $0.count(ofReplacementFrom: 0) }
        return DecodedText(
            text: text, encoding: .utf8, replacements: now - already, firstReplacement: first)
    }

    private static func shift(_ decoded: DecodedText, by offset: Int) -> DecodedText {
        var shifted = decoded
        shifted.firstReplacement = decoded.firstReplacement.map { $0 + offset }
        return shifted
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// How often U+FFFD stands from `start` on.
    fileprivate func count(ofReplacementFrom start: Int) -> Int {
        var count = 0
        var position = start
        while let lead = firstPosition(of: 0xEF, from: position) {
            if lead + 2 < self.count, self[lead + 1] == 0xBF, self[lead + 2] == 0xBD { count += 1 }
            position = lead + 1
        }
        return count
    }
}

enum ByteOrderMark {
    static func find(
        in bytes: UnsafeBufferPointer<UInt8>
    ) -> (encoding: TextEncoding, length: Int)? {
        let marks: [([UInt8], TextEncoding)] = [
            ([0xEF, 0xBB, 0xBF], .utf8),
            ([0xFF, 0xFE, 0x00, 0x00], .utf32LittleEndian),
            ([0x00, 0x00, 0xFE, 0xFF], .utf32BigEndian),
            ([0xFF, 0xFE], .utf16LittleEndian), ([0xFE, 0xFF], .utf16BigEndian),
        ]
        let found = marks.first { bytes.starts(with: $0.0) }
        return found.map { ($0.1, $0.0.count) }
    }
}

/// UTF-16 without its mark: text of mostly Latin letters has a zero in every second byte.
enum UnmarkedUTF16 {
    static func find(in bytes: UnsafeBufferPointer<UInt8>) -> TextEncoding? {
        let sample = bytes.prefix(4096)
        guard sample.count >= 16, sample.contains(0) else { return nil }
        var zeros = (even: 0, odd: 0)
        for (position, byte) in sample.enumerated() where byte == 0 {
            if position % 2 == 0 { zeros.even += 1 } else { zeros.odd += 1 }
        }
        let half = sample.count / 2
        if zeros.odd > half * 7 / 10, zeros.even < half / 20 { return .utf16LittleEndian }
        if zeros.even > half * 7 / 10, zeros.odd < half / 20 { return .utf16BigEndian }
        return nil
    }
}
