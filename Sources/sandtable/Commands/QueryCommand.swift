import Analysis
import ArgumentParser
import Earth
import Formats
import Incidents

struct QueryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "query",
        abstract: "Picks the incidents of a list by place, time and what is written of them.",
        discussion: """
            Example: sandtable query incidents.csv --around 44.4,33.3 --radius 50km --since 2016-01-01
            Example: sandtable query incidents.csv "killed_min > 5 AND type IN ('bombing', 'shelling')"
            Example: sandtable query incidents.csv --sites dams.csv --within 10km --where type=shelling

            Writes the rows that meet every condition, as they were, or in another --format. Points are
            longitude,latitude.
            With --possible also those whose place is known so badly that they may lie in the area; a
            column match then says certain or possible. A condition on a column is NAME=VALUE, !=, <,
            <=, >, >= or ~ (contains).

            Where --limit leaves rows over, standard error (and next of --stats) says how to get them:
            the same query with --after and what stands there.
            """)

    @OptionGroup var input: ListOptions
    @Argument(
        help: ArgumentHelp(
            "A filter in CQL2, as text or JSON: \"killed > 5 AND type = 'bombing'\".",
            valueName: "filter"),
        transform: expression)
    var filter: CQL2Expression?
    @OptionGroup var area: AreaOptions
    @Option(
        help: "Only what may have happened on this day or later, as in 2016-01-05.",
        transform: Quantity.day)
    var since: Day?
    @Option(help: "Only what may have happened on this day or before.", transform: Quantity.day)
    var until: Day?
    @Option(
        name: .customLong("where"),
        help: ArgumentHelp(
            "A condition on a column, as in type=bombing. May be given more than once.",
            valueName: "condition"), transform: condition)
    var conditions: [RowCondition] = []
    @Flag(help: "Also takes what may lie in the area, and says which.") var possible = false
    @Option(help: "Sorts by a column; empty cells come last.") var sort: String?
    @Flag(help: "Sorts from the greatest down.") var descending = false
    @Option(help: "At most so many rows.") var limit: Int?
    @Option(
        help: ArgumentHelp(
            "Goes on behind a page of the same query: what that page said.", valueName: "cursor"),
        transform: pageCursor)
    var after: PageCursor?
    @Option(
        help:
            "geojson, geojsonl, geojsonseq, jsonl, csv, kml, gpkg, fgb, pmtiles or table; default: that of the list."
    )
    var format: OutputFormat?
    @OptionGroup var output: OutputOptions

    func validate() throws {
        if let since, let until, until < since {
            throw ValidationError("--until \(until) is before --since \(since)")
        }
        if let limit, limit < 0 { throw ValidationError("--limit must be at least 0") }
        if possible, area.isEmpty { throw ValidationError("--possible asks for an area") }
        if descending, sort == nil { throw ValidationError("--descending asks for --sort") }
        if let after, after.sort != sort || after.isDescending != descending {
            throw ValidationError("--after belongs to a query with another --sort")
        }
    }

    func run() async throws {
        var pass = ListRun("query", output)
        let areas = try area.read(&pass)
        let list = try pass.read(input.file)
        let named = conditions.map(\.column) + [sort].compactMap { $0 }
        for column in named + (filter?.columns ?? []) {
            if let fault = list.fault(ofColumn: column) { throw Failure.usage(fault) }
        }
        let filter = try filter.map { try CQL2Filter($0) }
        let found = try pass.statistics.time(.compute) { () throws(EarthError) in
            var found = try rows(of: list, in: areas)
            let shapes = filter == nil ? [:] : list.geometries
            list.withRows { rows in
                found = found.filter { match in
                    conditions.allSatisfy { $0.holds(of: &rows, row: match.row) }
                        && filter?.passes(geometry: shapes[match.row]) {
                            rows.text($0, ofRow: match.row).map { .text($0) }
                        } ?? true
                }
                if let sort { order(&found, by: sort, &rows) }
            }
            return found
        }
        let page = try page(of: found, in: list)
        if page.count < found.count, let last = page.last, last.row != found.last?.row {
            let next = cursor(behind: last.row, of: list).text
            pass.statistics.next = next
            pass.say("more rows follow: --after \(next)")
        }
        try await write(page, of: list, &pass)
    }

    private func write(
        _ found: [IncidentMatch], of list: IncidentList, _ pass: inout ListRun
    ) async throws {
        let likelihoods = Dictionary(
            found.map { ($0.row, $0.likelihood) }, uniquingKeysWith: { first, _ in first })
        let rows = found.map(\.row)
        let columns = possible ? ["match"] : []
        func values(_ row: Int) -> [FieldValue] {
            possible ? [.text((likelihoods[row] ?? .no).rawValue)] : []
        }
        if let format {
            let features = ListFeatures(list, adding: columns.map { ($0, .text) })
            var written: [Feature] = []
            features.forEach(in: list, rows: rows, adding: values) { written.append($0) }
            return try pass.write(written, of: features.layer, as: format)
        }
        try pass.write(list, rows: rows, adding: columns, values: values)
        if found.isEmpty { throw Failure.nothingFound }
    }

    private func page(
        of found: [IncidentMatch], in list: IncidentList
    ) throws -> [IncidentMatch] {
        guard let after else { return Array(found.prefix(limit ?? .max)) }
        let rest: [IncidentMatch]
        if sort == nil {
            guard let last = found.firstIndex(where: { list.id(ofRow: $0.row) == after.id }) else {
                throw Failure.badData(
                    "the row that --after names is gone; begin again, or page with --sort")
            }
            rest = Array(found[(last + 1)...])
        } else {
            rest = list.withRows { rows in
                found.filter { match in
                    PageCursor.precedes(
                        (after.cell, after.id), key(ofRow: match.row, &rows),
                        isDescending: descending)
                }
            }
        }
        return Array(rest.prefix(limit ?? .max))
    }

    private func cursor(behind row: Int, of list: IncidentList) -> PageCursor {
        list.withRows { rows in
            let key = key(ofRow: row, &rows)
            return PageCursor(
                sort: sort, isDescending: descending, cell: key.cell, id: key.id)
        }
    }

    private func key(ofRow row: Int, _ rows: inout ListRows) -> (cell: String?, id: String) {
        (sort.flatMap { rows.text($0, ofRow: row) }, rows.id(ofRow: row))
    }

    /// The rows in every area and in the time asked for, in their order.
    private func rows(
        of list: IncidentList, in areas: [IncidentQuery.Area]
    ) throws(EarthError) -> [IncidentMatch] {
        var query = IncidentQuery(since: since, until: until, includesPossible: possible)
        guard !areas.isEmpty else {
            return (0..<list.count).filter { row in
                let days = list.days(ofRow: row)
                return query.includes(start: days.start, end: days.end)
            }.map { IncidentMatch(row: $0, likelihood: .certain) }
        }
        let index = IncidentIndex(list.placedOccurrences())
        var found: [Int: Likelihood]?
        for area in areas {
            query.area = area
            var here: [Int: Likelihood] = [:]
            for match in try index.matches(query) {
                let before = found.map { $0[match.row] ?? .no } ?? .certain
                guard before != .no else { continue }
                here[match.row] = before == .certain ? match.likelihood : before
            }
            found = here
        }
        return (found ?? [:]).map {
            IncidentMatch(row: list.rowsOfPoints[$0.key], likelihood: $0.value)
        }.sorted { $0.row < $1.row }
    }

    private func order(_ found: inout [IncidentMatch], by column: String, _ rows: inout ListRows) {
        let keys = found.map { (match: $0, key: key(ofRow: $0.row, &rows)) }
        found = keys.sorted {
            PageCursor.precedes($0.key, $1.key, isDescending: descending)
        }.map(\.match)
    }
}

private func pageCursor(_ text: String) throws -> PageCursor {
    guard let cursor = PageCursor(text) else {
        throw ValidationError("--after is what a page before said, as it is")
    }
    return cursor
}

private func expression(_ text: String) throws -> CQL2Expression {
    do throws(CQL2Error) { return try CQL2Expression(text) } catch {
        throw ValidationError(error.description)
    }
}

extension CQL2Expression {
    /// What it asks of the list, less the names of the shape.
    fileprivate var columns: [String] {
        properties.subtracting(["geom", "geometry"]).sorted()
    }
}

extension IncidentList {
    /// The shape of each row that has one.
    fileprivate var geometries: [Int: Geometry] {
        var geometries = shapes
        for (row, point) in zip(rowsOfPoints, points) where geometries[row] == nil {
            geometries[row] = .point(point)
        }
        return geometries
    }
}

private func condition(_ text: String) throws -> RowCondition {
    guard let condition = RowCondition(text) else {
        throw ValidationError(
            "--where is a column, a comparison and a value, as in type=bombing or killed_min>=5")
    }
    return condition
}
