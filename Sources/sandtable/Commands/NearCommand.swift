public import Analysis
public import ArgumentParser
import Earth
import Formats
import Incidents
import Pipeline

struct NearCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "near",
        abstract: "Lists the sites near each incident of a list, with distances and bearings.",
        discussion: """
            Example: sandtable near incidents.csv --sites dams.csv --within 25km --format table

            Writes one row for each pair. A distance has a least and a greatest value, because both
            places are known only so well; a pair within the distance asked for is certain or possible.
            """)

    @Argument(
        help:
            "Incidents as CSV (ACLED, UCDP GED, GTD, HXL or plain), GDELT or GeoJSON; - is standard input."
    )
    var file: String
    @Option(
        help: ArgumentHelp("Sites: GeoJSON or CSV. May be given more than once.", valueName: "file")
    )
    var sites: [String]
    @Option(help: "How many of the nearest sites to list.") var nearest: Int?
    @Option(help: "Lists all sites within a distance, as in 25km.", transform: Quantity.distance)
    var within: Distance?
    @Option(
        help: "Lists sites by rings with these outer radii, as in 5km,10km,25km,50km.",
        transform: Quantity.distances)
    var rings: [Distance] = []
    @Flag(help: "Counts incidents by site, ring and period instead of listing them; with --rings.")
    var summary = false
    @Option(help: "The period of the counts: day, week, month, quarter or year.")
    var by = Period.month
    @Option(help: "csv, geojson, geojsonl, jsonl, kml or table.") var format = OutputFormat.csv
    @OptionGroup var output: OutputOptions
    @OptionGroup var run: RunOptions

    func validate() throws {
        guard [nearest != nil, within != nil, !rings.isEmpty].count(where: { $0 }) == 1 else {
            throw ValidationError(
                "give one of --nearest COUNT, --within DISTANCE and --rings DISTANCES")
        }
        if summary, rings.isEmpty { throw ValidationError("--summary counts by --rings") }
        if let nearest, nearest < 1 { throw ValidationError("--nearest must be at least 1") }
    }

    func run() async throws {
        var pass = ListRun("near", output)
        let index = SiteIndex(try pass.readSites(sites))
        let list = try pass.read(file)
        pass.say(index.findings)
        if summary { return try summarize(list, index, &pass) }
        let query = reach.map { NearQuery.within($0) } ?? .nearest(nearest ?? 1)
        var sink = FeatureOutput(
            to: try OutputFile(path: output.output), as: format.writer(for: layer))
        for start in stride(from: 0, to: list.points.count, by: 1 << 16) {
            let block = start..<min(start + 1 << 16, list.points.count)
            let instant = ContinuousClock.now
            let found = await index.proximities(
                of: Array(list.points[block]), radii: Array(list.radii[block]), query,
                workers: run.workers)
            pass.statistics.add(.compute, since: instant)
            pass.statistics.rows += found.reduce(0) { $0 + $1.count }
            try pass.statistics.time(.write) {
                for (position, pairs) in zip(block, found) where !pairs.isEmpty {
                    try sink.write(features(pairs, list, position))
                }
            }
        }
        try pass.statistics.time(.write) { try sink.finish() }
        try pass.finish()
        if pass.statistics.rows == 0 { throw Failure.nothingFound }
    }

    private var reach: Distance? { within ?? rings.max() }

    private var layer: Layer { rings.isEmpty ? NearLayer.layer : NearLayer.ringLayer }

    private func summarize(
        _ list: IncidentList, _ index: SiteIndex, _ pass: inout ListRun
    ) throws {
        let counts = pass.statistics.time(.compute) {
            ringCounts(
                of: list.occurrences(), around: index,
                options: RingOptions(radii: rings, period: by))
        }
        pass.statistics.rows = counts.count
        try pass.statistics.time(.write) { () throws(any Error) in
            var sink = FeatureOutput(
                to: try OutputFile(path: output.output), as: format.writer(for: RingLayer.layer))
            try sink.write(counts.map(RingLayer.feature))
            try sink.finish()
        }
        try pass.finish()
        if counts.isEmpty { throw Failure.nothingFound }
    }

    private func features(
        _ pairs: [Proximity], _ list: IncidentList, _ position: Int
    ) -> [Feature] {
        let id = list.id(ofRow: list.rowsOfPoints[position])
        return pairs.map { pair in
            NearLayer.feature(
                pair, incident: id, at: list.points[position],
                within: reach.map { pair.isWithin($0).rawValue },
                rings: rings.sorted())
        }
    }
}

extension Period: ExpressibleByArgument {}

extension RingLayer {
    fileprivate static func feature(_ count: RingCount) -> Feature {
        feature(
            count.site, inner: count.inner, outer: count.outer, period: count.period,
            count: count.count, certain: count.certain, possible: count.possible)
    }
}
