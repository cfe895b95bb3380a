internal import Earth
internal import Gazetteer
internal import Incidents

/// Which tellings are worth comparing, found without looking at all pairs.
///
/// Tellings meet in blocks: those of one stretch of eight days, those of one month or year, those with
/// a sentence in common. Within a block of days an index of points finds who lies within reach; the
/// wider of two places looks for the finer. One telling is compared with at most ``mostCompared``
/// others of a block, the nearest first, so the cost is *n* log *n* whatever the reports say.
struct MergeCandidates {
    let facts: [MergeFacts?]
    let visit: (Int, Int) -> Void

    static let mostCompared = 128
    /// Beyond the two radii: a province holds towns by name that lie outside its circle.
    private static let slack = Distance.kilometers(150)

    /// Calls `visit` with each pair, the smaller index first; some pairs come more than once.
    func forEach() {
        for block in blocksOfDays() { visitPlaces(of: block) }
        for block in blocksOfSentences() {
            for (position, index) in block.enumerated() {
                for other in block[max(0, position - Self.mostCompared)..<position] {
                    visit(other, index)
                }
            }
        }
    }

    // MARK: Blocks

    private enum Block: Hashable {
        case days(Int)
        case period(MergeDays)
    }

    /// Indices ascend within a block; the order of blocks is that of their first member.
    private func blocksOfDays() -> [[Int]] {
        var blocks = Blocks<Block>()
        for (index, fact) in facts.enumerated() {
            guard let fact, fact.place != nil, let days = fact.days else { continue }
            guard days.isShort else {
                blocks.add(index, to: .period(days))
                continue
            }
            // A day more on both sides: neighbouring days are compared too.
            let first = stretch(days.first - 1)
            for number in first...max(first, stretch(days.last + 1)) {
                blocks.add(index, to: .days(number))
            }
        }
        return blocks.members
    }

    private func stretch(_ day: Day) -> Int {
        Int((Double(day.number) / Double(MergeDays.longest)).rounded(.down))
    }

    private func blocksOfSentences() -> [[Int]] {
        var blocks = Blocks<WordKey>()
        for (index, fact) in facts.enumerated() {
            for sentence in fact?.sentences ?? [] { blocks.add(index, to: sentence) }
        }
        return blocks.members
    }

    private struct Blocks<Key: Hashable> {
        private(set) var members: [[Int]] = []
        private var numbers: [Key: Int] = [:]

        mutating func add(_ index: Int, to key: Key) {
            if let number = numbers[key] {
                members[number].append(index)
            } else {
                numbers[key] = members.count
                members.append([index])
            }
        }
    }

    // MARK: Places

    private struct Spot: Hashable {
        var coordinate: Coordinate
        var radius: Distance
    }

    private func visitPlaces(of block: [Int]) {
        guard block.count > 1 else { return }
        var spots: [Spot] = []
        var members: [[Int]] = []
        var numbers: [Spot: Int] = [:]
        for index in block {
            guard let place = facts[index]?.place else { continue }
            let spot = Spot(coordinate: place.coordinate, radius: place.radius)
            if let number = numbers[spot] {
                members[number].append(index)
            } else {
                numbers[spot] = spots.count
                spots.append(spot)
                members.append([index])
            }
        }
        let index = PointIndex(spots.map(\.coordinate))
        for (number, spot) in spots.enumerated() {
            let isWide = spot.radius > .kilometers(25)
            let reach = spot.radius * 2 + (isWide ? Self.slack : .zero)
            let near = index.nearest(min(spots.count, Self.mostCompared), to: spot.coordinate)
                .filter { $0.distance <= reach }.map(\.index)
                .filter { (spots[$0].radius, $0) <= (spot.radius, number) }
            for member in members[number] {
                visit(member, near.map { members[$0] }, number, members)
            }
        }
    }

    /// Compares a telling with those at the places near it, of each place with the ones told next to it.
    private func visit(_ index: Int, _ near: [[Int]], _ own: Int, _ members: [[Int]]) {
        var left = Self.mostCompared
        for others in near {
            let isOwn = others.first == members[own].first
            let position = others.partitioningIndex { $0 >= index }
            let before = others[max(0, position - left)..<position]
            for other in before { visit(other, index) }
            left -= before.count
            // At its own place the later ones come by themselves.
            if !isOwn {
                let after = others[position..<min(others.count, position + max(0, left))]
                for other in after { visit(index, other) }
                left -= after.count
            }
            if left <= 0 { return }
        }
    }
}

extension [Int] {
    /// The first position from which on the condition holds; the array must be ordered by it.
    fileprivate func partitioningIndex(_ holds: (Int) -> Bool) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if holds(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
