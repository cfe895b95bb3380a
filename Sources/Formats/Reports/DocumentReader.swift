import Incidents

/// One file that holds one report: plain text or a web page.
enum DocumentReader {
    static func read(
        _ bytes: [UInt8], kind: ReportKind, id: String, origin: String,
        metadata: ReportMetadata, options: ReportOptions
    ) throws(InputError) -> (report: Report, findings: [Finding]) {
        var decoded = try bytes.withUnsafeBufferPointer { bytes throws(InputError) in
            try TextDecoder.decode(bytes, isHTML: kind == .html)
        }
        var findings = decoded.findings(origin: origin)
        var report: Report
        if kind == .html {
            report = page(&decoded.text, id: id)
            if report.text.isEmpty { findings.append(emptyPage(origin)) }
        } else {
            report = Report(id: id, text: decoded.text)
            if report.text.allSatisfy(\.isWhitespace) { findings.append(emptyText(origin)) }
        }
        report.add(metadata, published: options.published)
        return (report, findings)
    }

    private static func page(_ source: inout String, id: String) -> Report {
        let page = source.withUTF8 { HTMLPage($0) }
        return Report(
            id: id, text: page.text, title: page.metadata.title,
            published: page.metadata.published, source: page.metadata.source,
            url: page.metadata.url, language: page.metadata.language)
    }

    private static func emptyPage(_ origin: String) -> Finding {
        Finding(
            .warning, origin: origin, "the page holds no text",
            hint: "it may be drawn by a script: save it from a browser as text")
    }

    private static func emptyText(_ origin: String) -> Finding {
        Finding(.warning, origin: origin, "the report holds nothing but white space")
    }
}

extension Report {
    /// What stands outside a document is trusted over what it says of itself; a day given for the
    /// whole run over what the page says, but not over the index.
    fileprivate mutating func add(_ metadata: ReportMetadata, published given: Day?) {
        title = metadata.title ?? title
        published = metadata.published ?? given ?? published
        source = metadata.source ?? source
        url = metadata.url ?? url
        language = metadata.language ?? language
    }
}

extension DecodedText {
    /// What the reader of a text should know about how it was decoded.
    func findings(origin: String) -> [Finding] {
        var findings: [Finding] = []
        if encoding != .utf8 {
            findings.append(Finding(.note, origin: origin, "read as \(encoding.name)"))
        }
        if replacements > 0 {
            findings.append(
                Finding(
                    .warning, origin: origin, at: firstReplacement.map(Finding.Position.byte),
                    "\(replacements) byte sequence\(replacements == 1 ? " is" : "s are") not"
                        + " \(encoding.name) and became U+FFFD"))
        }
        return findings
    }
}
