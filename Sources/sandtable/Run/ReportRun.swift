import Formats
import Gazetteer
import Incidents
import Pipeline

/// One pass over the reports of a command: read a batch, work on it, hand it over, until none is left.
struct ReportRun {
    var statistics: Statistics
    let messages: Messages
    /// A report without incidents is explained: the command was asked for them.
    var explainsEmptyReports = false
    private var files: ReportFiles
    private let pipeline: SandtablePipeline

    init(
        _ command: StaticString, _ input: InputOptions, _ output: OutputOptions,
        _ pipeline: SandtablePipeline
    ) {
        statistics = Statistics(command: command)
        messages = Messages(isQuiet: output.quiet)
        files = input.reports
        self.pipeline = pipeline
    }

    /// - Parameter write: Takes the readings of one batch, in the order of the reports.
    mutating func forEachBatch(_ write: ([ReportReading]) throws -> Void) async throws {
        while let batch = statistics.time(.read, { files.next() }) {
            say(batch.findings)
            let start = ContinuousClock.now
            let readings = await pipeline.read(batch.reports)
            statistics.add(.compute, since: start)
            count(readings)
            say(readings.flatMap(\.findings))
            if explainsEmptyReports { say(readings.compactMap(\.reasonForNoIncidents)) }
            try statistics.time(.write) { try write(readings) }
            messages.progress("\(files.reportCount) reports, \(files.byteCount >> 20) MB")
        }
        messages.clearProgress()
    }

    mutating func say(_ findings: [Finding]) {
        statistics.findings += findings.count
        messages.say(findings)
    }

    /// Ends the run: writes the statistics, and fails when a path that was named could not be used.
    mutating func finish(_ output: OutputOptions) throws {
        statistics.reports = files.reportCount
        statistics.bytes = files.byteCount
        try output.write(statistics)
        // What was wrong has been said as a finding.
        guard let failure = files.failures.first else {
            guard files.reportCount > 0 else { throw Failure.noInput("no report was read") }
            return
        }
        throw Failure(status: Failure.input(failure.path, failure.error).status, message: nil)
    }

    var reportCount: Int { files.reportCount }
    var hasReports: Bool { reportCount > 0 }

    private mutating func count(_ readings: [ReportReading]) {
        for reading in readings {
            statistics.mentions += reading.mentions.count
            statistics.incidents += reading.incidents.count
        }
    }
}
