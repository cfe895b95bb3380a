/// A web page read as a report: its text in paragraphs, and what it says of itself.
///
/// Paragraphs are separated by an empty line, lines by one line end, table cells by a tab; other
/// white space is collapsed. Scripts, styles, menus (`nav`), hidden templates and controls are left
/// out; headers, footers, asides, captions and forms stay as paragraphs of their own, because some
/// pages put their article into them.
///
/// - Complexity: linear in the size of the page, however deeply it is nested.
package struct HTMLPage {
    package var text: String
    var metadata: HTMLMetadata

    package init(_ source: UnsafeBufferPointer<UInt8>) {
        var builder = HTMLPageBuilder(source)
        builder.run()
        text = builder.paragraphs.finish()
        metadata = builder.metadata
    }
}

private struct HTMLPageBuilder {
    private let source: UnsafeBufferPointer<UInt8>
    private var tokenizer: HTMLTokenizer
    private var rawTextElement: HTMLElement?
    private var preformatted = 0
    private var dropped = DroppedElements()
    /// The text at hand, its character references replaced.
    private var plain: [UInt8] = []
    var paragraphs = ParagraphText()
    var metadata = HTMLMetadata()

    init(_ source: UnsafeBufferPointer<UInt8>) {
        self.source = source
        tokenizer = HTMLTokenizer(source)
    }

    mutating func run() {
        while true {
            switch tokenizer.next() {
            case .end: return
            case .text(let range): append(range)
            case .rawText(let range): readRawText(range)
            case .startTag(let name, let attributes):
                if let element = HTMLElement(source, name) { start(element, attributes) }
            case .endTag(let name):
                if let element = HTMLElement(source, name) { end(element) }
            }
        }
    }

    private mutating func append(_ range: Range<Int>) {
        plain.removeAll(keepingCapacity: true)
        HTMLEntities.append(source, range, to: &plain)
        paragraphs.append(plain, keepingLines: preformatted > 0)
    }

    private mutating func start(_ element: HTMLElement, _ attributes: Range<Int>) {
        if element.isRawText { rawTextElement = element }
        paragraphs.separate(element.spacing)
        switch element {
        case .br: paragraphs.breakLine()
        case .pre, .listing: preformatted += 1
        case .article, .main, .h1: dropped.removeAll()
        case _ where element.isDropped:
            paragraphs.separate(.paragraph)
            dropped.open(element, at: paragraphs.count)
        default: metadata.read(element, HTMLAttributes(source, attributes))
        }
        if element == .script {
            metadata.scriptIsLinkedData = HTMLAttributes(source, attributes).contains {
                $0.name == "type" && $0.value.lowercased().contains("ld+json")
            }
        }
    }

    private mutating func end(_ element: HTMLElement) {
        if element.isDropped, let start = dropped.close(element) { paragraphs.truncate(to: start) }
        if element == .pre || element == .listing { preformatted = max(0, preformatted - 1) }
        paragraphs.separate(element.spacing)
    }

    private mutating func readRawText(_ range: Range<Int>) {
        switch rawTextElement {
        case .title: metadata.readTitle(HTMLEntities.replaced(in: source, range))
        case .script: metadata.readScript(source, range)
        case .xmp: paragraphs.append(Array(source[range]), keepingLines: true)
        default: break
        }
        rawTextElement = nil
    }
}

/// Where elements started whose text is taken back at their end.
///
/// Text is only taken back when the end tag comes, so an element that is never closed loses nothing.
private struct DroppedElements {
    private var open: [(element: HTMLElement, start: Int)] = []

    mutating func open(_ element: HTMLElement, at position: Int) {
        open.append((element, position))
    }

    /// - Returns: Where the innermost such element started. What started inside it goes with it, or a
    ///   stray end tag would later take back too much.
    mutating func close(_ element: HTMLElement) -> Int? {
        // An end tag looks no deeper than pages nest: a pile of other elements is not searched again and again.
        let reach = open.suffix(Self.reach)
        guard let index = reach.lastIndex(where: { $0.element == element }) else { return nil }
        let start = open[index].start
        open.removeSubrange(index...)
        return start
    }

    private static let reach = 64

    /// An article begins: no menu that is still open holds it.
    mutating func removeAll() { open.removeAll(keepingCapacity: true) }
}

/// Text under construction: words, lines and paragraphs with the white space between them settled.
struct ParagraphText {
    private var bytes: [UInt8] = []
    private var gap = Gap.none

    private enum Gap: Int, Comparable {
        case none, space, cell, line, paragraph
        static func < (a: Gap, b: Gap) -> Bool { a.rawValue < b.rawValue }
        var text: StaticString {
            switch self {
            case .none: ""
            case .space: " "
            case .cell: "\t"
            case .line: "\n"
            case .paragraph: "\n\n"
            }
        }
    }

    var count: Int { bytes.count }

    mutating func append(_ text: [UInt8], keepingLines: Bool) {
        for byte in text {
            guard byte.isHTMLSpace else {
                flushGap()
                bytes.append(byte)
                continue
            }
            gap = max(gap, keepingLines && byte == UInt8(ascii: "\n") ? .line : .space)
        }
    }

    mutating func separate(_ spacing: HTMLElement.Spacing) {
        switch spacing {
        case .none: break
        case .cell: gap = max(gap, .cell)
        case .line: gap = max(gap, .line)
        case .paragraph: gap = .paragraph
        }
    }

    /// Two line breaks in a row make a paragraph, as old pages write them.
    mutating func breakLine() { gap = gap >= .line ? .paragraph : .line }

    /// Takes back what was written since `count` was `position`.
    mutating func truncate(to position: Int) {
        guard position < bytes.count else { return }
        bytes.removeLast(bytes.count - position)
        gap = .paragraph
    }

    func finish() -> String { String(decoding: bytes, as: UTF8.self) }

    private mutating func flushGap() {
        guard gap != .none else { return }
        if !bytes.isEmpty { gap.text.withUTF8Buffer { bytes.append(contentsOf: $0) } }
        gap = .none
    }
}
