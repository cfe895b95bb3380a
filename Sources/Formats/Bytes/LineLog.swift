#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A file that only grows, line by line, or standard output.
public final class LineLog {
    private let path: String
    private let descriptor: Int32

    /// - Parameter path: `nil` or `-` = standard output.
    /// - Throws: ``OutputError/cannotCreate(path:reason:)``.
    public init(path: String?) throws(OutputError) {
        guard let path, path != "-" else {
            self.path = "standard output"
            descriptor = STDOUT_FILENO
            return
        }
        self.path = path
        descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw .cannotCreate(path: path, reason: SystemCalls.reason()) }
    }

    deinit { if descriptor != STDOUT_FILENO { close(descriptor) } }

    /// Writes whole lines at once, so that another reader never sees half of one, and empties the
    /// buffer.
    public func write(_ buffer: inout OutputBuffer) throws(OutputError) {
        try SystemCalls.write(descriptor, buffer, path: path)
        buffer.removeAll()
    }

    /// The values of a text member in the JSON lines of a file; none when there is no such file.
    public static func values(of member: StaticString, in path: String) -> Set<String> {
        guard let bytes = try? WholeFile.read(path) else { return [] }
        var values: Set<String> = []
        for line in bytes.split(separator: UInt8(ascii: "\n")) {
            line.withUnsafeBufferPointer { line in
                var reader = JSONReader(line)
                guard (try? reader.value()) == .object else { return }
                while let key = try? reader.nextKey() {
                    guard reader.matches(key, member) else {
                        guard (try? reader.skip()) != nil else { return }
                        continue
                    }
                    if case .string(let text) = try? reader.value() {
                        values.insert(reader.string(text))
                    }
                    return
                }
            }
        }
        return values
    }
}
