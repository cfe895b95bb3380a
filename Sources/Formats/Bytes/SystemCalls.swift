#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The few calls to the system that files need, with their errors as values.
enum SystemCalls {
    static func reason(_ code: Int32 = errno) -> String {
        strerror(code).map { String(cString: $0) } ?? "error \(code)"
    }

    static func open(_ path: String, flags: Int32 = O_RDONLY) throws(InputError) -> Int32 {
        let descriptor = openFile(path, flags | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw errno == ENOENT || errno == ENOTDIR ? .missing : .unreadable(reason: reason())
        }
        return descriptor
    }

    /// - Returns: The number of bytes read; 0 at the end.
    static func read(
        _ descriptor: Int32, into target: UnsafeMutableRawBufferPointer
    ) throws(InputError) -> Int {
        while true {
            let count = readBytes(descriptor, target.baseAddress, target.count)
            if count >= 0 { return count }
            guard errno == EINTR else { throw .unreadable(reason: reason()) }
        }
    }

    /// Writes all of the bytes.
    ///
    /// - Throws: ``OutputError/closedPipe`` when nobody reads any more; ``OutputError/cannotWrite(path:reason:)``.
    static func write(
        _ descriptor: Int32, _ buffer: OutputBuffer, path: String
    ) throws(OutputError) {
        try buffer.withBytes { bytes throws(OutputError) in
            var rest = UnsafeRawBufferPointer(bytes)[...]
            while !rest.isEmpty {
                let count = writeBytes(descriptor, UnsafeRawBufferPointer(rebasing: rest))
                if count > 0 {
                    rest = rest.dropFirst(count)
                } else if errno == EPIPE {
                    throw .closedPipe
                } else if errno != EINTR {
                    throw .cannotWrite(path: path, reason: reason())
                }
            }
        }
    }

    static var processorCount: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

    static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// What a path leads to, whatever links lead there.
    struct FileIdentity: Hashable {
        let device: UInt64
        let number: UInt64
    }

    static func identity(_ path: String) -> FileIdentity? {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        return FileIdentity(
            device: UInt64(truncatingIfNeeded: status.st_dev),
            number: UInt64(truncatingIfNeeded: status.st_ino))
    }

    /// The names in a folder, sorted by their bytes, hidden ones left out.
    static func names(in folder: String) throws(InputError) -> [String] {
        guard let handle = opendir(folder) else {
            throw errno == ENOENT ? .missing : .unreadable(reason: reason())
        }
        defer { closedir(handle) }
        var names: [String] = []
        while let entry = readdir(handle) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(
                    to: CChar.self, capacity: MemoryLayout.size(ofValue: pointer.pointee)
                ) { String(cString: $0) }
            }
            if !name.hasPrefix(".") { names.append(name) }
        }
        return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }
}

// Inside the enum the names of these calls are taken by its own.
private func openFile(_ path: String, _ flags: Int32) -> Int32 { open(path, flags) }
private func readBytes(_ descriptor: Int32, _ target: UnsafeMutableRawPointer?, _ count: Int) -> Int
{
    guard let target else { return 0 }
    return read(descriptor, target, count)
}
private func writeBytes(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
    guard let start = bytes.baseAddress else { return 0 }
    return write(descriptor, start, bytes.count)
}
