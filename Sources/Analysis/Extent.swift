internal import Earth

/// A box in space.
struct Extent: Sendable {
    private var low: ECEF
    private var high: ECEF

    /// Far from everything on the ellipsoid.
    static let nowhere = ECEF(x: .infinity, y: .infinity, z: .infinity)

    @inline(__always) init(low: ECEF, high: ECEF) {
        self.low = low
        self.high = high
    }

    @inline(__always) init(_ point: ECEF) { self.init(low: point, high: point) }

    init(of parts: some Sequence<Extent>) {
        low = Extent.nowhere
        high = Extent.nowhere * -1
        for part in parts {
            let (p, q) = (part.low, part.high)
            low = ECEF(x: min(low.x, p.x), y: min(low.y, p.y), z: min(low.z, p.z))
            high = ECEF(x: max(high.x, q.x), y: max(high.y, q.y), z: max(high.z, q.z))
        }
    }

    func squaredDistance(to other: Extent) -> Double {
        let dx = max(0, low.x - other.high.x, other.low.x - high.x)
        let dy = max(0, low.y - other.high.y, other.low.y - high.y)
        let dz = max(0, low.z - other.high.z, other.low.z - high.z)
        return dx * dx + dy * dy + dz * dz
    }

    /// Where on this one's longest side the middle of a part lies, counted double.
    func alongWidest(_ part: Extent) -> Double {
        let size = high - low
        if size.x >= size.y, size.x >= size.z { return part.low.x + part.high.x }
        return size.y >= size.z ? part.low.y + part.high.y : part.low.z + part.high.z
    }
}
