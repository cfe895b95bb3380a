#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// Writes sections into a file beside the goal and then puts it in the goal's place, so that a reader
/// never sees half a gazetteer.
enum GazetteerWriter {
    private typealias Format = GazetteerFormat

    /// - Returns: the size of the file.
    static func write(
        _ sections: CompiledTables.Sections, to path: String
    ) throws(GazetteerError) -> Int {
        let (header, size) = header(of: sections)
        let draft = path + ".part"
        guard let file = fopen(draft, "wb") else {
            throw .cannotWrite(path: path, reason: MappedFile.lastError)
        }
        var isWritten = put(header, file)
        for (_, bytes) in sections {
            isWritten =
                isWritten && put(bytes, file)
                && put([UInt8](repeating: 0, count: padding(bytes.count)), file)
        }
        isWritten = fclose(file) == 0 && isWritten
        guard isWritten, rename(draft, path) == 0 else {
            let reason = MappedFile.lastError
            unlink(draft)
            throw .cannotWrite(path: path, reason: reason)
        }
        return size
    }

    private static func put(_ bytes: [UInt8], _ file: UnsafeMutablePointer<FILE>) -> Bool {
        bytes.isEmpty || fwrite(bytes, 1, bytes.count, file) == bytes.count
    }

    private static func padding(_ count: Int) -> Int { (8 - count % 8) % 8 }

    private static func header(of sections: CompiledTables.Sections) -> ([UInt8], size: Int) {
        var table: [UInt8] = []
        var offset = Format.headerSize + sections.count * Format.sectionEntrySize
        for (section, bytes) in sections {
            table.append(littleEndian: section.rawValue)
            table.append(littleEndian: UInt32(0))
            table.append(littleEndian: UInt64(offset))
            table.append(littleEndian: UInt64(bytes.count))
            table.append(littleEndian: bytes.withUnsafeBytes { Format.checksum($0) })
            offset += bytes.count + padding(bytes.count)
        }
        var header = Format.magic
        header.append(littleEndian: Format.version)
        header.append(littleEndian: UInt32(sections.count))
        header.append(littleEndian: UInt64(offset))
        let head = header.withUnsafeBytes { Format.checksum($0) }
        header.append(littleEndian: table.withUnsafeBytes { Format.checksum($0, from: head) })
        return (header + table, offset)
    }
}
