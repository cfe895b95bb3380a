import Incidents

/// What a page says of itself in its head and its linked data.
struct HTMLMetadata {
    private(set) var source: String?
    private(set) var url: String?
    private(set) var language: String?
    /// The next script is JSON-LD.
    var scriptIsLinkedData = false

    private var documentTitle: String?
    private var sharingTitle: String?
    /// Ways to state the day of publication, the most trusted first.
    private var days: [DaySource: Day] = [:]

    private enum DaySource: CaseIterable { case articleMeta, linkedData, otherMeta, timeElement }

    var title: String? { sharingTitle ?? documentTitle }
    var published: Day? { DaySource.allCases.lazy.compactMap { [days] in days[$0] }.first }

    mutating func read(_ element: HTMLElement, _ attributes: HTMLAttributes) {
        switch element {
        case .meta: readMeta(attributes)
        case .html: language = language ?? first("lang", attributes)
        case .link:
            if first("rel", attributes)?.lowercased() == "canonical" {
                url = url ?? first("href", attributes)
            }
        case .time: note(first("datetime", attributes), from: .timeElement)
        default: break
        }
    }

    mutating func readTitle(_ text: String) {
        documentTitle = documentTitle ?? collapsed(text)
    }

    mutating func readScript(_ source: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
        defer { scriptIsLinkedData = false }
        guard scriptIsLinkedData, !range.isEmpty else { return }
        note(
            LinkedData.publicationDay(UnsafeBufferPointer(rebasing: source[range])),
            from: .linkedData)
    }

    private mutating func readMeta(_ attributes: HTMLAttributes) {
        var name: String?
        var content: String?
        for attribute in attributes {
            switch attribute.name {
            case "name", "property", "itemprop": name = name ?? attribute.value.lowercased()
            case "content": content = content ?? attribute.value
            default: break
            }
        }
        guard let name, let content = content.flatMap(collapsed) else { return }
        switch name {
        case "og:title": sharingTitle = sharingTitle ?? content
        case "og:site_name": source = source ?? content
        case "og:url": url = url ?? content
        case "article:published_time": note(content, from: .articleMeta)
        case _ where Self.dayNames.contains(name): note(content, from: .otherMeta)
        default: break
        }
    }

    /// Names under which newsroom software states the day of publication.
    private static let dayNames: Set<String> = [
        "datepublished", "date", "pubdate", "publishdate", "publish-date", "publish_date",
        "published_time", "publication_date", "dc.date", "dc.date.issued", "dcterms.created",
        "dcterms.date", "dcterms.issued", "parsely-pub-date", "sailthru.date", "article.published",
        "article:published", "og:published_time", "citation_date", "citation_publication_date",
        "cxenseparse:recs:publishtime", "bt:pubdate", "originalpublicationdate",
    ]

    private mutating func note(_ text: String?, from source: DaySource) {
        guard days[source] == nil, let day = text.flatMap(PublishedDay.read) else { return }
        days[source] = day
    }

    private func first(_ name: String, _ attributes: HTMLAttributes) -> String? {
        attributes.first { $0.name == name && !$0.value.isEmpty }?.value
    }

    private func collapsed(_ text: String) -> String? {
        let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return words.isEmpty ? nil : words
    }
}

/// JSON-LD blocks of a page.
enum LinkedData {
    /// The first `datePublished`, at whatever depth: pages nest it in graphs and lists.
    static func publicationDay(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
        var reader = JSONReader(bytes)
        var inObject: [Bool] = []
        do {
            note(try reader.value(), in: &inObject)
            while let isObject = inObject.last {
                if isObject {
                    guard let key = try reader.nextKey() else {
                        inObject.removeLast()
                        continue
                    }
                    let value = try reader.value()
                    if case .string(let day) = value, reader.matches(key, "datePublished") {
                        return reader.string(day)
                    }
                    note(value, in: &inObject)
                } else if try reader.nextElement() {
                    note(try reader.value(), in: &inObject)
                } else {
                    inObject.removeLast()
                }
            }
        } catch {
            // A broken block is common and costs only this one way of knowing the day.
        }
        return nil
    }

    private static func note(_ value: JSONReader.Value, in stack: inout [Bool]) {
        switch value {
        case .object: stack.append(true)
        case .array: stack.append(false)
        default: break
        }
    }
}
