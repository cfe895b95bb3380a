import Earth
public import Incidents

/// Why an incident reads as it does, for people: the reports and the sentences that tell it, with the
/// place marked; how its day was reckoned; the candidates of its place and what chose among them;
/// where each figure stands; why several reports were taken to tell of one.
public enum Explanation {
    public static func text(_ told: ReportedIncident) -> String {
        let incident = told.incident
        let lines =
            ["\(incident.type.rawValue), \(incident.id)"] + told.reports.map(report)
            + incident.quotes.map { says($0, incident) }
            + [
                "  is         \(incident.status.rawValue), \(incident.stage.rawValue), \(incident.certainty.rawValue); confidence \(short(incident.confidence))"
            ]
            + ["  when       " + when(incident.date, told.reports.first?.published)]
            + (incident.places.isEmpty
                ? ["  where      not stated"] : incident.places.flatMap(place))
            + incident.actors.map {
                "  actor      \($0.name) as \($0.role.rawValue) (“\($0.text)”)"
            }
            + tolls(incident) + incident.reasons.map { "  because    \($0.evidence)\(weight($0))" }
            + (incident.merge?.links.flatMap(link) ?? [])
        return lines.joined(separator: "\n")
    }

    private static func report(_ report: ReportReference) -> String {
        let source = report.source.map { ", \($0)" } ?? ""
        let published = report.published.map { ", published \(weekday($0)) \($0)" } ?? ""
        return "  told by    \(report.id)\(source)\(published)"
    }

    /// The sentence, with the words that name the place between ⟦ and ⟧.
    private static func says(_ quote: Quote, _ incident: Incident) -> String {
        var bytes = Array(quote.text.utf8)
        let span = incident.places.first?.mention.span
        if let span, quote.report == nil, !span.isEmpty, quote.span.contains(span),
            quote.span.count == bytes.count
        {
            bytes.insert(contentsOf: "⟧".utf8, at: span.end - quote.span.start)
            bytes.insert(contentsOf: "⟦".utf8, at: span.start - quote.span.start)
        }
        let origin = quote.report.map { " of \($0)" } ?? ""
        let where_ =
            quote.span.isEmpty ? "" : " (bytes \(quote.span.start)–\(quote.span.end)\(origin))"
        return "  says       “\(String(decoding: bytes, as: UTF8.self))”\(where_)"
    }

    /// From the words by the day they are counted from to the days they mean.
    private static func when(_ date: EventDate, _ published: Day?) -> String {
        let anchor =
            switch date.anchor {
            case .absolute: "written in full"
            case .publication:
                "counted from the day of publication"
                    + (published.map { ", \(weekday($0)) \($0)" } ?? "")
            case .dateline: "counted from a dateline"
            case .previousEvent: "counted from the event told before"
            case .assumed: "not stated; the day of publication is the latest possible"
            case .missing: "nothing known to count from"
            }
        let words =
            date.expression.isEmpty || date.anchor == .assumed ? "" : "“\(date.expression)”, "
        let day = date.start == date.end ? date.start.map { weekday($0) + " " } ?? "" : ""
        return "\(words)\(anchor): \(day)\(date.short) (\(date.precision.rawValue))"
    }

    private static func weekday(_ day: Day) -> String { "\(day.weekday)".capitalizedFirst }

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
                let mark = candidate.place.id == resolution.place?.id ? "taken    " : "candidate"
                return "    \(mark) \(short(candidate.score)) \(named(candidate.place))"
                    + because(candidate.reasons)
            }
            + (resolution.reasons.isEmpty
                ? []
                : [
                    "    a place  confidence \(short(resolution.confidence))"
                        + because(resolution.reasons)
                ])
    }

    private static func tolls(_ incident: Incident) -> [String] {
        let effects = Casualties.Effect.allCases.filter { effect in
            incident.casualties.contains { $0.effect == effect }
        }
        return effects.flatMap { effect in
            let figures = incident.casualties.filter { $0.effect == effect }
            let rule = incident.merge == nil ? "" : ", as the latest report has it"
            return ["  toll       \(effect.rawValue) \(incident.toll(effect).short)\(rule)"]
                + figures.map(casualties)
        }
    }

    private static func link(_ link: Merge.Link) -> [String] {
        ["  one with   \(link.first) and \(link.second) are one incident (\(short(link.score)))"]
            + link.reasons.map { "    because  \($0.evidence)\(weight($0))" }
    }

    /// What is said in words comes before what is weighed.
    private static func because(_ reasons: [Reason]) -> String {
        let said = reasons.filter { $0.weight == 0 }
        let weighed = reasons.filter { $0.weight != 0 }
            .sorted { abs($0.weight) > abs($1.weight) }.prefix(8)
        let strongest = said + weighed
        return strongest.isEmpty
            ? "" : ": " + strongest.map { $0.evidence + weight($0) }.joined(separator: ", ")
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
        let report = figure.report.map { ", in \($0)" } ?? ""
        return "    \(toll.short) \(figure.side) (“\(figure.text)”\(source)\(report))"
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
    fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
