/// Groups of items, each with the few frames that may matter to them: items and frames are halved
/// together until a group knows nearly all its frames for certain.
///
/// - Complexity: O((*n* + *m*) log *m*) for *n* items and *m* frames that overlap little; never more than
///   ``deepest`` passes.
struct FrameGroups<Item: Framed>: Sendable {
    struct Group: Sendable {
        /// Positions in `order`.
        let members: Range<Int>
        /// In the order given.
        let frames: [OwnedFrame]
    }

    /// The items' numbers, group by group.
    private(set) var order: [Int32]
    /// Those that no frame can matter to are left out.
    private(set) var groups: [Group] = []
    private let items: [Item]

    private static var deepest: Int { 24 }

    init(_ items: [Item], _ part: Range<Int>, _ frames: [OwnedFrame]) {
        self.items = items
        order = part.map { Int32($0) }
        divide(order.indices, frames, depth: FrameGroups.deepest)
    }

    private mutating func divide(_ members: Range<Int>, _ all: [OwnedFrame], depth: Int) {
        guard !members.isEmpty else { return }
        var extent = Frame()
        for i in members { extent.add(items[Int(order[i])].frame) }
        let frames = all.filter { $0.frame.meets(extent) }
        guard !frames.isEmpty else { return }
        let undecided = frames.count { !$0.frame.contains(extent) }
        guard undecided > 3, members.count > 16, depth > 0 else {
            return groups.append(Group(members: members, frames: frames))
        }
        let middle = halve(members, extent)
        divide(members.lowerBound..<middle, frames, depth: depth - 1)
        divide(middle..<members.upperBound, frames, depth: depth - 1)
    }

    /// Puts the items west or south of the middle of the longer side first; returns where the others begin.
    private mutating func halve(_ members: Range<Int>, _ extent: Frame) -> Int {
        let isWide = extent.east - extent.west > extent.north - extent.south
        let middle =
            isWide ? (extent.west + extent.east) / 2 : (extent.south + extent.north) / 2
        return order.withUnsafeMutableBufferPointer { order in
            var next = members.lowerBound
            for i in members {
                let frame = items[Int(order[i])].frame
                guard (isWide ? frame.west : frame.south) < middle else { continue }
                order.swapAt(next, i)
                next += 1
            }
            return next
        }
    }
}
