internal import Earth

/// What a stretch of days must hold inside a circle to be likelier than a floor: two tests that need no
/// logarithm, made once for circles of every size.
///
/// A circle with *n* of *N* rows expects *μ* = *nD*/*N* of the *D* rows in a stretch of days. The ratio of
/// *c* observed ones is *N* times the divergence of *c*/*N* from *μ*/*N*, which is convex in both together;
/// so the least *c* that exceeds the floor is concave in *D*, and lies above the chord between its values
/// at the fewest and at the most *D* that can occur. No stretch can do where no stretch has so many
/// rows above the chord's rise with *D*.
///
/// - Source: T. M. Cover, J. A. Thomas, "Elements of Information Theory", 2nd ed., theorem 2.7.2 (convexity
///   of the divergence).
struct ScanBound: Sendable {
    /// For a size of circles. Counts of rows are in 1 / ``scale``, so that sums are exact.
    struct Least: Sendable {
        /// Fewer rows than these never do; `Int.max` if no number does.
        let count: Int
        /// The chord: this many rows, and for each of the *D* so many.
        let base: Int
        let slope: Int

        static let never = Least(count: .max, base: .max, slope: 0)
    }

    static let scale = 1 << 20
    /// Sizes that differ in lower bits only share a bound: that of the smallest, which is safe for all.
    private static let sizeBits = 6
    private let table: [Least]

    /// - Parameters:
    ///   - total: *N*.
    ///   - most: The most rows that a stretch of the longest allowed length has.
    init(floor: Double, total: Int, most: Int) {
        // A part in a thousand million less, as for rounding.
        let floor = floor * (1 - 1e-9)
        table = (0...Self.position(of: total)).map { position in
            let size = Self.size(at: position)
            return size > 0 ? Self.least(floor, Double(size), Double(total), Double(most)) : .never
        }
    }

    func least(forSize size: Int) -> Least { table[Self.position(of: size)] }

    private static func position(of size: Int) -> Int {
        let shift = max(0, Int.bitWidth - size.leadingZeroBitCount - sizeBits)
        return (size >> shift) + (shift << (sizeBits - 1))
    }

    /// The smallest size at a position.
    private static func size(at position: Int) -> Int {
        let shift = max(0, (position >> (sizeBits - 1)) - 1)
        return (position - (shift << (sizeBits - 1))) << shift
    }

    private static func least(
        _ floor: Double, _ size: Double, _ total: Double, _ most: Double
    ) -> Least {
        let share = size / total
        // At the fewest D there are no rows but those observed.
        let fewest = root(from: 0, to: total, floor) { logRatio($0, share * $0, total) } - margin
        guard fewest < most else { return .never }
        let expected = share * most
        let atMost =
            root(from: expected, to: most, floor) { logRatio($0, expected, total) } - margin
        let slope = max(0, (atMost - fewest) / (most - fewest) * Double(scale)).rounded(.down)
        let base = (fewest * (Double(scale) - slope)).rounded(.down)
        return Least(
            count: max(2, Int(fewest.rounded(.up))), base: Int(base), slope: Int(slope))
    }

    private static let margin = 1e-6

    /// Where a growing function reaches a value, or `high` if it does not.
    private static func root(
        from low: Double, to high: Double, _ value: Double, _ function: (Double) -> Double
    ) -> Double {
        var (low, high) = (low, high)
        for _ in 0..<60 where high - low > margin / 16 {
            let middle = (low + high) / 2
            if function(middle) < value { low = middle } else { high = middle }
        }
        return low
    }

    /// (c/μ)^c · ((N−c)/(N−μ))^(N−c), as a logarithm; 0 when there are not more than expected.
    static func logRatio(_ c: Double, _ mu: Double, _ n: Double) -> Double {
        guard c > mu, mu > 0 else { return 0 }
        let outside = n - c > 0 ? (n - c) * Trigonometry.logarithm((n - c) / (n - mu)) : 0
        return c * Trigonometry.logarithm(c / mu) + outside
    }
}
