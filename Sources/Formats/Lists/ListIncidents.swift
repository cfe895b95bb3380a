import Earth
public import Incidents

/// The rows of an incident list as incidents: what each list calls its own way, in the words of the
/// incident layer.
///
/// What a list does not say stays unknown. GTD's −9 and −99 are unknown; ACLED's zero is a zero.
extension IncidentList {
    /// Every row, in its order.
    ///
    /// A row without an id of its own gets one made from its contents, so that a second reading gives
    /// the same; equal rows are told apart by their number among their like.
    public func forEachIncident(_ body: (LocatedIncident) throws -> Void) rethrows {
        var seen: [String: Int] = [:]
        try forEachIncident(numbering: { id in
            seen[id, default: 0] += 1
            return seen[id] ?? 1
        }) { _, incident in try body(incident) }
    }

    /// - Parameters:
    ///   - numbering: Tells the how-manieth of its like an id is.
    ///   - body: Takes the rows, from 0, and their incidents.
    fileprivate func forEachIncident(
        numbering: (String) -> Int, _ body: (Int, LocatedIncident) throws -> Void
    ) rethrows {
        try withRows { rows in
            for row in 0..<count {
                var located = LocatedIncident(
                    rows.cells(ofRow: row), origin: origin, days: days(ofRow: row),
                    at: position(ofRow: row), dialect: dialect, scale: scale)
                let number = numbering(located.id)
                if number > 1 {
                    located.id += "-\(number)"
                    located.incident.id = located.id
                }
                try body(row, located)
            }
        }
    }

    fileprivate func forEachID(_ body: (String) -> Void) {
        withRows { rows in
            for row in 0..<count {
                let cells = rows.cells(ofRow: row)
                body(cells[.id] ?? cells.contentID)
            }
        }
    }

    /// Of what ``IncidentLayer`` wrote.
    fileprivate func forEachLayerRow(
        _ body: (Int, LocatedIncident) throws -> Void
    ) rethrows {
        try withRows { rows in
            for row in 0..<count {
                guard case .feature(var feature) = rows.cells(ofRow: row) else { continue }
                if feature.geometry == nil { feature.geometry = geometry(ofRow: row) }
                try body(row, LocatedIncident(feature, number: number(ofRow: row)))
            }
        }
    }

    private var dialect: ListDialect {
        if case .csv(let shape) = shape { shape.columns.dialect } else { .plain }
    }

    private var scale: PrecisionScale? {
        if case .csv(let shape) = shape { shape.columns.scale } else { nil }
    }
}

/// The incidents of a list of any length, part by part, in two passes: ids that come more than once are
/// known after the first.
public struct IncidentRows {
    private var names: RepeatedNames?
    private var isLayer = false

    public init() {}

    /// Of the first pass.
    ///
    /// - Parameter bytes: The length of the whole list.
    public mutating func look(at part: IncidentList, of bytes: Int) {
        if names == nil {
            isLayer = part.isIncidentLayer
            let length = part.count > 0 ? part.bytes(ofRow: 0).count + 1 : 1
            names = RepeatedNames(expecting: isLayer ? 0 : bytes / max(16, length / 2))
        }
        guard !isLayer else { return }
        part.forEachID { names?.look(at: $0) }
    }

    /// Hands out the rows of a part, from 0, as incidents: those of the incident layer as they are, those of
    /// other lists in its words, with ids as ``IncidentList/forEachIncident(_:)`` gives them.
    public mutating func forEach(
        in part: IncidentList, _ body: (Int, LocatedIncident) throws -> Void
    ) rethrows {
        guard !isLayer else { return try part.forEachLayerRow(body) }
        var names = names
        self.names = nil
        defer { self.names = names }
        try part.forEachIncident(numbering: { names?.count($0) ?? 1 }, body)
    }
}

