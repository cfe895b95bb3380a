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
    private let geometries: [Geometry]
    private let boxes: [Box]
    /// The division behind each geometry.
    private let owners: [Int]

    /// Invalid polygons are repaired, unusable ones left out, each with a finding.
    ///
    /// - Parameters:
    ///   - origin: what the findings name.
    ///   - areValid: spares the check, which costs about 1 µs a vertex.
    public init(_ divisions: [Division], origin: String = "divisions", areValid: Bool = false) {
        var findings: [Finding] = []
        var geometries: [Geometry] = []
        var boxes: [Box] = []
        var owners: [Int] = []
        for (number, division) in divisions.enumerated() {
            let geometry =
                areValid
                ? division.geometry : DivisionIndex.usable(division, origin, number + 1, &findings)
            guard let geometry, let box = geometry.boundingBox else { continue }
            geometries.append(geometry)
            boxes.append(box)
            owners.append(number)
        }
        self.divisions = divisions
        self.geometries = geometries
        self.boxes = boxes
        self.owners = owners
        self.findings = findings
    }

    private static func usable(
        _ division: Division, _ origin: String, _ row: Int, _ findings: inout [Finding]
    ) -> Geometry? {
        func note(_ severity: Finding.Severity, _ message: String) {
            findings.append(
                Finding(severity, origin: origin, at: .row(row, field: "geometry"), message))
        }
        guard division.geometry.isPolygonal else {
            note(.error, "division \(division.id) is not a polygon and was left out")
            return nil
        }
        guard let defect = division.geometry.defect() else { return division.geometry }
        do throws(EarthError) {
            let repaired = try division.geometry.repaired()
            note(.warning, "division \(division.id) was repaired: \(defect)")
            return repaired
        } catch {
            note(.error, "division \(division.id) was left out: \(error)")
            return nil
        }
    }

    /// For many points ask ``tags(of:threads:)``: here each polygon in question is prepared anew.
    public func tag(_ point: Coordinate, radius: Distance = .zero) -> DivisionTag {
        tags(of: [Occurrence(id: "", coordinate: point, radius: radius)])[0]
    }

    /// One tag per occurrence. Equal coordinates are looked up once, polygon by polygon, so that each is
    /// prepared once and by one worker.
    ///
    /// - Complexity: for each polygon a scan of the places between its latitudes, and a containment test
    ///   (0.1 µs) for those in its box; for occurrences with a radius also a distance to each polygon in
    ///   reach.
    public func tags(of occurrences: [Occurrence], threads: Int = 1) -> [DivisionTag] {
        let spots = Spots(occurrences, threads: max(1, threads))
        let found = mapInParallel(geometries.count, threads: threads) { number in
            hits(geometries[number], boxes[number], spots)
        }
        var covering = [[Int32]](repeating: [], count: spots.coordinates.count)
        var possible = [[Int32]](repeating: [], count: occurrences.count)
        for (number, hits) in found.enumerated() {
            for spot in hits.covered { covering[Int(spot)].append(Int32(owners[number])) }
            for row in hits.reached { possible[Int(row)].append(Int32(owners[number])) }
        }
        let tags = covering.map { owners in
            let owners = owners.map { Int($0) }
            return DivisionTag(division: owners.first, possible: owners)
        }
        return spots.spotOfRow.enumerated().map { row, spot in
            let tag = tags[Int(spot)]
            guard !possible[row].isEmpty else { return tag }
            let all = Set(tag.possible + possible[row].map { Int($0) })
            return DivisionTag(division: tag.division, possible: all.sorted())
        }
    }

    /// Places a polygon covers, and rows whose radius reaches it.
    private func hits(
        _ geometry: Geometry, _ box: Box, _ spots: Spots
    ) -> (covered: [Int32], reached: [Int32]) {
        var covered: [Int32] = []
        let inBox = spots.inside(box)
        if !inBox.isEmpty, let region = try? Region(geometry) {
            covered = inBox.filter { region.covers(spots.coordinates[Int($0)]) }
        }
        guard !spots.doubtful.isEmpty else { return (covered, []) }
        let near = spots.doubtful.filter { row in
            Box(around: spots.coordinate(ofRow: row), radius: spots.radius(row)).intersects(box)
        }
        guard !near.isEmpty, let index = try? GeometryIndex(geometry) else { return (covered, []) }
        let reached = near.filter { row in
            index.nearestPoint(to: spots.coordinate(ofRow: row))
                .map { $0.distance <= spots.radius(row) } ?? false
        }
        return (covered, reached)
    }
}

