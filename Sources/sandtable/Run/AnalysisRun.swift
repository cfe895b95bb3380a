import Formats
import Incidents
import Pipeline

/// The whole way from reports to analysed incidents, as `analyze` and `map` go it.
struct AnalysisRun {
    let pass: ReportRun
    let configuration: Configuration
    let result: IncidentAnalysis
    /// The same as it was read, before anything was put right.
    let uncorrected: [LocatedIncident]
    /// The reports that tell of incidents, if they are kept.
    let reports: [Report]

    init(
        _ command: StaticString, _ input: InputOptions, _ gazetteer: GazetteerOptions,
        _ reading: ReadingOptions, _ analysis: AnalysisOptions, _ output: OutputOptions,
        _ run: RunOptions, keepsReports: Bool,
        keep: ([ReportReading]) throws -> Void = { _ in },
        correct: ([LocatedIncident]) throws -> [LocatedIncident] = { $0 }
    ) async throws {
        configuration = try analysis.configuration(
            reading, workers: run.workers, Messages(isQuiet: output.quiet))
        let pipeline = try SandtablePipeline(configuration, gazetteer: gazetteer.open())
        var pass = ReportRun(command, input, output, pipeline)
        pass.explainsEmptyReports = true
        var told: [ReportedIncident] = []
        var reports: [Report] = []
        try await pass.forEachBatch { readings in
            told += readings.flatMap(\.reportedIncidents)
            try keep(readings)
            if keepsReports { reports += readings.filter { !$0.incidents.isEmpty }.map(\.report) }
        }
        let incidents = pass.statistics.time(.compute) { pipeline.merge(told) }
        pass.statistics.mergedIncidents = incidents.count
        let read = incidents.flatMap(LocatedIncident.rows)
        let corrected = try correct(read)
        result = pass.statistics.time(.compute) { pipeline.analyze(corrected) }
        uncorrected =
            corrected == read
            ? result.rows : pass.statistics.time(.compute) { pipeline.analyze(read).rows }
        pass.say(result.findings)
        pass.statistics.rows = result.rows.count
        self.pass = pass
        self.reports = reports
    }
}
