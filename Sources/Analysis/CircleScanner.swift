internal import Earth

/// A candidate: a number of the nearest places around one, and an interval of days.
struct ScanCylinder: Sendable {
    let center: Int
    /// How many of the centre's neighbours it takes in.
    var places = 0
    var start = 0
    var end = 0
    var observed = 0
    var expected = 0.0
    var ratio: Double
}

/// Goes through the circles around a place from the smallest to the widest, for one assignment of days
/// to incidents.
struct CircleScanner {
    private let cases: ScanCases
    /// As in ``ScanCases/days``.
    private let daysOfRows: [Int32]
    private let maximumDays: Int
    private let isProspective: Bool
    /// Of the floor that the best is to exceed; `nil` = everything is scanned.
    private let bound: ScanBound?
    private var inside: DayCounts
    private var rowsInside = 0
    /// Days of the rows that came in last, ascending; of each place each once.
    private var added: [Int32] = []
    /// Days with an incident inside the circle in the stretch that is scanned, ascending, and how many
    /// each has.
    private var days: [Int] = []
    private var counts: [Int32] = []
    private var found: ScanCylinder

    init(
        _ cases: ScanCases, _ daysOfRows: [Int32], _ options: SpaceTimeScanOptions,
        _ bound: ScanBound? = nil
    ) {
        self.cases = cases
        self.daysOfRows = daysOfRows
        maximumDays = min(options.maximumDays, cases.span)
        isProspective = options.isProspective
        self.bound = bound
        inside = DayCounts(span: cases.span)
        found = ScanCylinder(center: 0, ratio: 0)
    }

    /// The best cylinder around a place; `nil` if none is better than `floor`, which is not below that of
    /// the bound.
    mutating func best(
        around center: Int, in circles: ScanCircles, above floor: Double
    ) -> ScanCylinder? {
        found = ScanCylinder(center: center, ratio: floor)
        forEachCircle(around: center, in: circles) { $0.scan(places: $1) }
        return found.places > 0 ? found : nil
    }

    /// About how many cylinders the best one is chosen from, as if days lay evenly: each new day is in
    /// half the square of the days with an incident that the longest stretch holds.
    mutating func effort(around center: Int, in circles: ScanCircles) -> Double {
        let share = Double(maximumDays) / Double(max(1, cases.span))
        var cylinders = 0.0
        forEachCircle(around: center, in: circles) { scanner, _ in
            let all = Double(scanner.inside.dayCount)
            let reach = max(1, all * share)
            cylinders += min(Double(scanner.added.count) * reach * reach / 2, all * reach)
        }
        return cylinders
    }

    private mutating func forEachCircle(
        around center: Int, in circles: ScanCircles, _ body: (inout Self, _ places: Int) -> Void
    ) {
        var places = 0
        circles.visit(around: center) { place, endsRing in
            takeIn(place)
            places += 1
            guard endsRing else { return }
            body(&self, places)
            added.removeAll(keepingCapacity: true)
        }
        circles.visit(around: center) { place, _ in inside.clear(rows(at: place)) }
        rowsInside = 0
    }

    private func rows(at place: Int) -> ArraySlice<Int32> {
        daysOfRows[cases.starts[place]..<cases.starts[place + 1]]
    }

    private mutating func takeIn(_ place: Int) {
        let rows = rows(at: place)
        inside.add(rows)
        rowsInside += rows.count
        let isAlone = added.isEmpty
        for day in rows where day != added.last { added.append(day) }
        if !isAlone { added.sort() }
    }

    // MARK: Intervals

    /// Every interval that begins and ends on a day with a case inside and holds a case just added:
    /// others are never better, for the smaller circle had as many with fewer expected.
    private mutating func scan(places: Int) {
        let least = bound?.least(forSize: rowsInside)
        if let least, rowsInside < least.count { return }
        var next = 0
        while next < added.count {
            // Days just added that are near each other are looked at together.
            let first = next
            var last = Int(added[next])
            while next < added.count, Int(added[next]) - last < 2 * maximumDays {
                last = Int(added[next])
                next += 1
            }
            let stretch =
                max(0, Int(added[first]) - maximumDays + 1)..<min(cases.span, last + maximumDays)
            if let least, !mayExceed(least, in: stretch) { continue }
            inside.list(stretch, &days, &counts)
            scanIntervals(holding: added[first..<next], places)
        }
    }

    /// Whether an interval in a stretch of days may have enough rows.
    private func mayExceed(_ least: ScanBound.Least, in stretch: Range<Int>) -> Bool {
        inside.mayHold(least.count, in: stretch, within: maximumDays)
            && inside.greatestExcess(in: stretch, over: least.slope, cases.before) >= least.base
    }

    private mutating func scanIntervals(holding added: ArraySlice<Int32>, _ places: Int) {
        var start = 0
        for new in added {
            let new = Int(new)
            while days[start] <= new - maximumDays { start += 1 }
            while start < days.count, days[start] <= new {
                scanEnds(from: start, reaching: new, places)
                start += 1
            }
            if start == days.count { return }
        }
    }

    /// The intervals from one start that reach a day.
    ///
    /// The logarithm of the ratio is *N* times the divergence of *c*/*N* from *μ*/*N*, and so at most
    /// (c − μ)² / μ(1 − μ/N): most intervals need no logarithm.
    private mutating func scanEnds(from start: Int, reaching day: Int, _ places: Int) {
        let total = Double(cases.total)
        let share = Double(rowsInside) / total
        let first = days[start]
        let last = isProspective ? cases.span - 1 : day
        let casesBefore = cases.before[first]
        var observed = 0.0
        var end = start
        while end < days.count, days[end] - first < maximumDays {
            observed += Double(counts[end])
            defer { end += 1 }
            guard days[end] >= max(day, last), observed > 1 else { continue }
            let expected = share * Double(cases.before[days[end] + 1] - casesBefore)
            let excess = observed - expected
            guard excess > 0,
                excess * excess * (1 + 1e-9) > found.ratio * expected * (1 - expected / total)
            else { continue }
            let ratio = ScanBound.logRatio(observed, expected, total)
            guard ratio > found.ratio else { continue }
            found = ScanCylinder(
                center: found.center, places: places, start: first, end: days[end],
                observed: Int(observed), expected: expected, ratio: ratio)
        }
    }
}
