/// Pulls JSON out of bytes, one value at a time, and knows where each stood.
///
/// Strict RFC 8259: no comments, no trailing commas, no bare words, numbers and escapes as in the
/// grammar. What the RFC leaves open is settled so:
/// - A byte order mark before the text is skipped (§8.1 allows it).
/// - Depth is bounded by `maximumDepth`; nothing here recurses.
/// - Every member of an object is handed out, in order; of equal keys the last should win.
/// - Numbers keep their bytes; ``number(_:)`` is `nil` for one no double can hold (`1e999`).
/// - A lone surrogate escape, or bytes that are not UTF-8, become U+FFFD in ``string(_:)``.
///
/// The caller drives: after ``value()`` gave `.object`, ``nextKey()`` until `nil`, each time followed
/// by ``value()`` or ``skip()``; after `.array`, ``nextElement()`` until `false`, likewise.
///
/// - Complexity: linear; strings and numbers are decoded only on request.
package struct JSONReader {
    private let bytes: UnsafeBufferPointer<UInt8>
    private let maximumDepth: Int
    /// Offset of the next byte to look at.
    package private(set) var position: Int
    /// One flag per open container: is it an object?
    private var openObjects: [Bool] = []
    /// Nothing was read yet in the innermost container.
    private var isAtFirst = true

    /// The bytes must outlive the reader.
    package init(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int = 0, maximumDepth: Int = 512)
    {
        self.bytes = bytes
        self.maximumDepth = maximumDepth
        position = start
        skipMark()
    }

    package enum Value: Hashable, Sendable {
        case object, array
        case string(JSONText)
        /// The bytes of the number.
        case number(Range<Int>)
        case bool(Bool)
        case null
    }

    /// Reads the value that starts here; of a container, only its opening bracket.
    package mutating func value() throws(JSONError) -> Value {
        skipSpace()
        guard position < bytes.count else { throw JSONError(.unexpectedEnd, at: position) }
        let byte = bytes[position]
        switch byte {
        case UInt8(ascii: "\""): return .string(try scanString())
        case UInt8(ascii: "{"):
            try open(object: true)
            return .object
        case UInt8(ascii: "["):
            try open(object: false)
            return .array
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            return .number(try scanNumber())
        case UInt8(ascii: "t"): return try literal("true", .bool(true))
        case UInt8(ascii: "f"): return try literal("false", .bool(false))
        case UInt8(ascii: "n"): return try literal("null", .null)
        default: throw JSONError(.expected("a value"), at: position)
        }
    }

    /// The next key of the innermost object, or `nil` after its closing brace.
    package mutating func nextKey() throws(JSONError) -> JSONText? {
        guard try advance(to: UInt8(ascii: "}"), "a comma or }") else { return nil }
        skipSpace()
        guard position < bytes.count else { throw JSONError(.unexpectedEnd, at: position) }
        guard bytes[position] == UInt8(ascii: "\"") else {
            throw JSONError(.expected("a key in quotes"), at: position)
        }
        let key = try scanString()
        skipSpace()
        guard position < bytes.count else { throw JSONError(.unexpectedEnd, at: position) }
        guard bytes[position] == UInt8(ascii: ":") else {
            throw JSONError(.expected("a colon"), at: position)
        }
        position &+= 1
        return key
    }

    /// Whether another element of the innermost array follows; `false` after its closing bracket.
    package mutating func nextElement() throws(JSONError) -> Bool {
        try advance(to: UInt8(ascii: "]"), "a comma or ]")
    }

    /// Reads past one whole value, checking it.
    package mutating func skip() throws(JSONError) {
        let floor = openObjects.count
        _ = try value()
        try close(downTo: floor)
    }

    /// Reads to the end of the containers opened since there were `floor` of them.
    package mutating func close(downTo floor: Int) throws(JSONError) {
        while openObjects.count > floor {
            let isObject = openObjects[openObjects.count - 1]
            if isObject {
                if try nextKey() != nil { _ = try value() }
            } else if try nextElement() {
                _ = try value()
            }
        }
    }

    /// How many containers are open.
    package var depth: Int { openObjects.count }

    /// Checks that nothing but white space follows.
    package mutating func end() throws(JSONError) {
        skipSpace()
        if position < bytes.count { throw JSONError(.trailingContent, at: position) }
    }

    /// Begins a new text at `position`.
    mutating func restart(at position: Int) {
        openObjects.removeAll(keepingCapacity: true)
        isAtFirst = true
        self.position = position
        skipMark()
    }

    private mutating func skipMark() {
        let hasMark =
            bytes.count - position >= 3 && bytes[position] == 0xEF && bytes[position + 1] == 0xBB
            && bytes[position + 2] == 0xBF
        if hasMark { position += 3 }
    }

    /// Stands at `position` again, which was passed with no container opened since.
    mutating func moveBack(to position: Int) { self.position = position }

    /// Steps over bytes that repeat earlier ones of the same text.
    @inline(__always)
    mutating func skip(copyOf piece: Range<Int>) -> Bool {
        guard bytes.count &- position >= piece.count else { return false }
        guard bytes.holdsSame(piece, at: position) else { return false }
        position &+= piece.count
        return true
    }

    /// A number that starts right here; `nil` for anything else, and for one no double can hold.
    mutating func coordinate() -> Double? {
        guard position < bytes.count, let (number, end) = DecimalNumber.scan(bytes, from: position)
        else {
            guard let span = spanInFeature(), span.kind == .number else { return nil }
            return number(span.range)
        }
        position = end
        return number
    }

    /// A value that starts right here, two containers deeper than the reader knows of.
    mutating func spanInFeature() -> JSONSpan? {
        guard position < bytes.count else { return nil }
        let start = position
        if bytes[start] == UInt8(ascii: "\"") {
            guard let text = try? scanString() else { return nil }
            return JSONSpan(
                kind: text.escaped ? .escapedText : .plainText, start: text.range.lowerBound,
                end: text.range.upperBound)
        }
        guard bytes[start] > 0x20 else { return nil }
        openObjects.append(true)
        openObjects.append(true)
        let floor = openObjects.count
        let span = try? span()
        openObjects.removeLast(openObjects.count - floor + 2)
        isAtFirst = false
        return span
    }

    private mutating func open(object: Bool) throws(JSONError) {
        guard openObjects.count < maximumDepth else {
            throw JSONError(.tooDeep(limit: maximumDepth), at: position)
        }
        openObjects.append(object)
        position &+= 1
        isAtFirst = true
    }

    /// Steps over the comma before the next member or element, or over the closing bracket.
    private mutating func advance(
        to closing: UInt8, _ expectation: @autoclosure () -> String
    ) throws(JSONError) -> Bool {
        skipSpace()
        guard position < bytes.count else { throw JSONError(.unexpectedEnd, at: position) }
        if bytes[position] == closing {
            guard openObjects.popLast() != nil else {
                throw JSONError(.expected("a value"), at: position)
            }
            position &+= 1
            isAtFirst = false
            return false
        }
        if isAtFirst {
            isAtFirst = false
            return true
        }
        guard bytes[position] == UInt8(ascii: ",") else {
            throw JSONError(.expected(expectation()), at: position)
        }
        position &+= 1
        return true
    }

    @inline(__always)
    mutating func skipSpace() {
        while position < bytes.count {
            let byte = bytes[position]
            guard byte <= 0x20 else { return }
            guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return }
            position &+= 1
        }
    }

    private mutating func literal(_ word: StaticString, _ value: Value) throws(JSONError) -> Value {
        guard
            JSONText(range: position..<min(position + word.utf8CodeUnitCount, bytes.count))
                .matches(word, in: bytes)
        else { throw JSONError(.expected("true, false or null"), at: position) }
        position &+= word.utf8CodeUnitCount
        return value
    }
}

