/// A table for people: columns aligned by the width of what stands in them.
public struct TextTable: Sendable {
    public struct Column: Sendable {
        var name: String
        var isNumber: Bool
        var maximumWidth: Int

        public init(_ name: String, isNumber: Bool = false, maximumWidth: Int = 40) {
            self.name = name
            self.isNumber = isNumber
            self.maximumWidth = maximumWidth
        }
    }

    private let columns: [Column]
    private var rows: [[String]] = []

    public init(_ columns: [Column]) { self.columns = columns }

    public mutating func append(_ row: [String]) {
        rows.append(zip(row, columns).map { cell($0, maximumWidth: $1.maximumWidth) })
    }

    public func write(to out: inout OutputBuffer) {
        let widths = columns.indices.map { column in
            rows.reduce(columns[column].name.columnWidth) { max($0, $1[column].columnWidth) }
        }
        line(columns.map(\.name), widths, to: &out)
        line(widths.map { String(repeating: "─", count: $0) }, widths, to: &out)
        for row in rows { line(row, widths, to: &out) }
    }

    private func line(_ cells: [String], _ widths: [Int], to out: inout OutputBuffer) {
        var text = ""
        for (index, cell) in cells.enumerated() {
            let padding = String(repeating: " ", count: max(0, widths[index] - cell.columnWidth))
            text += columns[index].isNumber ? padding + cell : cell + padding
            if index < cells.count - 1 { text += "  " }
        }
        while text.last == " " { text.removeLast() }
        out.append(text: text)
        out.append(UInt8(ascii: "\n"))
    }
}

/// On one line, without control characters, and cut where it is too wide.
private func cell(_ text: String, maximumWidth: Int) -> String {
    let plain = String(
        String.UnicodeScalarView(
            text.unicodeScalars.lazy.map { $0.properties.generalCategory == .control ? " " : $0 }))
    guard plain.columnWidth > maximumWidth else { return plain }
    var result = ""
    var width = 0
    for character in plain {
        width += String(character).columnWidth
        if width >= maximumWidth { break }
        result.append(character)
    }
    return result + "…"
}

extension String {
    /// How many columns of a terminal it takes: marks none, East Asian wide characters two.
    var columnWidth: Int { unicodeScalars.reduce(0) { $0 + $1.columnWidth } }
}

extension Unicode.Scalar {
    fileprivate var columnWidth: Int {
        if value < 0x300 { return 1 }
        switch properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format, .control: return 0
        default: break
        }
        switch value {
        case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
            0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
            return 2
        default: return 1
        }
    }
}
