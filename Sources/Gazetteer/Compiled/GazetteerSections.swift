/// The mapped file cut into its sections, and reads that stay inside them.
struct GazetteerSections: Sendable {
    private let file: MappedFile
    private let table: SectionTable
    /// Of the table: every look-up begins here, so that the way to a section's bytes is one read.
    nonisolated(unsafe) private let starts: UnsafePointer<UnsafeRawBufferPointer>
    private let checksums: [UInt64]

    private typealias Format = GazetteerFormat

    init(path: String) throws(GazetteerError) {
        file = try MappedFile(path: path)
        let bytes = file.bytes
        guard bytes.count >= Format.headerSize, bytes.prefix(8).elementsEqual(Format.magic) else {
            throw .notAGazetteer(path: path)
        }
        let version = Self.load(bytes, 8, UInt32.self)
        guard version == Format.version else {
            throw .wrongVersion(path: path, found: Int(version), expected: Int(Format.version))
        }
        let count = Int(Self.load(bytes, 12, UInt32.self))
        let tableEnd = Format.headerSize + count * Format.sectionEntrySize
        guard count <= 64, tableEnd <= bytes.count else {
            throw .damaged(path: path, reason: "the section table is cut off")
        }
        guard Self.load(bytes, 24, UInt64.self) == Self.headerChecksum(bytes, tableEnd: tableEnd)
        else {
            throw .damaged(path: path, reason: "the header's checksum does not fit")
        }
        guard Self.load(bytes, 16, UInt64.self) == UInt64(bytes.count) else {
            throw .damaged(path: path, reason: "the file is cut off or has grown")
        }
        let sections = try Self.sections(bytes, count: count, path: path)
        checksums = sections.checksums
        table = SectionTable(sections.ranges.map { UnsafeRawBufferPointer(rebasing: bytes[$0]) })
        starts = UnsafePointer(table.start)
    }

    static func headerChecksum(_ bytes: UnsafeRawBufferPointer, tableEnd: Int) -> UInt64 {
        let head = Format.checksum(UnsafeRawBufferPointer(rebasing: bytes[0..<24]))
        return Format.checksum(
            UnsafeRawBufferPointer(rebasing: bytes[Format.headerSize..<tableEnd]), from: head)
    }

    private static func sections(
        _ bytes: UnsafeRawBufferPointer, count: Int, path: String
    ) throws(GazetteerError) -> (ranges: [Range<Int>], checksums: [UInt64]) {
        let slots = Int(Format.Section.allCases.last?.rawValue ?? 0) + 1
        var ranges = [Range<Int>](repeating: 0..<0, count: slots)
        var checksums = [UInt64](repeating: 0, count: slots)
        for index in 0..<count {
            let entry = Format.headerSize + index * Format.sectionEntrySize
            let id = Int(load(bytes, entry, UInt32.self))
            let offset = load(bytes, entry + 8, UInt64.self)
            let size = load(bytes, entry + 16, UInt64.self)
            guard offset <= UInt64(bytes.count), size <= UInt64(bytes.count) - offset else {
                throw .damaged(path: path, reason: "section \(id) lies outside the file")
            }
            guard ranges.indices.contains(id) else { continue }
            ranges[id] = Int(offset)..<Int(offset + size)
            checksums[id] = load(bytes, entry + 24, UInt64.self)
        }
        return (ranges, checksums)
    }

    func verify(path: String) throws(GazetteerError) {
        for section in Format.Section.allCases where !self[section].isEmpty {
            guard Format.checksum(self[section]) == checksums[Int(section.rawValue)] else {
                throw .damaged(path: path, reason: "the checksum of “\(section)” does not fit")
            }
        }
    }

    // MARK: Reads

    @inline(__always)
    subscript(_ section: GazetteerFormat.Section) -> UnsafeRawBufferPointer {
        starts[Int(section.rawValue)]
    }

    @inline(__always)
    func count(_ section: GazetteerFormat.Section, size: Int) -> Int {
        self[section].count / size
    }

    /// A number inside `bytes`; 0 outside.
    @inline(__always)
    func number(_ bytes: UnsafeRawBufferPointer, at offset: Int) -> UInt32 {
        guard offset >= 0, offset + 4 <= bytes.count else { return 0 }
        return Self.load(bytes, offset, UInt32.self)
    }

    @inline(__always)
    func wide(_ bytes: UnsafeRawBufferPointer, at offset: Int) -> UInt64 {
        guard offset >= 0, offset + 8 <= bytes.count else { return 0 }
        return Self.load(bytes, offset, UInt64.self)
    }

    /// The bytes behind a length byte; empty outside the section.
    @inline(__always)
    func bytes(_ section: GazetteerFormat.Section, at offset: UInt32) -> UnsafeRawBufferPointer {
        let bytes = self[section]
        let start = Int(offset) + 1
        guard start <= bytes.count else { return UnsafeRawBufferPointer(start: nil, count: 0) }
        let end = min(start + Int(bytes[start - 1]), bytes.count)
        return UnsafeRawBufferPointer(rebasing: bytes[start..<end])
    }

    func text(_ section: GazetteerFormat.Section, at offset: UInt32) -> String {
        String(decoding: bytes(section, at: offset), as: UTF8.self)
    }

    /// All length-prefixed texts of a section.
    func textList(_ section: GazetteerFormat.Section) -> [String] {
        var list: [String] = []
        var offset = 0
        while offset < self[section].count, list.count < 256 {
            let text = bytes(section, at: UInt32(offset))
            list.append(String(decoding: text, as: UTF8.self))
            offset += 1 + text.count
        }
        return list
    }

    @inline(__always)
    private static func load<T: FixedWidthInteger>(
        _ bytes: UnsafeRawBufferPointer, _ offset: Int, _ type: T.Type
    ) -> T {
        T(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: type))
    }
}

/// Where each section lies, by its number; written once, then only read.
private final class SectionTable: Sendable {
    nonisolated(unsafe) let start: UnsafeMutablePointer<UnsafeRawBufferPointer>

    init(_ sections: [UnsafeRawBufferPointer]) {
        start = .allocate(capacity: sections.count)
        start.initialize(from: sections, count: sections.count)
    }

    deinit { start.deallocate() }
}
