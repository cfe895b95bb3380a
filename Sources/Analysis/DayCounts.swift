/// How many rows each of many days has, and each 64 days together.
struct DayCounts: Sendable {
    private var counts: [Int32]
    private var sums: [Int32]
    /// Days that have any.
    private(set) var dayCount = 0

    private static let sumBits = 6

    init(span: Int) {
        counts = Array(repeating: 0, count: span)
        sums = Array(repeating: 0, count: (span >> Self.sumBits) + 1)
    }

    mutating func add(_ days: ArraySlice<Int32>) {
        for day in days {
            let day = Int(day)
            if counts[day] == 0 { dayCount += 1 }
            counts[day] += 1
            sums[day >> Self.sumBits] += 1
        }
    }

    /// Forgets the days, whatever they have.
    mutating func clear(_ days: ArraySlice<Int32>) {
        for day in days {
            counts[Int(day)] = 0
            sums[Int(day) >> Self.sumBits] = 0
        }
        dayCount = 0
    }

    /// The days of a stretch that have rows, ascending, and how many.
    func list(_ stretch: Range<Int>, _ days: inout [Int], _ numbers: inout [Int32]) {
        days.removeAll(keepingCapacity: true)
        numbers.removeAll(keepingCapacity: true)
        for day in stretch where counts[day] > 0 {
            days.append(day)
            numbers.append(counts[day])
        }
    }

    /// Whether so many rows may lie on days of a stretch that are no longer than `length` together.
    func mayHold(_ least: Int, in stretch: Range<Int>, within length: Int) -> Bool {
        let first = stretch.lowerBound >> Self.sumBits
        let last = (stretch.upperBound - 1) >> Self.sumBits
        // So many sums may an interval touch.
        let width = min(last - first, length < 2 ? 0 : ((length - 2) >> Self.sumBits) + 1)
        var sum = 0
        for number in first...last {
            sum += Int(sums[number])
            if number - first > width { sum -= Int(sums[number - width - 1]) }
            if sum >= least { return true }
        }
        return false
    }

    /// The greatest excess that days of a stretch have together over `slope` for each row that there is in
    /// all circles on these days; both in 1 / ``ScanBound/scale``.
    ///
    /// - Parameter before: Rows before each day, in all circles.
    /// - Source: J. Bentley, "Programming pearls: algorithm design techniques", CACM 27 (1984), 865–873.
    func greatestExcess(in stretch: Range<Int>, over slope: Int, _ before: [Int]) -> Int {
        var greatest = Int.min
        var excess = 0
        for day in stretch {
            let gain =
                Int(counts[day]) &* ScanBound.scale &- slope &* (before[day + 1] &- before[day])
            excess = max(excess, 0) &+ gain
            greatest = max(greatest, excess)
        }
        return greatest
    }
}
