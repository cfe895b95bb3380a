import Earth
public import Incidents

/// Divisions that stand for every position within them, by a point of their own: the same for every
/// incident, so nothing tells where in the division it was.
public struct PublishedDivisions {
    private let cells: [(cell: CoarseCell, box: Box, region: Region)]
    /// Where points lie that were asked for before: lists name the same towns again and again.
    private var known: [Coordinate: CoarseCell?] = [:]
    private static let mostKnown = 1 << 16
    /// Of areas that cannot be used.
    public let findings: [Finding]

    /// - Parameters:
    ///   - areas: Polygons; of several that cover a point the first counts.
    ///   - origin: What the findings name.
    public init(_ areas: [Area], origin: String) {
        var findings: [Finding] = []
        cells = areas.compactMap { area in
            do throws(EarthError) { return try Self.cell(area) } catch {
                findings.append(
                    Finding(.error, origin: origin, "\(area.name) was left out: \(error)"))
                return nil
            }
        }
        self.findings = findings
    }

    public var isEmpty: Bool { cells.isEmpty }

    private static func cell(_ area: Area) throws(EarthError) -> (CoarseCell, Box, Region)? {
        guard let box = area.geometry.boundingBox else { return nil }
        let middle = try area.geometry.representativePoint()
        let circle = try area.geometry.enclosingCircle()
        // Whatever lies in the area lies in the circle.
        let reach = middle.distance(to: circle.center) + circle.radius
        return (
            CoarseCell(name: area.name, middle: middle, reach: reach), box,
            try Region(area.geometry)
        )
    }

    /// `nil` outside all divisions.
    mutating func cell(of point: Coordinate) -> CoarseCell? {
        if let cell = known[point] { return cell }
        let cell = cells.first { $0.box.contains(point) && $0.region.covers(point) }?.cell
        if known.count == Self.mostKnown { known.removeAll(keepingCapacity: true) }
        known[point] = .some(cell)
        return cell
    }
}
