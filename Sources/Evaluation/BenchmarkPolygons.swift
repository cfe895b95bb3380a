import Analysis
import Earth
import Foundation

/// Polygons of a GeoJSON file, for measuring; what the tool reads goes through its own reader.
struct BenchmarkPolygons {
    let divisions: [Division]

    init(_ name: String, in folder: String) throws {
        let url = URL(fileURLWithPath: folder).appending(path: name)
        let json = try JSONSerialization.jsonObject(with: Data(contentsOf: url)) as? [String: Any]
        guard let features = json?["features"] as? [[String: Any]] else {
            throw BenchmarkError("\(url.path): no features")
        }
        divisions = try features.enumerated().map { number, feature in
            let geometry = feature["geometry"] as? [String: Any]
            guard geometry?["type"] as? String == "Polygon",
                let rings = geometry?["coordinates"] as? [[[Double]]]
            else { throw BenchmarkError("\(url.path): feature \(number) is not a polygon") }
            let polygon = try rings.map { ring in
                try ring.map { try Coordinate(longitude: $0[0], latitude: $0[1]) }
            }
            return Division(id: "\(number)", name: "", geometry: .polygon(polygon))
        }
    }
}
