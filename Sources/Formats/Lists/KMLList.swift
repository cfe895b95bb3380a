import Earth
import Incidents

/// The placemarks of a KML document, as GeoJSON lines: name, description, times and extended data are
/// their properties.
///
/// - Source: OGC 07-147r2. Only what says where, when and what is read; styles and links are not.
enum KMLList {
    static func isPresent(in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        let head = bytes.prefix(2048)
        guard
            head.first(where: { !$0.isHTMLSpace && ![0xEF, 0xBB, 0xBF].contains($0) })
                == UInt8(ascii: "<")
        else { return false }
        return String(decoding: head, as: UTF8.self).contains("<kml")
    }

    static func lines(
        _ bytes: UnsafeBufferPointer<UInt8>, _ origin: String, _ findings: inout [Finding]
    ) throws(InputError) -> Spool {
        var reader = PlacemarkReader(bytes)
        let lines = Spool()
        var json = JSONWriter()
        var box = BoxOfCoordinates()
        var number = 0
        while let placemark = reader.next() {
            number += 1
            var feature = Feature(
                id: placemark.id ?? "\(number)", geometry: nil,
                values: placemark.properties.map { .text(orNone: $0.value) })
            do throws(EarthError) { feature.geometry = try placemark.geometry() } catch {
                findings.append(
                    Finding(.warning, origin: origin, at: .byte(placemark.position), "\(error)"))
            }
            if let remark = placemark.remark {
                findings.append(
                    Finding(.warning, origin: origin, at: .byte(placemark.position), remark))
            }
            json.feature(
                feature, keys: MemberKeys(placemark.properties.map(\.name)), decimals: 6,
                box: &box)
            json.endLine()
            try lines.take(&json.out)
        }
        guard number > 0 else {
            throw .malformed("the KML document has no Placemark", position: nil)
        }
        return lines
    }
}

private struct Placemark {
    var position: Int
    var id: String?
    var properties: [(name: String, value: String)] = []
    /// The coordinates of each part, and whether it is a ring within a polygon.
    var parts: [(kind: Kind, text: String)] = []

    enum Kind { case point, line, outer, inner }

    /// What the one shape leaves out.
    var remark: String? {
        let points = parts.count { $0.kind == .point }
        let areas = parts.count { $0.kind == .outer }
        guard
            points > 1
                || [points, areas, parts.count { $0.kind == .line }].count(where: { $0 > 0 }) > 1
        else { return nil }
        let kept =
            parts.first?.kind == .point ? "its first point" : areas > 0 ? "its areas" : "its lines"
        return "a placemark of several shapes: only \(kept) counted; split it"
    }

    /// All parts as one shape: the first kind counts, as in a MultiGeometry of like parts.
    func geometry() throws(EarthError) -> Geometry? {
        guard let first = parts.first else { return nil }
        var lines: [[Coordinate]] = []
        var polygons: [[[Coordinate]]] = []
        for part in parts {
            let points = try Self.coordinates(part.text)
            guard let start = points.first else { continue }
            switch part.kind {
            case .point: if first.kind == .point { return .point(start) }
            case .line: lines.append(points)
            case .outer: polygons.append([points])
            case .inner: if !polygons.isEmpty { polygons[polygons.count - 1].append(points) }
            }
        }
        if !polygons.isEmpty {
            return polygons.count == 1 ? .polygon(polygons[0]) : .polygons(polygons)
        }
        return lines.isEmpty ? nil : lines.count == 1 ? .line(lines[0]) : .lines(lines)
    }

    private static func coordinates(_ text: String) throws(EarthError) -> [Coordinate] {
        var points: [Coordinate] = []
        for tuple in text.split(whereSeparator: \.isWhitespace) {
            let axes = tuple.split(separator: ",", omittingEmptySubsequences: false).prefix(2).map {
                Double($0) ?? .nan
            }
            guard axes.count == 2 else { continue }
            points.append(try Coordinate(longitude: axes[0], latitude: axes[1]))
        }
        return points
    }
}

/// Placemarks one after the other; folders and documents around them do not matter.
private struct PlacemarkReader {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var scanner: XMLScanner

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
        scanner = XMLScanner(bytes)
    }

    mutating func next() -> Placemark? {
        while true {
            switch scanner.next() {
            case .finished: return nil
            case .end: continue
            case .start(let name, let attributes, let isEmpty):
                guard local(name) == "Placemark", !isEmpty else { continue }
                return placemark(attributes)
            }
        }
    }

    private mutating func placemark(_ attributes: Range<Int>) -> Placemark {
        var mark = Placemark(position: scanner.tagStart, id: attribute("id", attributes))
        var kind = Placemark.Kind.point
        var dataName: String?
        while true {
            switch scanner.next() {
            case .finished: return mark
            case .end(let name): if local(name) == "Placemark" { return mark }
            case .start(let name, let attributes, let isEmpty):
                guard !isEmpty else { continue }
                switch local(name) {
                case "Point": kind = .point
                case "LineString": kind = .line
                case "outerBoundaryIs": kind = .outer
                case "innerBoundaryIs": kind = .inner
                case "coordinates": mark.parts.append((kind, text() ?? ""))
                case "name": mark.add("title", text())
                case "description": mark.add("description", text())
                case "when", "begin": mark.add("date_start", text())
                case "end": mark.add("date_end", text())
                case "Data": dataName = attribute("name", attributes)
                case "value": if let name = dataName { mark.add(name, text()) }
                case "SimpleData":
                    if let name = attribute("name", attributes) { mark.add(name, text()) }
                default: break
                }
            }
        }
    }

    /// The text up to the next end tag, without wrapping, entities replaced.
    private mutating func text() -> String? {
        let start = scanner.position
        var end = start
        while true {
            switch scanner.next() {
            case .start: continue
            case .end: end = scanner.tagStart
            case .finished: end = bytes.count
            }
            break
        }
        let raw = String(decoding: bytes[start..<end], as: UTF8.self).trimmed
        if raw.hasPrefix("<![CDATA["), raw.hasSuffix("]]>") {
            return String(raw.dropFirst(9).dropLast(3)).trimmed
        }
        return HTMLEntities.replaced(in: bytes, start..<end).trimmed
    }

    private func attribute(_ name: String, _ range: Range<Int>) -> String? {
        HTMLAttributes(bytes, range).first { $0.name == name }?.value
    }

    private func local(_ name: Range<Int>) -> String {
        let text = String(decoding: bytes[name], as: UTF8.self)
        return text.split(separator: ":").last.map(String.init) ?? text
    }
}

extension Placemark {
    /// Extended data of our own names say more than the element they repeat.
    fileprivate mutating func add(_ name: String, _ value: String?) {
        guard let value, !value.isEmpty else { return }
        if let index = properties.firstIndex(where: { $0.name == name }) {
            properties[index].value = value
        } else {
            properties.append((name, value))
        }
    }
}
