import Earth
import Formats
import Gazetteer
import Incidents
import Pipeline

/// The rows of a list that name their place, looked up: those without coordinates are placed, those
/// with are checked.
struct ListLocation {
    private(set) var findings: [Finding] = []
    private(set) var placed = 0
    private var answers: [Int: ListLocator.Answer] = [:]

    /// The columns that say why a row stands where it stands.
    static let columns: [(name: String, type: FieldType)] = [
        ("located_as", .text), ("gazetteer_id", .text), ("located_radius_km", .number),
        ("located_confidence", .number), ("located_why", .text),
    ]

    init(_ list: IncidentList, _ gazetteer: CompiledGazetteer) {
        let points = Dictionary(uniqueKeysWithValues: zip(list.rowsOfPoints, list.points))
        let places = list.withRows { rows in
            (0..<list.count).map { rows.description(ofRow: $0) }
        }
        var unplaced: [PlaceDescription: Int] = [:]
        for (row, place) in places.enumerated() where points[row] == nil {
            if let place { unplaced[place, default: 0] += 1 }
        }
        var locator = ListLocator(gazetteer, for: unplaced)
        for (row, place) in places.enumerated() {
            guard let place else {
                if points[row] == nil { note(.note, list, row, "names no place", nil) }
                continue
            }
            if let point = points[row] {
                if let doubt = locator.doubt(about: point, of: place) {
                    note(.warning, list, row, doubt.message, doubt.hint)
                }
            } else if let answer = locator.locate(place) {
                answers[row] = answer
            } else {
                note(.warning, list, row, "no place is known by the name \(place.text)", nil)
            }
        }
        placed = answers.count
        list.place(answers.mapValues { ($0.place.coordinate, $0.radius) })
    }

    private mutating func note(
        _ severity: Finding.Severity, _ list: IncidentList, _ row: Int, _ message: String,
        _ hint: String?
    ) {
        var finding = Finding(
            severity, origin: list.origin, at: .row(row + 1, field: "place"), message, hint: hint)
        finding.byte = list.byte(ofRow: row)
        findings.append(finding)
    }

    /// For ``columns``.
    func values(ofRow row: Int) -> [FieldValue] {
        guard let answer = answers[row] else { return Self.columns.map { _ in .none } }
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