extension LocatedIncident {
    fileprivate init(
        _ cells: ListCells, origin: String, days: (start: Day?, end: Day?),
        at known: (point: Coordinate, radius: Distance)?, dialect: ListDialect,
        scale: PrecisionScale?
    ) {
        let id = cells[.id] ?? cells.contentID
        let source = cells[.source]
        let report = Report(
            id: cells[.url] ?? source ?? origin, text: "", title: cells[.title],
            source: source, url: cells[.url])
        let type = ListTypes.type(cells, dialect)
        let acled =
            dialect == .acled || cells[.subType] != nil
            ? cells[.eventType].map { ACLEDName($0, cells[.subType]).pair } : nil
        let incident = Incident(
            id: id, report: report.id, type: type, acled: acled,
            date: EventDate(cells, days, dialect),
            actors: [(ListRole.actor1, Actor.Role.perpetrator), (.actor2, .target)].compactMap {
                role, side in
                cells[role].map { Actor(text: $0, name: $0, role: side, kind: .unknown) }
            },
            weapons: [cells[.weapon]].compactMap { $0 }, casualties: Casualties.all(cells),
            quotes: [cells[.notes]].compactMap { $0 }.map { Quote(span: TextSpan(0, 0), text: $0) },
            confidence: 1)
        let place = IncidentPlace(cells, known, scale)
        self.init(id: id, incident: incident, place: place, reports: [ReportReference(report)])
    }
}

extension ListCells {
    /// From the bytes of the row, or the members of the feature.
    fileprivate var contentID: String {
        let bytes: [UInt8]
        switch self {
        case .csv(let row, let buffer, _): bytes = Array(buffer[row.start..<row.end])
        case .feature(let feature):
            if let id = feature.id { return id }
            let members = feature.properties.map { "\($0.name)=\($0.value.text ?? "")" }
            bytes = Array(
                (members + ["\(feature.geometry.map { "\($0)" } ?? "")"]).joined(separator: "\n")
                    .utf8)
        }
        return "row-" + hexadecimal(Array(sha256(bytes).prefix(8)))
    }
}

extension Casualties {
    fileprivate static func all(_ cells: ListCells) -> [Casualties] {
        let best = cells.count(.killed)
        let killed = (cells.count(.killedMinimum) ?? best, cells.count(.killedMaximum) ?? best)
        let injured = cells.count(.injured)
        return [(Effect.killed, killed.0, killed.1), (.injured, injured, injured)].compactMap {
            effect, minimum, maximum in
            guard minimum != nil || maximum != nil else { return nil }
            return Casualties(
                effect: effect, side: unspecifiedSide, minimum: minimum, maximum: maximum,
                span: TextSpan(0, 0), text: "")
        }
    }
}

extension IncidentPlace {
    fileprivate init?(
        _ cells: ListCells, _ known: (point: Coordinate, radius: Distance)?,
        _ scale: PrecisionScale?
    ) {
        let names = [ListRole.place, .admin2, .admin1].map { cells[$0] } + [cells.countryName]
        guard let words = names.compactMap({ $0 }).first ?? (known == nil ? nil : "") else {
            return nil
        }
        let code = cells[.precision].flatMap(Int.init)
        let precision = code.flatMap { scale?.precision(of: $0) } ?? .exact
        let place = known.map { known in
            Place(
                id: "", name: words, kind: precision.kind, coordinate: known.point,
                radius: known.radius,
                country: cells[.country].flatMap { $0.utf8.count == 2 ? $0 : nil } ?? "",
                countryName: names[3] ?? "",
                admin1: names[2] ?? (precision == .province ? names[0] : nil) ?? "",
                admin2: names[1] ?? "", population: 0)
        }
        self.init(
            mention: Mention(
                span: TextSpan(0, 0), text: words, role: .literal,
                resolution: Resolution(place: place, confidence: place == nil ? 0 : 1)),
            relation: precision.relation, coordinate: known?.point, radius: known?.radius ?? .zero)
    }
}
