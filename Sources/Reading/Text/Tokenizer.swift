internal import Gazetteer

/// Cuts bytes into words, numbers and marks. Any bytes will do: what is not valid UTF-8 becomes
/// part of a word and never breaks a span.
struct Tokenizer {
    // Memory lent by `tokens(of:in:)`: the bounds of an array would be checked at every byte.
    private let bytes: UnsafeBufferPointer<UInt8>
    private let end: Int
    private var tokens: [Token] = []
    private var position = 0
    private var spaceBefore = true
    private var lineBreakBefore = true

    static func tokens(of bytes: [UInt8]) -> [Token] { tokens(of: bytes, in: bytes.indices) }

    /// - Parameter window: the bytes to cut; positions count from the first of all.
    static func tokens(of bytes: [UInt8], in window: Range<Int>) -> [Token] {
        bytes.withUnsafeBufferPointer { buffer in
            var tokenizer = Tokenizer(buffer, window)
            tokenizer.scan()
            return tokenizer.tokens
        }
    }

    private init(_ bytes: UnsafeBufferPointer<UInt8>, _ window: Range<Int>) {
        self.bytes = bytes
        position = window.lowerBound
        end = window.upperBound
        tokens.reserveCapacity(window.count / 5)
    }

    private mutating func scan() {
        while position < end {
            let byte = bytes[position]
            switch ByteClass.of(byte) {
            case .space: skipSpace(byte)
            case .letter: if !scanPlainWord() { scanWord() }
            case .digit: scanNumber()
            case .mark:
                let mark = ByteClass.mark(byte)
                append(.mark, to: position + 1, WordKey(hash: 0), mark: mark)
            case .lead: scanScalar()
            }
        }
    }

    private mutating func skipSpace(_ byte: UInt8) {
        if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") { lineBreakBefore = true }
        spaceBefore = true
        position += 1
    }

    // MARK: Words

    /// A word of ASCII letters, small ones but for the first, before a space or a mark that ends it
    /// whatever comes next: as most words are.
    private mutating func scanPlainWord() -> Bool {
        let first = bytes[position]
        var index = position
        var hash = WordKey.basis
        if first &- 0x41 < 26 {
            hash = (hash ^ UInt64(first | 0x20)) &* WordKey.prime
            index &+= 1
        }
        while index < end, bytes[index] &- 0x61 < 26 {
            hash = (hash ^ UInt64(bytes[index])) &* WordKey.prime
            index &+= 1
        }
        guard index > position, index < end, Self.endsWord(bytes[index], index - position) else {
            return false
        }
        append(.word, to: index, WordKey(hash: hash), flags: first &- 0x41 < 26 ? .capital : [])
        return true
    }

