import Earth
public import Incidents

/// The members of simplestyle 1.1.0, by which geojson.io, GitHub and others colour a map.
///
/// They follow the layer's own columns; a column that the layer has already is left as it is.
///
/// - Source: github.com/mapbox/simplestyle-spec, 1.1.0.
public struct SimpleStyle: Sendable {
    /// The layer with the columns of the style.
    public let layer: Layer
    private let own: Layer
    private let added: [String]

    private static let columns = [
        "title", "description", "marker-size", "marker-color", "stroke", "stroke-width",
        "stroke-opacity", "fill", "fill-opacity",
    ]

    public init(_ layer: Layer) {
        own = layer
        added = Self.columns.filter { !layer.columns.contains($0) }
        var styled = layer
        styled.columns += added
        for name in ["stroke-width", "stroke-opacity", "fill-opacity"] {
            styled.types[name] = .number
        }
        self.layer = styled
    }

    public func styled(_ feature: Feature) -> Feature {
        var styled = feature
        styled.values += added.map { value($0, of: feature) }
        return styled
    }

    private func value(_ name: String, of feature: Feature) -> FieldValue {
        let isPoint = isPoint(feature.geometry)
        let hasShape = feature.geometry != nil && !isPoint
        let colour = FieldValue.text(MapStyle.colour(of: own.value(MapStyle.column, of: feature)))
        switch name {
        case "title": return own.value(own.roles.title, of: feature)
        case "description": return own.value(own.roles.description, of: feature)
        case "marker-size": return isPoint ? .text(size(of: feature)) : .none
        case "marker-color": return isPoint ? colour : .none
        case "stroke", "fill": return hasShape ? colour : .none
        case "stroke-width": return hasShape ? .number(2, decimals: 1) : .none
        case "stroke-opacity": return hasShape ? .number(1, decimals: 1) : .none
        default: return hasShape ? .number(0.2, decimals: 1) : .none
        }
    }

    private func isPoint(_ geometry: Geometry?) -> Bool {
        switch geometry {
        case .point: true
        default: false
        }
    }

    private func size(of feature: Feature) -> String {
        guard case .integer(let dead) = own.value("killed_min", of: feature) else { return "small" }
        return dead >= 10 ? "large" : dead > 0 ? "medium" : "small"
    }
}