// MARK: Strings and numbers

extension JSONReader {
    /// The text that a string stands for.
    package func string(_ text: JSONText) -> String { text.decoded(from: bytes) }

    func number(of key: JSONText, in names: inout PropertyNames) -> Int32 {
        names.number(of: key, in: bytes)
    }

    package func matches(_ text: JSONText, _ word: StaticString) -> Bool {
        text.matches(word, in: bytes)
    }

    /// The bytes of a number, as text.
    package func bytes(_ range: Range<Int>) -> String {
        String(decoding: bytes[range], as: UTF8.self)
    }

    /// The double nearest to the number, or `nil` when it is beyond the range of doubles.
    package func number(_ range: Range<Int>) -> Double? {
        DecimalNumber.read(bytes, range).flatMap { $0.isFinite ? $0 : nil }
    }

    fileprivate mutating func scanString() throws(JSONError) -> JSONText {
        let start = position &+ 1
        var escaped = false
        var next = start
        while let special = bytes.firstJSONSpecial(from: next) {
            switch bytes[special] {
            case UInt8(ascii: "\""):
                position = special &+ 1
                return JSONText(range: start..<special, escaped: escaped)
            case UInt8(ascii: "\\"):
                escaped = true
                next = try endOfEscape(at: special)
            default: throw JSONError(.controlCharacter, at: special)
            }
        }
        throw JSONError(.unexpectedEnd, at: bytes.count)
    }

