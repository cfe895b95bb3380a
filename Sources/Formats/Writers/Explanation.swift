import Earth
public import Incidents

/// What was read from a report and why, for people: the sentence each incident rests on, how its day was
/// reckoned, the candidates of its place, where each figure stands.
public enum Explanation {
    /// - Parameter incident: Only this one; `nil` = all of the report.
    public static func text(_ reading: ReportReading, incident id: String? = nil) -> String {
        let incidents = reading.incidents.filter { id == nil || $0.id == id }
        guard id == nil || !incidents.isEmpty else { return "" }
        let published = reading.report.published.map { ", published \($0)" } ?? ""
        var lines = ["report \(reading.report.id)\(published)", ""]
        for incident in incidents { lines += explain(incident) + [""] }
        return lines.joined(separator: "\n")
    }

    private static func explain(_ incident: Incident) -> [String] {
        ["\(incident.type.rawValue), \(incident.id)"]
            + incident.quotes.map {
                "  says       “\($0.text)” (bytes \($0.span.start)–\($0.span.end))"
            }
            + [
                "  is         \(incident.status.rawValue), \(incident.stage.rawValue), \(incident.certainty.rawValue); confidence \(short(incident.confidence))"
            ]
            + ["  when       " + when(incident.date)]
            + (incident.places.isEmpty
                ? ["  where      not stated"] : incident.places.flatMap(place))
            + incident.actors.map {
                "  actor      \($0.name) as \($0.role.rawValue) (“\($0.text)”)"
            }
            + incident.casualties.map(casualties)
            + incident.reasons.map { "  because    \($0.evidence)\(weight($0))" }
    }

    private static func when(_ date: EventDate) -> String {
        let words = date.expression.isEmpty ? "" : " from “\(date.expression)”"
        let anchor =
            switch date.anchor {
            case .absolute: "written in full"
            case .publication: "counted from the day of publication"
            case .dateline: "counted from a dateline"
            case .previousEvent: "counted from the event told before"
            case .assumed: "not stated; the day of publication is the latest possible"
            case .missing: "nothing known to count from"
            }
        return "\(date.short) (\(date.precision.rawValue))\(words): \(anchor)"
    }

    private static func place(_ place: IncidentPlace) -> [String] {
        let known = place.place.map(named) ?? "no known place"
        let point = place.coordinate.map {
            " at \(short($0.longitude)),\(short($0.latitude)) ± \(IncidentTable.kilometers(place.radius)) km"
        }
        let resolution = place.mention.resolution
        return [
            "  where      “\(place.mention.text)” \(place.relation.rawValue) \(known)\(point ?? "")"
        ]
            + place.stated.map(stated)
            + resolution.candidates.map { candidate in
                "    candidate \(short(candidate.score)) \(named(candidate.place))"
                    + because(candidate.reasons)
            } + (resolution.reasons.isEmpty ? [] : ["    because  " + list(resolution.reasons)])
    }

    private static func because(_ reasons: [Reason]) -> String {
        reasons.isEmpty ? "" : ": " + list(reasons)
    }

    private static func list(_ reasons: [Reason]) -> String {
        reasons.map { $0.evidence + weight($0) }.joined(separator: ", ")
    }

    private static func named(_ place: Place) -> String {
        [place.name, place.admin1, place.countryName].filter { !$0.isEmpty }.joined(separator: ", ")
            + " (\(place.kind.rawValue), \(place.id))"
    }

    private static func stated(_ distance: StatedDistance) -> String {
        let measured =
            distance.measured.map { ", measured \(IncidentTable.kilometers($0)) km" } ?? ""
        return
            "    distance \(IncidentTable.kilometers(distance.stated)) km from \(distance.from) stated\(measured)"
    }

    private static func casualties(_ figure: Casualties) -> String {
        let toll = Toll(minimum: figure.minimum, maximum: figure.maximum)
        let source = figure.source.isEmpty ? "" : ", says \(figure.source)"
        return
            "  \(figure.effect.rawValue.padded(to: 10)) \(toll.short) \(figure.side) (“\(figure.text)”\(source))"
    }

    private static func weight(_ reason: Reason) -> String {
        reason.weight == 0 ? "" : " (\(reason.weight > 0 ? "+" : "")\(short(reason.weight)))"
    }

    private static func short(_ number: Double) -> String {
        guard number.isFinite else { return "?" }
        var out = OutputBuffer()
        out.append(number, decimals: 3)
        return out.text
    }
}

extension String {
    fileprivate func padded(to width: Int) -> String {
        self + String(repeating: " ", count: max(0, width - count))
    }
}
