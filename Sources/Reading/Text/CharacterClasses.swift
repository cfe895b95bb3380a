/// What a byte may begin: enough to cut ASCII text without decoding it.
enum ByteClass: UInt8 {
    case space, letter, digit, mark
    /// Part of a scalar outside ASCII.
    case lead

    static func of(_ byte: UInt8) -> ByteClass {
        switch byte {
        case 0x61...0x7a, 0x41...0x5a: .letter
        case 0...0x20, 0x7f: .space
        case 0x30...0x39: .digit
        case 0x80...: .lead
        default: .mark
        }
    }

    static func mark(_ byte: UInt8) -> Token.Mark {
        switch byte {
        case UInt8(ascii: "."): .period
        case UInt8(ascii: ","): .comma
        case UInt8(ascii: ";"): .semicolon
        case UInt8(ascii: ":"): .colon
        case UInt8(ascii: "?"): .question
        case UInt8(ascii: "!"): .exclamation
        case UInt8(ascii: "\""): .quote
        case UInt8(ascii: "'"), UInt8(ascii: "`"): .apostrophe
        case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): .open
        case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): .close
        case UInt8(ascii: "-"): .hyphen
        case UInt8(ascii: "/"): .slash
        case UInt8(ascii: "$"): .currency
        case UInt8(ascii: "%"): .percent
        default: .other
        }
    }
}

/// What a scalar outside ASCII is to the tokenizer. Everything that is no known space or mark is a
/// letter, so no script is lost.
enum ScalarClass {
    case space, letter
    case mark(Token.Mark)

    @inline(never)
    static func of(
        _ bytes: UnsafeBufferPointer<UInt8>, at index: Int
    ) -> (kind: ScalarClass, length: Int, isUpper: Bool) {
        let (scalar, length) = decode(bytes, at: index)
        return (classify(scalar), length, isUpper(scalar))
    }

    /// The scalar at `index` and its length; a malformed byte is U+FFFD of length 1.
    static func decode(
        _ bytes: UnsafeBufferPointer<UInt8>, at index: Int
    ) -> (scalar: UInt32, length: Int) {
        func continuation(_ offset: Int) -> UInt32? {
            guard index + offset < bytes.count, bytes[index + offset] & 0xc0 == 0x80 else {
                return nil
            }
            return UInt32(bytes[index + offset] & 0x3f)
        }
        let lead = bytes[index]
        switch lead {
        case 0..<0x80: return (UInt32(lead), 1)
        case 0xc2...0xdf:
            guard let a = continuation(1) else { break }
            return (UInt32(lead & 0x1f) << 6 | a, 2)
        case 0xe0...0xef:
            guard let a = continuation(1), let b = continuation(2) else { break }
            return (UInt32(lead & 0x0f) << 12 | a << 6 | b, 3)
        case 0xf0...0xf4:
            guard let a = continuation(1), let b = continuation(2), let c = continuation(3) else {
                break
            }
            return (UInt32(lead & 0x07) << 18 | a << 12 | b << 6 | c, 4)
        default: break
        }
        return (0xfffd, 1)
    }

    private static func classify(_ scalar: UInt32) -> ScalarClass {
        switch scalar {
        case 0x80...0xa0, 0x2000...0x200f, 0x2028...0x202f, 0x205f...0x206f, 0x3000, 0xfeff:
            return .space
        case 0xaa, 0xb5, 0xba: return .letter
        case 0xa2...0xa5, 0x20a0...0x20cf: return .mark(.currency)
        case 0xab: return .mark(.openQuote)
        case 0xbb: return .mark(.closeQuote)
        case 0xa1...0xbf, 0xd7, 0xf7: return .mark(.other)
        case 0x2010, 0x2011: return .mark(.hyphen)
        case 0x2012...0x2015: return .mark(.dash)
        case 0x2018, 0x2019, 0x201b: return .mark(.apostrophe)
        case 0x201a: return .mark(.other)
        case 0x201c, 0x201e, 0x201f, 0x2039: return .mark(.openQuote)
        case 0x201d, 0x203a: return .mark(.closeQuote)
        case 0x2026: return .mark(.ellipsis)
        case 0x2016...0x205e, 0x2190...0x2bff, 0x3001...0x303f, 0xfff0...0xffff:
            return .mark(.other)
        case 0x60c: return .mark(.comma)
        case 0x61b: return .mark(.semicolon)
        case 0x61f: return .mark(.question)
        case 0x6d4: return .mark(.period)
        default: return .letter
        }
    }

    private static func isUpper(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0xc0...0xde: return true
        case 0x100...0x24f, 0x370...0x52f, 0x1e00...0x1eff:
            return Unicode.Scalar(scalar)?.properties.isUppercase ?? false
        default: return false
        }
    }
}
