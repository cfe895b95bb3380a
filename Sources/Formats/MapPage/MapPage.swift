public import Incidents

/// Incidents on a map, as one HTML page that needs nothing else: no network, no other file.
///
/// The page holds map, table, filters, timeline and, for each incident, the sentence it rests on
/// and why it stands where it stands. Data is embedded as JSON and becomes text nodes only, and a
/// content security policy lets no other script run than the page's own; so a hostile report title
/// stays text.
///
/// Equal input gives equal bytes. Size: about 60 kB, plus Leaflet (150 kB), plus the borders, plus
/// 1–2 kB for each incident.
public struct MapPage: Sendable {
    public var title: String
    public var rows: [LocatedIncident]
    /// The reports read, for the paragraph around each quote. A report that is missing costs only
    /// that.
    public var reports: [Report]
    /// How many reports were read, those without incidents too; `nil` = those that the page knows.
    public var reportCount: Int?
    public var sites: [Site]
    /// The ground to draw on: GeoJSON feature collections as in `Data/borders`, of polygons with the
    /// properties `name` and `level` (0 = country, 1 = division), and of rivers and lakes with
    /// `name`, `kind` (`river` or `lake`) and `rank` (the zoom from which it is worth showing).
    public var borders: [[UInt8]]
    public var library: MapLibrary
    /// Whom place names and borders are owed to, as their licences ask; shown in the map's corner.
    public var attribution: String

    /// What the gazetteer and the borders of this project are owed to.
    public static let standardAttribution =
        "Places: GeoNames (CC BY 4.0), Who’s On First and others · Ground: Natural Earth · Map: Leaflet"

    public init(
        title: String = "Incidents", rows: [LocatedIncident], reports: [Report] = [],
        reportCount: Int? = nil, sites: [Site] = [], borders: [[UInt8]] = [],
        library: MapLibrary, attribution: String = MapPage.standardAttribution
    ) {
        self.title = title
        self.rows = rows
        self.reports = reports
        self.reportCount = reportCount
        self.sites = sites
        self.borders = borders
        self.library = library
        self.attribution = attribution
    }

    /// The page, UTF-8.
    public func html() -> [UInt8] {
        let style = PackageResources.map_css
        let script = Self.script
        return filled(
            PackageResources.map_html,
            with: [
                "title": Array(escapedForHTML(title).utf8),
                "attribution": Array(escapedForHTML(attribution).utf8),
                "policy": Array(
                    contentPolicy(
                        scripts: [library.script, script], styles: [library.style, style]
                    ).utf8),
                "library-notice": Array(MapLibrary.notice.utf8),
                "library-style": library.style,
                "library-script": library.script,
                "style": style,
                "script": script,
                "data": escapedForScript(MapPageData(page: self).json()),
                "borders": escapedForScript(joined(borders)),
            ])
    }

    /// Checks that `borders` is a JSON object: the page stays whole with anything that is.
    ///
    /// - Throws: ``InputError/malformed(_:position:)`` with the byte that is wrong.
    public static func check(borders: [UInt8]) throws(InputError) {
        let failure = borders.withUnsafeBufferPointer { bytes -> JSONError? in
            var reader = JSONReader(bytes)
            do throws(JSONError) {
                guard case .object = try reader.value() else {
                    return JSONError(.expected("a GeoJSON object"), at: 0)
                }
                try reader.close(downTo: 0)
                try reader.end()
                return nil
            } catch { return error }
        }
        if let failure {
            throw .malformed("not GeoJSON: \(failure.explanation)", position: failure.position)
        }
    }

    /// The client, in the order its parts build on each other.
    private static var script: [UInt8] {
        let parts = [
            PackageResources.signs_js, PackageResources.shapes_js, PackageResources.ground_js,
            PackageResources.labels_js, PackageResources.marks_js, PackageResources.view_js,
            PackageResources.detail_js, PackageResources.list_js, PackageResources.timeline_js,
            PackageResources.map_js,
        ]
        return Array("\"use strict\";\n{\n".utf8) + parts.joined() + Array("}\n".utf8)
    }
}

/// Replaces each `{{name}}` of a template; an unknown name leaves nothing.
private func filled(_ template: [UInt8], with values: [String: [UInt8]]) -> [UInt8] {
    let pieces = String(decoding: template, as: UTF8.self).split(
        separator: "{{", omittingEmptySubsequences: false)
    var page = Array((pieces.first ?? "").utf8)
    for piece in pieces.dropFirst() {
        let parts = piece.split(separator: "}}", maxSplits: 1, omittingEmptySubsequences: false)
        page += values[String(parts[0])] ?? []
        page += Array((parts.count > 1 ? parts[1] : "").utf8)
    }
    return page
}

/// JSON documents as the elements of one JSON array, where a byte order mark cannot stand.
private func joined(_ documents: [[UInt8]]) -> [UInt8] {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let elements = documents.map { $0.starts(with: mark) ? $0.dropFirst(3) : $0[...] }
    return [UInt8(ascii: "[")] + elements.joined(separator: [UInt8(ascii: ",")])
        + [UInt8(ascii: "]")]
}

/// Only what the page itself carries may run or style it; nothing may be loaded or sent.
private func contentPolicy(scripts: [[UInt8]], styles: [[UInt8]]) -> String {
    func digests(_ texts: [[UInt8]]) -> String {
        texts.map { "'sha256-\(base64(sha256($0)))'" }.joined(separator: " ")
    }
    return "default-src 'none'; script-src \(digests(scripts)); style-src \(digests(styles)); "
        + "base-uri 'none'; form-action 'none'"
}

private func escapedForHTML(_ text: String) -> String {
    var escaped = ""
    for character in text.unicodeScalars {
        switch character {
        case "&": escaped += "&amp;"
        case "<": escaped += "&lt;"
        case ">": escaped += "&gt;"
        case "\"": escaped += "&quot;"
        default: escaped.unicodeScalars.append(character)
        }
    }
    return escaped
}

/// JSON that cannot end the script element it stands in: in JSON, `<` and the line separators
/// U+2028 and U+2029 occur inside strings only, where an escape means the same.
func escapedForScript(_ json: [UInt8]) -> [UInt8] {
    var escaped: [UInt8] = []
    escaped.reserveCapacity(json.count)
    var index = 0
    while index < json.count {
        switch json[index] {
        case UInt8(ascii: "<"):
            escaped += Array("\\u003c".utf8)
        case 0xE2 where json[index...].starts(with: [0xE2, 0x80, 0xA8]):
            escaped += Array("\\u2028".utf8)
            index += 2
        case 0xE2 where json[index...].starts(with: [0xE2, 0x80, 0xA9]):
            escaped += Array("\\u2029".utf8)
            index += 2
        case let byte:
            escaped.append(byte)
        }
        index += 1
    }
    return escaped
}
