public import Earth
public import Incidents

/// A part of a map that counts are kept by: a province, a district.
public struct Division: Hashable, Sendable {
    public let id: String
    public let name: String
    public let geometry: Geometry

    public init(id: String, name: String, geometry: Geometry) {
        self.id = id
        self.name = name
        self.geometry = geometry
    }
}

/// In which division a point lies, and in which it may lie given how well it is known.
public struct DivisionTag: Hashable, Sendable {
    /// Position in the index's `divisions`; of several that cover the point, the first. `nil` outside
    /// all of them.
    public let division: Int?
    /// All divisions within the point's radius, the one it lies in included, ascending.
    public let possible: [Int]

    /// Whether no other division is possible.
    public var isCertain: Bool { possible.count <= 1 && possible.first == division }
}

/// Divisions ready to tag points. Borders are straight in longitude and latitude (RFC 7946 §3.1.1) and
/// belong to both sides.
public struct DivisionIndex: Sendable {
    public let divisions: [Division]
    public let findings: [Finding]
    /// Per division what can be asked; `nil` for those left out.
    private let geometries: [Geometry?]
    private let frames: [OwnedFrame]

    /// Invalid polygons are repaired, unusable ones left out, each with a finding.
    ///
    /// - Parameters:
    ///   - origin: what the findings name.
    ///   - areValid: spares the check, which costs about 1 µs a vertex.
    public init(
        _ divisions: [Division], origin: String = "divisions", areValid: Bool = false,
        threads: Int = 1
    ) {
        let checked = mapInParallel(divisions.count, threads: threads) { number in
            let division = divisions[number]
            let (geometry, finding) =
                areValid
                ? (division.geometry, nil) : DivisionIndex.usable(division, origin, number + 1)
            let frames = geometry.map { OwnedFrame.frames(of: $0, owner: Int32(number)) } ?? []
            return (geometry: geometry, finding: finding, frames: frames)
        }
        self.divisions = divisions
        geometries = checked.map(\.geometry)
        frames = checked.flatMap(\.frames)
        findings = checked.compactMap(\.finding)
    }

    private static func usable(
        _ division: Division, _ origin: String, _ row: Int
    ) -> (Geometry?, Finding?) {
        func note(_ severity: Finding.Severity, _ message: String) -> Finding {
            Finding(severity, origin: origin, at: .row(row, field: "geometry"), message)
        }
        guard division.geometry.isPolygonal else {
            return (
                nil, note(.error, "division \(division.id) is not a polygon and was left out")
            )
        }
        do throws(EarthError) {
            let (geometry, defect) = try division.geometry.mended()
            return (
                geometry,
                defect.map { note(.warning, "division \(division.id) was repaired: \($0)") }
            )
        } catch {
            return (nil, note(.error, "division \(division.id) was left out: \(error)"))
        }
    }

    /// For many points ask ``tags(of:threads:)``: here each polygon in question is prepared anew.
    public func tag(_ point: Coordinate, radius: Distance = .zero) -> DivisionTag {
        tags(of: [Occurrence(id: "", coordinate: point, radius: radius)])[0]
    }

    /// One tag per point, each taken as exactly known.
    ///
    /// Only divisions whose box holds a point are prepared (``Region``).
    ///
    /// - Complexity: O(*n* log *m*) for *n* points and *m* divisions whose boxes overlap little, some
    ///   50 ns a point; 4 bytes a point beside the tags.
    public func tags(at points: [Coordinate], threads: Int = 1) -> [DivisionTag] {
        var regions = Regions(geometries, threads: threads)
        return tags(at: points, &regions, threads: threads)
    }

    private func tags(
        at points: [Coordinate], _ regions: inout Regions, threads: Int
    ) -> [DivisionTag] {
        let coverage = Coverage(points, frames, &regions, threads: threads)
        let single = divisions.indices.map { DivisionTag(division: $0, possible: [$0]) }
        let none = DivisionTag(division: nil, possible: [])
        var tags = coverage.owners.map { $0 < 0 ? none : single[Int($0)] }
        for (point, owners) in coverage.shared {
            let owners = owners.map { Int($0) }
            tags[Int(point)] = DivisionTag(division: owners.first, possible: owners)
        }
        return tags
    }

    /// One tag per occurrence; one with a radius may also lie in the divisions that radius reaches.
    ///
    /// - Complexity: that of ``tags(at:threads:)``, and for each distinct place and radius near a border a
    ///   distance to each division in reach.
    public func tags(of occurrences: [Occurrence], threads: Int = 1) -> [DivisionTag] {
        var regions = Regions(geometries, threads: threads)
        var tags = tags(at: occurrences.map(\.coordinate), &regions, threads: threads)
        let doubtful = occurrences.indices.filter { occurrences[$0].radius > .zero }
        let circles = DistinctCircles(
            doubtful.map { occurrences[$0].coordinate }[...],
            doubtful.map { occurrences[$0].radius }[...])
        var covering = [[Int]](repeating: [], count: circles.centers.count)
        for (row, circle) in zip(doubtful, circles.numbers) {
            covering[Int(circle)] = tags[row].possible
        }
        let reached = Reach(
            circles, covering: covering, frames, geometries, &regions, threads: threads
        ).owners
        for (row, circle) in zip(doubtful, circles.numbers) where !reached[Int(circle)].isEmpty {
            let all = tags[row].possible + reached[Int(circle)].map { Int($0) }
            tags[row] = DivisionTag(division: tags[row].division, possible: all.sorted())
        }
        return tags
    }
}
