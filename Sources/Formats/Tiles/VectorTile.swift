import Incidents

/// One layer as a Mapbox Vector Tile.
///
/// - Source: Mapbox Vector Tile Specification 2.1.
struct VectorTile {
    static let extent: UInt32 = 4096

    private var features = OutputBuffer()
    private var values = OutputBuffer()
    private var numbers: [FieldValue: UInt64] = [:]
    private var usedColumns: [Int: UInt64] = [:]
    private var keys: [Int] = []
    private(set) var count = 0

    /// - Parameter cells: Values with the numbers of their columns.
    mutating func add(
        id: UInt64, _ geometry: TileGeometry, _ cells: [(column: Int, value: FieldValue)]
    ) {
        var tags = OutputBuffer()
        for (column, value) in cells where value != .none {
            tags.append(varint: number(ofColumn: column))
            tags.append(varint: number(of: value))
        }
        var feature = OutputBuffer()
        feature.append(field: 1, varint: id)
        feature.append(field: 2, bytes: tags)
        feature.append(field: 3, varint: geometry.kind)
        feature.append(field: 4, bytes: geometry.commands)
        features.append(field: 2, bytes: feature)
        count += 1
    }

    func encoded(_ layer: String, _ columns: [String]) -> OutputBuffer {
        var body = OutputBuffer()
        body.append(field: 15, varint: 2)
        body.append(field: 1, text: layer)
        features.withBytes { body.append(slice: $0, 0..<$0.count) }
        for key in keys { body.append(field: 3, text: columns[key]) }
        values.withBytes { body.append(slice: $0, 0..<$0.count) }
        body.append(field: 5, varint: UInt64(Self.extent))
        var tile = OutputBuffer()
        tile.append(field: 3, bytes: body)
        return tile
    }

    private mutating func number(ofColumn column: Int) -> UInt64 {
        if let known = usedColumns[column] { return known }
        let number = UInt64(keys.count)
        keys.append(column)
        usedColumns[column] = number
        return number
    }

    private mutating func number(of value: FieldValue) -> UInt64 {
        if let known = numbers[value] { return known }
        let number = UInt64(numbers.count)
        numbers[value] = number
        var message = OutputBuffer()
        switch value {
        case .none: break
        case .text(let text), .json(let text): message.append(field: 1, text: text)
        case .integer(let integer):
            message.append(field: 4, varint: UInt64(bitPattern: Int64(integer)))
        case .number(let number, let decimals):
            message.append(field: 3, double: number.rounded(to: decimals))
        case .flag(let flag): message.append(field: 7, varint: flag ? 1 : 0)
        }
        values.append(field: 4, bytes: message)
        return number
    }
}
