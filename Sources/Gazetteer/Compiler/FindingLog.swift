internal import Incidents

/// Findings of one compilation. The first hundred of a file are kept; the rest are counted, so that a
/// file of a million bad rows does not become a million findings.
struct FindingLog {
    private(set) var findings: [Finding] = []
    private var counts: [String: Int] = [:]

    static let keptPerFile = 100

    mutating func add(_ path: String, line: Int?, _ message: String, hint: String? = nil) {
        let count = counts[path, default: 0]
        counts[path] = count + 1
        if count < Self.keptPerFile {
            findings.append(
                Finding(.warning, origin: path, at: line.map { .line($0) }, message, hint: hint))
        }
    }

    /// A remark about the file as a whole.
    mutating func note(_ path: String, _ message: String) {
        findings.append(Finding(.note, origin: path, message))
    }

    /// All findings, with one more per file for those that were only counted.
    func closed() -> [Finding] {
        let surplus = counts.filter { $0.value > Self.keptPerFile }.sorted { $0.key < $1.key }
        return findings
            + surplus.map { path, count in
                Finding(
                    .warning, origin: path, "\(count - Self.keptPerFile) further rows have faults")
            }
    }
}
