import Earth
internal import GeoPackage
import Incidents

extension Store {
    /// Keeps a correction and applies it to every incident it covers, now and in every later import.
    ///
    /// - Returns: How many incidents it covers at present.
    /// - Throws: ``StoreError/unknownIncident(_:)`` when it is about an incident that is not there.
    public func correct(
        _ correction: Correction, by signature: Signature
    ) throws(StoreError) -> Int {
        try StoreError.catching {
            try database.transaction {
                for id in correction.incidents where try incoming(id) == nil {
                    throw StoreError.unknownIncident(id)
                }
                let was = try correction.incidents.first.flatMap { try incoming($0) }?.row.text(
                    "gazetteer_id")
                let number = try insert(correction, was, signature)
                try refuseCircles()
                try AuditLog.append(
                    "correct", correction.scope.target, "\(number): \(correction.summary)",
                    by: signature,
                    to: database)
                return try resettle(coveredBy: correction)
            }
        }
    }

    /// Takes a correction back; what it changed becomes what was read.
    ///
    /// - Returns: `false` when there is none of that number, or it was taken back before.
    public func undo(
        correction number: Int, by signature: Signature
    ) throws(StoreError) -> Bool {
        try StoreError.catching {
            try database.transaction {
                guard let stored = try storedCorrections().first(where: { $0.number == number }),
                    !stored.isUndone
                else { return false }
                try database.run(
                    "UPDATE corrections SET undone = 1 WHERE fid = ?", .integer(number))
                try refuseCircles()
                try AuditLog.append(
                    "undo", stored.correction.scope.target, "\(number)", by: signature, to: database
                )
                _ = try resettle(coveredBy: stored.correction)
                return true
            }
        }
    }

    /// The texts of an incident as it came in, by column; `nil` when it is not there.
    public func values(of id: String) throws(StoreError) -> [String: String]? {
        try StoreError.catching {
            try incoming(id).map { known in
                var texts: [String: String] = [:]
                for column in layer.columns { texts[column] = known.row.text(column) }
                return texts
            }
        }
    }

    public func corrections() throws(StoreError) -> [StoredCorrection] {
        try StoreError.catching { try storedCorrections() }
    }

    /// - Throws: ``StoreError/mergedInCircle(_:)`` when what holds would set every one of some incidents aside.
    private func refuseCircles() throws {
        let heirs = Correction.heirs(try storedCorrections().filter { !$0.isUndone })
        for id in heirs.keys.sorted() {
            var seen: Set<String> = [id]
            var current = id
            while let next = heirs[current] {
                guard seen.insert(next).inserted else { throw StoreError.mergedInCircle(next) }
                current = next
            }
        }
    }

    private func resettle(coveredBy correction: Correction) throws -> Int {
        let corrections = try storedCorrections().filter { !$0.isUndone }
        var tally = Tally()
        let ids = try candidates(correction)
        var count = 0
        for id in ids {
            guard let known = try incoming(id) else { continue }
            guard correction.incidents.contains(id) || correction.scope.covers(known.row) else {
                continue
            }
            count += 1
            try settle(known.row, known.digest, known.origin, known.revision, corrections, &tally)
        }
        return count
    }

    /// Ids of incidents that a correction may cover.
    private func candidates(_ correction: Correction) throws -> [String] {
        let words: String
        switch correction.scope {
        case .mention: return correction.incidents
        case .report(_, let text), .nameInArea(let text, _), .everywhere(let text): words = text
        }
        let statement = try database.prepare(
            """
            SELECT id FROM \(StoreSchema.incidents) WHERE place_text = ?1 COLLATE NOCASE
            UNION SELECT id FROM \(StoreSchema.originals) WHERE place_text = ?1 COLLATE NOCASE
            ORDER BY 1
            """)
        try statement.bind([.text(words)])
        var ids: [String] = []
        while try statement.step() { if let id = statement[0].text { ids.append(id) } }
        return ids
    }

    /// An incident as it came in, before any correction.
    private func incoming(
        _ id: String
    ) throws -> (row: StoredRow, digest: String, origin: String, revision: Int)? {
        for table in [StoreSchema.originals, StoreSchema.incidents] {
            let names = (["geom"] + layer.columns + StoreSchema.bookkeeping.prefix(3)).map(quoted)
            let statement = try database.prepare(
                "SELECT \(names.joined(separator: ",")) FROM \(table) WHERE id = ?")
            try statement.bind([.text(id)])
            guard try statement.step() else { continue }
            let count = layer.columns.count
            return (
                row(statement), statement[count + 1].text ?? "", statement[count + 2].text ?? "",
                statement[count + 3].integer ?? 1
            )
        }
        return nil
    }

    private func row(_ statement: Statement) -> StoredRow {
        let values = layer.columns.indices.map { index in
            statement[index + 1].field(as: layer.type(of: layer.columns[index]))
        }
        let shape = statement[0].blob.flatMap { try? GeometryBlob.decode($0) }
        let id = positions["id"].map { values[$0] } ?? .none
        let name: String = if case .text(let text) = id { text } else { "" }
        return StoredRow(Feature(id: name, geometry: shape, values: values), layer, positions)
    }

    // MARK: The table of corrections

