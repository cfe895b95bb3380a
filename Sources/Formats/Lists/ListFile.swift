import GeoPackage
import Incidents

/// A file of incidents as text that the list readers know: unpacked, in UTF-8, and GeoPackage and KML
/// as the GeoJSON lines they amount to.
struct ListFile: ~Copyable {
    let bytes: MappedFile
    let findings: [Finding]

    /// - Parameter path: `-` = standard input.
    static func read(
        path: String, origin: String, options: ListReadingOptions = .init()
    ) throws(InputError) -> ListFile {
        try read(MappedFile(path: path), path: path, origin: origin, options: options)
    }

    /// - Parameter path: Where the bytes are from, if they are those of a file.
    static func read(
        _ file: consuming MappedFile, path: String, origin: String,
        options: ListReadingOptions = .init()
    ) throws(InputError) -> ListFile {
        var findings: [Finding] = []
        var bytes = file
        // An archive in an archive is one too many; a packed GeoPackage is not.
        for _ in 0..<3 {
            guard let next = try step(bytes, path, origin, &findings) else { break }
            bytes = try next.takeFile()
        }
        if let decoded = try recoded(bytes, options) {
            findings += decoded.findings(origin: origin)
            bytes = MappedFile(bytes: Array(decoded.text.utf8))
        }
        return ListFile(bytes: bytes, findings: findings)
    }

    /// What `read` makes of the bytes of a file and of their origin, with the findings of both.
    ///
    /// - Parameter path: `-` = standard input.
    static func withBytes<Rows>(
        path: String,
        _ read: (UnsafeBufferPointer<UInt8>, String) throws(InputError) -> (Rows, [Finding])
    ) throws(InputError) -> (Rows, [Finding]) {
        let origin = path == "-" ? "standard input" : path
        let file = try Self.read(path: path, origin: origin)
        let remarks = file.findings
        let bytes = file.takeBytes()
        let (rows, findings) = try bytes.withBytes { bytes throws(InputError) in
            try read(bytes, origin)
        }
        return (rows, remarks + findings)
    }

    consuming func takeBytes() -> MappedFile { bytes }

    /// - Returns: What the bytes amount to; `nil` when they are a list already.
    private static func step(
        _ file: borrowing MappedFile, _ path: String, _ origin: String, _ findings: inout [Finding]
    ) throws(InputError) -> Spool? {
        let isFile = file.isNamedFile
        return try file.withBytes { bytes throws(InputError) -> Spool? in
            if bytes.starts(with: [0x1F, 0x8B]) {
                return try Inflation.unpack(bytes, .gzip) { end in
                    findings.append(
                        Finding(
                            .warning, origin: origin, at: .byte(end),
                            "what follows the archive is not packed and was not read"))
                }
            }
            if ZipArchive.isPresent(in: bytes) { return try list(in: bytes, origin, &findings) }
            if bytes.starts(with: Array("SQLite format 3\0".utf8)) {
                // A database may be in the middle of a transaction, which only its own file tells.
                return isFile
                    ? try GeoPackageList.lines(path: path, origin, &findings)
                    : try GeoPackageList.lines(bytes: Array(bytes), origin, &findings)
            }
            if KMLList.isPresent(in: bytes) { return try KMLList.lines(bytes, origin, &findings) }
            return nil
        }
    }

    /// The one list of an archive, or the document of a KMZ.
    private static func list(
        in bytes: UnsafeBufferPointer<UInt8>, _ origin: String, _ findings: inout [Finding]
    ) throws(InputError) -> Spool {
        let archive = try ZipArchive(bytes)
        let names = archive.entries.map(\.name)
        if names.contains("[Content_Types].xml") {
            throw .binary(what: "an office document")
        }
        let kinds = [
            ".csv", ".tsv", ".txt", ".geojson", ".geojsonl", ".json", ".jsonl", ".kml", ".gpkg",
        ]
        let lists = archive.entries.filter { entry in
            !entry.name.hasPrefix("__MACOSX/")
                && kinds.contains { entry.name.lowercased().hasSuffix($0) }
        }
        guard let list = lists.first(where: { $0.name == "doc.kml" }) ?? lists.first else {
            throw .malformed(
                names.isEmpty
                    ? "there is nothing in the archive"
                    : "no incident list is in the archive, only "
                        + names.prefix(8).joined(separator: ", "), position: nil)
        }
        if lists.count > 1 {
            let others = lists.map(\.name).filter { $0 != list.name }.prefix(5)
            findings.append(
                Finding(
                    .warning, origin: origin,
                    "only \(list.name) was read of the archive's \(lists.count) lists",
                    hint: "unpack it to read \(others.joined(separator: ", "))"))
        }
        return try archive.contents(of: list)
    }

    /// - Returns: `nil` for what is UTF-8 already.
    private static func recoded(
        _ file: borrowing MappedFile, _ options: ListReadingOptions
    ) throws(InputError) -> DecodedText? {
        try file.withBytes { bytes throws(InputError) -> DecodedText? in
            let marked = ByteOrderMark.find(in: bytes).map { $0.encoding != .utf8 } ?? false
            let wide = UnmarkedUTF16.find(in: bytes) != nil
            guard marked || wide || !isUTF8(bytes, file, options) else { return nil }
            return try TextDecoder.decode(bytes)
        }
    }

    /// Block by block, several at once, whose memory is given back.
    private static func isUTF8(
        _ bytes: UnsafeBufferPointer<UInt8>, _ file: borrowing MappedFile,
        _ options: ListReadingOptions
    ) -> Bool {
        let block = 8 << 20
        let threads = options.threads(forBytes: bytes.count)
        // The bytes are only read.
        nonisolated(unsafe) let bytes = bytes
        var start = 0
        while start < bytes.count {
            let count = min(threads, (bytes.count - start + block - 1) / block)
            let borders = (0...count).map { bytes.startOfCharacter(at: start + $0 * block) }
            let isSound = mapInParallel(count) {
                UnsafeBufferPointer(rebasing: bytes[borders[$0]..<borders[$0 + 1]])
                    .firstInvalidUTF8 == nil
            }
            guard !isSound.contains(false), borders[count] > start else { return false }
            start = borders[count]
            if start >= block { file.release(before: start) }
        }
        return true
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// The position, or up to three before it, so that it cuts no character; the end beyond the end.
    fileprivate func startOfCharacter(at position: Int) -> Int {
        guard position < count else { return count }
        return (Swift.max(0, position - 3)...position).last { self[$0] & 0xC0 != 0x80 } ?? position
    }
}
