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

    @Argument(help: "dbscan NAME METRES MIN | st-dbscan NAME METRES DAYS MIN")
    var workload: [String] = []

    func run() throws {
        let counts = threads.split(separator: ",").compactMap { Int($0) }
        for count in counts { print(try row(threads: count).line) }
    }

    private func row(threads: Int) throws -> BenchmarkRow {
        guard let kind = workload.first else { throw BenchmarkError("no workload named") }
        let arguments = Array(workload.dropFirst())
        switch kind {
        case "dbscan": return try dbscan(arguments, threads)
        case "st-dbscan": return try spaceTime(arguments, threads)
        default: throw BenchmarkError("unknown workload \(kind)")
        }
    }

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

    private func dbscan(_ arguments: [String], _ threads: Int) throws -> BenchmarkRow {
        let points = try load(arguments, 0)
        let options = DBSCANOptions(
            radius: .meters(try number(arguments, 1)),
            minimumCount: Int(try number(arguments, 2)), threads: threads)
        let coordinates = try points.coordinates()
        let (found, seconds) = measured(repeats) { clusters(of: coordinates, options: options) }
        return BenchmarkRow(
            workload: "dbscan " + arguments.joined(separator: " "), threads: threads,
            seconds: seconds, facts: checksums(found))
    }

    private func spaceTime(_ arguments: [String], _ threads: Int) throws -> BenchmarkRow {
        let points = try load(arguments, 0)
        let options = SpaceTimeDBSCANOptions(
            radius: .meters(try number(arguments, 1)), window: .days(try number(arguments, 2)),
            minimumCount: Int(try number(arguments, 3)), threads: threads)
        let coordinates = try points.coordinates()
        let times = points.seconds.map { Int64?($0) }
        let (found, seconds) = measured(repeats) {
            clusters(of: coordinates, times: times, options: options)
        }
        return BenchmarkRow(
            workload: "st-dbscan " + arguments.joined(separator: " "), threads: threads,
            seconds: seconds, facts: checksums(found))
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
