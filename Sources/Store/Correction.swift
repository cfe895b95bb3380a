import Earth
public import Incidents

/// What a person put right, and for which incidents it holds.
///
/// A correction is kept and applied again to everything that is added later: it outlives a second
/// reading of the same reports, and a newer gazetteer.
public struct Correction: Hashable, Sendable {
    public var action: Action
    public var scope: Scope
    public var why: String

    public enum Action: Hashable, Sendable {
        /// The incident happened here.
        case place(Place)
        case type(String)
        case date(start: Day?, end: Day?)
        /// `nil` = not known.
        case killed(minimum: Int?, maximum: Int?)
        case injured(minimum: Int?, maximum: Int?)
        /// The other incident is told anew by this one.
        case merge(String)
        /// Takes an incident out of the one it was merged into.
        case split
        /// Not an incident.
        case reject
    }

    public enum Scope: Hashable, Sendable {
        /// This incident alone.
        case mention(incident: String)
        /// Every incident of the report whose place has the same words.
        case report(String, words: String)
        /// Wherever the words stand for a place in this division or country.
        case nameInArea(words: String, area: String)
        case everywhere(words: String)
    }

    public init(_ action: Action, _ scope: Scope, why: String = "") {
        self.action = action
        self.scope = scope
        self.why = why
    }
}

/// A correction as the store keeps it.
public struct StoredCorrection: Hashable, Sendable {
    public let number: Int
    public let correction: Correction
    public let signature: Signature
    /// The gazetteer id that the words were read as when it was made.
    public let was: String?
    public let isUndone: Bool
}

extension Correction.Scope {
    /// Whether an incident, as it came in, falls under it.
    func covers(_ row: StoredRow) -> Bool {
        func names(_ words: String) -> Bool {
            row.text("place_text")?.lowercased() == words.lowercased()
        }
        switch self {
        case .mention(let id): return row.id == id
        case .report(let report, let words): return row.text("report") == report && names(words)
        case .everywhere(let words): return names(words)
        case .nameInArea(let words, let area):
            guard names(words) else { return false }
            return ["country", "country_name", "admin1", "admin2"].contains {
                row.text($0)?.lowercased() == area.lowercased()
            }
        }
    }

    var name: String {
        switch self {
        case .mention: "mention"
        case .report: "report"
        case .nameInArea: "name-in-area"
        case .everywhere: "everywhere"
        }
    }
}

extension Correction.Action {
    var name: String {
        switch self {
        case .place: "place"
        case .type: "type"
        case .date: "date"
        case .killed: "killed"
        case .injured: "injured"
        case .merge: "merge"
        case .split: "split"
        case .reject: "reject"
        }
    }

    /// The row with this put right; `nil` when it is to be set aside.
    func applied(to row: StoredRow) -> StoredRow? {
        var row = row
        switch self {
        case .reject: return nil
        case .merge, .split: return row
        case .type, .place:
            let hadOurTitle = row.hasOwnTitle
            apply(to: &row)
            if hadOurTitle { row["title"] = .text(row.title) }
        default: apply(to: &row)
        }
        return row
    }

    private func apply(to row: inout StoredRow) {
        switch self {
        case .reject, .merge, .split: break
        case .type(let type):
            row["type"] = .text(type)
            guard let acled = IncidentType(rawValue: type)?.acled else { return }
            row["acled_event_type"] = .text(orNone: acled.event)
            row["acled_sub_event_type"] = .text(orNone: acled.subEvent)
        case .date(let start, let end):
            row["date_start"] = start.map { .text($0.description) } ?? .none
            row["date_end"] = (end ?? start).map { .text($0.description) } ?? .none
            let days = start.flatMap { start in end.map { $0 - start } } ?? 0
            row["date_precision"] = .text(EventDate.Precision(spanning: days).rawValue)
        case .killed(let minimum, let maximum): row.setToll("killed", minimum, maximum)
        case .injured(let minimum, let maximum): row.setToll("injured", minimum, maximum)
        case .place(let place): row.setPlace(place)
        }
    }
}

extension StoredRow {
    /// Whether the title is made of type and place, or of the distance from it.
    fileprivate var hasOwnTitle: Bool {
        guard let text = text("title") else { return false }
        return text == title
            || text.hasPrefix(incidentType(self.text("type") ?? "") + " ")
                && text.hasSuffix(" of " + (self.text("place") ?? ""))
    }

    fileprivate var title: String {
        incidentTitle(
            type: text("type") ?? "",
            relation: text("relation").flatMap { IncidentPlace.Relation(rawValue: $0) },
            place: text("place") ?? text("place_text") ?? "")
    }

    fileprivate mutating func setToll(_ effect: String, _ minimum: Int?, _ maximum: Int?) {
        self["\(effect)_min"] = .integer(orNone: minimum)
        self["\(effect)_max"] = .integer(orNone: maximum)
    }

    fileprivate mutating func setPlace(_ place: Place) {
        geometry = .point(place.coordinate)
        self["place"] = .text(place.name)
        self["kind"] = .text(place.kind.rawValue)
        self["admin1"] = .text(orNone: place.admin1)
        self["admin2"] = .text(orNone: place.admin2)
        self["country"] = .text(orNone: place.country)
        self["country_name"] = .text(orNone: place.countryName)
        self["gazetteer_id"] = .text(place.id)
        self["relation"] = .text("at")
        self["radius_km"] = .number(place.radius.kilometers, decimals: 3)
        // Measured from the place that was wrong.
        for column in [
            "nearest_site", "site_km", "site_km_min", "site_km_max", "site_bearing", "site_ring",
        ] {
            self[column] = .none
        }
    }
}
