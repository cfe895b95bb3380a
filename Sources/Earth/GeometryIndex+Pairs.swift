extension GeometryIndex {
    /// Whether any geometry comes within `radius` of a point. Quicker than to ask which.
    package func reaches(_ point: Coordinate, within radius: Distance) -> Bool {
        guard radius.meters >= 0 else { return false }
        if !covering(point).isEmpty { return true }
        let center = ECEF(point)
        let chord = Chord(radius: radius)
        let outside = Distance.meters(radius.meters.nextUp)
        var isFound = false
        tree.visit(
            where: { !isFound && $0.squaredDistance(to: center) <= chord.possibleSquared },
            body: { edge in
                if isFound { return }
                isFound = edges[edge].point(0).squaredChord(to: center) <= chord.certainSquared
                if isFound { return }
                var best = NearestPoint(coordinate: point, distance: outside)
                edges[edge].improve(&best, to: point, center)
                isFound = best.distance <= radius
            })
        return isFound
    }

    /// Whether anything of two indexes comes within `radius` of each other; edges nearer than 1 mm meet.
    package func reaches(_ other: GeometryIndex, within radius: Distance) -> Bool {
        guard radius.meters >= 0 else { return false }
        let limit = Distance.meters(max(radius, GeometryIndex.meeting).meters.nextUp)
        return approach(other, from: limit, until: radius) <= radius
            || covers(partOf: other) || other.covers(partOf: self)
    }

    /// The distance between the nearest points of two indexes, infinite if one is empty.
    ///
    /// As accurate as the distance to a point; edges nearer than that, 1 mm, meet.
    package func distance(to other: GeometryIndex) -> Distance {
        let distance = approach(other, from: .meters(.infinity), until: .zero)
        return distance > .zero && (covers(partOf: other) || other.covers(partOf: self))
            ? .zero : distance
    }

    /// Edges nearer than this meet: it is what distances between edges are accurate to.
    private static let meeting = Distance.meters(0.001)

    /// The distance between the nearest edges, or `limit` if none are nearer than that. Stops where it
    /// finds `enough`.
    private func approach(
        _ other: GeometryIndex, from limit: Distance, until enough: Distance
    ) -> Distance {
        guard edges.count <= other.edges.count else {
            return other.approach(self, from: limit, until: enough)
        }
        guard let start = edges.first?.coordinate(0) else { return limit }
        var best = EdgePair(here: start, there: start, distance: limit)
        for edge in edges where best.distance > enough {
            let box = edge.box()
            other.tree.visit(
                where: { node in
                    best.distance > enough
                        && node.squaredDistance(to: box).squareRoot() <= best.distance.meters
                },
                body: { number in
                    guard best.distance > enough else { return }
                    if edge.crosses(other.edges[number]) {
                        best.distance = .zero
                    } else {
                        edge.improve(&best, with: other.edges[number])
                    }
                })
            if best.distance < GeometryIndex.meeting { best.distance = .zero }
        }
        return best.distance
    }

    /// Whether a polygon here covers a corner of something there. Where no edges meet, one that is not
    /// covered at one corner is not covered anywhere.
    private func covers(partOf other: GeometryIndex) -> Bool {
        !isWithoutAreas && other.edges.contains { !covering($0.coordinate(0)).isEmpty }
    }
}

extension Edge {
    /// Whether the two edges cross, ends apart. Where they do at a slight angle, walking to and fro
    /// between them comes near the crossing too slowly.
    fileprivate func crosses(_ other: Edge) -> Bool {
        let turns = ((longitude - other.longitude) / 360).rounded() * 360
        let (a, c) = (XY(longitude, latitude), XY(other.longitude + turns, other.latitude))
        let (b, d) = (a + XY(eastward, northward), c + XY(other.eastward, other.northward))
        return orientation(a, b, c) * orientation(a, b, d) < 0
            && orientation(c, d, a) * orientation(c, d, b) < 0
    }
}
