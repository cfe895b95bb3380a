import Earth
import Incidents

/// A place found in a text, as far as the score asks.
struct FoundPlace {
    var span: TextSpan
    var coordinate: Coordinate?
    /// For people to read.
    var label = ""
}

/// Recognition and resolution against gold names, as `score_geoparse.py` counts them.
///
/// Spans are paired one to one, equal spans first, then by overlap. A name without gold coordinates
/// counts for recognition only, and what is paired with it is left out of the end-to-end precision.
struct PlaceScore {
    var gold = 0
    var found = 0
    var exact = 0
    var overlapping = 0
    var goldPlaced = 0
    var foundPlaced = 0
    var pairedPlaced = 0
    var resolved = 0
    var within161 = 0
    var within20 = 0
    /// Gold names put right by a reader that was told them; only where it was.
    var goldWithin161 = 0

    mutating func add(_ names: [GoldName], _ places: [FoundPlace]) {
        let pairs = Self.pair(names.map(\.span), places.map(\.span))
        gold += names.count
        found += places.count
        overlapping += pairs.count
        exact += pairs.count { names[$0.gold].span == places[$0.found].span }
        goldPlaced += names.count { $0.latitude != nil }
        let unplaced = Set(pairs.filter { names[$0.gold].latitude == nil }.map(\.found))
        foundPlaced += places.indices.count {
            places[$0].coordinate != nil && !unplaced.contains($0)
        }
        for pair in pairs { addDistance(names[pair.gold], places[pair.found]) }
    }

    private mutating func addDistance(_ name: GoldName, _ place: FoundPlace) {
        guard let gold = name.coordinate else { return }
        pairedPlaced += 1
        guard let coordinate = place.coordinate else { return }
        resolved += 1
        let kilometers = gold.distance(to: coordinate).kilometers
        if kilometers <= 161 { within161 += 1 }
        if kilometers <= 20 { within20 += 1 }
    }

    /// Pairs of overlapping spans: equal ones first, then the longest overlaps, the nearest starts.
    static func pair(_ gold: [TextSpan], _ found: [TextSpan]) -> [(gold: Int, found: Int)] {
        struct Pair {
            var order: (Int, Int, Int, Int, Int)
        }
        var pairs: [Pair] = []
        for (i, g) in gold.enumerated() {
            for (j, f) in found.enumerated() where g.overlaps(f) {
                let overlap = min(g.end, f.end) - max(g.start, f.start)
                pairs.append(Pair(order: (g == f ? 0 : 1, -overlap, abs(g.start - f.start), i, j)))
            }
        }
        pairs.sort { $0.order < $1.order }
        var takenGold: Set<Int> = []
        var takenFound: Set<Int> = []
        var result: [(gold: Int, found: Int)] = []
        for pair in pairs {
            let (i, j) = (pair.order.3, pair.order.4)
            guard !takenGold.contains(i), !takenFound.contains(j) else { continue }
            takenGold.insert(i)
            takenFound.insert(j)
            result.append((i, j))
        }
        return result
    }

    static func f1(_ hits: Int, _ found: Int, _ gold: Int) -> Double {
        found + gold == 0 ? 0 : 2 * Double(hits) / Double(found + gold)
    }

    var exactF1: Double { Self.f1(exact, found, gold) }
    var overlapF1: Double { Self.f1(overlapping, found, gold) }
    var recall161: Double { Double(within161) / Double(max(goldPlaced, 1)) }
    var precision161: Double { Double(within161) / Double(max(foundPlaced, 1)) }
    var f161: Double { Self.f1(within161, foundPlaced, goldPlaced) }
    var accuracy161: Double { Double(within161) / Double(max(resolved, 1)) }
    var goldRight: Double { Double(goldWithin161) / Double(max(goldPlaced, 1)) }
    var accuracy20: Double { Double(within20) / Double(max(resolved, 1)) }

    /// What must not fall: end to end, recognition, and, where it was measured, resolution alone.
    func figures(_ corpus: String) -> [QualityFloors.Figure] {
        let resolution: [QualityFloors.Figure] =
            goldWithin161 == 0 ? [] : [("\(corpus), gold placed right", goldRight)]
        return [("\(corpus), F@161", f161), ("\(corpus), recognition", overlapF1)] + resolution
    }

    static let header =
        "corpus        gold  found |   xF1   oF1 | R@161 P@161 F@161 | A@161  A@20 | gold placed right"

    func row(_ label: String) -> String {
        func number(_ value: Double) -> String {
            let thousandths = String(Int((value * 1000).rounded()))
            return String(repeating: " ", count: max(0, 5 - thousandths.count - 2)) + "."
                + String(repeating: "0", count: max(0, 3 - thousandths.count)) + thousandths + " "
        }
        func count(_ value: Int) -> String {
            let text = String(value)
            return String(repeating: " ", count: max(0, 6 - text.count)) + text
        }
        let name = label + String(repeating: " ", count: max(0, 12 - label.count))
        return name + count(gold) + " " + count(found) + " | " + number(exactF1) + number(overlapF1)
            + "| " + number(recall161) + number(precision161) + number(f161) + "| "
            + number(accuracy161) + number(accuracy20)
            + (goldWithin161 == 0 ? "" : "| " + number(goldRight))
    }
}
