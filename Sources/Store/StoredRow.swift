import Earth
internal import GeoPackage
import Incidents

/// An incident on its way in or out of the store: a feature whose values are asked for by column.
struct StoredRow {
    let layer: Layer
    private let positions: [String: Int]
    private(set) var feature: Feature

    init(_ feature: Feature, _ layer: Layer, _ positions: [String: Int]) {
        self.feature = feature
        self.layer = layer
        self.positions = positions
    }

    var id: String { text("id") ?? feature.id }

    var geometry: Geometry? {
        get { feature.geometry }
        set { feature.geometry = newValue }
    }

    subscript(column: String) -> FieldValue {
        get {
            guard let index = positions[column], index < feature.values.count else { return .none }
            return feature.values[index]
        }
        set {
            guard let index = positions[column], index < feature.values.count else { return }
            feature.values[index] = newValue
        }
    }

    func text(_ column: String) -> String? {
        if case .text(let text) = self[column] { text } else { nil }
    }

    private func text(of cell: SQLValue) -> String {
        switch cell {
        case .null, .blob: ""
        case .integer(let integer): "\(integer)"
        case .real(let real): "\(real)"
        case .text(let text): text
        }
    }

    /// Equal for rows of equal contents, whatever else is kept with them.
    ///
    /// - Source: FNV-1a, 64 bits; it tells one version of a row from the next, nothing more.
    var digest: String {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        func add(_ text: String) {
            for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
            hash = (hash ^ 0x1F) &* 0x100_0000_01B3
        }
        for (column, value) in zip(layer.columns, feature.values) where value != .none {
            add(column)
            add(text(of: layer.type(of: column).cell(value)))
        }
        if case .point(let point) = feature.geometry { add(point.description) }
        return String(hash, radix: 16)
    }
}
