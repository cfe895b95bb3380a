/// A reference of the Military Grid Reference System on WGS84, such as `38SMB4488`: a square and the
/// point in its middle. The polar zones, A, B, Y and Z, are not read.
///
/// - Source: NGA.STND.0037, "Universal Grids and Grid Reference Systems", chapter 3.
public struct MGRS: Hashable, Sendable {
    /// The middle of the square.
    public let coordinate: Coordinate
    /// From the middle to a corner.
    public let radius: Distance

    private static let bands = Array("CDEFGHJKLMNPQRSTUVWX".utf8)
    private static let columns = ["STUVWXYZ", "ABCDEFGH", "JKLMNPQR"].map { Array($0.utf8) }
    private static let rows = Array("ABCDEFGHJKLMNPQRSTUV".utf8)

    /// - Parameter text: With or without spaces, in either case, to 100 km or finer.
    public init?(_ text: some StringProtocol) {
        let letters = Array(text.uppercased().utf8.filter { $0 != 0x20 && $0 != 0x09 })
        let zoneDigits = letters.prefix { Self.isDigit($0) }
        guard (1...2).contains(zoneDigits.count), letters.count >= zoneDigits.count + 3,
            letters.count <= zoneDigits.count + 13,
            let zone = Int(String(decoding: zoneDigits, as: UTF8.self)), (1...60).contains(zone)
        else { return nil }
        let rest = letters.dropFirst(zoneDigits.count)
        let square = Array(rest.prefix(3))
        let digits = Array(rest.dropFirst(3))
        guard let band = Self.bands.firstIndex(of: square[0]),
            let column = Self.columns[zone % 3].firstIndex(of: square[1]),
            let row = Self.rows.firstIndex(of: square[2]), digits.count % 2 == 0,
            digits.allSatisfy(Self.isDigit)
        else { return nil }
        let size = Self.size(ofDigits: digits.count / 2)
        let east = Self.meters(digits.prefix(digits.count / 2), size) + size / 2
        let north = Self.meters(digits.suffix(digits.count / 2), size) + size / 2
        // Even zones begin their rows at F.
        let cycleRow = (row + (zone % 2 == 0 ? 15 : 0)) % 20
        let point = Self.place(
            zone, band, east: Double(column + 1) * 100_000 + east,
            northInCycle: Double(cycleRow) * 100_000 + north)
        guard let point else { return nil }
        coordinate = point
        radius = .meters(size / 2 * 2.0.squareRoot())
    }

    /// Rows repeat every 2000 km; the band tells which of them is meant.
    private static func place(
        _ zone: Int, _ band: Int, east: Double, northInCycle: Double
    ) -> Coordinate? {
        let south = Double(band) * 8 - 80
        let north = band == bands.count - 1 ? 84 : south + 8
        let candidates = (-5..<5).map { cycle in
            TransverseMercator.coordinate(
                zone: zone, east: east, north: northInCycle + Double(cycle) * 2_000_000)
        }
        // A square on the edge of its band reaches up to 100 km beyond it.
        let middle = (south + north) / 2
        let best = candidates.min { abs($0.latitude - middle) < abs($1.latitude - middle) }
        guard let best, best.latitude > south - 1, best.latitude < north + 1 else { return nil }
        return best
    }

    private static func size(ofDigits count: Int) -> Double {
        (0..<count).reduce(100_000) { size, _ in size / 10 }
    }

    private static func meters(_ digits: some Sequence<UInt8>, _ size: Double) -> Double {
        Double(digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }) * size
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }
}
