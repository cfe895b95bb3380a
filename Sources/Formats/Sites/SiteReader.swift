import Earth
public import Incidents

/// Reads sites to watch: points, lines and polygons of GeoJSON, KML or a GeoPackage, or a table of
/// points; of a folder, all such files, by name.
///
/// Known properties and columns are `id`, `name`, `kind`, `radius_km` or `uncertainty_km`, `country`, `source`,
/// and in a table `lat` or `latitude` and `lon`, `lng` or `longitude`. Polygons that cross themselves are
/// repaired, with a finding; a site that cannot be used is one, and the others are read. One without
/// an id is named after its file and row.
public enum SiteReader {
    public static func read(path: String) throws(InputError) -> (sites: [Site], findings: [Finding])
    {
        if path != "-", SystemCalls.isFolder(path) { return try readFolder(path) }
        return try ListFile.withBytes(path: path, read)
    }

    /// A file that cannot be read is a finding: the others are.
    private static func readFolder(
        _ folder: String
    ) throws(InputError) -> (sites: [Site], findings: [Finding]) {
        var (sites, findings): ([Site], [Finding]) = ([], [])
        let paths = try SystemCalls.names(in: folder).filter { name in
            kinds.contains { name.lowercased().hasSuffix($0) }
        }.map { folder.hasSuffix("/") ? folder + $0 : "\(folder)/\($0)" }
        for path in paths {
            do throws(InputError) {
                let read = try read(path: path)
                sites += read.sites
                findings += read.findings
            } catch {
                findings.append(
                    Finding(.error, origin: path, error.description, hint: error.hint))
            }
        }
        guard !sites.isEmpty else {
            throw .malformed("the folder has no file of sites", position: nil)
        }
        return (sites, findings)
    }

    private static let kinds = [
        ".csv", ".tsv", ".geojson", ".geojsonl", ".json", ".kml", ".kmz", ".gpkg", ".gz", ".zip",
    ]

    static func read(
        _ bytes: UnsafeBufferPointer<UInt8>, origin: String
    ) throws(InputError) -> (sites: [Site], findings: [Finding]) {
        guard let first = bytes.first(where: { !$0.isHTMLSpace && $0 != 0x1E && $0 < 0x80 }) else {
            throw .empty
        }
        if let what = BinaryContent.recognise(bytes) { throw .binary(what: what) }
        var collector = SiteCollector(origin: origin)
        if first == UInt8(ascii: "{") {
            try readGeoJSON(bytes, into: &collector)
        } else {
            try readTable(bytes, into: &collector)
        }
        return (collector.sites, collector.findings)
    }

    private static func readGeoJSON(
        _ bytes: UnsafeBufferPointer<UInt8>, into collector: inout SiteCollector
    ) throws(InputError) {
        var reader = GeoJSONReader(bytes)
        do throws(GeoJSONReader.Failure) {
            try reader.forEach { collector.add($0) }
        } catch {
            throw .malformed(error.description, position: nil)
        }
    }

    private static func readTable(
        _ bytes: UnsafeBufferPointer<UInt8>, into collector: inout SiteCollector
    ) throws(InputError) {
        guard var table = CSVTable(bytes) else { throw .empty }
        let columns = SiteColumns(table)
        guard columns.latitude != nil, columns.longitude != nil else {
            throw .malformed(
                "the table has no columns latitude and longitude; it has \(table.header.joined(separator: ", "))",
                position: nil)
        }
        while table.next() { collector.add(table, columns) }
        if let quote = table.unclosedQuote {
            collector.note(.error, at: .byte(quote), "a quote that nothing closes")
        }
    }
}

private struct SiteColumns {
    let id, name, kind, latitude, longitude, radius, country, source: Int?

    init(_ table: CSVTable) {
        id = table.column("id", "site_id")
        name = table.column("name", "site")
        kind = table.column("kind", "type")
        latitude = table.column("latitude", "lat", "y")
        longitude = table.column("longitude", "lon", "lng", "long", "x")
        radius = table.column("radius_km", "uncertainty_km", "radius")
        country = table.column("country", "iso2")
        source = table.column("source")
    }
}

private struct SiteCollector {
    let origin: String
    var sites: [Site] = []
    var findings: [Finding] = []
    private var number = 0
    private var ids: Set<String> = []

    init(origin: String) { self.origin = origin }

