#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The bytes of a whole file: mapped where it is a regular file, set aside where it is a pipe or `-`.
///
/// A mapped file must not be cut short while it is read.
package struct MappedFile: ~Copyable {
    private let mapped: UnsafeMutableRawBufferPointer
    private let read: [UInt8]
    /// Whether the bytes are those of the file that was named, not of a pipe.
    let isNamedFile: Bool

    package init(path: String) throws(InputError) {
        guard path == "-" || !SystemCalls.isFolder(path) else {
            throw .unreadable(reason: "it is a folder")
        }
        let descriptor = path == "-" ? dup(STDIN_FILENO) : try SystemCalls.open(path)
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else {
            throw .unreadable(reason: SystemCalls.reason())
        }
        guard status.st_mode & S_IFMT == S_IFREG, status.st_size > 0,
            lseek(descriptor, 0, SEEK_CUR) == 0
        else {
            self = try Spool(reading: descriptor).takeFile()
            return
        }
        try self.init(descriptor: descriptor, count: Int(status.st_size), isNamed: path != "-")
    }

    init(descriptor: Int32, count: Int, isNamed: Bool = false) throws(InputError) {
        guard let start = mmap(nil, count, PROT_READ, MAP_PRIVATE, descriptor, 0),
            start != MAP_FAILED
        else { throw .unreadable(reason: SystemCalls.reason()) }
        madvise(start, count, MADV_SEQUENTIAL)
        mapped = UnsafeMutableRawBufferPointer(start: start, count: count)
        read = []
        isNamedFile = isNamed
    }

    /// Bytes that were made, not read.
    init(bytes: consuming [UInt8]) {
        mapped = UnsafeMutableRawBufferPointer(start: nil, count: 0)
        read = bytes
        isNamedFile = false
    }

    deinit { if let start = mapped.baseAddress { munmap(start, mapped.count) } }

    package func withBytes<Result, Failure: Error>(
        _ body: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        guard mapped.baseAddress != nil else { return try read.withUnsafeBufferPointer(body) }
        return try body(UnsafeBufferPointer(mapped.bindMemory(to: UInt8.self)))
    }

    /// Gives back the memory of what lies before `position`; it is read from the disk again if need be.
    func release(before position: Int) {
        guard let start = mapped.baseAddress else { return }
        let page = Int(sysconf(Int32(_SC_PAGESIZE)))
        madvise(start, position / page * page, MADV_DONTNEED)
    }
}
