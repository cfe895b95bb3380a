internal import Gazetteer
internal import Incidents

/// A stretch of words that dates are made of, with one strange word on either side for context.
struct DateRun {
    var tokens: [DateToken] = []
    /// Something before it in its sentence points ahead ("will", "is due").
    var isFuture = false
    var hasCore = false

    mutating func append(_ token: DateToken) {
        tokens.append(token)
        hasCore = hasCore || token.isCore
    }

    func nextCore(from index: Int) -> Int? { tokens[index...].firstIndex(where: \.isCore) }
}

/// Cuts a text into runs of date words. Most text is left behind here, word by word.
struct DateScanner {
    // Memory lent by `runs(in:)`. As arrays they would be retained and released at every word, which
    // took two thirds of the time.
    private let bytes: UnsafeBufferPointer<UInt8>
    private let tokens: UnsafeBufferPointer<Token>
    private let words = DateLexicon.words
    private var run = DateRun()
    /// Where a run of words begins that no date turns on, as most are: nothing is made of them until a
    /// word comes that one may turn on.
    private var pending: Int?
    /// Index of the strange word or mark before the run.
    private var before: Int?
    /// How many tokens ago the sentence looked ahead.
    private var sinceFuture = reach

    private static let reach = 16

    /// Hands every run of a text that may hold a date to `body`, in order.
    static func runs(in text: AnalyzedText, _ body: (DateRun) -> Void) {
        text.bytes.withUnsafeBufferPointer { bytes in
            text.tokens.withUnsafeBufferPointer { tokens in
                var scanner = DateScanner(bytes, tokens)
                scanner.scan(text.paragraphs, body)
            }
        }
    }

    private init(_ bytes: UnsafeBufferPointer<UInt8>, _ tokens: UnsafeBufferPointer<Token>) {
        self.bytes = bytes
        self.tokens = tokens
    }

    private mutating func scan(_ paragraphs: [Range<Int>], _ body: (DateRun) -> Void) {
        for paragraph in paragraphs {
            sinceFuture = Self.reach
            for index in paragraph {
                if sinceFuture < Self.reach { sinceFuture += 1 }
                scan(index, body)
            }
            finish(at: nil, body)
        }
    }

    private mutating func scan(_ index: Int, _ body: (DateRun) -> Void) {
        let token = tokens[index]
        switch token.kind {
        case .mark: scanMark(token, index, body)
        case .number:
            takePending(before: index)
            scanNumber(token)
        case .word: scanWord(token, index, body)
        }
    }

    private mutating func scanWord(_ token: Token, _ index: Int, _ body: (DateRun) -> Void) {
        let start = Int(token.start)
        let end = Int(token.end)
        if token.flags.contains(.possessive) {
            if run.takePossessive(end: end) { return }
            return add(.possessive, token, index)
        }
        if token.flags.contains(.joined) {
            if run.takeEnding(token.key, end: end) { return }
            if token.key == DateLexicon.plural, run.takePossessive(end: end) { return }
        }
        if let word = words[token.key] {
            if word == .future { sinceFuture = 0 }
            return add(word, token, index)
        }
        if ByteClass.of(bytes[end - 1]) == .digit, let split = digits(in: start..<end) {
            takePending(before: index)
            return scanMixed(token, split)
        }
        if isContractedFuture(start, end) { sinceFuture = 0 }
        finish(at: index, body)
    }

    /// Marks that dates hold; a sentence's end forgets what it said of the future.
    private mutating func scanMark(_ token: Token, _ index: Int, _ body: (DateRun) -> Void) {
        let word = Self.word(of: token.mark, byte: bytes[Int(token.start)])
        if token.mark == .period || token.mark == .question || token.mark == .exclamation {
            if token.mark != .period || !run.hasCore { sinceFuture = Self.reach }
        }
        if word == .mark { return finish(at: index, body) }
        add(word, token, index)
    }

    private static func word(of mark: Token.Mark, byte: UInt8) -> DateWord {
        switch mark {
        case .period: .period
        case .comma: .comma
        case .slash: .slash
        case .hyphen, .dash: .dash
        case .colon: .colon
        case .apostrophe: .apostrophe
        case .open: .open
        case .close: .close
        case .currency: .currency
        case .percent: .percent
        default: byte == UInt8(ascii: "~") ? .dash : byte == UInt8(ascii: "@") ? .at : .mark
        }
    }

    /// "I'll", "they'll".
    private func isContractedFuture(_ start: Int, _ end: Int) -> Bool {
        end - start > 3 && bytes[end - 1] | 0x20 == UInt8(ascii: "l")
            && bytes[end - 2] | 0x20 == UInt8(ascii: "l")
            && !(0x41...0x5a).contains(bytes[end - 3] & 0xdf)
    }

    /// Adds a whole token to the run.
    private mutating func add(_ word: DateWord, _ token: Token, _ index: Int) {
        if run.tokens.isEmpty, !word.isCore(digits: 0, isJoined: false) {
            if pending == nil { pending = index }
        } else {
            takePending(before: index)
            add(make(word, Int(token.start), Int(token.end), token))
        }
    }

