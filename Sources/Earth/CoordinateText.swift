/// Positions as people write them into one text.
///
/// Read are `33.3, 44.4` (latitude first, as everywhere but in computers), `33.3N 44.4E`,
/// `44.4E 33.3N`, degrees with minutes and seconds in any common dress (`33°18'30"N, 44°24'E`,
/// `N33 18.5 E044 24`), and ``MGRS``. What could be read two ways is refused.
public enum CoordinateText {
    /// - Returns: `nil` for anything else, and for positions off the earth.
    public static func read(_ text: String) -> Coordinate? {
        guard text.utf8.count <= 80 else { return nil }
        if let grid = MGRS(text) { return grid.coordinate }
        var axes = Axes()
        for scalar in text.unicodeScalars { axes.read(scalar) }
        axes.close()
        return axes.coordinate
    }

    /// The numbers seen so far, grouped into axes by hemisphere letters or by a comma.
    private struct Axes {
        private var number = ""
        private var parts: [Double] = []
        private var hemisphere: Character?
        private var done: [(degrees: Double, hemisphere: Character?)] = []
        private var isBroken = false

        mutating func read(_ scalar: Unicode.Scalar) {
            switch scalar {
            case "0"..."9", ".", "-", "+", "−":
                number.unicodeScalars.append(scalar == "−" ? "-" : scalar)
            case "°", "º", "˚", "'", "′", "’", "\"", "″", "”", ":", " ", "\t", "\u{A0}", "d", "m":
                endNumber()
            case ",", ";", "/":
                endNumber()
                endAxis()
            case "N", "S", "E", "W", "n", "s", "e", "w":
                letter(Character(scalar.properties.uppercaseMapping))
            default: isBroken = true
            }
        }

        /// A letter ends the axis it stands behind, or begins the one it stands before.
        private mutating func letter(_ letter: Character) {
            endNumber()
            if hemisphere == nil, !parts.isEmpty {
                hemisphere = letter
                endAxis()
            } else {
                endAxis()
                hemisphere = letter
            }
        }

        mutating func close() {
            endNumber()
            endAxis()
        }

        private mutating func endNumber() {
            guard !number.isEmpty else { return }
            if let value = Double(number) { parts.append(value) } else { isBroken = true }
            number = ""
        }

        private mutating func endAxis() {
            guard !parts.isEmpty else { return }
            // Two numbers without any mark between them are two axes in decimal degrees.
            if parts.count == 2, hemisphere == nil, done.isEmpty,
                parts.allSatisfy({ $0 != $0.rounded() })
            {
                done += parts.map { ($0, nil) }
            } else if let degrees = Self.degrees(parts) {
                done.append((degrees, hemisphere))
            } else {
                isBroken = true
            }
            parts = []
            hemisphere = nil
        }

        private static func degrees(_ parts: [Double]) -> Double? {
            guard parts.count <= 3, parts.dropFirst().allSatisfy({ (0..<60).contains($0) }),
                parts.dropLast().allSatisfy({ $0 == $0.rounded() })
            else { return nil }
            let small = zip(parts.dropFirst(), [60.0, 3600]).reduce(0) { $0 + $1.0 / $1.1 }
            return parts[0].sign == .minus ? parts[0] - small : parts[0] + small
        }

        var coordinate: Coordinate? {
            guard !isBroken, done.count == 2 else { return nil }
            let isEastFirst = done[0].hemisphere.map { "EW".contains($0) } ?? false
            let north = done[isEastFirst ? 1 : 0]
            let east = done[isEastFirst ? 0 : 1]
            guard north.hemisphere.map({ "NS".contains($0) }) ?? true,
                east.hemisphere.map({ "EW".contains($0) }) ?? true,
                (north.hemisphere == nil) == (east.hemisphere == nil),
                north.hemisphere == nil || (north.degrees >= 0 && east.degrees >= 0)
            else { return nil }
            return try? Coordinate(
                longitude: east.hemisphere == "W" ? -east.degrees : east.degrees,
                latitude: north.hemisphere == "S" ? -north.degrees : north.degrees)
        }
    }
}
