public import Earth

public struct DensityOptions: Sendable {
    /// Where a point's kernel ends.
    public var bandwidth: Distance
    /// Between grid points; `nil` = an eighth of the bandwidth.
    public var spacing: Distance?
    /// Contours at these shares of the highest density, 0 < share < 1.
    public var levels: [Double]
    public var cellLimit: Int

    public init(
        bandwidth: Distance, spacing: Distance? = nil, levels: [Double] = [0.1, 0.25, 0.5, 0.75],
        cellLimit: Int = 4_000_000
    ) {
        self.bandwidth = bandwidth
        self.spacing = spacing
        self.levels = levels
        self.cellLimit = cellLimit
    }
}

/// The area in which the density is at least a share of its highest.
public struct DensityContour: Hashable, Sendable {
    public let level: Double
    /// Incidents per square kilometre on the contour.
    public let density: Double
    public let area: Geometry
}

/// Kernel density of points on an equal-area plane, as contours from the lowest level to the highest.
///
/// The kernel is the quartic, 3/(πh²)·(1 − d²/h²)², whose volume is one incident.
///
/// - Throws: ``AnalysisError`` for options that cannot be used or a grid of more points than the limit.
/// - Complexity: (bandwidth/spacing)² a point, plus the grid.
/// - Source: B. W. Silverman, "Density Estimation for Statistics and Data Analysis" (1986), eq. 4.5;
///   contours by W. Lorensen, H. Cline, "Marching cubes", SIGGRAPH 1987, in two dimensions.
public func densityContours(
    of coordinates: [Coordinate], options: DensityOptions
) throws(AnalysisError) -> [DensityContour] {
    guard options.bandwidth > .zero, options.bandwidth.meters.isFinite else {
        throw .unusableOption(
            name: "bandwidth", value: "\(options.bandwidth.meters) m", hint: "give a length above 0"
        )
    }
    guard options.levels.allSatisfy({ $0 > 0 && $0 < 1 }) else {
        throw .unusableOption(
            name: "levels", value: "\(options.levels)", hint: "give shares between 0 and 1")
    }
    guard let first = coordinates.first else { return [] }
    let plane = EqualAreaPlane(center: Coordinate.middle(of: coordinates) ?? first)
    let grid = try DensityGrid(coordinates.map(plane.project), options)
    let highest = grid.values.max() ?? 0
    guard highest > 0 else { return [] }
    return options.levels.sorted().compactMap { level in
        let lines = grid.contour(at: level * highest)
        guard let area = try? plane.area(enclosedBy: lines) else { return nil }
        return DensityContour(level: level, density: level * highest * 1e6, area: area)
    }
}

/// Density at the points of a square grid, with a rim of zeros so that every contour closes.
struct DensityGrid {
    let columns: Int
    let rows: Int
    let west: Double
    let south: Double
    let spacing: Double
    /// Incidents per square metre, row by row from the south-west.
    private(set) var values: [Double]

    init(_ points: [PlanePoint], _ options: DensityOptions) throws(AnalysisError) {
        let reach = options.bandwidth.meters
        spacing = max(1e-3, options.spacing?.meters ?? reach / 8)
        let margin = reach + 2 * spacing
        let east = (points.map(\.east).max() ?? 0) + margin
        let north = (points.map(\.north).max() ?? 0) + margin
        west = (points.map(\.east).min() ?? 0) - margin
        south = (points.map(\.north).min() ?? 0) - margin
        let width = ((east - west) / spacing).rounded(.up) + 1
        let height = ((north - south) / spacing).rounded(.up) + 1
        guard width * height <= Double(options.cellLimit) else {
            throw .tooManyCells(count: width * height, limit: options.cellLimit)
        }
        columns = Int(width)
        rows = Int(height)
        values = Array(repeating: 0, count: columns * rows)
        let weights = Dictionary(points.map { ($0, 1.0) }, uniquingKeysWith: +)
        // Sorted, so that sums are the same however the dictionary lies.
        for (point, weight) in weights.sorted(by: {
            ($0.key.east, $0.key.north) < ($1.key.east, $1.key.north)
        }) { add(point, weight, reach) }
    }

    private mutating func add(_ point: PlanePoint, _ weight: Double, _ reach: Double) {
        let peak = weight * 3 / (.pi * reach * reach)
        let column = (point.east - west) / spacing
        let row = (point.north - south) / spacing
        let steps = reach / spacing
        for j in Int((row - steps).rounded(.up))...Int((row + steps).rounded(.down)) {
            for i in Int((column - steps).rounded(.up))...Int((column + steps).rounded(.down)) {
                let (dx, dy) = (Double(i) - column, Double(j) - row)
                let share = 1 - (dx * dx + dy * dy) / (steps * steps)
                if share > 0 { values[j * columns + i] += peak * share * share }
            }
        }
    }

    /// The pieces of the contour, two points each; pieces that meet share a point to the bit, since it
    /// is worked out from the grid edge it lies on.
    func contour(at level: Double) -> [[PlanePoint]] {
        var lines: [[PlanePoint]] = []
        for row in 0..<rows - 1 {
            for column in 0..<columns - 1 { lines += pieces(column, row, level) }
        }
        return lines
    }

    private func pieces(_ column: Int, _ row: Int, _ level: Double) -> [[PlanePoint]] {
        let a = isInside(column, row, level)
        let b = isInside(column + 1, row, level)
        let c = isInside(column + 1, row + 1, level)
        let d = isInside(column, row + 1, level)
        guard a != b || b != c || c != d else { return [] }
        let south = a != b ? horizontal(column, row, level) : nil
        let north = d != c ? horizontal(column, row + 1, level) : nil
        let west = a != d ? vertical(column, row, level) : nil
        let east = b != c ? vertical(column + 1, row, level) : nil
        let crossings = [south, east, north, west].compactMap { $0 }
        guard crossings.count == 4, let south, let east, let north, let west else {
            return [crossings]
        }
        // A saddle: corners a and c on one side, b and d on the other; the middle decides.
        let middle =
            (value(column, row) + value(column + 1, row) + value(column, row + 1)
                + value(column + 1, row + 1)) / 4
        return (middle >= level) == a
            ? [[south, east], [north, west]] : [[south, west], [north, east]]
    }

    private func value(_ column: Int, _ row: Int) -> Double { values[row * columns + column] }

    private func isInside(_ column: Int, _ row: Int, _ level: Double) -> Bool {
        value(column, row) >= level
    }

    private func horizontal(_ column: Int, _ row: Int, _ level: Double) -> PlanePoint {
        let t = fraction(value(column, row), value(column + 1, row), level)
        return PlanePoint(
            east: west + (Double(column) + t) * spacing, north: south + Double(row) * spacing)
    }

    private func vertical(_ column: Int, _ row: Int, _ level: Double) -> PlanePoint {
        let t = fraction(value(column, row), value(column, row + 1), level)
        return PlanePoint(
            east: west + Double(column) * spacing, north: south + (Double(row) + t) * spacing)
    }

    /// Kept off the grid points, so that no four pieces meet in one.
    private func fraction(_ a: Double, _ b: Double, _ level: Double) -> Double {
        min(0.999_999, max(0.000_001, (level - a) / (b - a)))
    }
}
