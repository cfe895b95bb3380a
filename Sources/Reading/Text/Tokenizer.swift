internal import Gazetteer

/// Cuts bytes into words, numbers and marks. Any bytes will do: what is not valid UTF-8 becomes
/// part of a word and never breaks a span.
struct Tokenizer {
    let bytes: [UInt8]
    private let end: Int
    private(set) var tokens: [Token] = []
    private var position = 0
    private var spaceBefore = true
    private var lineBreakBefore = true

    init(_ bytes: [UInt8]) { self.init(bytes, bytes.indices) }

    /// - Parameter window: the bytes to cut; positions count from the first of all.
    init(_ bytes: [UInt8], _ window: Range<Int>) {
        self.bytes = bytes
        position = window.lowerBound
        end = window.upperBound
        tokens.reserveCapacity(window.count / 5)
    }

    mutating func scan() {
        while position < end {
            let byte = bytes[position]
            switch ByteClass.of(byte) {
            case .space: skipSpace(byte)
            case .letter: scanWord()
            case .digit: scanNumber()
            case .mark: append(.mark, from: position, to: position + 1, mark: ByteClass.mark(byte))
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

    private mutating func scanWord() {
        let start = position
        var flags: Token.Flags = []
        var upper = 0
        var letters = 0
        scanning: while position < end {
            let byte = bytes[position]
            switch ByteClass.of(byte) {
            case .letter:
                letters += 1
                if byte < 0x61 { upper += 1 }
            case .digit: break
            case .lead:
                guard case (.letter, let length, let isUpper) = scalarClass(at: position) else {
                    if let length = apostropheLength(at: position),
                        continuesWord(at: position + length)
                    {
                        position += length
                        continue scanning
                    }
                    break scanning
                }
                flags.insert(.nonASCII)
                letters += 1
                if isUpper { upper += 1 }
                position += length
                continue scanning
            case .mark where byte == UInt8(ascii: "."):
                guard isInnerDot(from: start) else { break scanning }
                flags.insert(.dotted)
            case .mark where byte == UInt8(ascii: "'") || byte == UInt8(ascii: "`"):
                guard continuesWord(at: position + 1) else { break scanning }
            default: break scanning
            }
            position += 1
        }
        if flags.contains(.dotted), position < end, bytes[position] == UInt8(ascii: ".") {
            position += 1
        }
        if startsUpper(start) { flags.insert(.capital) }
        if letters > 1 && upper == letters { flags.insert(.allCapitals) }
        append(.word, from: start, to: position, flags: flags)
        scanPossessive()
    }

    /// "U.S.": a dot after one letter that follows the start or another dot, with a letter behind it.
    private func isInnerDot(from start: Int) -> Bool {
        let before = position - 1
        guard before >= start, ByteClass.of(bytes[before]) == .letter,
            before == start || bytes[before - 1] == UInt8(ascii: ".")
        else { return false }
        return position + 1 < end && ByteClass.of(bytes[position + 1]) == .letter
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
        guard position < end, let length = apostropheLength(at: position) else { return }
        let next = position + length
        let endsWord = { [bytes, end] (index: Int) in
            index >= end || ByteClass.of(bytes[index]) == .space
                || ByteClass.of(bytes[index]) == .mark
        }
        if next < end, bytes[next] | 0x20 == UInt8(ascii: "s"),
            next + 1 >= end || !continuesLetters(at: next + 1)
        {
            append(.word, from: position, to: next + 1, flags: .possessive)
        } else if bytes[position - 1] | 0x20 == UInt8(ascii: "s"), endsWord(next) {
            append(.word, from: position, to: next, flags: .possessive)
        }
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
        let start = position
        while position < end {
            let byte = bytes[position]
            if ByteClass.of(byte) == .digit {
                position += 1
            } else if byte == UInt8(ascii: ",") || byte == UInt8(ascii: "."), position > start,
                position + 1 < end, ByteClass.of(bytes[position + 1]) == .digit
            {
                position += 2
            } else {
                break
            }
        }
        append(.number, from: start, to: position)
    }

    // MARK: Beyond ASCII

    private mutating func scanScalar() {
        let (kind, length, _) = scalarClass(at: position)
        switch kind {
        case .space:
            spaceBefore = true
            position += length
        case .letter: scanWord()
        case .mark(let mark): append(.mark, from: position, to: position + length, mark: mark)
        }
    }

    private func scalarClass(at index: Int) -> (kind: ScalarClass, length: Int, isUpper: Bool) {
        ScalarClass.of(bytes, at: index)
    }

    private mutating func append(
        _ kind: Token.Kind, from start: Int, to end: Int, mark: Token.Mark = .none,
        flags: Token.Flags = []
    ) {
        var flags = flags
        if !spaceBefore { flags.insert(.joined) }
        if lineBreakBefore { flags.insert(.lineStart) }
        let key = kind == .mark ? WordKey(hash: 0) : NameFolding.key(ofWord: bytes, start, end)
        tokens.append(
            Token(
                start: UInt32(start), end: UInt32(end), key: key, kind: kind, mark: mark,
                flags: flags))
        position = max(end, position)
        spaceBefore = false
        lineBreakBefore = false
    }
}
