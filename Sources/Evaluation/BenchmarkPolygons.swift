import Analysis
import Formats
import Foundation

/// Polygons of a GeoJSON file, for measuring.
struct BenchmarkPolygons {
    let divisions: [Division]

    init(_ name: String, in folder: String) throws {
        let path = URL(fileURLWithPath: folder).appending(path: name).path
        let (areas, findings) = try AreaReader.read(path: path)
        guard findings.isEmpty else { throw BenchmarkError("\(path): \(findings[0])") }
        divisions = areas.map { Division(id: $0.id, name: $0.name, geometry: $0.geometry) }
    }
}
