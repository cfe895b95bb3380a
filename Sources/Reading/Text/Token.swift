public import Gazetteer
public import Incidents

/// A word, number or mark of a text.
public struct Token: Sendable {
    /// UTF-8 byte offsets, half open.
    public let start: UInt32
    public let end: UInt32
    /// What the word is looked up by: its folded form.
    public let key: WordKey
    public let kind: Kind
    public let mark: Mark
    public var flags: Flags

    public enum Kind: UInt8, Sendable { case word, number, mark }

    /// Which punctuation a `.mark` is; typographic and plain forms are one.
    public enum Mark: UInt8, Sendable {
        case none, period, comma, semicolon, colon, question, exclamation
        case quote, openQuote, closeQuote, apostrophe
        case open, close, hyphen, dash, slash, currency, percent, ellipsis, other
    }

    public struct Flags: OptionSet, Sendable {
        public let rawValue: UInt16
        public init(rawValue: UInt16) { self.rawValue = rawValue }

        /// Begins with an upper-case letter.
        public static let capital = Flags(rawValue: 1 << 0)
        /// Two letters or more, all upper case.
        public static let allCapitals = Flags(rawValue: 1 << 1)
        /// No space before it: "al" "-" "Asad".
        public static let joined = Flags(rawValue: 1 << 2)
        public static let sentenceStart = Flags(rawValue: 1 << 3)
        /// First on its line.
        public static let lineStart = Flags(rawValue: 1 << 4)
        /// Between quotation marks.
        public static let quoted = Flags(rawValue: 1 << 5)
        /// Part of the text that is not news.
        public static let boilerplate = Flags(rawValue: 1 << 6)
        /// Written with inner dots ("U.S.") or ending in the dot of an abbreviation.
        public static let dotted = Flags(rawValue: 1 << 7)
        /// Holds a letter outside ASCII.
        public static let nonASCII = Flags(rawValue: 1 << 8)
        /// A possessive ending: "'s" or "'" after s.
        public static let possessive = Flags(rawValue: 1 << 9)
    }

    var bytes: Range<Int> { Int(start)..<Int(end) }
    public var span: TextSpan { TextSpan(Int(start), Int(end)) }
    public var isWord: Bool { kind == .word }
    public var isCapitalized: Bool { flags.contains(.capital) }
    public func `is`(_ mark: Mark) -> Bool { self.mark == mark && kind == .mark }
}
