import Incidents

/// Reports one to a line, as JSON. A bad line is reported with its number and byte, and skipped.
final class JSONLines {
    private let stream: ByteStream
    let origin: String
    private let id: String
    private let options: ReportOptions

    init(stream: ByteStream, origin: String, id: String, options: ReportOptions) {
        self.stream = stream
        self.origin = origin
        self.id = id
        self.options = options
    }

    struct Line {
        var report: Report?
        var findings: [Finding] = []
    }

    /// - Returns: The next line, which may be empty; `nil` when there are no more.
    func next() throws(InputError) -> Line? {
        let number = stream.lineNumber
        let offset = stream.offset
        return try stream.withLine { bytes throws(InputError) in
            try read(bytes, number: number, offset: offset)
        }
    }

    private func read(
        _ bytes: UnsafeBufferPointer<UInt8>, number: Int, offset: Int
    ) throws(InputError) -> Line {
        if number == 1, let mark = ByteOrderMark.find(in: bytes), mark.encoding != .utf8 {
            throw .malformed("JSON lines are UTF-8; this is \(mark.encoding.name)", position: 0)
        }
        // RFC 8142 puts a record separator before each text.
        let start = bytes.first == 0x1E ? 1 : 0
        guard bytes[start...].contains(where: { !$0.isHTMLSpace }) else { return Line() }
        var line = Line()
        if bytes.asciiRun(from: 0) < bytes.count, String(validating: bytes, as: UTF8.self) == nil {
            line.findings.append(
                Finding(
                    .warning, origin: origin, at: .line(number),
                    "bytes that are not UTF-8 became U+FFFD"))
        }
        var reader = JSONReader(bytes, from: start)
        do {
            let found = try JSONReport(&reader)
            try reader.end()
            line.findings += found.findings(origin: origin, line: number)
            line.report = found.report(fallbackID: "\(id):\(number)", options: options)
        } catch {
            line.findings.append(broken(error, number, offset))
        }
        return line
    }

    private func broken(_ error: JSONError, _ number: Int, _ offset: Int) -> Finding {
        Finding(
            .error, origin: origin, at: .line(number),
            "\(error.explanation) at byte \(offset + error.position) (column \(error.position + 1));"
                + " the line was left out")
    }
}

/// A whole JSON document that is one report or an array of them.
enum JSONDocument {
    static func read(
        _ bytes: [UInt8], id: String, origin: String, options: ReportOptions
    ) throws(InputError) -> ReportBatch {
        var decoded = try bytes.withUnsafeBufferPointer { bytes throws(InputError) in
            try TextDecoder.decode(bytes)
        }
        var batch = ReportBatch()
        batch.findings = decoded.findings(origin: origin)
        let failure = decoded.text.withUTF8 { bytes -> JSONError? in
            do throws(JSONError) {
                try read(bytes, id, origin, options, into: &batch)
                return nil
            } catch {
                return error
            }
        }
        guard let failure else { return batch }
        guard !batch.reports.isEmpty else {
            throw .malformed("not JSON: \(failure.explanation)", position: failure.position)
        }
        batch.findings.append(
            Finding(
                .error, origin: origin, at: .byte(failure.position),
                "\(failure.explanation); the rest was left out"))
        return batch
    }

    private static func read(
        _ bytes: UnsafeBufferPointer<UInt8>, _ id: String, _ origin: String,
        _ options: ReportOptions, into batch: inout ReportBatch
    ) throws(JSONError) {
        var reader = JSONReader(bytes)
        guard bytes.first(where: { !$0.isHTMLSpace }) == UInt8(ascii: "[") else {
            let found = try JSONReport(&reader)
            batch.append(found, line: 1, fallbackID: id, origin: origin, options)
            return try reader.end()
        }
        _ = try reader.value()
        var number = 0
        var line = 1
        var counted = 0
        while try reader.nextElement() {
            number += 1
            reader.skipSpace()
            line += bytes[counted..<reader.position].count { $0 == UInt8(ascii: "\n") }
            counted = reader.position
            let found = try JSONReport(&reader)
            batch.append(found, line: line, fallbackID: "\(id):\(number)", origin: origin, options)
        }
        try reader.end()
    }
}

extension ReportBatch {
    fileprivate mutating func append(
        _ found: JSONReport, line: Int, fallbackID: String, origin: String, _ options: ReportOptions
    ) {
        findings += found.findings(origin: origin, line: line)
        if let report = found.report(fallbackID: fallbackID, options: options) { append(report) }
    }
}
