import Incidents

/// A report as a JSON object: `{"id","text","title"?,"published"?,"source"?,"url"?,"language"?}`.
///
/// Other members are skipped. Of equal keys the last wins.
struct JSONReport {
    private var id: String?
    private var text: String?
    private var metadata = ReportMetadata()
    private var remarks: [(message: String, hint: String?)] = []
    private var likelyTextKey: String?

    /// Reads the object that starts at the reader's position, to its end.
    init(_ reader: inout JSONReader) throws(JSONError) {
        let start = reader.position
        guard try reader.value() == .object else {
            throw JSONError(.expected("an object with \"id\" and \"text\""), at: start)
        }
        while let key = try reader.nextKey() {
            let value = try reader.value()
            let floor = reader.depth - (value == .object || value == .array ? 1 : 0)
            note(value, for: key, in: reader)
            try reader.close(downTo: floor)
        }
    }

    /// - Parameter fallbackID: For a report that names none.
    func report(fallbackID: String, options: ReportOptions) -> Report? {
        guard let text else { return nil }
        return Report(
            id: id ?? fallbackID, text: text, title: metadata.title,
            published: metadata.published ?? options.published, source: metadata.source,
            url: metadata.url, language: metadata.language)
    }

    func findings(origin: String, line: Int) -> [Finding] {
        var findings = remarks.map {
            Finding(.warning, origin: origin, at: .line(line), $0.message, hint: $0.hint)
        }
        if text == nil {
            let hint = likelyTextKey.map { "is it under \"\($0)\"? Rename it to \"text\"" }
            findings.append(
                Finding(
                    .error, origin: origin, at: .line(line),
                    "the report has no \"text\" and was left out",
                    hint: hint))
        }
        return findings
    }

    private mutating func note(_ value: JSONReader.Value, for key: JSONText, in reader: JSONReader)
    {
        switch reader.string(key) {
        case "id": id = scalar(value, "id", in: reader)
        case "text": text = string(value, "text", in: reader)
        case "title": metadata.title = string(value, "title", in: reader)
        case "published": notePublished(value, in: reader)
        case "source": metadata.source = string(value, "source", in: reader)
        case "url": metadata.url = string(value, "url", in: reader)
        case "language": metadata.language = string(value, "language", in: reader)
        case let other
        where ["body", "content", "article", "fulltext", "full_text"].contains(other):
            likelyTextKey = other
        default: break
        }
    }

    private mutating func notePublished(_ value: JSONReader.Value, in reader: JSONReader) {
        guard let text = scalar(value, "published", in: reader), !text.isEmpty else { return }
        metadata.published = PublishedDay.read(text)
        if metadata.published == nil {
            remarks.append(
                ("\"published\" is not a day: \(text.prefix(40))", "write it as 2016-01-05"))
        }
    }

    private mutating func string(
        _ value: JSONReader.Value, _ key: String, in reader: JSONReader
    ) -> String? {
        switch value {
        case .string(let text): return reader.string(text)
        case .null: return nil
        default:
            remarks.append(("\"\(key)\" is not a string and was not used", nil))
            return nil
        }
    }

    /// Ids and days are often written as bare numbers.
    private mutating func scalar(
        _ value: JSONReader.Value, _ key: String, in reader: JSONReader
    ) -> String? {
        if case .number(let range) = value { return reader.bytes(range) }
        return string(value, key, in: reader)
    }
}
