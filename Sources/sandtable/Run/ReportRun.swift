import Formats
import Gazetteer
import Incidents
import Pipeline

/// One pass over the reports of a command: read a batch, work on it, hand it over, until none is left.
///
/// With several workers, these work on one batch while the next is read from the files and the one before
/// is written.
struct ReportRun {
    var statistics: Statistics
    let messages: Messages
    /// A report without incidents is explained: the command was asked for them.
    var explainsEmptyReports = false
    private var files: ReportFiles
    private let pipeline: SandtablePipeline
    /// Not on standard input: what was read from it shall not wait for what comes next.
    private let looksAhead: Bool

    init(
        _ command: StaticString, _ input: InputOptions, _ output: OutputOptions,
        _ pipeline: SandtablePipeline
    ) {
        statistics = Statistics(command: command)
        messages = Messages(isQuiet: output.quiet)
        files = input.reports
        self.pipeline = pipeline
        looksAhead = pipeline.configuration.workers > 1 && !input.paths.contains("-")
    }

    /// - Parameter write: Takes the readings of one batch, in the order of the reports.
    mutating func forEachBatch(_ write: ([ReportReading]) throws -> Void) async throws {
        var current = start(nextBatch())
        while let (findings, work) = current {
            let upcoming = looksAhead ? nextBatch() : nil
            let instant = ContinuousClock.now
            let readings = await work.value
            statistics.add(.compute, since: instant)
            current = start(upcoming)
            say(findings)
            count(readings)
            say(readings.flatMap(\.findings))
            if explainsEmptyReports { say(readings.compactMap(\.reasonForNoIncidents)) }
            try statistics.time(.write) { try write(readings) }
            messages.progress("\(files.reportCount) reports, \(files.byteCount >> 20) MB")
            if !looksAhead { current = start(nextBatch()) }
        }
        messages.clearProgress()
    }

    private mutating func nextBatch() -> ReportBatch? {
        statistics.time(.read) { files.next() }
    }

    private func start(
        _ batch: ReportBatch?
    ) -> (findings: [Finding], work: Task<[ReportReading], Never>)? {
        batch.map { batch in
            (batch.findings, Task { [pipeline] in await pipeline.read(batch.reports) })
        }
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