    /// A period behind a single letter may stand inside a word.
    private static func endsWord(_ byte: UInt8, _ length: Int) -> Bool {
        switch byte {
        case 0...0x20, UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ":"), UInt8(ascii: "?"),
            UInt8(ascii: "!"), UInt8(ascii: "\""), UInt8(ascii: "("), UInt8(ascii: ")"),
            UInt8(ascii: "-"), UInt8(ascii: "/"):
            true
        case UInt8(ascii: "."): length > 1
        default: false
        }
    }

    private mutating func scanWord() {
        let start = position
        var index = start
        var flags: Token.Flags = []
        var upper = 0
        var letters = 0
        // Of words in ASCII the key is made on the way.
        var hash = WordKey.basis
        scanning: while index < end {
            let small = index
            while index < end, bytes[index] &- 0x61 < 26 {
                hash = (hash ^ UInt64(bytes[index])) &* WordKey.prime
                index &+= 1
            }
            letters += index - small
            guard index < end, bytes[index] > 0x20 else { break }
            let byte = bytes[index]
            if byte &- 0x41 < 26 {
                letters += 1
                upper += 1
                hash = (hash ^ UInt64(byte | 0x20)) &* WordKey.prime
            } else if byte &- 0x30 < 10 {
                hash = (hash ^ UInt64(byte)) &* WordKey.prime
            } else if byte >= 0x80 {
                guard case (.letter, let length, let isUpper) = scalarClass(at: index) else {
                    guard let length = apostropheLength(at: index),
                        continuesWord(at: index + length)
                    else { break scanning }
                    index += length
                    continue scanning
                }
                flags.insert(.nonASCII)
                letters += 1
                if isUpper { upper += 1 }
                index += length
                continue scanning
            } else if byte == UInt8(ascii: ".") {
                guard isInnerDot(at: index, from: start) else { break scanning }
                flags.insert(.dotted)
            } else if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "`") {
                guard continuesWord(at: index + 1) else { break scanning }
            } else {
                break
            }
            index += 1
        }
        if flags.contains(.dotted), index < end, bytes[index] == UInt8(ascii: ".") { index += 1 }
        if startsUpper(start) { flags.insert(.capital) }
        if letters > 1 && upper == letters { flags.insert(.allCapitals) }
        let isASCII = !flags.contains(.nonASCII)
        append(
            .word, to: index,
            isASCII ? WordKey(hash: hash) : NameFolding.key(ofWord: bytes, start, index),
            flags: flags)
        if index < end, Self.mayElide(bytes[index]) { scanPossessive() }
    }

    /// Whether a byte begins an apostrophe, perhaps.
    private static func mayElide(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "'"), UInt8(ascii: "`"), 0xca, 0xe2: true
        default: false
        }
    }

    /// "U.S.": a dot after one letter that follows the start or another dot, with a letter behind it.
    private func isInnerDot(at dot: Int, from start: Int) -> Bool {
        let before = dot - 1
        guard before >= start, ByteClass.of(bytes[before]) == .letter,
            before == start || bytes[before - 1] == UInt8(ascii: ".")
        else { return false }
        return dot + 1 < end && ByteClass.of(bytes[dot + 1]) == .letter
    }

    /// An apostrophe inside a name ("Ba'quba") belongs to it; one before a final "s" does not.
    private func continuesWord(at next: Int) -> Bool {
        guard next < end else { return false }
        let class_ = ByteClass.of(bytes[next])
        guard class_ == .letter || class_ == .lead else { return false }
        if class_ == .lead {
            if case (.letter, _, _) = scalarClass(at: next) {} else { return false }
        }
        let isFinalS =
            bytes[next] | 0x20 == UInt8(ascii: "s")
            && (next + 1 >= end || !continuesLetters(at: next + 1))
        return !isFinalS
    }

    private func continuesLetters(at index: Int) -> Bool {
        switch ByteClass.of(bytes[index]) {
        case .letter, .digit: true
        case .lead: if case (.letter, _, _) = scalarClass(at: index) { true } else { false }
        default: false
        }
    }

    private mutating func scanPossessive() {
        guard let length = apostropheLength(at: position) else { return }
        let next = position + length
        if next < end, bytes[next] | 0x20 == UInt8(ascii: "s"),
            next + 1 >= end || !continuesLetters(at: next + 1)
        {
            appendPossessive(to: next + 1)
        } else if bytes[position - 1] | 0x20 == UInt8(ascii: "s"), endsWord(at: next) {
            appendPossessive(to: next)
        }
    }

    private mutating func appendPossessive(to end: Int) {
        append(.word, to: end, NameFolding.key(ofWord: bytes, position, end), flags: .possessive)
    }

    private func endsWord(at index: Int) -> Bool {
        index >= end || ByteClass.of(bytes[index]) == .space
            || ByteClass.of(bytes[index]) == .mark
    }

    /// ' ` and U+2018, U+2019, U+02BC, U+02BB, U+02BF, U+02BE: all stand for ayn, hamza or elision.
    private func apostropheLength(at index: Int) -> Int? {
        guard index < end else { return nil }
        let byte = bytes[index]
        if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "`") { return 1 }
        if byte == 0xe2, index + 2 < end, bytes[index + 1] == 0x80,
            bytes[index + 2] == 0x98 || bytes[index + 2] == 0x99
        {
            return 3
        }
        if byte == 0xca, index + 1 < end, (0xbb...0xbf).contains(bytes[index + 1]) { return 2 }
        return nil
    }

    private func startsUpper(_ start: Int) -> Bool {
        let byte = bytes[start]
        if byte < 0x80 { return byte >= 0x41 && byte <= 0x5a }
        return scalarClass(at: start).isUpper
    }

    // MARK: Numbers

    private mutating func scanNumber() {
        var index = position
        var hash = WordKey.basis
        while index < end {
            if ByteClass.of(bytes[index]) != .digit {
                let isInner =
                    (bytes[index] == UInt8(ascii: ",") || bytes[index] == UInt8(ascii: "."))
                    && index > position && index + 1 < end
                    && ByteClass.of(bytes[index + 1]) == .digit
                guard isInner else { break }
                index += 1
            }
            hash = (hash ^ UInt64(bytes[index])) &* WordKey.prime
            index += 1
        }
        append(.number, to: index, WordKey(hash: hash))
    }

    // MARK: Beyond ASCII

    private mutating func scanScalar() {
        let (kind, length, _) = scalarClass(at: position)
        switch kind {
        case .space:
            spaceBefore = true
            position += length
        case .letter: scanWord()
        case .mark(let mark): append(.mark, to: position + length, WordKey(hash: 0), mark: mark)
        }
    }

    private func scalarClass(at index: Int) -> (kind: ScalarClass, length: Int, isUpper: Bool) {
        ScalarClass.of(bytes, at: index)
    }

    /// The token from the position on.
    private mutating func append(
        _ kind: Token.Kind, to end: Int, _ key: WordKey, mark: Token.Mark = .none,
        flags: Token.Flags = []
    ) {
        var flags = flags
        if !spaceBefore { flags.insert(.joined) }
        if lineBreakBefore { flags.insert(.lineStart) }
        tokens.append(
            Token(
                start: UInt32(position), end: UInt32(end), key: key, kind: kind, mark: mark,
                flags: flags))
        position = max(end, position)
        spaceBefore = false
        lineBreakBefore = false
    }
}
