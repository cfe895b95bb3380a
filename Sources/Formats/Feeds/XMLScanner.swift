/// Cuts XML into tags and text, forgivingly: feeds are often not well-formed.
///
/// Entities are not replaced and nothing is checked; comments, declarations and instructions are
/// skipped. Every byte is looked at a bounded number of times.
struct XMLScanner {
    private let bytes: UnsafeBufferPointer<UInt8>
    private(set) var position = 0

    init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    enum Token {
        case start(name: Range<Int>, attributes: Range<Int>, isEmpty: Bool)
        case end(name: Range<Int>)
        case finished
    }

    /// The next tag; text and CDATA before it are passed over.
    mutating func next() -> Token {
        while let open = bytes.firstPosition(of: UInt8(ascii: "<"), from: position) {
            if starts(with: "<![CDATA[", at: open) {
                skip(past: "]]>", from: open + 9)
            } else if starts(with: "<!--", at: open) {
                skip(past: "-->", from: open + 4)
            } else if open + 1 < bytes.count,
                bytes[open + 1] == UInt8(ascii: "!") || bytes[open + 1] == UInt8(ascii: "?")
            {
                skip(past: ">", from: open + 1)
            } else {
                return tag(at: open)
            }
        }
        position = bytes.count
        return .finished
    }

    /// Where the tag that was handed out last began.
    private(set) var tagStart = 0

    private mutating func tag(at open: Int) -> Token {
        tagStart = open
        skip(past: ">", from: open + 1)
        let close = max(open + 1, position - 1)
        let isEnd = open + 1 < close && bytes[open + 1] == UInt8(ascii: "/")
        let isEmpty = close > open + 1 && bytes[close - 1] == UInt8(ascii: "/")
        let start = isEnd ? open + 2 : open + 1
        var end = min(start, close)
        while end < close, !bytes[end].isHTMLSpace, bytes[end] != UInt8(ascii: "/") { end += 1 }
        let name = min(start, end)..<end
        return isEnd
            ? .end(name: name) : .start(name: name, attributes: end..<close, isEmpty: isEmpty)
    }

    private func starts(with word: StaticString, at start: Int) -> Bool {
        guard start + word.utf8CodeUnitCount <= bytes.count else { return false }
        return word.withUTF8Buffer { wanted in
            for offset in 0..<wanted.count where bytes[start + offset] != wanted[offset] {
                return false
            }
            return true
        }
    }

    private mutating func skip(past word: StaticString, from start: Int) {
        let last = word.withUTF8Buffer { $0[$0.count - 1] }
        var from = start
        while let found = bytes.firstPosition(of: last, from: from) {
            let begin = found + 1 - word.utf8CodeUnitCount
            if begin >= start, starts(with: word, at: begin) {
                position = found + 1
                return
            }
            from = found + 1
        }
        position = bytes.count
    }
}