/// The distinct coordinates of many occurrences, from south to north.
private struct Spots: Sendable {
    let coordinates: [Coordinate]
    let spotOfRow: [Int32]
    /// Rows with a radius above 0.
    let doubtful: [Int32]
    private let occurrences: [Occurrence]

    init(_ occurrences: [Occurrence], threads: Int) {
        self.occurrences = occurrences
        doubtful = occurrences.indices.filter { occurrences[$0].radius > .zero }.map { Int32($0) }
        let rows = occurrences.map(\.coordinate)
        let places = GriddedPlaces(
            rows, grid: SurfaceGrid(radius: .kilometers(20)), threads: threads)
        let distinct = places.firstRows.map { rows[Int($0)] }
        // Latitude above, place below: 2⁻³¹ of a degree apart is together, and asked exactly later.
        var keys = distinct.enumerated().map { place, point in
            UInt64((point.latitude + 90) * 0x8000_0000) << 24 | UInt64(place & 0xff_ffff)
        }
        var order = distinct.indices.map { $0 }
        if distinct.count <= 0xff_ffff {
            radixSort(&keys, from: 24, threads: threads)
            order = keys.map { Int($0 & 0xff_ffff) }
        } else {
            order.sort { distinct[$0].latitude < distinct[$1].latitude }
        }
        coordinates = order.map { distinct[$0] }
        var spotOfPlace = [Int32](repeating: 0, count: distinct.count)
        for (spot, place) in order.enumerated() { spotOfPlace[place] = Int32(spot) }
        var spotOfRow = [Int32](repeating: 0, count: rows.count)
        spotOfRow.withUnsafeMutableBufferPointer { slots in
            // Every row belongs to one place, so no two workers write the same row.
            nonisolated(unsafe) let slots = slots
            places.forEachRow(threads: threads) { [spotOfPlace] in slots[$0] = spotOfPlace[$1] }
        }
        self.spotOfRow = spotOfRow
    }

    func coordinate(ofRow row: Int32) -> Coordinate { occurrences[Int(row)].coordinate }
    func radius(_ row: Int32) -> Distance { occurrences[Int(row)].radius }

    func inside(_ box: Box) -> [Int32] {
        var found: [Int32] = []
        var i = lowerBound(box.south - 1e-9)
        let end = box.north + 1e-9
        while i < coordinates.count, coordinates[i].latitude <= end {
            if box.contains(coordinates[i]) { found.append(Int32(i)) }
            i += 1
        }
        return found
    }

    private func lowerBound(_ latitude: Double) -> Int {
        var low = 0
        var high = coordinates.count
        while low < high {
            let middle = (low + high) / 2
            if coordinates[middle].latitude < latitude { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

/// How many incidents a division had in a period.
public struct DivisionCount: Hashable, Sendable {
    public let division: Division
    /// First day of the period; `nil` when all time is counted together, or for undated incidents.
    public let period: Day?
    /// By the measured position; those certainly there; all that may have been there.
    public let count: Int
    public let certain: Int
    public let possible: Int
}

/// Counts by division and period: divisions in their order, periods in time, undated last.
public func divisionCounts(
    of occurrences: [Occurrence], tags: [DivisionTag], index: DivisionIndex, period: Period? = nil
) -> [DivisionCount] {
    struct Key: Hashable {
        let division: Int
        let day: Day?
    }
    var tallies: [Key: (count: Int, certain: Int, possible: Int)] = [:]
    for (occurrence, tag) in zip(occurrences, tags) {
        let day = period.flatMap { period in occurrence.day.map(period.start) }
        for division in Set(tag.possible + (tag.division.map { [$0] } ?? [])) {
            var tally = tallies[Key(division: division, day: day)] ?? (0, 0, 0)
            tally.possible += 1
            if division == tag.division { tally.count += 1 }
            if division == tag.division, tag.isCertain { tally.certain += 1 }
            tallies[Key(division: division, day: day)] = tally
        }
    }
    return tallies.sorted {
        ($0.key.division, $0.key.day?.number ?? .max) < (
            $1.key.division, $1.key.day?.number ?? .max
        )
    }.map { key, tally in
        DivisionCount(
            division: index.divisions[key.division], period: key.day, count: tally.count,
            certain: tally.certain, possible: tally.possible)
    }
}
