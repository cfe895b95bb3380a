import Formats
import Incidents

/// Remarks on their way into a file, one line of JSON each; nowhere if no file was asked for.
struct FindingOutput {
    private let file: OutputFile?

    init(path: String?) throws { file = try path.map { try OutputFile(path: $0) } }

    func write(_ findings: [Finding]) throws {
        guard let file, !findings.isEmpty else { return }
        var out = FindingLines.lines(findings)
        try file.write(&out)
    }

    func finish() throws { try file?.commit() }
}
