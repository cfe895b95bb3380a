/// On which side of the directed line a–b the point p lies: above 0 to its left, below 0 to its right,
/// 0 exactly on it. The sign is exact unless products underflow.
///
/// - Source: J. R. Shewchuk, "Adaptive precision floating-point arithmetic and fast robust geometric
///   predicates", Discrete & Computational Geometry 18 (1997), 305–363.
func orientation(_ a: XY, _ b: XY, _ p: XY) -> Double {
    let left = (a.x - p.x) * (b.y - p.y)
    let right = (a.y - p.y) * (b.x - p.x)
    let difference = left - right
    let isSure = abs(difference) > 3.4e-16 * (abs(left) + abs(right))
    return isSure ? difference : exactOrientation(a, b, p)
}

/// The determinant with its products and their sum kept whole; p.x·p.y cancels beforehand.
private func exactOrientation(_ a: XY, _ b: XY, _ p: XY) -> Double {
    var sum = ExactSum()
    sum.addProduct(a.x, b.y)
    sum.addProduct(-a.x, p.y)
    sum.addProduct(-p.x, b.y)
    sum.addProduct(-a.y, b.x)
    sum.addProduct(a.y, p.x)
    sum.addProduct(p.y, b.x)
    return sum.leading
}

/// A sum of floating-point numbers without rounding: parts that do not overlap, the smallest first.
private struct ExactSum {
    private var parts: [Double] = []

    /// Has the sign of the whole sum.
    var leading: Double { parts.last { $0 != 0 } ?? 0 }

    mutating func addProduct(_ a: Double, _ b: Double) {
        let product = a * b
        add((-product).addingProduct(a, b))
        add(product)
    }

    private mutating func add(_ term: Double) {
        var rest = term
        for i in parts.indices {
            let sum = rest + parts[i]
            let taken = sum - rest
            parts[i] = (rest - (sum - taken)) + (parts[i] - taken)
            rest = sum
        }
        parts.append(rest)
    }
}
