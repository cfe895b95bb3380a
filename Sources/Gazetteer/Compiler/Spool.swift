#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// Bytes that wait on disk for their turn. Small ones stay in memory; the file has no name, so that
/// nothing is left behind however the program ends.
struct Spool: ~Copyable {
    private let folder: String
    private var descriptor: Int32 = -1
    private var buffer: [UInt8] = []
    private var spilled = 0
    /// What the system said when a write failed; later writes do nothing.
    private(set) var failure: String?

    static let bufferSize = 1 << 22

    /// - Parameter path: the file that is made in the end; the spool stands in the same folder.
    init(beside path: String) {
        folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "./"
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    var count: Int { spilled + buffer.count }

    mutating func append(_ bytes: some Sequence<UInt8>) {
        buffer.append(contentsOf: bytes)
        if buffer.count >= Self.bufferSize { spill() }
    }

    mutating func append<T: FixedWidthInteger>(littleEndian value: T) {
        buffer.append(littleEndian: value)
        if buffer.count >= Self.bufferSize { spill() }
    }

    mutating func append(contentsOf bytes: UnsafeRawBufferPointer) {
        buffer.append(contentsOf: bytes)
        if buffer.count >= Self.bufferSize { spill() }
    }

    private mutating func spill() {
        if descriptor < 0, failure == nil { openFile() }
        var offset = 0
        while offset < buffer.count, failure == nil {
            let written = buffer.withUnsafeBytes {
                write(descriptor, $0.baseAddress.map { $0 + offset }, $0.count - offset)
            }
            if written > 0 {
                offset += written
            } else if errno != EINTR {
                failure = MappedFile.lastError
            }
        }
        spilled += buffer.count
        buffer.removeAll(keepingCapacity: true)
    }

    private mutating func openFile() {
        var template = Array((folder + ".sandgaz-XXXXXX").utf8CString)
        descriptor = mkstemp(&template)
        guard descriptor >= 0 else {
            failure = MappedFile.lastError
            return
        }
        unlink(template)
    }

    /// Copies `bytes.count` bytes from `offset` on; `false` when they are not there.
    func read(into bytes: UnsafeMutableRawBufferPointer, at offset: Int) -> Bool {
        guard offset >= 0, offset + bytes.count <= count else { return false }
        var done = 0
        while done < bytes.count {
            let position = offset + done
            if position >= spilled {
                buffer.withUnsafeBytes { memory in
                    let start = position - spilled
                    UnsafeMutableRawBufferPointer(rebasing: bytes[done...])
                        .copyMemory(
                            from: UnsafeRawBufferPointer(
                                rebasing: memory[start..<(start + bytes.count - done)]))
                }
                return true
            }
            let wanted = min(bytes.count - done, spilled - position)
            let got = pread(
                descriptor, bytes.baseAddress.map { $0 + done }, wanted, off_t(position))
            if got <= 0, errno != EINTR { return false }
            done += max(0, got)
        }
        return true
    }

    /// Passes everything in blocks whose sizes are multiples of `multiple`, but for the last.
    func forEachBlock(multipleOf multiple: Int = 8, _ body: (UnsafeRawBufferPointer) -> Void)
        -> Bool
    {
        let size = max(1, (1 << 20) / multiple) * multiple
        var block = [UInt8](repeating: 0, count: min(size, count))
        var offset = 0
        while offset < count {
            let length = min(size, count - offset)
            let isRead = block.withUnsafeMutableBytes { bytes in
                let part = UnsafeMutableRawBufferPointer(rebasing: bytes[..<length])
                guard read(into: part, at: offset) else { return false }
                body(UnsafeRawBufferPointer(part))
                return true
            }
            guard isRead else { return false }
            offset += length
        }
        return failure == nil
    }
}
