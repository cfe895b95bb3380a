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

    mutating func read(_ path: String) throws -> IncidentList {
        do throws(InputError) {
            let list = try statistics.time(.read) { () throws(InputError) in
                try IncidentList.read(path: path)
            }
            say(list.findings)
            statistics.incidents = list.count
            return list
        } catch {
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

    /// A file with a faulty rule is refused: a watch that says less than it was told to is worse than none.
    mutating func readRules(_ path: String) throws -> [AlertRule] {
        let (rules, findings) = try RuleOptions.read(path)
        say(findings)
        return try RuleOptions.checked(rules, findings, path)
    }

    func finish() throws { try output.write(statistics) }
}
