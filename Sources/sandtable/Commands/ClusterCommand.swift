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
            border row joins the cluster of its nearest core row. Distances are WGS84 geodesics.
            """)

    @Argument(
        help:
            "Incidents as CSV (ACLED, UCDP GED, GTD, HXL or plain), GDELT or GeoJSON; - is standard input."
    )
    var file: String
    @Option(help: "Reach of one incident's neighbourhood, as in 5km.", transform: Quantity.distance)
    var radius: Distance
    @Option(help: "How many neighbours, itself included, make an incident the core of a cluster.")
    var minCount: Int
    @Option(
        help: "Neighbours must also lie within so many days of each other.", transform: wholeDays)
    var withinDays: Int?
    @OptionGroup var output: OutputOptions
    @OptionGroup var run: RunOptions

    func validate() throws {
        guard minCount >= 1 else { throw ValidationError("--min-count must be at least 1") }
    }

    func run() async throws {
        var pass = ListRun("cluster", output)
        let list = try pass.read(file)
        let clustering = pass.statistics.time(.compute) { cluster(list) }
        let labels = rowLabels(list, clustering)
        var writer = ListWriter(list, adding: ["cluster", "cluster_role"])
        let target = try OutputFile(path: output.output)
        try pass.statistics.time(.write) { () throws(any Error) in
            writer.begin()
            try writer.write(rows: 0..<list.count, values: { labels[$0].values }) {
                try target.write(&$0)
            }
            writer.finish()
            try target.write(&writer.out)
            try target.commit()
        }
        pass.statistics.rows = list.count
        pass.statistics.clusters = clustering.count
        try pass.finish()
    }

    private func cluster(_ list: IncidentList) -> Clustering {
        guard let withinDays else {
            return clusters(
                of: list.points,
                options: DBSCANOptions(
                    radius: radius, minimumCount: minCount, threads: run.workers))
        }
        let times = list.rowsOfPoints.map { list.days(ofRow: $0).start?.seconds }
        return clusters(
            of: list.points, times: times,
            options: SpaceTimeDBSCANOptions(
                radius: radius, window: .days(Double(withinDays)), minimumCount: minCount,
                threads: run.workers))
    }

    /// A row without a position is noise.
    private func rowLabels(_ list: IncidentList, _ clustering: Clustering) -> [ClusterLabel] {
        guard list.points.count < list.count else { return clustering.labels }
        var labels = [ClusterLabel](repeating: .noise, count: list.count)
        for (position, row) in list.rowsOfPoints.enumerated() { labels[row] = clustering[position] }
        return labels
    }
}

/// The option's name says that it counts days, so `3` and `3d` are both right.
private func wholeDays(_ text: String) throws -> Int {
    try Quantity.days(text.utf8.allSatisfy { (0x30...0x39).contains($0) } ? text + "d" : text)
}

extension ClusterLabel {
    fileprivate var values: [FieldValue] {
        [number.map { .integer($0) } ?? .none, .text(role.rawValue)]
    }
}
