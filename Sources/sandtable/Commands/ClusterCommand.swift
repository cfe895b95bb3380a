import Analysis
import ArgumentParser
import Earth
import Formats
import Incidents

struct ClusterCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cluster",
        abstract:
            "Groups the incidents of a list that lie close together, in space or in space and time.",
        discussion: """
            Example: sandtable cluster incidents.csv --radius 5km --min-count 5 -o clustered.csv

            Writes the rows as they were, with two columns: cluster (a number, empty for noise) and
            cluster_role (core, border or noise). Clusters are numbered by their first core row; a
            border row joins the cluster of its nearest core row. Distances are WGS84 geodesics; lines
            and areas are as far from each other as their nearest points.

            The method hdbscan needs no radius: it takes the clusters that persist over the widest
            range of distances, and adds cluster_strength, from 0 to 1.
            """)

    @OptionGroup var input: ListOptions
    @Option(help: "dbscan or hdbscan.") var method = Method.dbscan
    @Option(help: "Reach of one incident's neighbourhood, as in 5km.", transform: Quantity.distance)
    var radius: Distance?
    @Option(
        help: """
            How many neighbours, itself included, make an incident the core of a cluster; with hdbscan, \
            how many incidents make a cluster.
            """)
    var minCount: Int
    @Option(
        help:
            "How many neighbours measure an incident's density, with hdbscan; as --min-count unless said."
    )
    var minSamples: Int?
    @Option(
        help: "Neighbours must also lie within so many days of each other.", transform: wholeDays)
    var withinDays: Int?
    @Flag(
        help: "Adds why a row is core, border or noise: how many neighbours, which core is nearest."
    )
    var explain = false
    @Flag(
        help: "Writes one row for each cluster: size, middle, extent, days, places, types, trend.")
    var summary = false
    @Flag(help: "Writes the tree of clusters of all densities, with hdbscan.") var tree = false
    @Option(help: "How --summary draws a cluster: convex or concave.") var hull = Hull.convex
    @Option(help: "Of --summary and --tree: csv, geojson, geojsonl, jsonl, kml, gpkg or table.")
    var format = OutputFormat.csv
    @OptionGroup var output: OutputOptions
    @OptionGroup var run: RunOptions

    enum Method: String, ExpressibleByArgument, CaseIterable { case dbscan, hdbscan }
    enum Hull: String, ExpressibleByArgument, CaseIterable { case convex, concave }

    func validate() throws {
        guard minCount >= 1, minSamples ?? 1 >= 1 else {
            throw ValidationError("--min-count and --min-samples must be at least 1")
        }
        switch method {
        case .dbscan:
            guard radius != nil else { throw ValidationError("dbscan needs --radius, as in 5km") }
            if tree { throw ValidationError("--tree is of --method hdbscan") }
            if minSamples != nil { throw ValidationError("--min-samples is of --method hdbscan") }
        case .hdbscan:
            guard radius == nil, withinDays == nil, !explain else {
                throw ValidationError("hdbscan takes no --radius, --within-days or --explain")
            }
            guard minCount >= 2 else {
                throw ValidationError("hdbscan needs --min-count 2 or more")
            }
        }
        if summary, tree { throw ValidationError("give --summary or --tree, not both") }
    }

    func run() async throws {
        var pass = ListRun("cluster", output)
        let list = try pass.read(input.file)
        let (found, findings) = try pass.statistics.time(.compute) { () throws(EarthError) in
            try cluster(list)
        }
        pass.say(findings)
        pass.statistics.clusters = found.clustering.count
        if summary {
            let clusters = pass.statistics.time(.compute) {
                summaries(of: found.clustering, occurrences: list.occurrences())
            }
            let outline = hull == .convex ? \ClusterSummary.hull : \ClusterSummary.concaveHull
            return try pass.write(
                clusters.map { ClusterLayer.feature($0, outline: outline) },
                of: ClusterLayer.layer, as: format)
        }
        if tree {
            return try pass.write(
                found.tree.enumerated().map { ClusterTreeLayer.feature($1, number: $0) },
                of: ClusterTreeLayer.layer, as: format)
        }
        try write(list, found, &pass)
    }

    private func cluster(
        _ list: IncidentList
    ) throws(EarthError) -> (found: FoundClusters, findings: [Finding]) {
        guard method == .dbscan, let radius else {
            let found = hierarchicalClusters(
                of: list.points,
                options: HDBSCANOptions(
                    minimumClusterSize: minCount, minimumSamples: minSamples, threads: run.workers))
            return (FoundClusters(found), list.shapesTakenForPoints)
        }
        let options = DBSCANOptions(
            radius: radius, minimumCount: minCount, threads: run.workers)
        let times = withinDays.map { days in
            ClusterTimes(
                list.rowsOfPoints.map { list.days(ofRow: $0).start?.seconds },
                window: .days(Double(days)))
        }
        return list.shapes.isEmpty
            ? (cluster(list.points, times, options), [])
            : try clusterShapes(list, times, options)
    }

    private func cluster(
        _ points: [Coordinate], _ times: ClusterTimes?, _ options: DBSCANOptions
    ) -> FoundClusters {
        var found = FoundClusters(
            times.map {
                clusters(
                    of: points, times: $0.times,
                    options: SpaceTimeDBSCANOptions(options, window: $0.window))
            } ?? clusters(of: points, options: options))
        guard explain else { return found }
        found.explanations = explanations(
            of: found.clustering, rows: Array(points.indices), coordinates: points, times: times,
            options: options)
        return found
    }

    private func clusterShapes(
        _ list: IncidentList, _ times: ClusterTimes?, _ options: DBSCANOptions
    ) throws(EarthError) -> (found: FoundClusters, findings: [Finding]) {
        let (geometries, findings) = list.usableGeometries()
        let clustering: Clustering
        if let times {
            clustering = try clusters(
                of: geometries, times: times.times,
                options: SpaceTimeDBSCANOptions(options, window: times.window))
        } else {
            clustering = try clusters(of: geometries, options: options)
        }
        var found = FoundClusters(clustering)
        guard explain else { return (found, findings) }
        found.explanations = try explanations(
            of: clustering, rows: Array(geometries.indices), geometries: geometries, times: times,
            options: options)
        return (found, findings)
    }

    private func write(
        _ list: IncidentList, _ found: FoundClusters, _ pass: inout ListRun
    ) throws {
        var positions = [Int?](repeating: nil, count: list.count)
        for (position, row) in list.rowsOfPoints.enumerated() { positions[row] = position }
        try list.withRows { (rows) throws(any Error) in
            try pass.write(list, adding: found.columns) { row in
                found.values(positions[row]) { rows.id(ofRow: list.rowsOfPoints[$0]) }
            }
        }
    }
}

/// The option's name says that it counts days, so `3` and `3d` are both right.
private func wholeDays(_ text: String) throws -> Int {
    try Quantity.days(text.utf8.allSatisfy { (0x30...0x39).contains($0) } ? text + "d" : text)
}
