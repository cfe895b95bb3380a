import Earth
import Foundation
import Incidents

/// How far read incidents lie from coded events, in space, time and toll.
struct CodedEventScore {
    /// How one row was met by what was read from its headlines.
    struct Fit {
        var nearest: Incident?
        var kilometers: Double?
        var day: Agreement = .unstated
        var toll: Agreement = .unstated

        var isMiss: Bool { kilometers.map { $0 > 161 } ?? false }
        var disagrees: Bool {
            kilometers.map { $0 <= 25 } == true && (day.isOff || toll.isOff)
        }

        var summary: String {
            guard let nearest else { return "–" }
            let toll = nearest.toll(.killed)
            return String(format: "%.0f km\t", kilometers ?? .nan)
                + "\(nearest.type.rawValue)\t\(nearest.places.first?.place?.name ?? "–")\t"
                + "\(nearest.date.expression) \(nearest.date.start.map { "\($0)" } ?? "–")\t"
                + "\(toll.minimum.map(String.init) ?? "?")–\(toll.maximum.map(String.init) ?? "?")"
        }
    }

    enum Agreement {
        case unstated, agrees, below, above
        var isOff: Bool { self == .below || self == .above }
    }

    private var rows = 0
    private var read = 0
    private var first: [Double] = []
    private var nearest: [Double] = []
    private var days: [Agreement: Int] = [:]
    private var tolls: [Agreement: Int] = [:]

    mutating func count(_ incidents: [Incident], _ event: CodedEvent) -> Fit {
        rows += 1
        if !incidents.isEmpty { read += 1 }
        func distance(_ incident: Incident) -> Double? {
            incident.places.first?.coordinate?.distance(to: event.coordinate).kilometers
        }
        if let opening = incidents.lazy.compactMap(distance).first { first.append(opening) }
        let placed = incidents.compactMap { incident in distance(incident).map { (incident, $0) } }
        guard let (incident, kilometers) = placed.min(by: { $0.1 < $1.1 }) else { return Fit() }
        nearest.append(kilometers)
        var fit = Fit(nearest: incident, kilometers: kilometers)
        // What happened elsewhere says nothing of the row's day and toll.
        guard kilometers <= 25 else { return fit }
        fit.day = Self.day(incident.date, event.days)
        fit.toll = Self.toll(incident.toll(.killed), event.killed)
        days[fit.day, default: 0] += 1
        tolls[fit.toll, default: 0] += 1
        return fit
    }

    private static func day(_ read: EventDate, _ coded: ClosedRange<Day>) -> Agreement {
        guard let start = read.start, let end = read.end, read.anchor != .assumed else {
            return .unstated
        }
        return end < coded.lowerBound ? .below : start > coded.upperBound ? .above : .agrees
    }

    private static func toll(_ read: Toll, _ coded: ClosedRange<Int>) -> Agreement {
        guard let low = read.minimum ?? read.maximum else { return .unstated }
        if low > coded.upperBound { return .above }
        return (read.maximum ?? .max) < coded.lowerBound ? .below : .agrees
    }

    var table: String {
        """
        \(rows) rows with a headline; incidents read for \(read), placed for \(nearest.count)
                    ≤ 5 km ≤ 25 km ≤ 161 km |  10 %   25 %   50 %   75 %   90 %  (km)
        first    \(Self.row(first))
        nearest  \(Self.row(nearest))
        within 25 km: day    \(Self.line(days, "earlier", "later"))
                      killed \(Self.line(tolls, "fewer", "more"))
        """
    }

    private static func row(_ kilometers: [Double]) -> String {
        let sorted = kilometers.sorted()
        guard !sorted.isEmpty else { return "–" }
        let shares = [5.0, 25, 161].map { reach in
            String(format: "%8.3f", Double(sorted.count { $0 <= reach }) / Double(sorted.count))
        }
        let quantiles = [0.1, 0.25, 0.5, 0.75, 0.9].map { share in
            String(format: "%7.1f", sorted[Int(share * Double(sorted.count - 1))])
        }
        return shares.joined() + "   |" + quantiles.joined()
    }

    private static func line(_ counts: [Agreement: Int], _ below: String, _ above: String) -> String
    {
        let stated = [Agreement.agrees, .below, .above].map { counts[$0] ?? 0 }
        let all = max(stated.reduce(0, +), 1)
        return "stated \(stated.reduce(0, +)), agrees "
            + String(format: "%.3f", Double(stated[0]) / Double(all))
            + ", \(below) \(stated[1]), \(above) \(stated[2]); not stated \(counts[.unstated] ?? 0)"
    }
}
