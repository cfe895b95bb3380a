import Earth
import Foundation
import Incidents
import TestSupport
import Testing

@testable import GeoPackage

@Suite("The spatial index of a new GeoPackage")
struct SpatialIndexTests {
    private static let layer = Layer(name: "points", columns: ["id"])

    private func withFile(
        _ points: [Coordinate], _ body: (Database) throws -> Void
    ) throws {
        try TestFiles.withFolder { folder in
            let path = folder.appending(path: "x.gpkg").path
            let file = try GeoPackageFile(path: path, layer: Self.layer)
            for (number, point) in points.enumerated() {
                try file.write(
                    Feature(id: "\(number)", geometry: .point(point), values: [.text("\(number)")]))
            }
            try file.finish()
            try body(Database(path: path, .readWrite))
        }
    }

    private func points(_ count: Int, _ random: inout SplitMix) -> [Coordinate] {
        (0..<count).map { _ in
            Coordinate(
                wrappingLongitude: .random(in: -180...180, using: &random),
                latitude: .random(in: -90...90, using: &random))
        }
    }

    private func check(_ database: Database) throws {
        #expect(try database.value("SELECT rtreecheck('rtree_points_geom')") == .text("ok"))
        #expect(try database.faults().isEmpty)
    }

    @Test(
        "It is what the R-tree module itself finds sound, and finds what is in a box",
        arguments: [0, 1, 51, 52, 2601, 2602, 6000])
    func sound(count: Int) throws {
        var random = SplitMix(seed: UInt64(count))
        let points = points(count, &random)
        try withFile(points) { database in
            try check(database)
            for _ in 0..<20 {
                let west = Double.random(in: -180...150, using: &random)
                let south = Double.random(in: -90...70, using: &random)
                let inside = points.count {
                    (west...west + 30).contains($0.longitude)
                        && (south...south + 20).contains($0.latitude)
                }
                let found = try database.value(
                    "SELECT count(*) FROM points WHERE fid IN (SELECT id FROM rtree_points_geom WHERE maxx >= ? AND minx <= ? AND maxy >= ? AND miny <= ?) AND ST_MinX(geom) BETWEEN ? AND ? AND ST_MinY(geom) BETWEEN ? AND ?",
                    .real(west), .real(west + 30), .real(south), .real(south + 20), .real(west),
                    .real(west + 30), .real(south), .real(south + 20))
                #expect(found == .integer(inside), "seed \(count)")
            }
        }
    }

    @Test("Rows that come and go later keep it sound")
    func laterChanges() throws {
        var random = SplitMix(seed: 9)
        try withFile(points(3000, &random)) { database in
            try database.execute("DELETE FROM points WHERE fid % 3 = 0")
            try database.execute(
                "INSERT INTO points (geom, id) SELECT geom, id || 'x' FROM points WHERE fid % 5 = 0"
            )
            try check(database)
            let rows = try database.value("SELECT count(*) FROM points")
            #expect(try database.value("SELECT count(*) FROM rtree_points_geom") == rows)
        }
    }
}
