/// The smallest box around coordinates that pass by, across 180° where that is smaller.
///
/// - Source: RFC 7946 §5.2. The box leaves out the widest stretch of longitude that nothing touches,
///   found among the 360 one-degree bins, each of which keeps its own extremes.
struct BoxOfCoordinates {
    private var south = Double.infinity
    private var north = -Double.infinity
    private var bins = [Bin](repeating: Bin(), count: 360)
    private var previousBin: Int?

    private struct Bin {
        var west = Double.infinity
        var east = -Double.infinity
    }

    /// Forgets the last coordinate: the next is not joined to it by a line.
    mutating func beginPath() { previousBin = nil }

    mutating func add(longitude: Double, latitude: Double) {
        south = min(south, latitude)
        north = max(north, latitude)
        let bin = min(359, max(0, Int((longitude + 180).rounded(.down))))
        widen(bin, to: longitude)
        // A line covers what lies between its ends; RFC 7946 lines do not cross 180°.
        if let previousBin, abs(previousBin - bin) > 1 {
            for crossed in min(previousBin, bin) + 1..<max(previousBin, bin) {
                widen(crossed, to: Double(crossed) - 180)
                widen(crossed, to: Double(crossed) - 179)
            }
        }
        previousBin = bin
    }

    /// West, south, east, north; `nil` when nothing was added.
    var bounds: [Double]? {
        let used = bins.filter { $0.west <= $0.east }
        guard let first = used.first, let last = used.last else { return nil }
        // West and east of the box, when the gap before each bin is the one left out.
        var widest = (gap: first.west + 360 - last.east, west: first.west, east: last.east)
        for (left, right) in zip(used, used.dropFirst()) where right.west - left.east > widest.gap {
            widest = (right.west - left.east, right.west, left.east)
        }
        return [widest.west, south, widest.east, north]
    }

    private mutating func widen(_ bin: Int, to longitude: Double) {
        guard longitude < bins[bin].west || longitude > bins[bin].east else { return }
        bins[bin].west = min(bins[bin].west, longitude)
        bins[bin].east = max(bins[bin].east, longitude)
    }
}
