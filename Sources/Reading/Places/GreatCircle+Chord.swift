internal import Gazetteer

extension GreatCircle {
    /// Squared chord between two unit vectors: 0 … 4. Monotonic in the distance.
    ///
    /// It stands here, and not beside the vectors, because it is asked for every pair of candidate and
    /// anchor, and calls between modules are not inlined.
    @inline(__always)
    func squaredChord(to other: GreatCircle) -> Float {
        let dx = x - other.x
        let dy = y - other.y
        let dz = z - other.z
        return dx * dx + dy * dy + dz * dz
    }
}
