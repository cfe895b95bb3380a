import Earth
import Incidents

/// One feature as FlatGeobuf has it.
struct FlatGeobufFeature {
    private var buffer = FlatBuffer()
    private var cells: [UInt8] = []

    mutating func encode(_ feature: Feature, _ types: [FieldType]) -> [UInt8] {
        encodeCells(feature, types)
        buffer.begin()
        var fields: [FlatBuffer.Field] = [.init(1, .reference)]
        if feature.geometry != nil { fields.append(.init(0, .reference)) }
        let root = buffer.root(fields)
        if let geometry = feature.geometry { write(geometry, for: root[0]) }
        buffer.vector(cells, for: root[1])
        buffer.end()
        return buffer.bytes
    }

    // MARK: Shapes

    private mutating func write(_ geometry: Geometry, for reference: Int?) {
        guard case .polygons(let polygons) = geometry else {
            return write(geometry.parts.first ?? [], geometry.flatGeobufKind, for: reference)
        }
        let (position, references) = buffer.table([
            .init(6, .byte(geometry.flatGeobufKind)), .init(7, .reference),
        ])
        buffer.refer(reference, to: position)
        let parts = buffer.references(polygons.count, for: references[7])
        for (part, rings) in zip(parts, polygons) { write(rings, 3, for: part) }
    }

    /// Lines one after the other, with their ends if there are several.
    private mutating func write(_ lines: [[Coordinate]], _ kind: UInt8, for reference: Int?) {
        var fields: [FlatBuffer.Field] = [.init(1, .reference), .init(6, .byte(kind))]
        if lines.count > 1 { fields.append(.init(0, .reference)) }
        let (position, references) = buffer.table(fields)
        buffer.refer(reference, to: position)
        buffer.vector(
            lines.joined().flatMap { [$0.longitude, $0.latitude] }, for: references[1])
        guard lines.count > 1 else { return }
        var end: UInt32 = 0
        buffer.vector(
            lines.map { line in
                end += UInt32(line.count)
                return end
            }, for: references[0])
    }

    // MARK: Cells

    /// The number of the column and the value, for each that is known.
    private mutating func encodeCells(_ feature: Feature, _ types: [FieldType]) {
        cells.removeAll(keepingCapacity: true)
        for (column, (type, value)) in zip(types, feature.values).enumerated() {
            switch (type, value) {
            case (_, .none): break
            case (.integer, .integer(let integer)):
                append(column, UInt64(bitPattern: Int64(integer)))
            case (.number, .integer(let integer)): append(column, Double(integer).bitPattern)
            case (.number, .number(let number, let decimals)):
                if number.isFinite { append(column, number.rounded(to: decimals).bitPattern) }
            case (.flag, .flag(let flag)):
                append(UInt16(column))
                cells.append(flag ? 1 : 0)
            case (.text, _), (.day, _):
                append(column, text: value.plainText)
            default: break
            }
        }
    }

    private mutating func append(_ column: Int, _ bits: UInt64) {
        append(UInt16(column))
        append(bits)
    }

    private mutating func append(_ column: Int, text: String) {
        append(UInt16(column))
        append(UInt32(text.utf8.count))
        cells.append(contentsOf: text.utf8)
    }

    private mutating func append(_ number: some FixedWidthInteger) {
        withUnsafeBytes(of: number.littleEndian) { cells.append(contentsOf: $0) }
    }
}

extension Geometry {
    /// The lines or rings of each of its shapes.
    var parts: [[[Coordinate]]] {
        switch self {
        case .point(let point): [[[point]]]
        case .line(let line): [[line]]
        case .lines(let lines): [lines]
        case .polygon(let rings): [rings]
        case .polygons(let polygons): polygons
        }
    }

    var flatGeobufKind: UInt8 {
        switch self {
        case .point: 1
        case .line: 2
        case .polygon: 3
        case .lines: 5
        case .polygons: 6
        }
    }
}

extension FieldValue {
    /// As a table for programs has it.
    var plainText: String {
        switch self {
        case .none: return ""
        case .text(let text), .json(let text): return text
        case .integer(let integer): return "\(integer)"
        case .flag(let flag): return flag ? "true" : "false"
        case .number(let number, let decimals):
            guard number.isFinite else { return "" }
            var out = OutputBuffer()
            out.append(real: number, decimals: decimals)
            return out.text
        }
    }
}

extension Double {
    /// To the decimals that writers of text show.
    func rounded(to decimals: Int) -> Double {
        guard decimals <= 6, abs(self) < 1e9 else { return self }
        let scale = (0..<max(0, decimals)).reduce(1.0) { power, _ in power * 10 }
        return (self * scale).rounded() / scale
    }
}
