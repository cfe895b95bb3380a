import Foundation
import Incidents

#if canImport(Glibc)
    import Glibc
#endif

/// What one run took.
struct RunTime {
    /// On the clock.
    let elapsed: Double
    /// Of all threads: the measure to trust when others use the machine.
    let processor: Double
}

/// One measured workload: a line of JSON in the form the peers' scripts write, so that both stand in
/// one file.
struct BenchmarkRow {
    var workload: String
    var threads: Int
    var times: [RunTime]
    var facts: [(String, String)] = []

    var line: String {
        let elapsed = times.map(\.elapsed)
        var members = [
            "\"workload\":\"\(workload)\"", "\"peer\":\"sandtable\"", "\"threads\":\"\(threads)\"",
            "\"median_s\":\(rounded(median(elapsed)))", "\"best_s\":\(rounded(elapsed.min() ?? 0))",
            "\"cpu_s\":\(rounded(median(times.map(\.processor))))", "\"runs\":\(times.count)",
            "\"rss_mb\":\(resourceUsage().ru_maxrss / 1024)",
        ]
        members += facts.map { "\"\($0.0)\":\($0.1)" }
        return "{" + members.joined(separator: ",") + "}"
    }

    private func median(_ seconds: [Double]) -> Double {
        seconds.isEmpty ? 0 : seconds.sorted()[seconds.count / 2]
    }

    private func rounded(_ seconds: Double) -> String { String(format: "%.4f", seconds) }
}

private func resourceUsage() -> rusage {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return usage
}

private func processorSeconds() -> Double {
    let usage = resourceUsage()
    return Double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
        + Double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) * 1e-6
}

/// Runs a workload once to warm up and then `repeats` times, and keeps the last result.
func measured<Result>(_ repeats: Int, _ work: () throws -> Result) rethrows -> (Result, [RunTime]) {
    var last: Result? = try work()
    var times: [RunTime] = []
    let clock = ContinuousClock()
    for _ in 0..<max(1, repeats) {
        // Only one result is held, so that the memory measured is that of one run.
        last = nil
        let start = clock.now
        let processor = processorSeconds()
        last = try work()
        let elapsed = (clock.now - start).components
        times.append(
            RunTime(
                elapsed: Double(elapsed.seconds) + Double(elapsed.attoseconds) * 1e-18,
                processor: processorSeconds() - processor))
    }
    return (try last ?? work(), times)
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
