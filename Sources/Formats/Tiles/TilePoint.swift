import Earth

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A feature's place on the map of the world in Web Mercator, and its number.
struct TilePoint {
    /// From the left, as a part of 2³².
    let x: UInt32
    /// From the top.
    let y: UInt32
    /// Along Hilbert's curve: the points of a tile follow each other, at every zoom.
    let place: UInt64
    let index: Int

    /// `nil` beyond 85.05° north or south, where that map ends.
    init?(_ point: Coordinate, index: Int) {
        let latitude = point.latitude * .pi / 180
        let north = asinh(tan(latitude)) / .pi
        guard abs(north) <= 1 else { return nil }
        func part(_ share: Double) -> UInt32 {
            UInt32(min(4_294_967_295, max(0, (share * 4_294_967_296).rounded(.down))))
        }
        x = part((point.longitude + 180) / 360)
        y = part((1 - north) / 2)
        place = HilbertCurve.place(x: x, y: y)
        self.index = index
    }

    /// The number of its tile among those of the zoom.
    func tile(zoom: Int) -> UInt64 { zoom == 0 ? 0 : place >> UInt64(64 - 2 * zoom) }

    /// Where in its tile, of 4096 parts.
    func position(zoom: Int) -> (x: UInt32, y: UInt32) {
        let shift = UInt32(32 - 12 - zoom)
        return (x >> shift & 4095, y >> shift & 4095)
    }

    /// Tiles of the coarser zooms come first.
    static func firstTile(ofZoom zoom: Int) -> UInt64 { ((1 << UInt64(2 * zoom)) - 1) / 3 }
}
