import ArgumentParser
import Formats
import Incidents
import Pipeline

struct ExplainCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract:
            "Says why: the sentences of an incident, how its day was reckoned, the candidates of its place, why reports were joined.",
        discussion: """
            Example: sandtable explain inc-10hz86xt5eed0 reports/

            Names that begin with inc- are ids of incidents; without one, all are explained. Files
            called .geojson or .geojsonl are incidents that analyze wrote: of them the page knows
            what the file holds. Reports are read anew, which tells more.
            """)

    @OptionGroup var input: InputOptions
    @OptionGroup var gazetteer: GazetteerOptions
    @OptionGroup var reading: ReadingOptions
    @Option(help: "Only the incident with this id.") var incident: String?
    @Flag(help: "Keeps what several reports tell of one incident apart.") var noMerge = false
    @OptionGroup var output: OutputOptions
    @OptionGroup var run: RunOptions

    private var ids: [String] {
        [incident].compactMap { $0 } + input.paths.filter(Self.isIncident)
    }

    private static func isIncident(_ name: String) -> Bool {
        name.hasPrefix("inc-") && !name.contains(".") && !name.contains("/")
    }

    func run() async throws {
        var input = input
        input.paths.removeAll(where: Self.isIncident)
        guard !input.paths.isEmpty else {
            throw Failure.usage("name the reports, or the file analyze wrote, beside the id")
        }
        let file = try OutputFile(path: output.output)
        if input.paths.allSatisfy(\.isIncidentLayer) {
            var list = ListRun("explain", output)
            let rows = try input.paths.flatMap { try list.readLayer($0) }
            try list.finish()
            return try write(
                rows.map {
                    ReportedIncident(incident: $0.incident(at: $0.place), reports: $0.reports)
                },
                to: file)
        }
        let (told, pass) = try await read(input)
        var run = pass
        if run.hasReports { try write(told, to: file) }
        try run.finish(output)
    }

    private func read(_ input: InputOptions) async throws -> ([ReportedIncident], ReportRun) {
        var configuration = reading.configuration(workers: run.workers)
        configuration.explains = true
        configuration.mergesReports = !noMerge
        let pipeline = try SandtablePipeline(configuration, gazetteer: gazetteer.open())
        var pass = ReportRun("explain", input, output, pipeline)
        var told: [ReportedIncident] = []
        try await pass.forEachBatch { told += $0.flatMap(\.reportedIncidents) }
        return (pipeline.merge(told), pass)
    }

    private func write(_ told: [ReportedIncident], to file: OutputFile) throws {
        let wanted = told.filter { ids.isEmpty || $0.isNamed(in: ids) }
        guard !wanted.isEmpty || ids.isEmpty else { throw Failure.nothingFound }
        for incident in wanted {
            var out = OutputBuffer()
            out.append(line: Explanation.text(incident) + "\n")
            try file.write(&out)
        }
        try file.commit()
    }
}

extension ReportedIncident {
    /// By the id of the incident, of one of its places' rows (`-2`), or of a report's telling.
    fileprivate func isNamed(in ids: [String]) -> Bool {
        let own = [incident.id] + members.map(\.incident.id)
        return ids.contains { id in own.contains { id == $0 || id.hasPrefix($0 + "-") } }
    }
}

extension LocatedIncident {
    fileprivate func incident(at place: IncidentPlace?) -> Incident {
        var incident = incident
        incident.places = [place].compactMap { $0 }
        return incident
    }
}

extension String {
    /// Incidents that `analyze` wrote, by the name of their file.
    var isIncidentLayer: Bool { hasSuffix(".geojson") || hasSuffix(".geojsonl") }
}
