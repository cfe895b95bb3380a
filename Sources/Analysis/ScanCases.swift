internal import Earth
internal import Incidents

/// The dated incidents: their places, and their days counted from the first.
struct ScanCases: Sendable {
    let places: DistinctCoordinates
    /// The days of the rows at place *p* stand from `starts[p]` to `starts[p + 1]`, ascending.
    let starts: [Int]
    let days: [Int32]
    let firstDay: Int
    /// Rows before each day, from the first day to one past the last.
    let before: [Int]
    /// The day of each row, in the order of the list.
    private let daysOfRows: [Int32]
    /// The rows, place by place.
    private let rows: [Int32]

    var total: Int { days.count }
    /// How many days there are from the first to the last.
    var span: Int { before.count - 1 }

    func rowCount(atPlace place: Int) -> Int { starts[place + 1] - starts[place] }

    init(_ occurrences: [Occurrence]) {
        let dated = occurrences.filter { $0.day != nil }
        let numbers = dated.compactMap { $0.day?.number }
        let firstDay = numbers.min() ?? 0
        places = DistinctCoordinates(dated.map(\.coordinate))
        (starts, rows) = places.rowsInOrder
        self.firstDay = firstDay
        daysOfRows = numbers.map { Int32($0 - firstDay) }
        days = Self.days(daysOfRows, at: starts, rows)
        var before = [Int](repeating: 0, count: Int(daysOfRows.max() ?? 0) + 2)
        for day in daysOfRows { before[Int(day) + 1] += 1 }
        for day in before.indices.dropFirst() { before[day] += before[day - 1] }
        self.before = before
    }

    /// The days of all rows dealt out anew, as ``days`` holds them.
    func shuffledDays(using random: inout SeededRandom) -> [Int32] {
        Self.days(daysOfRows.shuffled(using: &random), at: starts, rows)
    }

    private static func days(_ daysOfRows: [Int32], at starts: [Int], _ rows: [Int32]) -> [Int32] {
        var days = rows.map { daysOfRows[Int($0)] }
        for (start, end) in zip(starts, starts.dropFirst()) where end - start > 1 {
            days[start..<end].sort()
        }
        return days
    }

    /// The most rows on so many days that follow each other.
    func most(in length: Int) -> Int {
        (0..<span).lazy.map { before[min($0 + length, span)] - before[$0] }.max() ?? 0
    }
}
