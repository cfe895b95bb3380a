import Analysis
import ArgumentParser
import Earth
import Formats
import Incidents

/// Where to look: every area given must hold an incident.
struct AreaOptions: ParsableArguments {
    @Option(
        parsing: .unconditional,
        help: "A box: west,south,east,north; west above east crosses 180°.", transform: Quantity.box
    )
    var bbox: Box?
    @Option(
        help: ArgumentHelp("An area: GeoJSON polygons.", valueName: "file"),
        completion: .file(extensions: ["geojson"]))
    var polygon: String?
    @Option(
        parsing: .unconditional,
        help: "The middle of a circle: longitude,latitude; with --radius.",
        transform: Quantity.coordinate)
    var around: Coordinate?
    @Option(help: "Of the circle, as in 25km.", transform: Quantity.distance)
    var radius: Distance?
    @Option(
        help: ArgumentHelp("A road or river: GeoJSON lines; with --within.", valueName: "file"),
        completion: .file(extensions: ["geojson"]))
    var along: String?
    @Option(
        help: ArgumentHelp(
            "Sites: GeoJSON or CSV; with --within. May be given more than once.", valueName: "file")
    )
    var sites: [String] = []
    @Option(
        help: ArgumentHelp(
            "Only sites of this kind, as in dam. May be given more than once.", valueName: "kind"),
        transform: siteKind)
    var of: [PlaceKind] = []
    @Option(help: "How far from the line or the sites, as in 5km.", transform: Quantity.distance)
    var within: Distance?

    var isEmpty: Bool {
        bbox == nil && polygon == nil && around == nil && along == nil && sites.isEmpty
    }

    func validate() throws {
        guard (around == nil) == (radius == nil) else {
            throw ValidationError("--around LON,LAT and --radius DISTANCE belong together")
        }
        guard (along == nil && sites.isEmpty) == (within == nil) else {
            throw ValidationError(
                "--along FILE and --sites FILE need --within DISTANCE, and it them")
        }
        if !of.isEmpty, sites.isEmpty { throw ValidationError("--of asks for --sites") }
    }

    func read(_ pass: inout ListRun) throws -> [IncidentQuery.Area] {
        var areas: [IncidentQuery.Area] = []
        if let bbox { areas.append(.box(bbox)) }
        if let polygon { areas.append(.polygon(try readPolygon(polygon, &pass))) }
        if let around, let radius { areas.append(.circle(center: around, radius: radius)) }
        if let along, let within {
            areas.append(.corridor(try readLines(along, &pass), width: within))
        }
        if !sites.isEmpty, let within {
            let index = SiteIndex(try readSites(&pass))
            pass.say(index.findings)
            areas.append(.sites(index, kinds: Set(of), within: within))
        }
        return areas
    }

    private func readPolygon(_ path: String, _ pass: inout ListRun) throws -> Geometry {
        var polygons: [Geometry] = []
        for area in try pass.readAreas(path) where area.geometry.isPolygonal {
            let (polygon, defect) = try area.geometry.mended()
            polygons.append(polygon)
            guard let defect else { continue }
            pass.say([
                Finding(.warning, origin: path, "polygon \(area.name) was repaired: \(defect)")
            ])
        }
        guard let union = try Geometry.union(polygons), !polygons.isEmpty else {
            throw Failure.badData("\(path): no polygon is in it")
        }
        return union
    }

    private func readLines(_ path: String, _ pass: inout ListRun) throws -> Geometry {
        let lines = try pass.readAreas(path).flatMap(\.geometry.paths)
        guard !lines.isEmpty else { throw Failure.badData("\(path): no line is in it") }
        return .lines(lines)
    }

    private func readSites(_ pass: inout ListRun) throws -> [Site] {
        let all = try pass.readSites(sites)
        guard !of.isEmpty else { return all }
        let wanted = all.filter { of.contains($0.kind) }
        if wanted.isEmpty {
            let kinds = Set(all.map(\.kind.rawValue)).sorted().joined(separator: ", ")
            pass.say([
                Finding(
                    .warning, origin: "sites", "no site is of the kinds asked for",
                    hint: "there are \(kinds)")
            ])
        }
        return wanted
    }
}

private func siteKind(_ word: String) throws -> PlaceKind {
    guard let kind = PlaceKind(rawValue: word) else {
        throw ValidationError(
            "\"\(word)\" is no kind of site — "
                + suggestion(for: word, among: PlaceKind.allCases.map(\.rawValue)))
    }
    return kind
}
