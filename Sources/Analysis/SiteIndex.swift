public import Earth
public import Incidents

/// Sites of every shape, ready to be asked what lies near a point.
///
/// Distances are WGS84 geodesics; to a line or polygon, that to its nearest point, and 0 inside.
/// Invalid polygons are repaired, unusable sites left out, each with a finding.
public struct SiteIndex: Sendable {
    public let sites: [Site]
    public let findings: [Finding]
    /// Sites that are points, and the site each one is.
    private let points: PointIndex
    private let pointSites: [Int]
    /// All others.
    private let shapes: GeometryIndex?
    private let shapeSites: [Int]
    private let widestRadius: Distance

    public init(_ sites: [Site]) {
        var findings: [Finding] = []
        var pointSites: [Int] = []
        var coordinates: [Coordinate] = []
        var shapeSites: [Int] = []
        var geometries: [Geometry] = []
        for (number, site) in sites.enumerated() {
            if case .point(let point) = site.geometry {
                pointSites.append(number)
                coordinates.append(point)
            } else if let geometry = SiteIndex.usable(site, row: number + 1, &findings) {
                shapeSites.append(number)
                geometries.append(geometry)
            }
        }
        self.sites = sites
        self.pointSites = pointSites
        points = PointIndex(coordinates)
        widestRadius = sites.map(\.radius).max() ?? .zero
        do throws(EarthError) {
            shapes = geometries.isEmpty ? nil : try GeometryIndex(geometries)
            self.shapeSites = shapeSites
        } catch {
            findings.append(
                Finding(.error, origin: "sites", "lines and polygons left out: \(error)"))
            shapes = nil
            self.shapeSites = []
        }
        self.findings = findings
    }

    /// The site's geometry, repaired if need be; `nil`, with a finding, when nothing can be made of it.
    private static func usable(_ site: Site, row: Int, _ findings: inout [Finding]) -> Geometry? {
        let origin = site.source.isEmpty ? "sites" : site.source
        func note(_ severity: Finding.Severity, _ message: String) {
            findings.append(
                Finding(severity, origin: origin, at: .row(row, field: "geometry"), message))
        }
        guard !site.geometry.vertices.isEmpty else {
            note(.error, "site \(site.id) has no points and was left out")
            return nil
        }
        guard site.geometry.isPolygonal, let defect = site.geometry.defect() else {
            return site.geometry
        }
        do throws(EarthError) {
            let repaired = try site.geometry.repaired()
            note(.warning, "polygon of site \(site.id) was repaired: \(defect)")
            return repaired
        } catch {
            note(.error, "site \(site.id) was left out: \(error)")
            return nil
        }
    }

    /// The nearest sites by measured distance, nearest first; of equally near ones the earlier in
    /// `sites`.
    ///
    /// - Parameter radius: how far the true position may lie from `point`.
    public func nearestSites(
        to point: Coordinate, radius: Distance = .zero, count: Int = 1
    ) -> [Proximity] {
        if count == 1, shapes == nil {
            return points.nearest(to: point).map {
                [proximity(of: found(pointSites[$0.index], $0, point), to: point, radius: radius)]
            } ?? []
        }
        let near = points.nearest(count, to: point).map { found(pointSites[$0.index], $0, point) }
        let shaped = (shapes?.nearest(count, to: point) ?? []).map { found($0) }
        return (near + shaped).sorted().prefix(max(0, count)).map {
            proximity(of: $0, to: point, radius: radius)
        }
    }

    /// Every site that may be within `distance` of the point, nearest first:
    /// ``Incidents/Proximity/isWithin(_:)`` tells the certain from the possible.
    public func sites(
        within distance: Distance, of point: Coordinate, radius: Distance = .zero
    ) -> [Proximity] {
        let reach = distance + radius + widestRadius
        let near = points.neighbors(within: reach, of: point).map {
            found(pointSites[$0.index], $0, point)
        }
        let shaped = (shapes?.within(reach, of: point) ?? []).map { found($0) }
        return (near + shaped).sorted().map { proximity(of: $0, to: point, radius: radius) }
            .filter { $0.isWithin(distance) != .no }
    }

    private func found(_ site: Int, _ neighbor: Neighbor, _ point: Coordinate) -> NearGeometry {
        NearGeometry(
            index: site,
            point: NearestPoint(
                coordinate: points.coordinates[neighbor.index], distance: neighbor.distance))
    }

    private func found(_ shape: NearGeometry) -> NearGeometry {
        NearGeometry(index: shapeSites[shape.index], point: shape.point)
    }

    private func proximity(
        of near: NearGeometry, to point: Coordinate, radius: Distance
    ) -> Proximity {
        let site = sites[near.index]
        let doubt = radius + site.radius
        return Proximity(
            site: site, distance: near.distance,
            minimum: max(.zero, near.distance - doubt), maximum: near.distance + doubt,
            bearing: bearing(from: near, of: site, to: point))
    }

    /// From the site's nearest point; from its middle when the incident lies inside.
    private func bearing(from near: NearGeometry, of site: Site, to point: Coordinate) -> Bearing {
        var start = near.point.coordinate
        if start == point, site.geometry.isPolygonal {
            start = (try? site.geometry.representativePoint()) ?? start
        }
        return start.geodesic(to: point).initialBearing
    }
}
