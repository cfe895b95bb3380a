import Analysis
import ArgumentParser
import Earth
import Foundation
import Incidents

/// Times the spatial analysis in memory and prints counts and checksums beside, so that speed is only
/// compared between equal answers.
struct BenchmarkCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "benchmark",
        abstract: "Time the spatial analysis on generated points and print checksums.")

    @Option(help: "Folder with the generated .npz files.")
    var data = "data"

    @Option(help: "Thread counts, with commas.")
    var threads = "1,2"

    @Option(help: "Timed runs of each workload, after one to warm up.")
    var repeats = 3

    @Flag(help: "Without a workload: up to 10 000 000 rows.")
    var large = false

    @Argument(
        help: ArgumentHelp(
            "A workload with its arguments; none: how time grows from 10 000 rows to 1 000 000.",
            discussion: """
                dbscan POINTS METRES MIN | st-dbscan POINTS METRES DAYS MIN
                hdbscan POINTS MIN-SIZE MIN-SAMPLES
                nearest POINTS SITES | within POINTS SITES METRES
                geodesics POINTS SITES (one inverse problem for each distinct point: the floor of nearest)
                polygons POINTS GEOJSON
                """))
    var workload: [String] = []

    func run() throws {
        let counts = try threads.split(separator: ",").map { text in
            guard let count = Int(text), count >= 1 else {
                throw BenchmarkError("\(text) is no number of threads")
            }
            return count
        }
        guard !workload.isEmpty else {
            let sizes =
                large ? [10_000, 100_000, 1_000_000, 10_000_000] : [10_000, 100_000, 1_000_000]
            let curve = BenchmarkCurve(sizes: sizes, threads: counts, repeats: repeats)
            return curve.run().forEach { print($0.line) }
        }
        for count in counts { print(try row(threads: count).line) }
    }

    private func row(threads: Int) throws -> BenchmarkRow {
        guard let kind = workload.first else { throw BenchmarkError("no workload named") }
        let arguments = Array(workload.dropFirst())
        let (times, facts) =
            switch kind {
            case "dbscan": try dbscan(arguments, threads)
            case "st-dbscan": try spaceTime(arguments, threads)
            case "hdbscan": try hierarchical(arguments, threads)
            case "nearest": try nearest(arguments, threads)
            case "within": try within(arguments, threads)
            case "geodesics": try geodesics(arguments)
            case "polygons": try polygons(arguments, threads)
            default: throw BenchmarkError("unknown workload \(kind)")
            }
        return BenchmarkRow(
            workload: workload.joined(separator: " "), threads: threads, times: times, facts: facts)
    }

    private typealias Measurement = (times: [RunTime], facts: [(String, String)])

    private func number(_ arguments: [String], _ position: Int) throws -> Double {
        guard arguments.indices.contains(position), let value = Double(arguments[position]) else {
            throw BenchmarkError("argument \(position + 1) of the workload must be a number")
        }
        return value
    }

    private func load(_ arguments: [String], _ position: Int) throws -> BenchmarkData {
        guard arguments.indices.contains(position) else {
            throw BenchmarkError("no data set named")
        }
        return try BenchmarkData(arguments[position], in: data)
    }

    private func dbscan(_ arguments: [String], _ threads: Int) throws -> Measurement {
        let coordinates = try load(arguments, 0).coordinates()
        let options = DBSCANOptions(
            radius: .meters(try number(arguments, 1)),
            minimumCount: Int(try number(arguments, 2)), threads: threads)
        let (found, times) = measured(repeats) { clusters(of: coordinates, options: options) }
        return (times, checksums(found))
    }

    private func spaceTime(_ arguments: [String], _ threads: Int) throws -> Measurement {
        let points = try load(arguments, 0)
        let options = SpaceTimeDBSCANOptions(
            radius: .meters(try number(arguments, 1)), window: .days(try number(arguments, 2)),
            minimumCount: Int(try number(arguments, 3)), threads: threads)
        let coordinates = try points.coordinates()
        let seconds = points.seconds.map { Int64?($0) }
        let (found, times) = measured(repeats) {
            clusters(of: coordinates, times: seconds, options: options)
        }
        return (times, checksums(found))
    }

    private func hierarchical(_ arguments: [String], _ threads: Int) throws -> Measurement {
        let coordinates = try load(arguments, 0).coordinates()
        let options = HDBSCANOptions(
            minimumClusterSize: Int(try number(arguments, 1)),
            minimumSamples: Int(try number(arguments, 2)), threads: threads)
        let (found, times) = measured(repeats) {
            hierarchicalClusters(of: coordinates, options: options)
        }
        return (times, checksums(found.clustering))
    }

    private func nearest(_ arguments: [String], _ threads: Int) throws -> Measurement {
        let coordinates = try load(arguments, 0).coordinates()
        let sites = try load(arguments, 1).coordinates()
        let (found, times) = measured(repeats) {
            nearestPoints(of: coordinates, in: PointIndex(sites), threads: threads)
        }
        let sum = found.reduce(0) { $0 + ($1?.distance.meters ?? 0) }
        return (times, [("sum_m", String(format: "%.3f", sum))])
    }

    private func within(_ arguments: [String], _ threads: Int) throws -> Measurement {
        let coordinates = try load(arguments, 0).coordinates()
        let sites = try load(arguments, 1).coordinates()
        let radius = Distance.meters(try number(arguments, 2))
        let (found, times) = measured(repeats) {
            pointCounts(
                within: radius, of: coordinates, in: PointIndex(sites), threads: threads)
        }
        return (times, [("pairs", "\(found.reduce(0, +))")])
    }

    private func geodesics(_ arguments: [String]) throws -> Measurement {
        let points = Array(Set(try load(arguments, 0).coordinates())).sorted()
        let sites = try load(arguments, 1).coordinates()
        guard !sites.isEmpty else { throw BenchmarkError("no sites") }
        let index = PointIndex(sites)
        let pairs = points.map { ($0, index.nearest(to: $0).map { sites[$0.index] } ?? $0) }
        let (sum, times) = measured(repeats) {
            pairs.reduce(0) { $0 + $1.0.geodesic(to: $1.1).distance.meters }
        }
        return (times, [("sum_m", String(format: "%.3f", sum))])
    }

    private func polygons(_ arguments: [String], _ threads: Int) throws -> Measurement {
        let coordinates = try load(arguments, 0).coordinates()
        guard arguments.count > 1 else { throw BenchmarkError("no polygons named") }
        let divisions = try BenchmarkPolygons(arguments[1], in: data).divisions
        let (tags, times) = measured(repeats) {
            DivisionIndex(divisions, areValid: true, threads: threads)
                .tags(at: coordinates, threads: threads)
        }
        return (
            times,
            [
                ("pairs", "\(tags.reduce(0) { $0 + $1.possible.count })"),
                ("sum_id", "\(tags.reduce(0) { $0 + $1.possible.reduce(0, +) })"),
            ]
        )
    }

    /// The same sums as the oracle prints.
    private func checksums(_ found: Clustering) -> [(String, String)] {
        let isNoise = found.numbers.map { $0 < 0 }
        let isCore = found.roles.map { $0 == .core }
        var noise = CRC32()
        noise.add(bits: isNoise)
        var first = [Int](repeating: -1, count: found.count)
        var partition = CRC32()
        for row in isCore.indices where isCore[row] {
            let number = Int(found.numbers[row])
            if first[number] < 0 { first[number] = row }
            partition.add(Int64(first[number]))
        }
        return [
            ("clusters", "\(found.count)"), ("noise", "\(isNoise.count { $0 })"),
            ("core", "\(isCore.count { $0 })"), ("noise_crc", noise.text),
            ("core_partition_crc", partition.text),
            ("label_sum", "\(found.numbers.reduce(0) { $0 + Int($1) })"),
        ]
    }
}
