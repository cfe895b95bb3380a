/// Cuts an HTML page into tags and text.
///
/// Lenient as browsers are: any bytes give tokens, never an error. Every byte is looked at a bounded
/// number of times, so a page of a million unclosed tags takes a million steps.
///
/// - Source: WHATWG HTML §13.2.5, without the states that only matter to scripts.
struct HTMLTokenizer {
    private let bytes: UnsafeBufferPointer<UInt8>
    private(set) var position = 0
    /// Set after `<script>` and its like: only this end tag ends the raw text that follows.
    private var rawTextElement: Range<Int>?

    init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    enum Token {
        /// Character references are not yet replaced.
        case text(Range<Int>)
        /// The content of an element that holds no markup, such as `script` or `title`.
        case rawText(Range<Int>)
        case startTag(name: Range<Int>, attributes: Range<Int>)
        case endTag(name: Range<Int>)
        case end
    }

    mutating func next() -> Token {
        if let element = rawTextElement {
            rawTextElement = nil
            return rawText(of: element)
        }
        while position < bytes.count {
            guard bytes[position] == UInt8(ascii: "<") else { return text() }
            if let token = markup() { return token }
        }
        return .end
    }

    private func byte(_ index: Int) -> UInt8 { index < bytes.count ? bytes[index] : 0 }

    private mutating func text() -> Token {
        let start = position
        position = bytes.firstPosition(of: UInt8(ascii: "<"), from: start) ?? bytes.count
        return .text(start..<position)
    }

    /// - Returns: `nil` for a comment or a declaration.
    private mutating func markup() -> Token? {
        switch byte(position + 1) {
        case UInt8(ascii: "!"):
            skipDeclaration()
            return nil
        case UInt8(ascii: "?"):
            skip(past: UInt8(ascii: ">"))
            return nil
        case UInt8(ascii: "/"):
            return endTag()
        case let letter where letter.isASCIILetter:
            return startTag()
        default:
            // A lone "<" is text, together with what follows it.
            let start = position
            position = bytes.firstPosition(of: UInt8(ascii: "<"), from: start + 1) ?? bytes.count
            return .text(start..<position)
        }
    }

    private mutating func skip(past byte: UInt8) {
        position = bytes.firstPosition(of: byte, from: position).map { $0 + 1 } ?? bytes.count
    }

    private mutating func skipDeclaration() {
        if byte(position + 2) == UInt8(ascii: "-"), byte(position + 3) == UInt8(ascii: "-") {
            return skipComment()
        }
        let cdata = Array("<![CDATA[".utf8)
        if bytes[position...].starts(with: cdata) {
            // Feeds wrap text in it; in a page a browser would drop it. What it holds is kept.
            position += cdata.count
            return
        }
        skip(past: UInt8(ascii: ">"))
    }

    private mutating func skipComment() {
        // "<!-->" and "<!--->" are whole comments.
        var from = position + 2
        while let dash = bytes.firstPosition(of: UInt8(ascii: "-"), from: from) {
            if byte(dash + 1) == UInt8(ascii: "-"), byte(dash + 2) == UInt8(ascii: ">") {
                position = dash + 3
                return
            }
            from = dash + 1
        }
        position = bytes.count
    }

    private mutating func endTag() -> Token? {
        let start = position + 2
        guard byte(start).isASCIILetter else {
            skip(past: UInt8(ascii: ">"))
            return nil
        }
        let name = start..<endOfName(from: start)
        position = name.upperBound
        _ = attributes()
        return .endTag(name: name)
    }

    private mutating func startTag() -> Token {
        let name = position + 1..<endOfName(from: position + 1)
        position = name.upperBound
        let attributes = attributes()
        let isRaw = HTMLElement(bytes, name)?.isRawText ?? false
        if isRaw { rawTextElement = name }
        return .startTag(name: name, attributes: attributes)
    }

    private func endOfName(from start: Int) -> Int {
        var end = start
        while end < bytes.count, !bytes[end].isHTMLSpace, bytes[end] != UInt8(ascii: ">"),
            bytes[end] != UInt8(ascii: "/")
        { end += 1 }
        return end
    }

    /// Steps over the attributes and the closing ">", minding quotes.
    private mutating func attributes() -> Range<Int> {
        let start = position
        var afterEquals = false
        while position < bytes.count {
            let current = bytes[position]
            if current == UInt8(ascii: ">") {
                position += 1
                return start..<position - 1
            }
            if afterEquals, current == UInt8(ascii: "\"") || current == UInt8(ascii: "'") {
                position += 1
                skip(past: current)
                afterEquals = false
                continue
            }
            if !current.isHTMLSpace { afterEquals = current == UInt8(ascii: "=") }
            position += 1
        }
        return start..<position
    }

    private mutating func rawText(of element: Range<Int>) -> Token {
        let start = position
        var from = start
        while let open = bytes.firstPosition(of: UInt8(ascii: "<"), from: from) {
            if closes(element, at: open) {
                position = open
                return .rawText(start..<open)
            }
            from = open + 1
        }
        position = bytes.count
        return .rawText(start..<position)
    }

    private func closes(_ element: Range<Int>, at open: Int) -> Bool {
        guard byte(open + 1) == UInt8(ascii: "/") else { return false }
        for offset in 0..<element.count
        where byte(open + 2 + offset) | 0x20 != bytes[element.lowerBound + offset] | 0x20 {
            return false
        }
        let after = byte(open + 2 + element.count)
        return after.isHTMLSpace || after == UInt8(ascii: ">") || after == UInt8(ascii: "/")
            || after == 0
    }
}

/// The attributes of one tag, in order.
struct HTMLAttributes: Sequence, IteratorProtocol {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var position: Int
    private let end: Int

    init(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
        self.bytes = bytes
        position = range.lowerBound
        end = range.upperBound
    }

    mutating func next() -> (name: String, value: String)? {
        while position < end, bytes[position].isHTMLSpace || bytes[position] == UInt8(ascii: "/") {
            position += 1
        }
        guard position < end else { return nil }
        let name = run { $0.isHTMLSpace || $0 == UInt8(ascii: "=") || $0 == UInt8(ascii: "/") }
        skipSpace()
        guard position < end, bytes[position] == UInt8(ascii: "=") else {
            if name.isEmpty { position += 1 }
            return (text(name).lowercased(), "")
        }
        position += 1
        skipSpace()
        return (text(name).lowercased(), HTMLEntities.replaced(in: bytes, value()))
    }

    private mutating func value() -> Range<Int> {
        guard position < end else { return end..<end }
        let quote = bytes[position]
        guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
            return run { $0.isHTMLSpace }
        }
        position += 1
        let range = run { $0 == quote }
        position = Swift.min(end, position + 1)
        return range
    }

    private mutating func run(until stops: (UInt8) -> Bool) -> Range<Int> {
        let start = position
        while position < end, !stops(bytes[position]) { position += 1 }
        return start..<position
    }

    private mutating func skipSpace() {
        while position < end, bytes[position].isHTMLSpace { position += 1 }
    }

    private func text(_ range: Range<Int>) -> String {
        String(decoding: bytes[range], as: UTF8.self)
    }
}

extension UInt8 {
    var isHTMLSpace: Bool { self == 0x20 || (0x09...0x0D).contains(self) }
    var isASCIILetter: Bool { (0x61...0x7A).contains(self | 0x20) }
    var isASCIIDigit: Bool { self &- UInt8(ascii: "0") < 10 }
}
