/// The elements whose meaning matters for reading a page's text.
enum HTMLElement: String, CaseIterable {
    // Paragraphs of their own
    case address, article, aside, blockquote, body, center, details, dialog, dir, div, dl, fieldset
    case figcaption, figure, footer, form, frameset, h1, h2, h3, h4, h5, h6, header, hgroup, hr
    case html, legend, main, menu, ol, p, pre, search, section, summary, table, tbody, tfoot
    case thead, ul, xmp, listing, caption, video, audio
    // Lines of their own
    case li, tr, dt, dd, option, optgroup
    // Beside each other
    case td, th
    case br, wbr
    // Never news
    case script, style, noscript, template, nav, head, iframe, noembed, noframes, object, svg, math
    case select, button, textarea, canvas, datalist, map
    case title, meta, link, time, base

    /// Their content holds no markup.
    static let rawText: Set<HTMLElement> = [
        .script, .style, .title, .textarea, .xmp, .iframe, .noembed, .noframes, .noscript,
    ]

    /// Their content is not part of what the page says.
    static let dropped: Set<HTMLElement> = [
        .template, .nav, .object, .svg, .math, .select, .button, .canvas, .datalist, .map,
    ]

    enum Spacing { case none, cell, line, paragraph }

    var spacing: Spacing {
        switch self {
        case .td, .th: .cell
        case .li, .tr, .dt, .dd, .option, .optgroup: .line
        case .br, .wbr, .script, .style, .noscript, .template, .head, .iframe, .noembed,
            .noframes, .object, .svg, .math, .select, .button, .textarea, .canvas, .datalist,
            .map, .title, .meta, .link, .time, .base:
            .none
        default: .paragraph
        }
    }

    /// The element called so, in any case; `nil` for all others.
    init?(_ bytes: UnsafeBufferPointer<UInt8>, _ name: Range<Int>) {
        guard name.count <= Self.longestName else { return nil }
        let lowercase = bytes[name].lazy.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
        guard let element = Self.named[String(decoding: Array(lowercase), as: UTF8.self)] else {
            return nil
        }
        self = element
    }

    private static let named = Dictionary(
        uniqueKeysWithValues: allCases.map { ($0.rawValue, $0) })
    private static let longestName = 10
}
