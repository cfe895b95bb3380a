#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Bytes that are made before they are needed: in memory while they are few, in a temporary file without
/// a name when they are many. The file is gone when the program ends, however it ends.
final class Spool {
    private var buffer = OutputBuffer()
    /// −1 = all is in `buffer`.
    private var descriptor: Int32 = -1
    private var written = 0

    /// What is held in memory.
    private static let most = 32 << 20
    private static let block = 1 << 20

    var count: Int { written + buffer.count }

    init() {}

    /// All that can be read from a pipe.
    init(reading source: Int32) throws(InputError) {
        let block = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
        defer { block.deallocate() }
        while true {
            let count = try SystemCalls.read(source, into: block)
            guard count > 0 else { return }
            try add(UnsafeBufferPointer(rebasing: block.bindMemory(to: UInt8.self)[..<count]))
        }
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    func append(_ bytes: UnsafeBufferPointer<UInt8>) throws(OutputError) {
        buffer.append(slice: bytes, 0..<bytes.count)
        if buffer.count > (descriptor < 0 ? Self.most : Self.block) { try empty() }
    }

    func append(_ more: OutputBuffer) throws(OutputError) {
        try more.withBytes { bytes throws(OutputError) in try append(bytes) }
    }

    /// Lends all of the bytes.
    func withBytes<Result>(
        _ body: (UnsafeBufferPointer<UInt8>) throws(OutputError) -> Result
    ) throws(OutputError) -> Result {
        guard descriptor >= 0 else {
            return try buffer.withBytes { bytes throws(OutputError) in try body(bytes) }
        }
        try empty()
        guard let start = mmap(nil, written, PROT_READ, MAP_PRIVATE, descriptor, 0),
            start != MAP_FAILED
        else { throw .cannotWrite(path: Self.folder, reason: SystemCalls.reason()) }
        defer { munmap(start, written) }
        let raw = UnsafeRawBufferPointer(start: start, count: written)
        return try body(raw.bindMemory(to: UInt8.self))
    }

    /// As ``append(_:)``, for readers: what cannot be set aside cannot be read.
    func add(_ bytes: UnsafeBufferPointer<UInt8>) throws(InputError) {
        do throws(OutputError) { try append(bytes) } catch { throw Self.failure(error) }
    }

    /// Empties a writer's buffer into the spool.
    func take(_ out: inout OutputBuffer) throws(InputError) {
        try out.withBytes { bytes throws(InputError) in try add(bytes) }
        out.removeAll()
    }

    /// All of the bytes, to be kept for longer than the spool.
    func takeFile() throws(InputError) -> MappedFile {
        guard descriptor >= 0 else { return MappedFile(bytes: buffer.bytes) }
        do throws(OutputError) { try empty() } catch { throw Self.failure(error) }
        return try MappedFile(descriptor: descriptor, count: written)
    }

    private static func failure(_ error: OutputError) -> InputError {
        .unreadable(reason: "it is too long for memory, and \(error)")
    }

    private func empty() throws(OutputError) {
        if descriptor < 0 { try open() }
        written += buffer.count
        try SystemCalls.write(descriptor, buffer, path: Self.folder)
        // What was kept so long is more room than blocks need.
        if buffer.count > Self.most { buffer = OutputBuffer() } else { buffer.removeAll() }
    }

    private func open() throws(OutputError) {
        var path = Array((Self.folder + "/sandtable-XXXXXX").utf8CString)
        descriptor = mkstemp(&path)
        guard descriptor >= 0 else {
            throw .cannotCreate(path: Self.folder, reason: SystemCalls.reason())
        }
        unlink(path)
    }

    /// `/tmp` may be memory; `/var/tmp` is a disk.
    private static var folder: String {
        if let named = getenv("TMPDIR") { return String(cString: named) }
        return SystemCalls.isFolder("/var/tmp") ? "/var/tmp" : "/tmp"
    }
}
