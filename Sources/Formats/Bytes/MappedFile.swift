#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The bytes of a whole file: mapped where it is a regular file, read where it is a pipe or `-`.
///
/// A mapped file must not be cut short while it is read.
package struct MappedFile: ~Copyable {
    private let mapped: UnsafeMutableRawBufferPointer
    private let read: [UInt8]

    package init(path: String) throws(InputError) {
        if path == "-" {
            self.init(read: try ByteStream(standardInput: ()).readAll())
            return
        }
        guard !SystemCalls.isFolder(path) else { throw .unreadable(reason: "it is a folder") }
        let descriptor = try SystemCalls.open(path)
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else {
            throw .unreadable(reason: SystemCalls.reason())
        }
        guard status.st_mode & S_IFMT == S_IFREG, status.st_size > 0 else {
            self.init(read: try ByteStream(path: path).readAll())
            return
        }
        let size = Int(status.st_size)
        guard let start = mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0),
            start != MAP_FAILED
        else { throw .unreadable(reason: SystemCalls.reason()) }
        madvise(start, size, MADV_SEQUENTIAL)
        self.init(mapped: UnsafeMutableRawBufferPointer(start: start, count: size), read: [])
    }

    /// Bytes that were made, not read.
    init(bytes: consuming [UInt8]) { self.init(read: bytes) }

    var isMapped: Bool { mapped.baseAddress != nil }

    private init(
        mapped: UnsafeMutableRawBufferPointer = UnsafeMutableRawBufferPointer(start: nil, count: 0),
        read: [UInt8]
    ) {
        self.mapped = mapped
        self.read = read
    }

    deinit { if let start = mapped.baseAddress { munmap(start, mapped.count) } }

    package func withBytes<Result, Failure: Error>(
        _ body: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        guard mapped.baseAddress != nil else { return try read.withUnsafeBufferPointer(body) }
        return try body(UnsafeBufferPointer(mapped.bindMemory(to: UInt8.self)))
    }
}
