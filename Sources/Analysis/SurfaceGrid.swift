internal import Earth

/// The globe in cells so small that any two points of one cell are certainly within a radius.
///
/// Bands of equal height in latitude, each cut into columns of equal width in longitude, as many as
/// its widest parallel needs; a band at a pole has seven. A cell's diagonal is at most the chord that is
/// certain for the radius (``Chord``), by
///
///     chord² = (chord in the meridian plane)² + 4·p₁·p₂·sin²(Δλ/2)  ≤  (Mₘₐₓ·Δφ)² + (pₘₐₓ·Δλ)²
///
/// with p the distance from the axis. The same identity, read from below, says which columns of which
/// bands are out of reach. No projection, and the antimeridian is just where column 0 begins.
struct SurfaceGrid: Sendable {
    let chord: Chord
    /// Degrees of latitude a band.
    let bandHeight: Double
    /// Per band: number of columns.
    let columns: [Double]
    /// Per band: number of its first cell; one more entry for the end.
    let firstCell: [UInt64]
    /// Per band: smallest distance from the axis, in metres.
    private let narrowest: [Double]
    /// How many bands up or down a neighbour can be.
    let reach: Int

    /// Below this radius the bands would be too many to tabulate.
    static let smallestRadius = Distance.meters(30)

    init(radius: Distance) {
        chord = Chord(radius: radius)
        let side = (chord.certainSquared / 2).squareRoot() * (1 - 1e-9)
        let perDegree = Ellipsoid.largestCurvatureRadius * .pi / 180
        let bands = max(1, Int((180 * perDegree / side).rounded(.up)))
        bandHeight = 180 / Double(bands)
        var columns: [Double] = []
        var narrowest: [Double] = []
        var firstCell: [UInt64] = [0]
        for band in 0..<bands {
            let south = -90 + Double(band) * bandHeight
            let north = band == bands - 1 ? 90 : south + bandHeight
            let nearest = south > 0 ? south : north < 0 ? north : 0
            let widest = SurfaceGrid.distanceFromAxis(nearest)
            narrowest.append(
                min(SurfaceGrid.distanceFromAxis(south), SurfaceGrid.distanceFromAxis(north)))
            columns.append(max(1, (2 * .pi * widest / side).rounded(.up)))
            firstCell.append(firstCell[band] + UInt64(columns[band]))
        }
        self.columns = columns
        self.narrowest = narrowest
        self.firstCell = firstCell
        reach = SurfaceGrid.reach(chord, bandHeight, bands)
    }

    private static func distanceFromAxis(_ latitude: Double) -> Double {
        let sine = sinDegrees(latitude)
        return Ellipsoid.equatorialRadius * max(0, cosDegrees(latitude))
            / (1 - Ellipsoid.eccentricitySquared * sine * sine).squareRoot()
    }

    private static func reach(_ chord: Chord, _ bandHeight: Double, _ bands: Int) -> Int {
        var step = 1
        while step < bands, squaredGap(Double(step) * bandHeight) <= chord.possibleSquared {
            step += 1
        }
        return step
    }

    /// The squared chord between parallels `degrees` apart is at least this: a meridian's curvature is at
    /// most 1/R. A thousandth is taken off where the meridian may be longer than πR.
    private static func squaredGap(_ degrees: Double) -> Double {
        let angle = min(180, max(0, degrees)) * .pi / 180
        let gap = 2 * Ellipsoid.smallestCurvatureRadius * Trigonometry.sine(angle / 2)
        return angle < 3 ? gap * gap : gap * gap * 0.999
    }

    func cell(of point: Coordinate) -> UInt64 {
        let band = min(columns.count - 1, Int((point.latitude + 90) / bandHeight))
        let column = min(
            columns[band] - 1, ((point.longitude + 180) / 360 * columns[band]).rounded(.down))
        return firstCell[band] + UInt64(column)
    }

    /// How many degrees of longitude two points within the radius can be apart when they lie in these
    /// bands; `nil` if none can be within it, 180 if longitude tells nothing.
    func window(_ band: Int, _ other: Int) -> Double? {
        let gap = SurfaceGrid.squaredGap(Double(max(0, abs(band - other) - 1)) * bandHeight)
        let left = chord.possibleSquared - gap * (1 - 1e-9)
        guard left >= 0 else { return nil }
        let sine = left.squareRoot() / (2 * (narrowest[band] * narrowest[other]).squareRoot())
        guard sine < 1 else { return 180 }
        return 2 * asinDegrees(sine) * (1 + 1e-9) + 1e-11
    }
}
