import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Where results go: a file that appears whole or not at all, or standard output.
///
/// A file is written beside its place under a temporary name, flushed to the disk and renamed by
/// ``commit()``; without that call nothing changes. Pipes and devices are written to directly.
public final class OutputFile {
    private let path: String
    private let descriptor: Int32
    /// `nil` when bytes go straight to their place.
    private var temporaryPath: String?

    /// - Parameter path: `nil` or `-` = standard output.
    /// - Throws: ``OutputError/cannotCreate(path:reason:)``; ``OutputError/namedTwice(path:)`` for a file
    ///   that another output of the program is to become.
    public init(path: String?) throws(OutputError) {
        guard let path, path != "-" else {
            self.path = "standard output"
            descriptor = STDOUT_FILENO
            return
        }
        let place = Self.resolved(path)
        self.path = path
        var status = stat()
        let exists = stat(place, &status) == 0
        if exists, status.st_mode & S_IFMT == S_IFDIR {
            throw .cannotCreate(path: path, reason: "it is a folder")
        }
        if exists, status.st_mode & S_IFMT != S_IFREG {
            descriptor = open(place, O_WRONLY | O_CLOEXEC)
        } else {
            let temporary = Self.temporaryPath(beside: place)
            descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
            if descriptor < 0, errno == EEXIST,
                Self.unfinished.withLock({ $0.contains(temporary) })
            {
                throw .namedTwice(path: path)
            }
            if descriptor >= 0 {
                temporaryPath = temporary
                Self.unfinished.withLock { _ = $0.insert(temporary) }
                if exists { fchmod(descriptor, status.st_mode & 0o7777) }
            }
        }
        guard descriptor >= 0 else { throw .cannotCreate(path: path, reason: SystemCalls.reason()) }
    }

    /// Where a program may write that needs the file itself, a database for one: the file takes its
    /// place with ``commit()`` all the same. `nil` for standard output, pipes and devices.
    public var filePath: String? { temporaryPath }

    deinit {
        if descriptor != STDOUT_FILENO { close(descriptor) }
        if let temporaryPath {
            unlink(temporaryPath)
            Self.unfinished.withLock { _ = $0.remove(temporaryPath) }
        }
    }

    private static let unfinished = Mutex<Set<String>>([])

    /// Removes the temporary files of all outputs that are under way, for a program about to be ended.
    /// None takes its place afterwards.
    public static func removeUnfinished() {
        unfinished.withLock { paths in
            for path in paths { unlink(path) }
        }
    }

    /// Writes all of the buffer and empties it.
    ///
    /// - Throws: ``OutputError/closedPipe`` when nobody reads any more; ``OutputError/cannotWrite(path:reason:)``.
    public func write(_ buffer: inout OutputBuffer) throws(OutputError) {
        try SystemCalls.write(descriptor, buffer, path: path)
        buffer.removeAll()
    }

    /// Lets the file take its place.
    public func commit() throws(OutputError) {
        guard let temporary = temporaryPath else { return }
        guard fsync(descriptor) == 0, rename(temporary, Self.resolved(path)) == 0 else {
            throw .cannotWrite(path: path, reason: SystemCalls.reason())
        }
        temporaryPath = nil
        Self.unfinished.withLock { _ = $0.remove(temporary) }
    }

    /// A link stays a link: what it points to is replaced.
    private static func resolved(_ path: String) -> String {
        guard let real = realpath(path, nil) else { return path }
        defer { free(real) }
        return String(cString: real)
    }

    private static func temporaryPath(beside path: String) -> String {
        let cut = path.utf8.lastIndex(of: UInt8(ascii: "/")).map { path.utf8.index(after: $0) }
        let start = cut ?? path.startIndex
        return "\(path[..<start]).\(path[start...]).\(getpid()).tmp"
    }
}

/// Why results could not be handed over.
public enum OutputError: Error, Hashable, Sendable {
    /// The reader of a pipe has gone, which is its right.
    case closedPipe
    case cannotCreate(path: String, reason: String)
    /// Two outputs of one run are to become the same file.
    case namedTwice(path: String)
    case cannotWrite(path: String, reason: String)
}

extension OutputError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .closedPipe: "nobody reads the output any more"
        case .cannotCreate(let path, let reason): "\(path): cannot be created: \(reason)"
        case .namedTwice(let path): "\(path): named for two outputs; give each its own file"
        case .cannotWrite(let path, let reason): "\(path): cannot be written: \(reason)"
        }
    }
}
