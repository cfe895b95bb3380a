import Foundation
import Incidents

#if canImport(Glibc)
    import Glibc
#endif

/// One measured workload: a line of JSON in the form the peers' scripts write, so that both stand in
/// one file.
struct BenchmarkRow {
    var workload: String
    var threads: Int
    var seconds: [Double]
    var facts: [(String, String)] = []

    var median: Double {
        let sorted = seconds.sorted()
        return sorted.isEmpty ? 0 : sorted[sorted.count / 2]
    }

    var line: String {
        var members = [
            "\"workload\":\"\(workload)\"", "\"peer\":\"sandtable\"", "\"threads\":\"\(threads)\"",
            "\"median_s\":\(rounded(median))", "\"best_s\":\(rounded(seconds.min() ?? 0))",
            "\"runs\":\(seconds.count)", "\"rss_mb\":\(peakMemory)",
        ]
        members += facts.map { "\"\($0.0)\":\($0.1)" }
        return "{" + members.joined(separator: ",") + "}"
    }

    private func rounded(_ seconds: Double) -> String { String(format: "%.4f", seconds) }

    /// Megabytes this process has held at most.
    private var peakMemory: Int {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        return usage.ru_maxrss / 1024
    }
}

/// Runs a workload once to warm up and then `repeats` times, and keeps the last result.
func measured<Result>(_ repeats: Int, _ work: () throws -> Result) rethrows -> (Result, [Double]) {
    var result = try work()
    var seconds: [Double] = []
    let clock = ContinuousClock()
    for _ in 0..<max(1, repeats) {
        let start = clock.now
        result = try work()
        let elapsed = clock.now - start
        seconds.append(
            Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) * 1e-18)
    }
    return (result, seconds)
}

/// CRC-32 as zlib computes it, for comparison with the oracle's checksums.
struct CRC32 {
    private static let table: [UInt32] = (0..<256).map { byte in
        (0..<8).reduce(UInt32(byte)) { value, _ in
            value & 1 == 1 ? value >> 1 ^ 0xedb8_8320 : value >> 1
        }
    }
    private var state: UInt32 = 0xffff_ffff

    mutating func add(_ byte: UInt8) {
        state = CRC32.table[Int(UInt8(truncatingIfNeeded: state) ^ byte)] ^ state >> 8
    }

    mutating func add(_ number: Int64) {
        for shift in stride(from: 0, to: 64, by: 8) {
            add(UInt8(truncatingIfNeeded: number >> Int64(shift)))
        }
    }

    /// Bits in the order of NumPy's `packbits`: the first is the highest of its byte.
    mutating func add(bits: [Bool]) {
        for start in stride(from: 0, to: bits.count, by: 8) {
            add(
                (0..<8).reduce(UInt8(0)) { byte, i in
                    byte << 1 | (start + i < bits.count && bits[start + i] ? 1 : 0)
                })
        }
    }

    var text: String {
        let digits = String(state ^ 0xffff_ffff, radix: 16)
        return "\"" + String(repeating: "0", count: 8 - digits.count) + digits + "\""
    }
}
