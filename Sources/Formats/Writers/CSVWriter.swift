import Earth
public import Incidents

/// Writes features as CSV (RFC 4180): a header line, LF line ends, `longitude` and `latitude` after the
/// id. Shapes that are not points have neither; a layer that may have such shapes ends with a column
/// `WKT`, which GDAL and QGIS take for the geometry.
///
/// A text that a spreadsheet would run as a formula is given an apostrophe in front; numbers never
/// are. ``CSVTable`` does not take it off again. Control characters other than tab and line ends are
/// left out: many programs end a field, or the file, at a NUL.
public struct CSVWriter: FeatureWriter {
    public var out = OutputBuffer()
    private let layer: Layer
    private let tags: [String]

    /// - Parameter tags: A second line of header, as HXL has it; none if empty.
    public init(_ layer: Layer, tags: [String] = []) {
        self.layer = layer
        self.tags = tags
    }

    public mutating func begin() {
        var names = layer.columns
        names.insert(contentsOf: ["longitude", "latitude"], at: min(1, names.count))
        if layer.hasShapes { names.append("WKT") }
        writeLine(names)
        if !tags.isEmpty { writeLine(tags) }
    }

    private mutating func writeLine(_ names: [String]) {
        for (index, name) in names.enumerated() {
            if index > 0 { out.append(UInt8(ascii: ",")) }
            out.appendCSV(field: name)
        }
        out.append(UInt8(ascii: "\n"))
    }

    public mutating func write(_ feature: Feature) {
        if let first = feature.values.first { out.appendCSV(first) }
        out.appendTail(of: feature, hasShapes: layer.hasShapes)
    }

    public mutating func finish() {}
}

extension OutputBuffer {
    /// All of a row but its first cell.
    mutating func appendTail(of feature: Feature, hasShapes: Bool = false) {
        appendPosition(feature.geometry)
        for value in feature.values.dropFirst() {
            append(UInt8(ascii: ","))
            appendCSV(value)
        }
        if hasShapes {
            append(UInt8(ascii: ","))
            if let geometry = feature.geometry {
                append(UInt8(ascii: "\""))
                append(wellKnownText: geometry)
                append(UInt8(ascii: "\""))
            }
        }
        append(UInt8(ascii: "\n"))
    }

    private mutating func appendPosition(_ geometry: Geometry?) {
        guard case .point(let point) = geometry else { return append(",,") }
        append(UInt8(ascii: ","))
        append(point.longitude, decimals: 6)
        append(UInt8(ascii: ","))
        append(point.latitude, decimals: 6)
    }

    /// One cell.
    mutating func appendCSV(_ value: FieldValue, delimiter: UInt8 = UInt8(ascii: ",")) {
        switch value {
        case .none: break
        case .text(let text), .json(let text):
            appendCSV(field: guarded(text), delimiter: delimiter)
        case .integer(let integer): append(integer)
        case .number(let number, let decimals):
            if number.isFinite { append(real: number, decimals: decimals) }
        case .flag(let flag): append(flag ? "true" : "false")
        }
    }

    /// A text of printable ASCII at its rim, as ``appendCSV(_:delimiter:)`` writes it.
    mutating func appendCSV(text bytes: UnsafeBufferPointer<UInt8>) {
        guard let first = bytes.first, !formulaStarts.contains(first) else {
            return appendCSV(.text(String(decoding: bytes, as: UTF8.self)))
        }
        appendCSV(bytes: bytes, delimiter: UInt8(ascii: ","))
    }

    /// A text, in quotes where it needs them.
    mutating func appendCSV(field text: String, delimiter: UInt8 = UInt8(ascii: ",")) {
        var text = text
        text.withUTF8 { appendCSV(bytes: $0, delimiter: delimiter) }
    }

    private mutating func appendCSV(bytes: UnsafeBufferPointer<UInt8>, delimiter: UInt8) {
        let quote = UInt8(ascii: "\"")
        var isPlain = true
        for byte in bytes where byte < 0x20 || byte == quote || byte == delimiter {
            isPlain = false
            break
        }
        guard !isPlain else { return append(slice: bytes, 0..<bytes.count) }
        append(quote)
        for byte in bytes where byte >= 0x20 || [0x09, 0x0A, 0x0D].contains(byte) {
            if byte == quote { append(quote) }
            append(byte)
        }
        append(quote)
    }
}

/// - Source: OWASP, "CSV Injection": the characters that start a formula, and their full-width forms.
private func guarded(_ text: String) -> String {
    guard let first = text.utf8.first else { return text }
    if formulaStarts.contains(first) || first == 0x09 || first == 0x0D {
        return isNumber(text) ? text : "'" + text
    }
    // The full-width forms begin with this byte.
    guard first == 0xEF else { return text }
    let letter = text.unicodeScalars.first ?? "x"
    return "\u{FF1D}\u{FF0B}\u{FF0D}\u{FF20}".unicodeScalars.contains(letter) ? "'" + text : text
}

/// A number with a sign is what it says.
private func isNumber(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { DecimalNumber.read($0, 0..<$0.count) != nil }
}

private let formulaStarts: [UInt8] = ["=", "+", "-", "@"].map { UInt8(ascii: $0) }
