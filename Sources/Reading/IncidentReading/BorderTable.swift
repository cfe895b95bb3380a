internal import Earth
internal import Gazetteer
internal import Incidents

/// Where countries meet, as small maps draw it (Natural Earth, 1:110 million).
///
/// "near the border with Syria" names a line; the stretch of it that the text may mean gets a middle and a
/// radius that reaches its ends.
struct BorderTable: Sendable {
    private let lines: [Pair: [[Coordinate]]]

    struct Pair: Hashable, Sendable {
        let first, second: String

        init(_ a: String, _ b: String) { (first, second) = a < b ? (a, b) : (b, a) }
    }

    struct Stretch {
        let middle: Coordinate
        let radius: Distance
    }

    /// Maps of this scale are off by so much, and "near" reaches so far.
    private static let slack = Distance.kilometers(25)
    /// Long straight lines are cut into pieces of this length.
    private static let step = Distance.kilometers(20)

    static let standard = BorderTable(table: PackageResources.borders_tsv)

    init(table: [UInt8]) {
        var lines: [Pair: [[Coordinate]]] = [:]
        for row in String(decoding: table, as: UTF8.self)[...].parts(at: "\n")
        where row.utf8.first != UInt8(ascii: "#") {
            let fields = row.parts(at: "\t")
            guard fields.count == 3 else { continue }
            lines[Pair(String(fields[0]), String(fields[1]))] = fields[2].parts(at: ";").map {
                $0.parts(at: " ").compactMap(Self.coordinate)
            }
        }
        self.lines = lines
    }

    private static func coordinate(_ text: Substring) -> Coordinate? {
        let parts = text.parts(at: ",")
        guard parts.count == 2, let latitude = Double(parts[0]), let longitude = Double(parts[1])
        else { return nil }
        return try? Coordinate(longitude: longitude, latitude: latitude)
    }

    /// How many pairs of countries meet in it.
    var count: Int { lines.count }

    func areNeighbours(_ a: String, _ b: String) -> Bool { lines[Pair(a, b)] != nil }

    /// The border of two countries, or as much of it as lies in or near a division: the point half way along
    /// it, and a radius that reaches its farthest other.
    ///
    /// - Complexity: O(*n*) geodesics in its length, 20 km each.
    func stretch(_ a: String, _ b: String, near division: Place?) -> Stretch? {
        guard let lines = lines[Pair(a, b)] else { return nil }
        let all = lines.flatMap(Self.points)
        let near = all.filter { point in
            division.map { $0.coordinate.distance(to: point) <= $0.radius + Self.slack } ?? true
        }
        let points = near.isEmpty ? all : near
        guard !points.isEmpty else { return nil }
        let middle = points[points.count / 2]
        let reach = points.map { middle.distance(to: $0) }.max() ?? .zero
        return Stretch(middle: middle, radius: reach + Self.slack)
    }

    private static func points(along line: [Coordinate]) -> [Coordinate] {
        guard let last = line.last else { return [] }
        let cut = zip(line, line.dropFirst()).flatMap { start, end -> [Coordinate] in
            let edge = start.geodesic(to: end)
            let pieces = max(1, Int((edge.distance.meters / step.meters).rounded(.up)))
            return (0..<pieces).map {
                start.moved(
                    by: edge.distance * (Double($0) / Double(pieces)), toward: edge.initialBearing)
            }
        }
        return cut + [last]
    }
}
