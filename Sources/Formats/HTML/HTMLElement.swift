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

    /// Its content holds no markup.
    var isRawText: Bool {
        switch self {
        case .script, .style, .title, .textarea, .xmp, .iframe, .noembed, .noframes, .noscript: true
        default: false
        }
    }

    /// Its content is not part of what the page says.
    var isDropped: Bool {
        switch self {
        case .template, .nav, .object, .svg, .math, .select, .button, .canvas, .datalist, .map: true
        default: false
        }
    }

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
        guard let key = Self.key(bytes[name]), let element = Self.byName.find(key) else {
            return nil
        }
        self = element
    }

    private static let byName = Table()

    /// Up to ten letters and digits, six bits each, without case: different names, different keys.
    private static func key(_ name: some Collection<UInt8>) -> UInt64? {
        guard name.count <= 10 else { return nil }
        var key: UInt64 = 0
        for byte in name {
            let isLetter = byte.isASCIILetter
            guard isLetter || byte.isASCIIDigit else { return nil }
            let digit =
                isLetter ? (byte | 0x20) - UInt8(ascii: "a") + 1 : byte - UInt8(ascii: "0") + 27
            key = key << 6 | UInt64(digit)
        }
        return key
    }

    /// Keys to elements, by open addressing: tags are looked up millions of times in a large page.
    private struct Table {
        private var slots = [(key: UInt64, element: HTMLElement?)](repeating: (0, nil), count: 512)

        init() {
            for element in HTMLElement.allCases {
                guard let key = HTMLElement.key(element.rawValue.utf8) else { continue }
                slots[slot(of: key)] = (key, element)
            }
        }

        func find(_ key: UInt64) -> HTMLElement? { slots[slot(of: key)].element }

        /// The slot that holds `key`, or the empty one where it would stand.
        private func slot(of key: UInt64) -> Int {
            var slot = Int((key &* 0x9E37_79B9_7F4A_7C15) >> 55)
            while slots[slot].element != nil, slots[slot].key != key { slot = (slot + 1) & 511 }
            return slot
        }
    }
}