    private func insert(
        _ correction: Correction, _ was: String?, _ signature: Signature
    ) throws -> Int {
        let place: Place? = if case .place(let place) = correction.action { place } else { nil }
        let values: [SQLValue] = [
            .text(signature.at), .text(signature.who), .text(correction.why),
            .text(correction.action.name), .text(correction.scope.name),
            .text(correction.scope.target), .text(orNull: correction.scope.area),
            .text(orNull: correction.action.value), .text(orNull: place?.id),
            .text(orNull: place?.name),
            .text(orNull: place?.kind.rawValue), .text(orNull: place?.admin1),
            .text(orNull: place?.admin2), .text(orNull: place?.country),
            .text(orNull: place?.countryName),
            place.map { .real($0.coordinate.longitude) } ?? .null,
            place.map { .real($0.coordinate.latitude) } ?? .null,
            place.map { .real($0.radius.kilometers) } ?? .null, .text(orNull: was),
        ]
        try database.prepare(
            """
            INSERT INTO corrections (at, who, why, action, scope, target, area, value, place_id, place,
              kind, admin1, admin2, country, country_name, longitude, latitude, radius_km, was)
            VALUES (\(values.map { _ in "?" }.joined(separator: ",")))
            """
        ).run(values)
        return Int(database.lastRow)
    }

    func storedCorrections() throws -> [StoredCorrection] {
        let statement = try database.prepare(
            """
            SELECT fid, at, who, why, action, scope, target, area, value, place_id, place, kind, admin1,
              admin2, country, country_name, longitude, latitude, radius_km, was, undone FROM corrections ORDER BY fid
            """)
        var all: [StoredCorrection] = []
        while try statement.step() {
            guard let scope = Correction.Scope(statement), let action = Correction.Action(statement)
            else { throw StoreError.damaged("correction \(statement[0]) cannot be read") }
            all.append(
                StoredCorrection(
                    number: statement[0].integer ?? 0,
                    correction: Correction(action, scope, why: statement[3].text ?? ""),
                    signature: Signature(who: statement[2].text ?? "", at: statement[1].text ?? ""),
                    was: statement[19].text, isUndone: statement[20] == .integer(1)))
        }
        return all
    }
}

extension Correction {
    /// The incidents it names.
    fileprivate var incidents: [String] {
        guard case .mention(let id) = scope else { return [] }
        if case .merge(let other) = action { return [id, other] }
        return [id]
    }

    fileprivate var summary: String {
        var summary = "\(action.name) \(action.value ?? "")"
        if case .place(let place) = action { summary = "place \(place.id) \(place.name)" }
        return [summary, scope.name, scope.area, why].compactMap { $0 }.filter { !$0.isEmpty }
            .joined(separator: " | ")
    }
}

extension Correction.Scope {
    var target: String {
        switch self {
        case .mention(let id): id
        case .report(let report, _): report
        case .nameInArea(let words, _), .everywhere(let words): words
        }
    }

    /// The second half of what it is about.
    fileprivate var area: String? {
        switch self {
        case .mention, .everywhere: nil
        case .report(_, let words): words
        case .nameInArea(_, let area): area
        }
    }

    fileprivate init?(_ row: Statement) {
        guard let name = row[5].text, let target = row[6].text else { return nil }
        switch (name, row[7].text) {
        case ("mention", _): self = .mention(incident: target)
        case ("everywhere", _): self = .everywhere(words: target)
        case ("report", let words?): self = .report(target, words: words)
        case ("name-in-area", let area?): self = .nameInArea(words: target, area: area)
        default: return nil
        }
    }
}

extension Correction.Action {
    /// `a/b` for what has two ends, either of which may be missing.
    fileprivate var value: String? {
        func ends(_ a: (some CustomStringConvertible)?, _ b: (some CustomStringConvertible)?)
            -> String
        {
            "\(a?.description ?? "")/\(b?.description ?? "")"
        }
        switch self {
        case .place, .split, .reject: return nil
        case .type(let type): return type
        case .merge(let other): return other
        case .date(let start, let end): return ends(start, end)
        case .killed(let minimum, let maximum), .injured(let minimum, let maximum):
            return ends(minimum, maximum)
        }
    }

    fileprivate init?(_ row: Statement) {
        let value = row[8].text ?? ""
        let ends = value.split(separator: "/", omittingEmptySubsequences: false)
        switch row[4].text {
        case "split": self = .split
        case "reject": self = .reject
        case "type": self = .type(value)
        case "merge": self = .merge(value)
        case "date" where ends.count == 2:
            self = .date(start: Day(iso: ends[0]), end: Day(iso: ends[1]))
        case "killed" where ends.count == 2:
            self = .killed(minimum: Int(ends[0]), maximum: Int(ends[1]))
        case "injured" where ends.count == 2:
            self = .injured(minimum: Int(ends[0]), maximum: Int(ends[1]))
        case "place":
            guard let place = Place(row) else { return nil }
            self = .place(place)
        default: return nil
        }
    }
}

extension Place {
    fileprivate init?(_ row: Statement) {
        guard let id = row[9].text, let name = row[10].text, let longitude = row[16].number,
            let latitude = row[17].number,
            let coordinate = try? Coordinate(longitude: longitude, latitude: latitude)
        else { return nil }
        self.init(
            id: id, name: name, kind: row[11].text.flatMap(PlaceKind.init) ?? .locality,
            coordinate: coordinate, radius: .kilometers(row[18].number ?? 0),
            country: row[14].text ?? "", countryName: row[15].text ?? "",
            admin1: row[12].text ?? "",
            admin2: row[13].text ?? "",
            population: 0)
    }
}
