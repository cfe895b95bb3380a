public import Earth
public import Incidents

/// A named shape of a map: a province, a road.
public struct Area: Hashable, Sendable {
    public let id: String
    public let name: String
    public let geometry: Geometry
}

/// Reads named shapes of GeoJSON, KML or a GeoPackage: borders of divisions, an area or a line to search
/// along.
///
/// The id is that of the feature, or of a member that bears one in the usual files of borders (Natural
/// Earth, geoBoundaries, OCHA); failing that, file and number. A feature without a usable shape is a
/// finding.
public enum AreaReader {
    public static func read(path: String) throws(InputError) -> (areas: [Area], findings: [Finding])
    {
        try ListFile.withBytes(path: path, read)
    }

    static func read(
        _ bytes: UnsafeBufferPointer<UInt8>, origin: String
    ) throws(InputError) -> (areas: [Area], findings: [Finding]) {
        guard bytes.contains(where: { !$0.isHTMLSpace }) else { throw .empty }
        if let what = BinaryContent.recognise(bytes) { throw .binary(what: what) }
        let file = origin.split(separator: "/").last.map(String.init) ?? origin
        var areas: [Area] = []
        var findings: [Finding] = []
        var number = 0
        var reader = GeoJSONReader(bytes)
        do throws(GeoJSONReader.Failure) {
            try reader.forEach { feature in
                number += 1
                if let geometry = feature.geometry {
                    areas.append(Area(feature, geometry, orElse: "\(file):\(number)"))
                } else {
                    findings.append(
                        Finding(
                            .error, origin: origin, at: .byte(feature.position),
                            "shape \(number) was left out: "
                                + (feature.problem ?? "it has no geometry")))
                }
            }
        } catch {
            throw .malformed(error.description, position: nil)
        }
        return (areas, findings)
    }
}

extension Area {
    fileprivate init(_ feature: GeoJSONFeature, _ geometry: Geometry, orElse id: String) {
        let own = feature[
            "id", "iso_3166_2", "shapeID", "ADM2_PCODE", "ADM1_PCODE", "adm1_code", "GID_2",
            "GID_1"
        ]
        self.id = own?.text ?? feature.id ?? id
        name =
            feature[
                "name", "title", "shapeName", "name_en", "ADM2_EN", "ADM1_EN", "NAME_2", "NAME_1"]?
            .text
            ?? self.id
        self.geometry = geometry
    }
}