    mutating func note(
        _ severity: Finding.Severity, at position: Finding.Position? = nil, _ message: String,
        hint: String? = nil
    ) {
        findings.append(Finding(severity, origin: origin, at: position, message, hint: hint))
    }

    mutating func add(_ feature: GeoJSONFeature) {
        number += 1
        guard let geometry = feature.geometry else {
            return note(
                .error, at: .byte(feature.position),
                "site \(number) was left out: \(feature.problem ?? "it has no geometry")")
        }
        let id = feature["id"]?.text ?? feature.id
        guard let geometry = usable(geometry, of: id) else { return }
        add(
            geometry, id: id,
            name: feature["name", "title"]?.text,
            kind: feature["kind", "type"]?.text,
            radius: feature["radius_km", "uncertainty_km"]?.number,
            country: feature["country"]?.text, source: feature["source"]?.text)
    }

    /// Repaired if need be; `nil` when nothing can be made of it.
    private mutating func usable(_ geometry: Geometry, of id: String?) -> Geometry? {
        let site = "site \(id ?? "\(number)")"
        do throws(EarthError) {
            let (geometry, defect) = try geometry.mended()
            if let defect {
                note(.warning, at: row("geometry"), "polygon of \(site) was repaired: \(defect)")
            }
            return geometry
        } catch {
            note(.error, at: row("geometry"), "\(site) was left out: \(error)")
            return nil
        }
    }

    mutating func add(_ table: CSVTable, _ columns: SiteColumns) {
        number += 1
        do throws(EarthError) {
            guard let longitude = table.field(columns.longitude),
                let latitude = table.field(columns.latitude)
            else {
                return note(
                    .error, at: row("latitude"), "the site has no position and was left out")
            }
            guard let east = Double(longitude), let north = Double(latitude) else {
                return note(
                    .error, at: row("latitude"),
                    "\(latitude), \(longitude) is no position; the site was left out",
                    hint: "write decimal degrees: 34.21")
            }
            let point = try Coordinate(longitude: east, latitude: north)
            add(
                .point(point), id: table.field(columns.id), name: table.field(columns.name),
                kind: table.field(columns.kind),
                radius: table.field(columns.radius).flatMap(Double.init),
                country: table.field(columns.country), source: table.field(columns.source))
        } catch {
            note(.error, at: row("latitude"), "\(error); the site was left out")
        }
    }

    private func row(_ field: String? = nil) -> Finding.Position { .row(number, field: field) }

    private mutating func add(
        _ geometry: Geometry, id: String?, name: String?, kind: String?, radius: Double?,
        country: String?, source: String?
    ) {
        let place = PlaceKind(siteWord: kind ?? "")
        if place == nil, let kind {
            note(.note, at: row("kind"), "\"\(kind)\" is not a kind known here; kept as a locality")
        }
        let id = id ?? "\(fileName):\(number)"
        if !ids.insert(id).inserted {
            note(.warning, at: row("id"), "a second site has the id \(id)")
        }
        sites.append(
            Site(
                id: id, name: name ?? id, kind: place ?? .locality, geometry: geometry,
                radius: .kilometers(radius.map { $0.isFinite ? max(0, $0) : 0 } ?? 0),
                country: country ?? "", source: source ?? ""))
    }

    private var fileName: String { origin.split(separator: "/").last.map(String.init) ?? origin }
}

extension PlaceKind {
    /// The kind that a site list means by `word`; `nil` when it is not known.
    fileprivate init?(siteWord word: String) {
        let plain = word.lowercased().filter { $0.isLetter || $0.isNumber }
        if let kind = PlaceKind(rawValue: plain) {
            self = kind
        } else if let kind = Self.synonyms[plain] {
            self = kind
        } else {
            return nil
        }
    }

    private static let synonyms: [String: PlaceKind] = [
        "airbase": .base, "militarybase": .base, "garrison": .base, "hydropowerplant": .dam,
        "hydropower": .dam, "reservoir": .lake, "powerstation": .powerplant, "jail": .prison,
        "bordercrossing": .crossing, "checkpoint": .crossing, "harbour": .port, "harbor": .port,
        "gaspipeline": .pipeline, "oilpipeline": .pipeline, "transmissionline": .powerline,
        "oilrefinery": .refinery, "aerodrome": .airport, "airfield": .airport,
        "substation": .powerplant, "nuclearpowerplant": .powerplant, "clinic": .hospital,
        "factory": .plant, "refugeecamp": .camp, "gas": .gasfield, "oil": .oilfield,
    ]
}
