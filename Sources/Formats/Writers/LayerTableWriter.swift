public import Incidents

/// Writes features as a table for people: the columns that hold anything, aligned.
///
/// Keeps every row until `finish`, since widths depend on all of them.
public struct LayerTableWriter: FeatureWriter {
    public var out = OutputBuffer()
    private let layer: Layer
    private var features: [Feature] = []

    public init(_ layer: Layer) { self.layer = layer }

    public mutating func begin() {}
    public mutating func write(_ feature: Feature) { features.append(feature) }

    public mutating func finish() {
        let used = layer.columns.indices.filter { column in
            features.contains { column < $0.values.count && $0.values[column] != .none }
        }
        var table = TextTable(
            used.map { column in
                TextTable.Column(
                    layer.columns[column],
                    isNumber: features.contains { $0.values[column].isNumber })
            })
        for feature in features { table.append(used.map { feature.values[$0].text }) }
        table.write(to: &out)
        features = []
    }
}

extension FieldValue {
    fileprivate var isNumber: Bool {
        switch self {
        case .integer, .number: true
        default: false
        }
    }

    fileprivate var text: String {
        switch self {
        case .none: return ""
        case .text(let text), .json(let text): return text
        case .integer(let integer): return "\(integer)"
        case .flag(let flag): return flag ? "yes" : "no"
        case .number(let number, let decimals):
            guard number.isFinite else { return "" }
            var out = OutputBuffer()
            out.append(number, decimals: decimals)
            return out.text
        }
    }
}