    private mutating func takePending(before end: Int) {
        guard let start = pending else { return }
        pending = nil
        for index in start..<end {
            let token = tokens[index]
            let word: DateWord? =
                switch token.kind {
                case .mark: Self.word(of: token.mark, byte: bytes[Int(token.start)])
                default: token.flags.contains(.possessive) ? .possessive : words[token.key]
                }
            add(make(word ?? .other, Int(token.start), Int(token.end), token))
        }
    }

    private mutating func add(_ token: DateToken) {
        if run.tokens.isEmpty, let before { run.append(strange(before)) }
        run.append(token)
    }

    /// Ends the run before the strange token at `index`, or at the end of a paragraph.
    private mutating func finish(at index: Int?, _ body: (DateRun) -> Void) {
        if run.hasCore {
            if let index { run.append(strange(index)) }
            run.isFuture = sinceFuture < Self.reach
            body(run)
        }
        if !run.tokens.isEmpty { run.tokens.removeAll(keepingCapacity: true) }
        run.hasCore = false
        pending = nil
        before = index
    }

    private func strange(_ index: Int) -> DateToken {
        let token = tokens[index]
        return make(token.kind == .mark ? .mark : .other, Int(token.start), Int(token.end), token)
    }

    private func make(
        _ word: DateWord, _ start: Int, _ end: Int, _ token: Token, joined: Bool? = nil
    ) -> DateToken {
        var made = DateToken(
            start: start, end: end, word: word, key: token.key,
            isJoined: joined ?? token.flags.contains(.joined),
            isCapital: token.flags.contains(.capital))
        made.endsInS = bytes[end - 1] | 0x20 == UInt8(ascii: "s")
        return made
    }
}

// MARK: Figures

extension DateScanner {
    /// "23.04.2022" and "4,1995" are figures with marks between them.
    private mutating func scanNumber(_ token: Token) {
        var start = Int(token.start)
        let end = Int(token.end)
        var isJoined = token.flags.contains(.joined)
        while start < end {
            let byte = bytes[start]
            var next = start + 1
            if ByteClass.of(byte) == .digit {
                while next < end, ByteClass.of(bytes[next]) == .digit { next += 1 }
                add(figures(start, next, token, joined: isJoined))
            } else {
                let word: DateWord = byte == UInt8(ascii: ".") ? .period : .comma
                add(make(word, start, next, token, joined: true))
            }
            isJoined = true
            start = next
        }
    }

    private func figures(_ start: Int, _ end: Int, _ token: Token, joined: Bool) -> DateToken {
        var made = make(.number, start, end, token, joined: joined)
        made.digits = end - start
        made.value = bytes[start..<end].reduce(0) { value, byte in
            value > 99_999_999 ? value : value * 10 + Int(byte & 0x0f)
        }
        return made
    }

    /// Where a word turns from letters to digits: "mar3", "Q1".
    private func digits(in range: Range<Int>) -> Int? {
        guard range.count <= 12,
            let split = range.first(where: { ByteClass.of(bytes[$0]) == .digit }),
            range[split...].allSatisfy({ ByteClass.of(bytes[$0]) == .digit })
        else { return nil }
        return split
    }

    private mutating func scanMixed(_ token: Token, _ split: Int) {
        let key = NameFolding.key(
            ofWord: Array(bytes[Int(token.start)..<split]), 0, split - Int(token.start))
        var word = words[key] ?? .other
        let letter = bytes[Int(token.start)] | 0x20
        if split - Int(token.start) == 1 {
            if letter == UInt8(ascii: "q") { word = .unit(.quarter) }
            if letter == UInt8(ascii: "h") { word = .unit(.half) }
            if letter == UInt8(ascii: "w") { word = .unit(.week) }
        }
        add(make(word, Int(token.start), split, token))
        add(figures(split, Int(token.end), token, joined: true))
    }
}

// MARK: Endings of figures

extension DateRun {
    /// Joins an ending to the figures before it: "4th", "1990s".
    mutating func takeEnding(_ key: WordKey, end: Int) -> Bool {
        guard let last = tokens.last, last.word == .number else { return false }
        if DateLexicon.ordinalEndings.contains(key), (1...31).contains(last.value), last.digits <= 2
        {
            tokens[tokens.count - 1].word = .ordinal(last.value)
        } else if key == DateLexicon.plural, last.digits == 4 || last.digits == 2,
            last.value % 10 == 0
        {
            tokens[tokens.count - 1].word = .decade(last.value)
        } else {
            return false
        }
        tokens[tokens.count - 1].end = end
        hasCore = true
        return true
    }

    /// "the 1960's", "the late 90's"; but "2010's budget".
    mutating func takePossessive(end: Int) -> Bool {
        let hasMark = tokens.last?.word == .apostrophe && tokens.last?.isJoined == true
        let number = tokens.count - (hasMark ? 2 : 1)
        guard number > 0, tokens[number].word == .number, tokens[number].value % 10 == 0,
            tokens[number].digits == 4 || tokens[number].digits == 2
        else { return false }
        switch tokens[number - 1].word {
        case .the, .edge, .dash, .apostrophe: break
        default: return false
        }
        if hasMark { tokens.removeLast() }
        return takeEnding(DateLexicon.plural, end: end)
    }
}
