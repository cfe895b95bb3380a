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
        do throws(EarthError) {
            let (geometry, defect) = try site.geometry.mended()
            if let defect { note(.warning, "polygon of site \(site.id) was repaired: \(defect)") }
            return geometry
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
        near(point, radius: radius, .nearest(count)).map(proximity)
    }

    /// Every site that may be within `distance` of the point, nearest first:
    /// ``Incidents/Proximity/isWithin(_:)`` tells the certain from the possible.
    public func sites(
        within distance: Distance, of point: Coordinate, radius: Distance = .zero
    ) -> [Proximity] {
        near(point, radius: radius, .within(distance)).map(proximity)
    }

    /// The sites near a point, by their positions in `sites`.
    public func near(
        _ point: Coordinate, radius: Distance = .zero, _ query: NearQuery
    ) -> [NearSite] {
        switch query {
        case .nearest(let count):
            let found = points.sightings(nearest: count, to: point).map { site($0, radius) }
            guard let shapes else { return found }
            let shaped = shapes.nearest(count, to: point).map { site($0, point, radius) }
            return Array((found + shaped).sorted().prefix(max(0, count)))
        case .within(let distance):
            let reach = distance + radius + widestRadius
            let found = points.sightings(within: reach, of: point).map { site($0, radius) }
            let shaped = shapes?.within(reach, of: point).map { site($0, point, radius) } ?? []
            let all = shaped.isEmpty ? found : (found + shaped).sorted()
            return all.filter { $0.minimum <= distance }
        }
    }

    public func proximity(_ near: NearSite) -> Proximity {
        Proximity(
            site: sites[near.site], distance: near.distance, minimum: near.minimum,
            maximum: near.maximum, bearing: near.bearing)
    }

    private func site(_ seen: Sighting, _ radius: Distance) -> NearSite {
        let number = pointSites[seen.index]
        return NearSite(
            site: number, distance: seen.distance, bearing: seen.bearing,
            doubt: radius + sites[number].radius)
    }

    private func site(_ shape: NearGeometry, _ point: Coordinate, _ radius: Distance) -> NearSite {
        let number = shapeSites[shape.index]
        return NearSite(
            site: number, distance: shape.distance,
            bearing: bearing(from: shape.point.coordinate, of: sites[number], to: point),
            doubt: radius + sites[number].radius)
    }

    /// From the site's nearest point; from its middle when the incident lies inside.
    private func bearing(
        from nearest: Coordinate, of site: Site, to point: Coordinate
    ) -> Bearing {
        var start = nearest
        if start == point, site.geometry.isPolygonal {
            start = (try? site.geometry.representativePoint()) ?? start
        }
        return start.geodesic(to: point).initialBearing
    }
}
