import Analysis
import ArgumentParser
import Earth
import Formats
import Incidents
import Pipeline
import Store

struct AnalyzeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "analyze",
        abstract: "Reads reports and lays their incidents out: places, nearest sites, clusters.",
        discussion: """
            Example: sandtable analyze reports/ --sites dams.csv -o incidents.geojson --map map.html

            Writes one feature for each place of an incident, and one without geometry for an
            incident that could not be located. With --store, reports, mentions, incidents and alerts
            are also kept there, and what is written is put right as the corrections in the store say.
            """)

    @OptionGroup var input: InputOptions
    @OptionGroup var gazetteer: GazetteerOptions
    @OptionGroup var reading: ReadingOptions
    @OptionGroup var analysis: AnalysisOptions
    @Option(help: "geojson, geojsonl, jsonl, csv, kml, gpkg or table.") var format = OutputFormat
        .geojson
    @OptionGroup var map: MapOptions
    @Option(
        help: "A store to keep it all in; made if there is none.",
        completion: .file(extensions: ["gpkg"]))
    var store: String?
    @OptionGroup var signer: SignatureOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var run: RunOptions

    func run() async throws {
        let file = try OutputFile(path: output.output)
        let mapFile = try map.open()
        let kept = try store.map { try KeptRun($0, by: signer.signature) }
        let done = try await AnalysisRun(
            "analyze", input, gazetteer, reading, analysis, output, run,
            keepsReports: mapFile != nil, keep: { try kept?.keep($0) },
            correct: { try kept?.correct($0) ?? $0 })
        var pass = done.pass
        if pass.hasReports {
            if let kept {
                let tally = try pass.statistics.time(.write) { () throws(any Error) in
                    try kept.finish(done.uncorrected, done.result.alerts)
                }
                pass.say(tally, of: kept.path)
            }
            try pass.statistics.time(.write) { () throws(any Error) in
                try write(done.result, to: file)
                try mapFile?.write(done.map, on: map.ground)
            }
        }
        try pass.finish(output)
    }

    private func write(_ result: IncidentAnalysis, to file: OutputFile) throws {
        if format == .table {
            var out = OutputBuffer()
            IncidentTable.table(result.rows).write(to: &out)
            try file.write(&out)
            return try file.commit()
        }
        var sink = try FeatureOutput(to: file, as: format, IncidentLayer.layer)
        for row in result.rows { try sink.write(CollectionOfOne(IncidentLayer.feature(row))) }
        if analysis.clusters {
            for cluster in result.clusters {
                try sink.write(CollectionOfOne(IncidentLayer.feature(cluster)))
            }
        }
        try sink.finish()
    }
}

extension IncidentLayer {
    fileprivate static func feature(_ cluster: ClusterSummary) -> Feature {
        Self.cluster(
            number: cluster.number, count: cluster.count, outline: cluster.hull,
            radius: cluster.radius, start: cluster.start, end: cluster.end)
    }
}