    private func endOfEscape(at backslash: Int) throws(JSONError) -> Int {
        let letter = backslash &+ 1
        guard letter < bytes.count else { throw JSONError(.unexpectedEnd, at: bytes.count) }
        switch bytes[letter] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"),
            UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            return letter &+ 1
        case UInt8(ascii: "u"):
            guard letter &+ 4 < bytes.count else {
                throw JSONError(.unexpectedEnd, at: bytes.count)
            }
            guard (letter &+ 1...letter &+ 4).allSatisfy({ bytes[$0].hexDigitValue != nil }) else {
                throw JSONError(.badEscape, at: backslash)
            }
            return letter &+ 5
        default: throw JSONError(.badEscape, at: backslash)
        }
    }

    private mutating func scanNumber() throws(JSONError) -> Range<Int> {
        let start = position
        var next = position
        if bytes[next] == UInt8(ascii: "-") { next &+= 1 }
        guard next < bytes.count else { throw JSONError(.unexpectedEnd, at: next) }
        if bytes[next] == UInt8(ascii: "0") {
            next &+= 1
        } else {
            next = try endOfDigits(from: next)
        }
        if next < bytes.count, bytes[next] == UInt8(ascii: ".") {
            next = try endOfDigits(from: next &+ 1)
        }
        if next < bytes.count, bytes[next] | 0x20 == UInt8(ascii: "e") {
            next &+= 1
            let hasSign =
                next < bytes.count
                && (bytes[next] == UInt8(ascii: "+") || bytes[next] == UInt8(ascii: "-"))
            next = try endOfDigits(from: hasSign ? next &+ 1 : next)
        }
        position = next
        return start..<next
    }

    /// At least one digit must stand at `start`.
    @inline(__always)
    private func endOfDigits(from start: Int) throws(JSONError) -> Int {
        var next = start
        while next < bytes.count, bytes[next] &- UInt8(ascii: "0") < 10 { next &+= 1 }
        guard next > start else {
            throw JSONError(start < bytes.count ? .badNumber : .unexpectedEnd, at: start)
        }
        return next
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// The first quote, backslash or control character from `start`, or `nil`.
    func firstJSONSpecial(from start: Int) -> Int? {
        var position = start
        let quote = ByteWord.filled(with: UInt8(ascii: "\""))
        let backslash = ByteWord.filled(with: UInt8(ascii: "\\"))
        while position &+ 8 <= count {
            let word = ByteWord(self, at: position)
            let hits = word.equals(quote) | word.equals(backslash) | word.isBelow(0x20)
            if hits != 0 { return position &+ hits.trailingZeroBitCount / 8 }
            position &+= 8
        }
        while position < count {
            let byte = self[position]
            if byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
                return position
            }
            position &+= 1
        }
        return nil
    }
}

extension UInt8 {
    var hexDigitValue: UInt32? {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(self - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(self - UInt8(ascii: "a") + 10)
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(self - UInt8(ascii: "A") + 10)
        default: nil
        }
    }
}
