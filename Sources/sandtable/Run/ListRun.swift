import Analysis
import Formats
import Incidents

/// One run over an incident list: what it counts, what it says, how it reads.
struct ListRun {
    var statistics: Statistics
    private let messages: Messages
    private let output: OutputOptions

    init(_ command: StaticString, _ output: OutputOptions) {
        statistics = Statistics(command: command)
        messages = Messages(isQuiet: output.quiet)
        self.output = output
    }

    mutating func say(_ findings: [Finding]) {
        statistics.findings += findings.count
        messages.say(findings)
    }

    func say(_ line: String) { messages.say(line) }

    mutating func read(
        _ path: String, _ options: ListReadingOptions = ListReadingOptions()
    ) throws -> IncidentList {
        do throws(InputError) {
            let list = try statistics.time(.read) { () throws(InputError) in
                try IncidentList.read(path: path, options: options)
            }
            say(list.findings)
            statistics.incidents = list.count
            return list
        } catch {
            throw Failure.input(path, error)
        }
    }

    /// As ``Statistics/time(_:_:)``, for work that says something.
    mutating func time<Result>(
        _ phase: Statistics.Phase, _ work: (inout ListRun) throws -> Result
    ) throws -> Result {
        let start = ContinuousClock.now
        defer { statistics.add(phase, since: start) }
        return try work(&self)
    }

    /// A list that is read part by part.
    mutating func open(_ path: String, _ options: ListReadingOptions) throws -> ListParts {
        do throws(InputError) {
            let parts = try statistics.time(.read) { () throws(InputError) in
                try ListParts(path: path, options: options)
            }
            say(parts.findings)
            return parts
        } catch {
            throw Failure.input(path, error)
        }
    }

    mutating func parts(
        _ parts: ListParts, _ path: String,
        _ body: (IncidentList, inout ListRun) throws -> Void
    ) throws {
        do {
            try parts.forEach { try body($0, &self) }
        } catch let error as InputError {
            throw Failure.input(path, error)
        }
    }

    /// Rows of the incident layer.
    mutating func readLayer(_ path: String) throws -> [LocatedIncident] {
        do throws(InputError) {
            let (rows, findings) = try statistics.time(.read) { () throws(InputError) in
                try IncidentLayer.rows(path: path)
            }
            say(findings)
            statistics.incidents += rows.count
            return rows
        } catch {
            throw Failure.input(path, error)
        }
    }

    mutating func readSites(_ paths: [String]) throws -> [Site] {
        var all: [Site] = []
        for path in paths {
            do throws(InputError) {
                let (sites, findings) = try statistics.time(.read) { () throws(InputError) in
                    try SiteReader.read(path: path)
                }
                say(findings)
                all += sites
            } catch {
                throw Failure.input(path, error)
            }
        }
        return all
    }

    mutating func readAreas(_ path: String) throws -> [Area] {
        do throws(InputError) {
            let (areas, findings) = try statistics.time(.read) { () throws(InputError) in
                try AreaReader.read(path: path)
            }
            say(findings)
            return areas
        } catch {
            throw Failure.input(path, error)
        }
    }

    /// A file with a faulty rule is refused: a watch that says less than it was told to is worse than none.
    mutating func readRules(_ path: String) throws -> [AlertRule] {
        let (rules, findings) = try RuleOptions.read(path)
        say(findings)
        return try RuleOptions.checked(rules, findings, path)
    }

    func finish() throws { try output.write(statistics) }

    /// Writes all there is of a layer, and ends the run.
    mutating func write(_ features: [Feature], of layer: Layer, as format: OutputFormat) throws {
        statistics.rows = features.count
        let path = output.output
        try statistics.time(.write) { () throws(any Error) in
            var sink = try FeatureOutput(to: try OutputFile(path: path), as: format, layer)
            try sink.write(features)
            try sink.finish()
        }
        try finish()
        if features.isEmpty { throw Failure.nothingFound }
    }

    /// Writes rows of a list as they were read, with columns added, and ends the run.
    ///
    /// - Parameter values: One for each column, by the row's number.
    mutating func write(
        _ list: IncidentList, rows: [Int]? = nil, adding columns: [String],
        values: (Int) -> [FieldValue]
    ) throws {
        var writer = ListWriter(list, adding: columns)
        let target = try OutputFile(path: output.output)
        statistics.rows = rows?.count ?? list.count
        try statistics.time(.write) { () throws(any Error) in
            writer.begin()
            if let rows {
                try writer.write(rows: rows, values: values) { try target.write(&$0) }
            } else {
                try writer.write(rows: 0..<list.count, values: values) { try target.write(&$0) }
            }
            writer.finish()
            try target.write(&writer.out)
            try target.commit()
        }
        try finish()
    }
}

extension IncidentList {
    /// What to say of rows that have no day, where days are needed.
    func undated(_ occurrences: [Occurrence]) -> [Finding] {
        let count = occurrences.count { $0.day == nil }
        guard count > 0 else { return [] }
        return [Finding(.note, origin: origin, "\(count) incidents have no day and were left out")]
    }
}
