import Incidents

/// What a folder's `index.csv` says about the files beside it: `file,published,source,…`.
struct FolderIndex {
    private(set) var metadata: [String: ReportMetadata] = [:]
    private(set) var findings: [Finding] = []

    static let fileName = "index.csv"

    init(_ bytes: [UInt8], origin: String) throws(InputError) {
        var decoded = try bytes.withUnsafeBufferPointer { bytes throws(InputError) in
            try TextDecoder.decode(bytes)
        }
        findings = decoded.findings(origin: origin)
        decoded.text.withUTF8 { read($0, origin: origin) }
    }

    private mutating func read(_ bytes: UnsafeBufferPointer<UInt8>, origin: String) {
        guard var table = CSVTable(bytes),
            let file = table.column("file", "filename", "name", "path")
        else {
            findings.append(
                Finding(
                    .error, origin: origin, "the index has no column \"file\" and was not used",
                    hint: "its first line should be: file,published,source,title,url,language,id"))
            return
        }
        let columns = Columns(table)
        while table.next() {
            guard let name = table.field(file) else { continue }
            let row = metadata(of: table, columns, origin)
            if metadata.updateValue(row, forKey: name) != nil {
                findings.append(
                    Finding(
                        .warning, origin: origin, at: .row(table.rowNumber, field: "file"),
                        "\(name) was named before; this row replaces the other"))
            }
        }
        if let quote = table.unclosedQuote {
            findings.append(
                Finding(.error, origin: origin, at: .byte(quote), "a quote that nothing closes"))
        }
    }

    private struct Columns {
        let id, title, published, source, url, language: Int?

        init(_ table: CSVTable) {
            id = table.column("id")
            title = table.column("title", "headline")
            published = table.column("published", "date", "publication_date", "day")
            source = table.column("source", "publisher", "newspaper")
            url = table.column("url", "link")
            language = table.column("language", "lang")
        }
    }

    private mutating func metadata(
        of table: CSVTable, _ columns: Columns, _ origin: String
    ) -> ReportMetadata {
        let written = table.field(columns.published)
        let published = written.flatMap(PublishedDay.read)
        if let written, published == nil {
            findings.append(
                Finding(
                    .warning, origin: origin, at: .row(table.rowNumber, field: "published"),
                    "not a day: \(written.prefix(40))", hint: "write it as 2016-01-05"))
        }
        return ReportMetadata(
            id: table.field(columns.id), title: table.field(columns.title), published: published,
            source: table.field(columns.source), url: table.field(columns.url),
            language: table.field(columns.language))
    }
}
