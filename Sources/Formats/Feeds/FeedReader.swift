import Incidents

/// News feeds, RSS 0.9 to 2.0 and Atom: each item is a report.
///
/// Its text is the item's title and then the fullest of its contents, read as HTML.
enum FeedReader {
    static func looksLikeFeed(_ head: some Sequence<UInt8>) -> Bool {
        let text = String(decoding: Array(head.prefix(2048)), as: UTF8.self).lowercased()
        return ["<rss", "<feed", "<rdf:rdf"].contains(where: text.contains)
    }

    static func read(
        _ bytes: [UInt8], id: String, origin: String, options: ReportOptions
    ) throws(InputError) -> ReportBatch {
        var decoded = try bytes.withUnsafeBufferPointer { bytes throws(InputError) in
            try TextDecoder.decode(bytes)
        }
        var batch = ReportBatch()
        batch.findings = decoded.findings(origin: origin)
        decoded.text.withUTF8 { bytes in
            var items = FeedItems(bytes)
            var number = 0
            while let item = items.next() {
                number += 1
                append(item, "\(id):\(number)", origin, items.feedTitle, options, to: &batch)
            }
        }
        if batch.reports.isEmpty {
            batch.findings.append(Finding(.warning, origin: origin, "the feed holds no item"))
        }
        return batch
    }

    private static func append(
        _ item: FeedItem, _ fallbackID: String, _ origin: String, _ source: String?,
        _ options: ReportOptions, to batch: inout ReportBatch
    ) {
        let published = item.day.flatMap(PublishedDay.read)
        if published == nil, let day = item.day {
            batch.findings.append(
                Finding(
                    .warning, origin: origin,
                    "item \(item.id ?? fallbackID): not a day: \(day.prefix(40))"))
        }
        let parts = [item.title, item.content].compactMap { $0 }.filter { !$0.isEmpty }
        batch.append(
            Report(
                id: item.id ?? item.link ?? fallbackID, text: parts.joined(separator: "\n\n"),
                title: item.title, published: published ?? options.published, source: source,
                url: item.link))
    }
}

private struct FeedItem {
    var id, title, link, day, content: String?
}

/// The items of a feed, one after the other.
private struct FeedItems {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var scanner: XMLScanner
    private(set) var feedTitle: String?

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
        scanner = XMLScanner(bytes)
    }

    mutating func next() -> FeedItem? {
        while true {
            switch scanner.next() {
            case .finished: return nil
            case .end: break
            case .start(let name, _, let isEmpty):
                guard !isEmpty else { continue }
                switch localName(name) {
                case "item", "entry": return item()
                case "title": feedTitle = feedTitle ?? text(content(of: name))
                default: break
                }
            }
        }
    }

    private mutating func item() -> FeedItem {
        var item = FeedItem()
        while true {
            switch scanner.next() {
            case .finished: return item
            case .end(let name):
                if ["item", "entry"].contains(localName(name)) { return item }
            case .start(let name, let attributes, let isEmpty):
                read(localName(name), name, attributes, isEmpty, into: &item)
            }
        }
    }

    private mutating func read(
        _ local: String, _ name: Range<Int>, _ attributes: Range<Int>, _ isEmpty: Bool,
        into item: inout FeedItem
    ) {
        if local == "link", item.link == nil {
            let href = HTMLAttributes(bytes, attributes).first { $0.name == "href" }?.value
            item.link = href ?? (isEmpty ? nil : text(content(of: name)))
            return
        }
        guard !isEmpty else { return }
        switch local {
        case "title": item.title = item.title ?? text(content(of: name))
        case "guid", "id": item.id = text(content(of: name))
        case "pubdate", "published", "date": item.day = text(content(of: name)) ?? item.day
        case "updated": item.day = item.day ?? text(content(of: name))
        case "description", "summary", "encoded", "content":
            let text = text(content(of: name)) ?? ""
            if text.utf8.count > item.content?.utf8.count ?? 0 { item.content = text }
        default: break
        }
    }

    /// What stands between the tag just read and its end tag, which is read as well.
    private mutating func content(of name: Range<Int>) -> Range<Int> {
        let start = scanner.position
        var depth = 1
        let own = Array(bytes[name])
        while true {
            switch scanner.next() {
            case .finished: return start..<bytes.count
            case .start(let other, _, let isEmpty):
                if !isEmpty, bytes[other].elementsEqual(own) { depth += 1 }
            case .end(let other):
                if bytes[other].elementsEqual(own) { depth -= 1 }
                if depth == 0 { return start..<scanner.tagStart }
            }
        }
    }

    /// Escaped or wrapped HTML, or plain text, as text.
    private func text(_ range: Range<Int>) -> String? {
        let raw = String(decoding: bytes[range], as: UTF8.self)
        var html =
            raw.contains("<![CDATA[")
            ? raw.replacingAll("<![CDATA[", with: "").replacingAll("]]>", with: "")
            : raw.contains("<") ? raw : HTMLEntities.replaced(in: bytes, range)
        let text = html.withUTF8 { HTMLPage($0).text }
        return text.isEmpty ? nil : text
    }

    private func localName(_ name: Range<Int>) -> String {
        let text = String(decoding: bytes[name], as: UTF8.self).lowercased()
        return text.split(separator: ":").last.map(String.init) ?? text
    }
}

extension String {
    fileprivate func replacingAll(_ word: String, with other: String) -> String {
        split(separator: word, omittingEmptySubsequences: false).joined(separator: other)
    }
}
