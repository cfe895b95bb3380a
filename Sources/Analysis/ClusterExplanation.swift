public import Earth
public import Incidents

/// Why a row is core, border or noise.
public struct ClusterExplanation: Hashable, Sendable {
    public let row: Int
    public let label: ClusterLabel
    /// Rows within the radius, and the window if there is one, itself included.
    public let neighborCount: Int
    /// What makes a core.
    public let minimumCount: Int
    /// The nearest core row other than itself, however far; with a window, the nearest within reach.
    /// `nil` when there is none.
    public let nearestCore: Neighbor?
}

extension ClusterExplanation: CustomStringConvertible {
    public var description: String {
        let reach = "\(neighborCount) of \(minimumCount) needed within reach"
        let nearest =
            nearestCore.map {
                "nearest core is row \($0.index + 1) at \($0.distance.kilometers) km"
            }
            ?? "there is no other core"
        switch label.role {
        case .core: return "core: \(reach)"
        case .border: return "border: \(reach); \(nearest)"
        case .noise: return "noise: \(reach); \(nearest), out of reach"
        }
    }
}

/// Times and the window they were clustered with.
public struct ClusterTimes: Sendable {
    /// Seconds since 1970 per row.
    public let times: [Int64?]
    public let window: Duration

    public init(_ times: [Int64?], window: Duration) {
        self.times = times
        self.window = window
    }
}

/// Says for the given rows why they got their label.
///
/// - Parameters:
///   - clustering: the result of `clusters(of:…)` for these coordinates, times and options.
/// - Complexity: builds two point indexes, then O(places within the radius) a row.
public func explanations(
    of clustering: Clustering, rows: [Int], coordinates: [Coordinate], times: ClusterTimes? = nil,
    options: DBSCANOptions
) -> [ClusterExplanation] {
    let explainer = ClusterExplainer(clustering, coordinates, times, options)
    let parts = options.threads <= 1 ? 1 : options.threads * 16
    let rows = rows.filter(coordinates.indices.contains)
    let pieces = mapInParallel(parts, threads: options.threads) { part in
        piece(part, of: parts, in: rows.count).map { explainer.explanation(of: rows[$0]) }
    }
    return Array(pieces.joined())
}

private struct ClusterExplainer: Sendable {
    private let clustering: Clustering
    private let coordinates: [Coordinate]
    private let options: DBSCANOptions
    private let all: RowsByPlace
    private let cores: RowsByPlace
    private let times: ClusterTimes?
    private let window: Int64

    init(
        _ clustering: Clustering, _ coordinates: [Coordinate], _ times: ClusterTimes?,
        _ options: DBSCANOptions
    ) {
        self.clustering = clustering
        self.coordinates = coordinates
        self.options = options
        self.times = times
        window = times?.window.components.seconds ?? 0
        all = RowsByPlace(Array(coordinates.indices), coordinates, times)
        cores = RowsByPlace(
            coordinates.indices.filter { clustering.roles[$0] == .core }, coordinates, times)
    }

    func explanation(of row: Int) -> ClusterExplanation {
        var count = 0
        if let span = span(of: row) {
            all.index.visit(within: options.radius, of: coordinates[row]) { place in
                count += all.count(at: place, in: span)
            }
        } else {
            // Without a time a row is nobody's neighbour but its own.
            count = 1
        }
        return ClusterExplanation(
            row: row, label: clustering[row], neighborCount: count,
            minimumCount: max(1, options.minimumCount), nearestCore: nearestCore(to: row))
    }

    /// The times that are near a row's; `nil` when it has none but needs one.
    private func span(of row: Int) -> ClosedRange<Int64>? {
        guard let times else { return .min ... .max }
        return times.times[row].map { $0 - window...$0 + window }
    }

    /// Of equally near cores the first place's.
    private func nearestCore(to row: Int) -> Neighbor? {
        guard let span = span(of: row) else { return nil }
        let near =
            times == nil
            ? cores.index.nearest(2, to: coordinates[row])
            : cores.index.neighbors(within: options.radius, of: coordinates[row])
        for place in near {
            if let other = cores.firstRow(at: place.index, in: span, except: row) {
                return Neighbor(index: other, distance: place.distance)
            }
        }
        return nil
    }
}

/// Some rows by their distinct coordinates; at each, in the order of their times.
private struct RowsByPlace: Sendable {
    let index: PointIndex
    private let rows: [[(time: Int64, row: Int)]]
    private let isTimed: Bool

    init(_ chosen: [Int], _ coordinates: [Coordinate], _ times: ClusterTimes?) {
        let distinct = DistinctCoordinates(chosen.map { coordinates[$0] })
        index = PointIndex(distinct.coordinates)
        isTimed = times != nil
        rows = distinct.rows.map { places in
            let rows = places.map { chosen[$0] }
            guard let times else { return rows.map { (0, $0) } }
            return rows.compactMap { row in times.times[row].map { ($0, row) } }.sorted { $0 < $1 }
        }
    }

    func count(at place: Int, in span: ClosedRange<Int64>) -> Int {
        guard isTimed else { return rows[place].count }
        return lowerBound(span.upperBound + 1, rows[place])
            - lowerBound(span.lowerBound, rows[place])
    }

    func firstRow(at place: Int, in span: ClosedRange<Int64>, except row: Int) -> Int? {
        let start = isTimed ? lowerBound(span.lowerBound, rows[place]) : 0
        return rows[place][start...].lazy.prefix { span.contains($0.time) }
            .first { $0.row != row }?.row
    }

    private func lowerBound(_ time: Int64, _ rows: [(time: Int64, row: Int)]) -> Int {
        var low = 0
        var high = rows.count
        while low < high {
            let middle = (low + high) / 2
            if rows[middle].time < time { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
