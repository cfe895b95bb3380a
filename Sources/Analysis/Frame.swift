internal import Earth

/// A box in degrees that does not cross the antimeridian.
struct Frame: Sendable {
    var west = Double.infinity
    var south = Double.infinity
    var east = -Double.infinity
    var north = -Double.infinity

    @inline(__always) mutating func add(_ point: Coordinate) {
        west = min(west, point.longitude)
        south = min(south, point.latitude)
        east = max(east, point.longitude)
        north = max(north, point.latitude)
    }

    @inline(__always) func contains(_ point: Coordinate) -> Bool {
        west <= point.longitude && point.longitude <= east && south <= point.latitude
            && point.latitude <= north
    }

    @inline(__always) func meets(_ other: Frame) -> Bool {
        west <= other.east && other.west <= east && south <= other.north && other.south <= north
    }
}

/// What lies in a frame: a point, a part of a circle's box.
protocol Framed: Sendable {
    var frame: Frame { get }
}

extension Coordinate: Framed {
    @inline(__always) var frame: Frame {
        Frame(west: longitude, south: latitude, east: longitude, north: latitude)
    }
}

extension Frame {
    /// - Parameter box: does not cross the antimeridian.
    init(_ box: Box) {
        self.init(west: box.west, south: box.south, east: box.east, north: box.north)
    }

    @inline(__always) mutating func add(_ other: Frame) {
        west = min(west, other.west)
        south = min(south, other.south)
        east = max(east, other.east)
        north = max(north, other.north)
    }

    func contains(_ other: Frame) -> Bool {
        west <= other.west && other.east <= east && south <= other.south && other.north <= north
    }
}

/// A frame and whose it is.
struct OwnedFrame: Sendable {
    let frame: Frame
    let owner: Int32

    /// Frames that hold, under each spelling, every point a polygonal geometry covers: one for each
    /// exterior ring, further ones where a ring touches the antimeridian or a pole, and the whole
    /// globe for a ring that is drawn across 180°.
    static func frames(of geometry: Geometry, owner: Int32) -> [OwnedFrame] {
        let exteriors =
            switch geometry {
            case .polygon(let rings): [rings.first ?? []]
            case .polygons(let polygons): polygons.map { $0.first ?? [] }
            case .point, .line, .lines: geometry.paths
            }
        return exteriors.filter { !$0.isEmpty }.flatMap { ring in
            allSpellings(of: frame(of: ring)).map { OwnedFrame(frame: $0, owner: owner) }
        }
    }

    private static func frame(of ring: [Coordinate]) -> Frame {
        var frame = Frame()
        var longestStep = 0.0
        var previous = ring[0].longitude
        for point in ring {
            frame.add(point)
            longestStep = max(longestStep, abs(point.longitude - previous))
            previous = point.longitude
        }
        return longestStep > 180 ? Frame(.world) : frame
    }

    private static func allSpellings(of frame: Frame) -> [Frame] {
        var frames = [frame]
        for (touches, longitude) in [(frame.east == 180, -180.0), (frame.west == -180, 180)]
        where touches {
            var meridian = frame
            (meridian.west, meridian.east) = (longitude, longitude)
            frames.append(meridian)
        }
        for pole in [90.0, -90] where frame.north == pole || frame.south == pole {
            frames.append(Frame(west: -180, south: pole, east: 180, north: pole))
        }
        return frames
    }
}
