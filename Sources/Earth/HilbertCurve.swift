/// Where a point of a square lies along Hilbert's curve: what is near on the curve is near in the square.
///
/// - Source: D. Hilbert (1891); the orientation is that of PMTiles, whose curve begins at the top left
///   and goes right at the coarsest level. The first 2*z* bits are the place of the square's
///   2ᶻ × 2ᶻ cell.
package enum HilbertCurve {
    /// - Parameters:
    ///   - x: From the left, as a part of 2³².
    ///   - y: From the top.
    package static func place(x: UInt32, y: UInt32) -> UInt64 {
        var (x, y) = (x, y)
        var place: UInt64 = 0
        var side: UInt32 = 1 << 31
        while side > 0 {
            let right: UInt64 = x & side == 0 ? 0 : 1
            let low: UInt64 = y & side == 0 ? 0 : 1
            place = place << 2 | ((3 * right) ^ low)
            let rest = side &- 1
            x &= rest
            y &= rest
            if low == 0 {
                if right == 1 { (x, y) = (rest &- x, rest &- y) }
                (x, y) = (y, x)
            }
            side >>= 1
        }
        return place
    }
}
