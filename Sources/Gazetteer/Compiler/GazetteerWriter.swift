#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// Writes sections, one after the other, into a file beside the goal and then puts it in the goal's
/// place, so that a reader never sees half a gazetteer.
struct GazetteerWriter: ~Copyable {
    private typealias Format = GazetteerFormat

    private let path: String
    private let draft: Draft
    private var table: [UInt8] = []
    private var written: Set<Format.Section> = []
    private var offset: Int
    private var checksum = GazetteerChecksum(count: 0)
    private var expected = 0
    /// Bytes that do not fill a word of the checksum yet.
    private var pending: [UInt8] = []
    private var failure: String?

    init(path: String) throws(GazetteerError) {
        self.path = path
        draft = try Draft(of: path)
        offset = Format.headerSize + Format.Section.allCases.count * Format.sectionEntrySize
        if fseek(draft.file, offset, SEEK_SET) != 0 { failure = MappedFile.lastError }
    }

    mutating func write(_ section: GazetteerFormat.Section, _ bytes: UnsafeRawBufferPointer) {
        begin(section, count: bytes.count)
        append(bytes)
        end()
    }

    mutating func write(_ section: GazetteerFormat.Section, _ bytes: [UInt8]) {
        bytes.withUnsafeBytes { write(section, $0) }
    }

    mutating func write(_ section: GazetteerFormat.Section, _ spool: borrowing Spool) {
        begin(section, count: spool.count)
        if !spool.forEachBlock({ append($0) }) {
            failure = failure ?? spool.failure ?? "a working file broke off"
        }
        end()
    }

    /// A section of `count` bytes, appended piece by piece.
    mutating func begin(_ section: GazetteerFormat.Section, count: Int) {
        checksum = GazetteerChecksum(count: count)
        expected = count
        table.append(littleEndian: section.rawValue)
        table.append(littleEndian: UInt32(0))
        table.append(littleEndian: UInt64(offset))
        table.append(littleEndian: UInt64(count))
        written.insert(section)
    }

    mutating func append(_ bytes: UnsafeRawBufferPointer) {
        expected -= bytes.count
        put(bytes)
        guard pending.isEmpty, bytes.count % 8 == 0 else {
            pending.append(contentsOf: bytes)
            let whole = pending.count & ~7
            pending[..<whole].withUnsafeBytes { checksum.add($0) }
            pending.removeFirst(whole)
            return
        }
        checksum.add(bytes)
    }

    mutating func append(_ bytes: [UInt8]) { bytes.withUnsafeBytes { append($0) } }

    mutating func end() {
        if expected != 0 { failure = failure ?? "a section is not as long as announced" }
        pending.withUnsafeBytes { checksum.add($0) }
        pending.removeAll(keepingCapacity: true)
        table.append(littleEndian: checksum.value)
        let padding = [UInt8](repeating: 0, count: (8 - offset % 8) % 8)
        padding.withUnsafeBytes { put($0) }
    }

    private mutating func put(_ bytes: UnsafeRawBufferPointer) {
        offset += bytes.count
        guard failure == nil, bytes.count > 0 else { return }
        if fwrite(bytes.baseAddress, 1, bytes.count, draft.file) != bytes.count {
            failure = MappedFile.lastError
        }
    }

    /// Writes the header, closes the file and puts it in place.
    ///
    /// - Returns: the size of the file.
    consuming func finish() throws(GazetteerError) -> Int {
        for section in Format.Section.allCases where !written.contains(section) {
            write(section, [])
        }
        var header = Format.magic
        header.append(littleEndian: Format.version)
        header.append(littleEndian: UInt32(written.count))
        header.append(littleEndian: UInt64(offset))
        let head = header.withUnsafeBytes { Format.checksum($0) }
        header.append(littleEndian: table.withUnsafeBytes { Format.checksum($0, from: head) })
        header += table
        if fseek(draft.file, 0, SEEK_SET) != 0 { failure = failure ?? MappedFile.lastError }
        let size = offset
        header.withUnsafeBytes { put($0) }
        if let failure = failure ?? draft.commit(to: path) {
            throw .cannotWrite(path: path, reason: failure)
        }
        return size
    }
}

/// The file beside the goal; gone when it is let go of before it was put in place.
private final class Draft {
    let file: UnsafeMutablePointer<FILE>
    private let path: String
    private var isOpen = true

    init(of goal: String) throws(GazetteerError) {
        path = goal + ".part"
        guard let file = fopen(path, "wb") else {
            throw .cannotWrite(path: goal, reason: MappedFile.lastError)
        }
        self.file = file
    }

    deinit {
        if isOpen { fclose(file) }
        unlink(path)
    }

    /// - Returns: what went wrong.
    func commit(to goal: String) -> String? {
        isOpen = false
        guard fclose(file) == 0, rename(path, goal) == 0 else { return MappedFile.lastError }
        return nil
    }
}
