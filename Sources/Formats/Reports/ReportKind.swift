/// How a file of reports is written.
public enum ReportKind: String, Hashable, Sendable, CaseIterable {
    case text
    case html
    /// One JSON document: a report, or an array of them.
    case json
    /// One report on each line, as JSON.
    case jsonl
    /// RSS or Atom.
    case feed
}

extension ReportKind {
    /// Recognises a kind from the first bytes of a file, not from its name.
    static func recognise(_ head: UnsafeBufferPointer<UInt8>) -> ReportKind {
        let marks: [UInt8] = [0xEF, 0xBB, 0xBF, 0x1E]
        let start = head.drop { $0.isHTMLSpace || marks.contains($0) }
        guard let first = start.first else { return .text }
        let second = start.dropFirst().first { !$0.isHTMLSpace }
        switch (first, second) {
        case (UInt8(ascii: "{"), UInt8(ascii: "\"")?), (UInt8(ascii: "{"), UInt8(ascii: "}")?):
            return firstLineIsWhole(UnsafeBufferPointer(rebasing: start)) ? .jsonl : .json
        case (UInt8(ascii: "["), UInt8(ascii: "{")?), (UInt8(ascii: "["), UInt8(ascii: "]")?):
            return .json
        case (UInt8(ascii: "<"), _):
            if FeedReader.looksLikeFeed(start) { return .feed }
            return looksLikeHTML(start) ? .html : .text
        default: return .text
        }
    }

    /// Whether a line ends with the JSON value that starts it; one too long to tell counts as such.
    private static func firstLineIsWhole(_ head: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let end = head.firstPosition(of: UInt8(ascii: "\n"), from: 0) else { return true }
        var reader = JSONReader(UnsafeBufferPointer(rebasing: head[..<end]))
        do {
            try reader.skip()
            return true
        } catch {
            // A broken first line is still a line when the next one starts a value again.
            return head[(end + 1)...].first { !$0.isHTMLSpace } == UInt8(ascii: "{")
        }
    }

    private static func looksLikeHTML(_ start: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        let head = String(decoding: start.prefix(512), as: UTF8.self).lowercased()
        let openings = [
            "<!doctype html", "<html", "<head", "<body", "<meta", "<title", "<!--", "<?xml", "<p",
            "<h",
            "<div", "<article", "<section", "<main", "<table", "<span", "<a ", "<b>", "<br",
            "<script",
            "<style", "<link", "<ul", "<ol", "<header", "<nav", "<img", "<figure", "<font",
            "<center",
        ]
        return openings.contains { head.hasPrefix($0) }
    }
}
