/// What each character of the first 8,192 code points becomes when a name is folded.
///
/// Case, marks, hooks and the many spellings of one Arabic letter are differences of writing,
/// not of name. Letters keep their script: joining Arabic with Latin spellings is a later step.
struct FoldingTable: Sendable {
    /// What a code point folds to: a scalar value, a ligature (``ligatures``), or one of the two below.
    private let entries: [UInt16]

    static let shared = FoldingTable()
    static let limit = 0x2000

    /// Marks and apostrophes: they vanish and do not end the word.
    static let dropped: UInt16 = 0xFFFE
    /// Everything that is no part of a word.
    static let separator: UInt16 = 0xFFFF

    /// Two-letter results are `firstLigature` + an index into `ligatures`.
    static let firstLigature: UInt16 = 0xE000
    static let ligatures: [(UInt8, UInt8)] = [
        (UInt8(ascii: "a"), UInt8(ascii: "e")), (UInt8(ascii: "o"), UInt8(ascii: "e")),
        (UInt8(ascii: "s"), UInt8(ascii: "s")), (UInt8(ascii: "t"), UInt8(ascii: "h")),
    ]

    subscript(_ codePoint: UInt32) -> UInt16 {
        codePoint < UInt32(entries.count) ? entries[Int(codePoint)] : Self.beyondTable(codePoint)
    }

    private init() {
        var entries = (0..<UInt32(Self.limit)).map(Self.byCategory)
        Self.write(Self.latin, from: 0xC0, into: &entries)
        Self.write(Self.latinAdditional, from: 0x1E00, into: &entries)
        for codePoint in 0x370..<0x530 {
            entries[codePoint] = Self.unaccented[entries[codePoint]] ?? entries[codePoint]
        }
        for (from, to) in Self.arabic { entries[Int(from.value)] = UInt16(to.value) }
        for apostrophe in Self.apostrophes { entries[Int(apostrophe.value)] = Self.dropped }
        for digit in 0..<10 {
            entries[0x660 + digit] = UInt16(0x30 + digit)
            entries[0x6F0 + digit] = UInt16(0x30 + digit)
        }
        self.entries = entries
    }

    private static func byCategory(_ codePoint: UInt32) -> UInt16 {
        guard let scalar = Unicode.Scalar(codePoint) else { return separator }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format, .modifierLetter, .modifierSymbol:
            return dropped
        case .uppercaseLetter, .titlecaseLetter, .lowercaseLetter:
            let lower = scalar.properties.lowercaseMapping.unicodeScalars.first ?? scalar
            return lower.value < UInt32(limit) ? UInt16(lower.value) : UInt16(codePoint)
        case .otherLetter, .decimalNumber, .spacingMark, .letterNumber:
            return UInt16(codePoint)
        default:
            return separator
        }
    }

    /// General punctuation is told apart by hand; letters of other scripts are kept as they are.
    private static func beyondTable(_ codePoint: UInt32) -> UInt16 {
        switch codePoint {
        case 0x2018, 0x2019, 0x201B, 0x2032, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2069,
            0xFE00...0xFE0F, 0xFE20...0xFE2F, 0xFEFF, 0xE0000...0xE0FFF:
            dropped
        case 0x2000...0x2BFF, 0x3000...0x303F, 0xFF00...0xFF0F, 0xFFFD, 0x1F000...0x1FAFF:
            separator
        default:
            kept
        }
    }

    /// A letter outside the table: its bytes are copied.
    static let kept: UInt16 = 0xFFFD

    private static func write(_ letters: String, from start: Int, into entries: inout [UInt16]) {
        for (offset, letter) in letters.unicodeScalars.enumerated() where letter != "." {
            entries[start + offset] = ligature(of: letter) ?? UInt16(letter.value)
        }
    }

    private static func ligature(of letter: Unicode.Scalar) -> UInt16? {
        let ligatures: [Unicode.Scalar] = ["æ", "œ", "ß", "þ"]
        return ligatures.firstIndex(of: letter).map { firstLigature + UInt16($0) }
    }

    private static let apostrophes: [Unicode.Scalar] = [
        "'", "`", "´", "ʼ", "ʻ", "ʽ", "ʾ", "ʿ", "ˈ",
    ]

    /// Greek and Cyrillic lower-case letters with marks, and final sigma.
    private static let unaccented: [UInt16: UInt16] = {
        let marked = "άέήίόύώϊϋΐΰςёѐйїѓќў".unicodeScalars
        let plain = "αεηιουωιυιυσееиігку".unicodeScalars
        return Dictionary(
            zip(marked, plain).map { (UInt16($0.value), UInt16($1.value)) },
            uniquingKeysWith: { first, _ in first })
    }()

    private static let arabic: [(Unicode.Scalar, Unicode.Scalar)] = [
        ("آ", "ا"), ("أ", "ا"), ("إ", "ا"), ("ٱ", "ا"),
        ("ى", "ي"), ("ی", "ي"), ("ئ", "ي"), ("ې", "ي"), ("ێ", "ي"), ("ے", "ي"),
        ("ؤ", "و"), ("ۆ", "و"), ("ۇ", "و"), ("ة", "ه"), ("ە", "ه"), ("ھ", "ه"), ("ہ", "ه"),
        ("ک", "ك"), ("ڪ", "ك"), ("ڵ", "ل"), ("ڕ", "ر"),
    ]

    // The base letter of U+00C0–U+024F and of U+1E00–U+1EFF (Unicode canonical decomposition, and by hand
    // for letters with strokes and hooks, which do not decompose); "." keeps the letter.
    private static let latin =
        "aaaaaaæceeeeiiiidnooooo.ouuuuyþßaaaaaaæceeeeiiiidnooooo.ouuuuyþyaaaaaaccccccccdd"
        + "ddeeeeeeeeeegggggggghhhhiiiiiiiiii..jjkkkllllll..llnnnnnnnnnooooooœœrrrrrrssssss"
        + "ssttttttuuuuuuuuuuuuwwyyyzzzzzzsbb....o..dd...eeeffg...ikkl.unnooo..pp......tttu"
        + "u.vyyzz......................aaiioouuuuuuuuuueaaaaææ..ggkkoooo..j...gg..nnaaææoo"
        + "aaaaeeeeiiiioooorrrruuuusstt..hhnd..zzaaeeooooooooyylntj...cclts...bu.eejjqqrryy"
    private static let latinAdditional =
        "aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmmmmmmnnnnnnnnoooo"
        + "oooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvvwwwwwwwwwwxxxxyyzzzzzzhtwy......"
        + "aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeeeeeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuu"
        + "uuyyyyyyyy......"
}
