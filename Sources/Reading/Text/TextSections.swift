public import Incidents

/// A text cut into sections that are read one after the other, so that the memory a reader takes does
/// not grow with the text.
///
/// A report of ordinary length is one section. A longer one, such as a book, is cut at an empty line, else
/// at a line's end, a sentence's, a space, a character's, whichever of these is found first in that order
/// in the last quarter of a section; names and incidents are not joined across a cut. Spans count
/// from the beginning of the whole text.
public struct TextSections: Sequence, Sendable {
    /// The longest section in bytes: some 40,000 words.
    public static let limit = 1 << 18

    private let bytes: [UInt8]
    private let limit: Int
    /// Positions of words are numbers of 32 bits: what lies behind 2 GB is not read.
    private var end: Int { Swift.min(bytes.count, Int(Int32.max)) }

    public init(_ text: String) { self.init(text, limit: Self.limit) }

    init(_ text: String, limit: Int) {
        bytes = Array(text.utf8)
        self.limit = Swift.max(limit, 16)
    }

    public func makeIterator() -> some IteratorProtocol<AnalyzedText> {
        var start: Int? = 0
        return AnyIterator { () -> AnalyzedText? in
            guard let from = start else { return nil }
            let to = sectionEnd(from: from)
            start = to < end ? to : nil
            return AnalyzedText(bytes, from..<to)
        }
    }

    /// The first section: enough of a text to tell what it is about.
    public var opening: AnalyzedText { AnalyzedText(bytes, 0..<sectionEnd(from: 0)) }

    /// What a user should know when a text is more than one section.
    public func finding(origin: String) -> Finding? {
        guard bytes.count > limit else { return nil }
        if end < bytes.count {
            return Finding(
                .warning, origin: origin, at: .byte(end),
                "the text has \(bytes.count) bytes; only the first \(end) are read",
                hint: "split it into its reports")
        }
        return Finding(
            .note, origin: origin,
            "the text has \(bytes.count) bytes and is read in sections of \(limit); names and incidents are not joined across them",
            hint: "split it into its reports, if it is several")
    }

    // MARK: Cuts

    private enum Cut: Int { case character, space, sentence, line, emptyLine }

    private func sectionEnd(from start: Int) -> Int {
        guard end - start > limit else { return end }
        var best: (cut: Cut, position: Int) = (.character, start + limit)
        var position = start + limit
        var isCharacterFound = false
        while position > start + limit - limit / 4 {
            if let cut = cut(before: position),
                !isCharacterFound || cut.rawValue > best.cut.rawValue
            {
                best = (cut, position)
                isCharacterFound = true
                if cut == .emptyLine { break }
            }
            position -= 1
        }
        return best.position
    }

    /// What ends right before a position, if no character is torn there.
    private func cut(before position: Int) -> Cut? {
        guard bytes[position] & 0xc0 != 0x80 else { return nil }
        let last = bytes[position - 1]
        if last == UInt8(ascii: "\n") {
            return position > 1 && bytes[position - 2] == UInt8(ascii: "\n") ? .emptyLine : .line
        }
        guard last <= 0x20 else { return .character }
        guard position > 1 else { return .space }
        switch bytes[position - 2] {
        case UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"): return .sentence
        default: return .space
        }
    }
}
