#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif
import Incidents

/// What is said to people, on standard error: findings, and progress when they are watching.
final class Messages {
    private let isQuiet: Bool
    private let showsProgress: Bool
    private var progressIsShown = false
    private var lastProgress = ContinuousClock.now
    private(set) var findingCount = 0

    /// - Parameter isQuiet: Only errors are said.
    init(isQuiet: Bool) {
        self.isQuiet = isQuiet
        showsProgress = !isQuiet && isatty(STDERR_FILENO) == 1
    }

    static func print(_ line: String) { write(line + "\n") }

    func say(_ findings: [Finding]) {
        findingCount += findings.count
        let spoken = isQuiet ? findings.filter { $0.severity == .error } : findings
        guard !spoken.isEmpty else { return }
        clearProgress()
        Self.write(spoken.map { "\($0.severity.rawValue): \($0)\n" }.joined())
    }

    func say(_ line: String) {
        guard !isQuiet else { return }
        clearProgress()
        Self.print(line)
    }

    /// Shows how far the run is, a few times a second.
    func progress(_ text: @autoclosure () -> String) {
        guard showsProgress, ContinuousClock.now - lastProgress > .milliseconds(200) else { return }
        lastProgress = .now
        progressIsShown = true
        Self.write("\r\u{1B}[K" + text())
    }

    func clearProgress() {
        guard progressIsShown else { return }
        progressIsShown = false
        Self.write("\r\u{1B}[K")
    }

    private static func write(_ text: String) {
        var text = text
        text.withUTF8 { bytes in
            var rest = UnsafeRawBufferPointer(bytes)[...]
            while !rest.isEmpty {
                let part = UnsafeRawBufferPointer(rebasing: rest)
                let count = writeToStandardError(part)
                guard count > 0 || errno == EINTR else { return }
                rest = rest.dropFirst(max(0, count))
            }
        }
    }
}

private func writeToStandardError(_ bytes: UnsafeRawBufferPointer) -> Int {
    write(STDERR_FILENO, bytes.baseAddress, bytes.count)
}

/// Writing to a pipe that nobody reads shall fail like any other write, not end the program.
func ignoreClosedPipes() { signal(SIGPIPE, SIG_IGN) }

/// Fills the places of standard streams that the caller closed, so that no other file is taken for one
/// of them: reading finds an end at once, writing fails.
func fillStandardStreams() {
    for stream in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] where fcntl(stream, F_GETFD) == -1 {
        _ = open("/dev/null", O_RDONLY)
    }
}
