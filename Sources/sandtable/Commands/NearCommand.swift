public import Analysis
public import ArgumentParser
import Earth
import Formats
import Incidents

struct NearCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "near",
        abstract: "Lists the sites near each incident of a list, with distances and bearings.",
        discussion: """
            Example: sandtable near incidents.csv --sites dams.csv --within 25km --format table

            Writes one row for each pair. A distance has a least and a greatest value, because both
            places are known only so well; a pair within the distance asked for is certain or possible.
            """)

    @OptionGroup var input: ListOptions
    @Option(
        help: ArgumentHelp("Sites: GeoJSON or CSV. May be given more than once.", valueName: "file")
    )
    var sites: [String]
    @Option(help: "How many of the nearest sites to list.") var nearest: Int?
    @Option(help: "Lists all sites within a distance, as in 25km.", transform: Quantity.distance)
    var within: Distance?
    @Option(
        help: "Lists sites by rings with these outer radii, as in 5km,10km,25km,50km.",
        transform: { try Quantity.distances($0).sorted() })
    var rings: [Distance] = []
    @Flag(help: "Counts incidents by site, ring and period instead of listing them; with --rings.")
    var summary = false
    @Option(help: "The period of the counts: day, week, month, quarter or year.")
    var by = Period.month
    @Option(help: "csv, geojson, geojsonl, jsonl, kml, gpkg or table.") var format = OutputFormat
        .csv
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
        let list = try pass.read(input.file)
        pass.say(index.findings)
        if summary { return try summarize(list, index, &pass) }
        let target = try OutputFile(path: output.output)
        if format == .csv {
            try writeRows(list, index, to: target, &pass)
        } else {
            try writeFeatures(list, index, to: target, &pass)
        }
        try pass.finish()
        if pass.statistics.rows == 0 { throw Failure.nothingFound }
    }

    /// All but the incident's id is the same for every incident of one place: it is made once.
    private func writeRows(
        _ list: IncidentList, _ index: SiteIndex, to target: OutputFile, _ pass: inout ListRun
    ) throws {
        var writer = CSVWriter(layer)
        writer.begin()
        try target.write(&writer.out)
        try forEachBlock(of: list, index, &pass) { block, near in
            let tails = CSVTails(groups: near.count, threads: run.workers) { circle in
                near.sites(ofCircle: circle).map {
                    feature(
                        index.proximity($0), incident: "", at: near.center(ofCircle: circle))
                }
            }
            return try list.write(
                idsOf: list.rowsOfPoints[block], before: tails,
                groups: { near.circle(ofPoint: $0) }, to: target, threads: run.workers)
        }
        try pass.statistics.time(.write) { try target.commit() }
    }

    private func writeFeatures(
        _ list: IncidentList, _ index: SiteIndex, to target: OutputFile, _ pass: inout ListRun
    ) throws {
        var sink = try FeatureOutput(to: target, as: format, layer)
        try forEachBlock(of: list, index, &pass) { block, near in
            try list.withRows { (rows) throws(any Error) in
                var count = 0
                for (number, position) in block.enumerated() {
                    let id = rows.id(ofRow: list.rowsOfPoints[position])
                    let sites = near.sites(ofCircle: near.circle(ofPoint: number))
                    let point = list.points[position]
                    try sink.write(
                        sites.lazy.map { feature(index.proximity($0), incident: id, at: point) })
                    count += sites.count
                }
                return count
            }
        }
        try pass.statistics.time(.write) { _ = try sink.finish() }
    }

    /// Goes through the list in blocks of about a million pairs, so that memory stays bounded however
    /// many sites are near.
    ///
    /// - Parameter write: Takes positions in the list's points, and the sites near those; returns how many
    ///   rows it wrote.
    private func forEachBlock(
        of list: IncidentList, _ index: SiteIndex, _ pass: inout ListRun,
        write: (Range<Int>, NearLists) throws -> Int
    ) throws {
        let query = reach.map { NearQuery.within($0) } ?? .nearest(nearest ?? 1)
        let mostPairs = 1 << 20
        let sitesEach = max(1, min(index.sites.count, nearest ?? .max))
        var start = 0
        var size = max(1, mostPairs / sitesEach)
        while start < list.points.count {
            let block = start..<min(start + size, list.points.count)
            let near = pass.statistics.time(.compute) {
                index.near(
                    list.points[block], radii: list.radii[block], query, threads: run.workers)
            }
            let count = try pass.statistics.time(.write) { () throws(any Error) in
                try write(block, near)
            }
            pass.statistics.rows += count
            start = block.upperBound
            // As many rows as would give the pairs wanted, if the next are like these.
            size = max(1, min(mostPairs, block.count * mostPairs / max(1, count), size * 8))
        }
    }

    private func feature(
        _ pair: Proximity, incident id: String, at point: Coordinate
    ) -> Feature {
        NearLayer.feature(
            pair, incident: id, at: point, within: reach.map { pair.isWithin($0).rawValue },
            rings: rings)
    }

    private var reach: Distance? { within ?? rings.max() }

    private var layer: Layer { rings.isEmpty ? NearLayer.layer : NearLayer.ringLayer }

    private func summarize(
        _ list: IncidentList, _ index: SiteIndex, _ pass: inout ListRun
    ) throws {
        let counts = pass.statistics.time(.compute) {
            ringCounts(
                of: list.occurrences(), around: index,
                options: RingOptions(radii: rings, period: by, threads: run.workers))
        }
        pass.statistics.rows = counts.count
        try pass.statistics.time(.write) { () throws(any Error) in
            var sink = try FeatureOutput(
                to: try OutputFile(path: output.output), as: format, RingLayer.layer)
            try sink.write(counts.lazy.map(RingLayer.feature))
            try sink.finish()
        }
        try pass.finish()
        if counts.isEmpty { throw Failure.nothingFound }
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
