import Analysis
import ArgumentParser
import Earth
import Formats
import Incidents

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

struct WatchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "watch",
        abstract: "Asks rules of incidents as they come, and tells at once what they say.",
        discussion: """
            Example: tail -f incidents.csv | sandtable watch - --rules watch.yaml --sites dams.csv
            Example: sandtable watch incoming/ --rules watch.yaml --sites dams.csv -o alerts.jsonl

            Follows a folder in which lists appear and grow, or a stream: CSV below its header, or one
            GeoJSON feature to a line. The rules and their answers are those of alerts
            --in-file-order. Alerts are JSON lines, each written as soon as it is known. A file given
            with -o grows: what it says already is not said again, so a watch that was stopped goes on
            where it was.
            """)

    @Argument(help: "A folder of incident lists, a pipe, or - for standard input.") var path: String
    @OptionGroup var watch: WatchOptions
    @Option(
        help: "How late an incident may come and still count, as in 30d.",
        transform: Quantity.days)
    var lateness = 30
    @Option(help: "Seconds between looks at the folder.") var every = 5.0
    @Flag(help: "Takes what the folder holds and ends.") var once = false
    @Flag(help: "Moves on with the calendar too, so that what is over ends without a new incident.")
    var calendar = false
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard every > 0, every <= 86_400 else {
            throw ValidationError("--every must be above 0 and at most 86400 seconds")
        }
    }

    func run() async throws {
        var pass = ListRun("watch", output)
        let (rules, sites) = try watch.read(&pass)
        var engine = try AlertEngine(rules: rules, sites: sites, lateness: lateness)
        pass.say(engine.takeFindings())
        var log = try AlertLog(path: output.output, AlertFeatures(sites))
        var lists = try open()
        while let pieces = try next(&lists) {
            for piece in pieces {
                switch piece.result {
                case .failure(let error):
                    pass.say([Finding(.error, origin: piece.origin, "\(error)", hint: error.hint)])
                case .success(let list):
                    pass.say(list.findings)
                    pass.statistics.incidents += list.count
                    for occurrence in list.occurrences() {
                        log.add(occurrence)
                        pass.statistics.rows += try log.write(engine.admit(occurrence))
                    }
                }
                pass.say(engine.takeFindings())
            }
            if calendar { pass.statistics.rows += try log.write(engine.advance(to: .today)) }
        }
        try pass.finish()
    }

    private func open() throws -> any LiveLists {
        do throws(InputError) {
            var isFolder = false
            if path != "-" {
                var status = stat()
                guard stat(path, &status) == 0 else { throw .missing }
                isFolder = status.st_mode & S_IFMT == S_IFDIR
            }
            return isFolder
                ? try LiveFolder(path: path, pause: every, looksOnce: once)
                : try LiveStream(path: path)
        } catch {
            throw Failure.input(path, error)
        }
    }

    private func next(_ lists: inout any LiveLists) throws -> [LiveList]? {
        do throws(InputError) { return try lists.next() } catch {
            throw Failure.input(path, error)
        }
    }
}

/// Alerts on their way out, each at once and none twice.
private struct AlertLog {
    private let log: LineLog
    private var said: Set<String>
    private var features: AlertFeatures
    private var writer = JSONRowsWriter(AlertLayer.layer)

    init(path: String?, _ features: AlertFeatures) throws {
        said = path.map { $0 == "-" ? [] : LineLog.values(of: "id", in: $0) } ?? []
        log = try LineLog(path: path)
        self.features = features
    }

    mutating func add(_ occurrence: Occurrence) { features.add(occurrence) }

    /// - Returns: How many were new.
    mutating func write(_ alerts: [Alert]) throws -> Int {
        let new = alerts.filter { said.insert($0.id).inserted }
        for alert in new { writer.write(features.feature(alert)) }
        if !new.isEmpty { try log.write(&writer.out) }
        return new.count
    }
}

extension Day {
    /// By the clock of this machine, in UTC.
    fileprivate static var today: Day { Day(number: time(nil) / 86_400) }
}
