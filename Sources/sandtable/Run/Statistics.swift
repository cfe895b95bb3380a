#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif
import Formats

/// Counts and seconds of a run, written as one JSON object by `--stats`.
///
///     {"command":"analyze","reports":5,"bytes":23110,"mentions":…,"incidents":…,"merged_incidents":…,
///      "rows":5,"findings":0,
///      "read_s":0.001,"compute_s":0.02,"write_s":0.001,"total_s":0.03,"peak_memory_bytes":…}
///
/// `read_s` is spent on input files, `compute_s` on what they say, `write_s` on output; `total_s` counts
/// from the start of the command and holds the rest as well.
struct Statistics {
    enum Phase { case read, compute, write }

    var command: StaticString
    var reports = 0
    var bytes = 0
    var mentions = 0
    var incidents = 0
    /// How many they are once reports of one incident are joined; `nil` where that is not done.
    var mergedIncidents: Int?
    var rows = 0
    var clusters: Int?
    /// What the next page of a query is asked for with; `nil` when there is none.
    var next: String?
    var findings = 0
    private var seconds: [Phase: Double] = [:]
    private let start = ContinuousClock.now

    init(command: StaticString) { self.command = command }

    /// Adds the time since `instant` to a phase.
    mutating func add(_ phase: Phase, since instant: ContinuousClock.Instant) {
        seconds[phase, default: 0] += (ContinuousClock.now - instant).inSeconds
    }

    mutating func time<Result, Failure: Error>(
        _ phase: Phase, _ work: () throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let instant = ContinuousClock.now
        defer { add(phase, since: instant) }
        return try work()
    }

    var json: OutputBuffer {
        var json = JSONWriter()
        json.object { json in
            json.member("command", "\(command)")
            json.member("reports", reports)
            json.member("bytes", bytes)
            json.member("mentions", mentions)
            json.member("incidents", incidents)
            if let mergedIncidents { json.member("merged_incidents", mergedIncidents) }
            json.member("rows", rows)
            if let clusters { json.member("clusters", clusters) }
            if let next { json.member("next", next) }
            json.member("findings", findings)
            json.member("read_s", seconds[.read] ?? 0, decimals: 6)
            json.member("compute_s", seconds[.compute] ?? 0, decimals: 6)
            json.member("write_s", seconds[.write] ?? 0, decimals: 6)
            json.member("total_s", (ContinuousClock.now - start).inSeconds, decimals: 6)
            json.member("peak_memory_bytes", peakMemory)
        }
        return json.out
    }
}

extension Duration {
    fileprivate var inSeconds: Double {
        Double(components.seconds) + Double(components.attoseconds) * 1e-18
    }
}

/// The most memory this process held so far, in bytes.
private var peakMemory: Int {
    #if canImport(Glibc)
        // `ru_maxrss` of a new process begins with what the process that started it held.
        if let peak = peakOfProcessStatus() { return peak }
    #endif
    var usage = rusage()
    #if canImport(Darwin)
        getrusage(RUSAGE_SELF, &usage)
        return usage.ru_maxrss
    #else
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        return usage.ru_maxrss * 1024
    #endif
}

#if canImport(Glibc)
    /// `VmHWM:   34012 kB` of /proc/self/status.
    private func peakOfProcessStatus() -> Int? {
        guard let file = fopen("/proc/self/status", "r") else { return nil }
        defer { fclose(file) }
        var line = [CChar](repeating: 0, count: 256)
        while fgets(&line, Int32(line.count), file) != nil {
            var kilobytes = 0
            if withUnsafeMutablePointer(
                to: &kilobytes, { withVaList([$0]) { vsscanf(line, "VmHWM: %ld", $0) } }) == 1
            {
                return kilobytes * 1024
            }
        }
        return nil
    }
#endif
