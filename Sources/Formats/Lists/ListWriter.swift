public import Incidents

/// Writes the rows of an incident list as they were read, with columns added.
///
/// CSV rows keep their bytes and their delimiter, but for those with too few or too many fields or an open
/// quote, which would put our columns in the wrong place; features keep all their members, and are written as a
/// FeatureCollection. A column that the input has already, from an earlier run, is replaced.
public struct ListWriter {
    public var out = OutputBuffer()
    private let list: IncidentList
    private let columns: [String]
    /// Columns of the input that give way to ours.
    private let replaced: Set<Int>
    /// Fields of the rows before ours; 0 = as they come, as nothing is added.
    private let width: Int
    private var isFirst = true

    public init(_ list: IncidentList, adding columns: [String]) {
        self.list = list
        self.columns = columns
        guard case .csv(let shape) = list.shape else {
            (replaced, width) = ([], 0)
            return
        }
        let widest = max(shape.header.count, list.ragged.values.max() ?? 0)
        width = columns.isEmpty ? 0 : widest
        guard shape.hasHeaderLine else {
            replaced = []
            return
        }
        replaced = Set(shape.header.indices.filter { columns.contains(shape.header[$0].trimmed) })
    }

    public mutating func begin() {
        switch list.shape {
        case .geojson: out.append("{\"type\":\"FeatureCollection\",\"features\":[\n")
        case .csv(let shape):
            guard shape.hasHeaderLine else { return }
            let kept = shape.header.indices.filter { !replaced.contains($0) }.map {
                shape.header[$0]
            }
            let beyond = (shape.header.count..<max(width, shape.header.count)).map {
                "column\($0 + 1)"
            }
            for (index, name) in (kept + beyond + columns).enumerated() {
                if index > 0 { out.append(shape.delimiter) }
                out.appendCSV(field: name, delimiter: shape.delimiter)
            }
            out.append(UInt8(ascii: "\n"))
        }
    }

    /// - Parameters:
    ///   - rows: From 0, in any order.
    ///   - values: One for each added column.
    public mutating func write(
        rows: some Sequence<Int>, values: (Int) -> [FieldValue],
        whenFull: (inout OutputBuffer) throws -> Void
    ) rethrows {
        // Out of `self`, because the file lends its bytes to a closure.
        var writer = self
        defer { self = writer }
        try list.file.withBytes { bytes in
            for row in rows {
                writer.write(row, of: bytes, values(row))
                if writer.out.count > 1 << 16 { try whenFull(&writer.out) }
            }
        }
    }

    public mutating func finish() {
        guard case .geojson = list.shape else { return }
        out.append(isFirst ? "]}\n" : "\n]}\n")
    }

    private mutating func write(
        _ row: Int, of bytes: UnsafeBufferPointer<UInt8>, _ values: [FieldValue]
    ) {
        let range = list.bytes(ofRow: row)
        switch list.shape {
        case .csv(let shape):
            let isRagged = width > 0 && list.ragged[row] != nil
            writeRow(range, of: bytes, shape, isRagged: isRagged, values)
        case .geojson:
            if !isFirst { out.append(",\n") }
            isFirst = false
            writeFeature(UnsafeBufferPointer(rebasing: bytes[range]), values)
        }
    }

    // MARK: CSV

    private mutating func writeRow(
        _ range: Range<Int>, of bytes: UnsafeBufferPointer<UInt8>, _ shape: CSVShape,
        isRagged: Bool, _ values: [FieldValue]
    ) {
        if replaced.isEmpty, !isRagged {
            out.append(slice: bytes, range)
            for _ in shape.header.count..<max(width, shape.header.count) {
                out.append(shape.delimiter)
            }
        } else {
            writeKept(range, of: bytes, shape)
        }
        for value in values {
            out.append(shape.delimiter)
            out.appendCSV(value, delimiter: shape.delimiter)
        }
        out.append(UInt8(ascii: "\n"))
    }

    private mutating func writeKept(
        _ range: Range<Int>, of bytes: UnsafeBufferPointer<UInt8>, _ shape: CSVShape
    ) {
        var reader = CSVReader(bytes, delimiter: shape.delimiter, from: range.lowerBound)
        var row = CSVRow()
        guard reader.next(&row) else { return }
        var needsDelimiter = false
        for column in 0..<max(row.count, width) where !replaced.contains(column) {
            if needsDelimiter { out.append(shape.delimiter) }
            needsDelimiter = true
            out.appendCSV(field: row.text(column, of: bytes), delimiter: shape.delimiter)
        }
    }

    // MARK: GeoJSON

    /// The reader has been over these bytes before: they are a feature.
    private mutating func writeFeature(_ bytes: UnsafeBufferPointer<UInt8>, _ values: [FieldValue])
    {
        var json = JSONWriter()
        swap(&json.out, &out)
        defer { swap(&json.out, &out) }
        var reader = JSONReader(bytes)
        json.beginObject()
        var hasProperties = false
        do throws(JSONError) {
            _ = try reader.value()
            while let key = try reader.nextKey() {
                json.quotedKey(bytes, key)
                if reader.matches(key, "properties") {
                    hasProperties = true
                    try writeProperties(&reader, bytes, values, to: &json)
                } else {
                    try json.copyValue(&reader, bytes)
                }
            }
        } catch {
            // Unreachable for bytes that were read once; what was written so far stays well-formed.
        }
        if !hasProperties {
            json.key("properties")
            json.beginObject()
            add(values, to: &json)
            json.endObject()
        }
        json.endObject()
    }

    private func writeProperties(
        _ reader: inout JSONReader, _ bytes: UnsafeBufferPointer<UInt8>, _ values: [FieldValue],
        to json: inout JSONWriter
    ) throws(JSONError) {
        json.beginObject()
        defer { json.endObject() }
        if try reader.value() == .object {
            while let key = try reader.nextKey() {
                if columns.contains(reader.string(key)) {
                    try reader.skip()
                } else {
                    json.quotedKey(bytes, key)
                    try json.copyValue(&reader, bytes)
                }
            }
        }
        add(values, to: &json)
    }

    private func add(_ values: [FieldValue], to json: inout JSONWriter) {
        for (column, value) in zip(columns, values) {
            json.encodedKey(encodedKey(column))
            json.value(value)
        }
    }
}

extension JSONWriter {
    fileprivate mutating func quotedKey(_ bytes: UnsafeBufferPointer<UInt8>, _ key: JSONText) {
        // The key with its quotes, as it stood.
        encodedKey(
            Array(bytes[key.range.lowerBound - 1..<key.range.upperBound + 1]) + [UInt8(ascii: ":")])
    }

    fileprivate mutating func copyValue(
        _ reader: inout JSONReader, _ bytes: UnsafeBufferPointer<UInt8>
    ) throws(JSONError) {
        reader.skipSpace()
        let start = reader.position
        try reader.skip()
        raw(bytes, start..<reader.position)
    }

    private mutating func raw(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
        out.append(slice: bytes, range)
        noteValue()
    }
}
