import Earth
import Formats
import Gazetteer
import Incidents
import Pipeline

/// The rows of a list that name their place, looked up: those without coordinates are placed, those
/// with are checked.
///
/// A list may come in parts, twice: which country most of it is about is known at the end of the first time.
/// Holds the distinct names, not the rows.
struct ListLocation {
    private let gazetteer: CompiledGazetteer
    private var unplaced: [PlaceDescription: Int] = [:]
    private var locator: ListLocator?

    /// The columns that say why a row stands where it stands.
    static let columns: [(name: String, type: FieldType)] = [
        ("located_as", .text), ("gazetteer_id", .text), ("located_radius_km", .number),
        ("located_confidence", .number), ("located_why", .text),
    ]

    init(_ gazetteer: CompiledGazetteer) { self.gazetteer = gazetteer }

    /// Of the first pass.
    mutating func look(at part: IncidentList) {
        let placed = Set(part.rowsOfPoints)
        part.withRows { rows in
            for row in 0..<part.count where !placed.contains(row) {
                if let place = rows.description(ofRow: row) { unplaced[place, default: 0] += 1 }
            }
        }
    }

    /// Gives points to the rows of a part that have none.
    mutating func locate(_ part: IncidentList) -> LocatedRows {
        var locator = locator ?? ListLocator(gazetteer, for: unplaced)
        defer { self.locator = locator }
        let points = Dictionary(uniqueKeysWithValues: zip(part.rowsOfPoints, part.points))
        var located = LocatedRows()
        part.withRows { rows in
            for row in 0..<part.count {
                guard let place = rows.description(ofRow: row) else {
                    if points[row] == nil { located.note(.note, part, row, "names no place", nil) }
                    continue
                }
                if let point = points[row] {
                    if let doubt = locator.doubt(about: point, of: place) {
                        located.note(.warning, part, row, doubt.message, doubt.hint)
                    }
                } else if let answer = locator.locate(place) {
                    located.answers[row] = answer
                } else {
                    located.note(
                        .warning, part, row, "no place is known by the name \(place.text)", nil)
                }
            }
        }
        part.place(located.answers.mapValues { ($0.place.coordinate, $0.radius) })
        return located
    }
}

/// What was found for the rows of a list, or of a part of it.
struct LocatedRows {
    fileprivate(set) var findings: [Finding] = []
    fileprivate var answers: [Int: ListLocator.Answer] = [:]

    fileprivate mutating func note(
        _ severity: Finding.Severity, _ list: IncidentList, _ row: Int, _ message: String,
        _ hint: String?
    ) {
        var finding = Finding(
            severity, origin: list.origin, at: .row(list.number(ofRow: row), field: "place"),
            message,
            hint: hint)
        finding.byte = list.byte(ofRow: row)
        findings.append(finding)
    }

    /// The incident of a row at the place that was found for it.
    func placed(_ incident: LocatedIncident, row: Int) -> LocatedIncident {
        guard let answer = answers[row], let place = incident.place else { return incident }
        var placed = incident
        placed.place = IncidentPlace(
            mention: Mention(
                span: place.mention.span, text: place.mention.text, role: .literal,
                resolution: Resolution(
                    place: answer.place, confidence: answer.confidence, reasons: answer.reasons)),
            relation: place.relation, coordinate: answer.place.coordinate, radius: answer.radius)
        return placed
    }

    /// For ``ListLocation/columns``.
    func values(ofRow row: Int) -> [FieldValue] {
        guard let answer = answers[row] else { return ListLocation.columns.map { _ in .none } }
        let reasons = answer.reasons.filter { $0.weight != 0 }.map { reason in
            let tenths = Int((reason.weight * 10).rounded())
            return
                "\(reason.evidence) \(tenths < 0 ? "−" : "+")\(abs(tenths) / 10).\(abs(tenths) % 10)"
        }
        let place = answer.place
        let name = [place.name, place.admin1, place.country].filter { !$0.isEmpty }
        return [
            .text(name.joined(separator: ", ")), .text(place.id),
            .number(answer.radius.kilometers, decimals: 3),
            .number(answer.confidence, decimals: 3), .text(reasons.joined(separator: "; ")),
        ]
    }
}

extension PlaceDescription {
    fileprivate var text: String {
        [name, admin2, admin1, country].compactMap { $0 }.joined(separator: ", ")
    }
}
