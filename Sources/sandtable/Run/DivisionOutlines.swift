import Earth
import Formats
import Incidents

/// Outlines of countries and divisions, from the borders that maps are drawn on.
struct DivisionOutlines {
    struct Outline {
        let id: String
        let name: String
        let country: String
        /// 0 = country, 1 = first-level division.
        let level: Int
        let region: Region
        let shape: Geometry
    }

    private(set) var outlines: [Outline] = []

    /// Reads the folder of borders, if there is one; files that are no outlines are left out.
    init(folder: String? = DataSearch.find("borders")) {
        guard let folder, let names = try? WholeFile.names(in: folder) else { return }
        for name in names where name.hasSuffix(".geojson") { read(folder + "/" + name) }
    }

    private mutating func read(_ path: String) {
        guard let bytes = try? WholeFile.read(path) else { return }
        var found: [Outline] = []
        bytes.withUnsafeBufferPointer { bytes in
            var reader = GeoJSONReader(bytes)
            try? reader.forEach { feature in
                if let outline = Self.outline(feature) { found.append(outline) }
            }
        }
        outlines += found
    }

    private static func outline(_ feature: GeoJSONFeature) -> Outline? {
        func text(_ name: String) -> String? {
            guard case .text(let text)? = feature[name] else { return nil }
            return text
        }
        guard
            case .number(let level)? = feature["level"],
            let level = Int(exactly: level), let name = text("name"), let shape = feature.geometry,
            shape.isArea, let region = try? Region(shape)
        else { return nil }
        return Outline(
            id: feature.id ?? text("id") ?? "", name: name, country: text("country") ?? "",
            level: level, region: region, shape: shape)
    }

    /// The divisions that hold a point, the smallest first.
    func holding(_ point: Coordinate) -> [Outline] {
        outlines.filter { $0.region.covers(point) }.sorted { $0.level > $1.level }
    }
}

extension Geometry {
    fileprivate var isArea: Bool {
        switch self {
        case .polygon, .polygons: true
        default: false
        }
    }
}
