import Earth
public import Incidents

/// Incidents as a table to read: when, what, where and how exactly, toll, nearest site, cluster.
///
/// Unlocated incidents stand in it too. `?` means not stated.
public enum IncidentTable {
    public static func table(_ rows: [LocatedIncident]) -> TextTable {
        let hasClusters = rows.contains { $0.cluster?.number != nil }
        let hasReports = Set(rows.compactMap { $0.reports.first?.id }).count > 1
        let hasSites = rows.contains { $0.nearest != nil }
        let hasCaptives = rows.contains { !$0.incident.toll(.captured).isUnknown }
        var columns = [
            TextTable.Column("when", maximumWidth: 24), TextTable.Column("what"),
            TextTable.Column("where", maximumWidth: 30), TextTable.Column("± km", isNumber: true),
            TextTable.Column("killed", isNumber: true), TextTable.Column("injured", isNumber: true),
        ]
        if hasCaptives { columns.append(TextTable.Column("taken", isNumber: true)) }
        columns.append(TextTable.Column("status"))
        if hasSites {
            columns.append(TextTable.Column("nearest site", maximumWidth: 24))
            columns.append(TextTable.Column("km away", isNumber: true))
        }
        if hasClusters { columns.append(TextTable.Column("cluster", isNumber: true)) }
        if hasReports { columns.append(TextTable.Column("report", maximumWidth: 18)) }
        var table = TextTable(columns)
        for row in rows {
            table.append(
                what(row) + (hasCaptives ? [toll(row.incident, .captured)] : [])
                    + [row.incident.status.rawValue] + (hasSites ? site(row.nearest) : [])
                    + (hasClusters ? [row.cluster?.number.map(String.init) ?? ""] : [])
                    + (hasReports ? [reports(row.reports)] : []))
        }
        return table
    }

    private static func what(_ row: LocatedIncident) -> [String] {
        let incident = row.incident
        let radius = row.place?.coordinate == nil ? nil : row.place?.radius
        return [
            incident.date.short, incident.type.rawValue, place(row.place),
            radius.map { kilometers($0) } ?? "?", toll(incident, .killed),
            toll(incident, .injured),
        ]
    }

    /// The sides of a fight are not added up: "≥250 + 25".
    private static func toll(_ incident: Incident, _ effect: Casualties.Effect) -> String {
        let sides = incident.tollsBySide(effect).filter { $0.key != Casualties.unspecifiedSide }
        guard incident.merge == nil, sides.count > 1 else { return incident.toll(effect).short }
        return sides.sorted { $0.key < $1.key }.map(\.value.short).joined(separator: " + ")
    }

    private static func place(_ place: IncidentPlace?) -> String {
        guard let place else { return "?" }
        guard let known = place.place else { return "\(place.mention.text) (not located)" }
        let away = place.displacement.map {
            "\(kilometers($0.distance)) km \($0.bearing.compassPoint) of "
        }
        let relation =
            switch place.relation {
            case .at: ""
            case .near, .offset: "near "
            case .between: "road from "
            case .within: "in "
            }
        let admin1 = place.divisions?.admin1 ?? ""
        let isOwn = admin1.isEmpty || admin1 == known.name
        let within = isOwn ? place.divisions?.country ?? "" : admin1
        return (away ?? relation) + known.name + (within.isEmpty ? "" : ", " + within)
    }

    /// The report it is read from, and how many more tell it.
    private static func reports(_ reports: [ReportReference]) -> String {
        guard let first = reports.first else { return "" }
        return reports.count > 1 ? "+\(reports.count - 1) \(first.id)" : first.id
    }

    private static func site(_ proximity: Proximity?) -> [String] {
        guard let proximity else { return ["", ""] }
        let range =
            proximity.minimum == proximity.maximum
            ? kilometers(proximity.distance)
            : "\(kilometers(proximity.distance)) (\(kilometers(proximity.minimum))–\(kilometers(proximity.maximum)))"
        return [proximity.site.name, range]
    }

    static func kilometers(_ distance: Distance) -> String {
        var out = OutputBuffer()
        let km = distance.kilometers
        guard km.isFinite else { return "?" }
        out.append(km, decimals: km < 10 ? 1 : 0)
        return out.text
    }
}

extension EventDate {
    /// `2016-01-05`, `2016-01-05…09`, `by 2016-01-05`.
    var short: String {
        switch (start, end) {
        case (let start?, let end?) where start == end: start.description
        case (let start?, let end?): "\(start)…\(shortEnd(end, after: start))"
        case (let start?, nil): "from \(start)"
        case (nil, let end?): "by \(end)"
        case (nil, nil): expression.isEmpty ? "?" : "? (\(expression))"
        }
    }

    private func shortEnd(_ end: Day, after start: Day) -> Substring {
        let text = end.description
        if start.year != end.year { return text[...] }
        return text.dropFirst(start.month == end.month ? 8 : 5)
    }
}

extension Toll {
    /// `24`, `24–60`, `≥3`, `≤5`, `?`.
    public var short: String {
        switch (minimum, maximum) {
        case (let low?, let high?) where low == high: "\(low)"
        case (let low?, let high?): "\(low)–\(high)"
        case (let low?, nil): "≥\(low)"
        case (nil, let high?): "≤\(high)"
        case (nil, nil): "?"
        }
    }
}
