/// Tells files that are not text, and names what they are where their first bytes say so.
enum BinaryContent {
    static func recognise(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
        if let known = signatures.first(where: { bytes.starts(with: $0.start) }) {
            return known.name
        }
        guard bytes.firstPosition(of: 0, from: 0) != nil else { return nil }
        return "binary data"
    }

    private static let signatures: [(start: [UInt8], name: String)] = [
        (Array("%PDF-".utf8), "a PDF document"),
        (Array("PK\u{3}\u{4}".utf8), "a ZIP archive or an office document"),
        ([0x1F, 0x8B], "a gzip archive"),
        (Array("BZh".utf8) + [0x39], "a bzip2 archive"),
        ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], "an xz archive"),
        ([0x28, 0xB5, 0x2F, 0xFD], "a zstd archive"),
        ([0x89, 0x50, 0x4E, 0x47], "a PNG picture"),
        ([0xFF, 0xD8, 0xFF], "a JPEG picture"),
        (Array("GIF8".utf8), "a GIF picture"),
        ([0xD0, 0xCF, 0x11, 0xE0], "an old office document"),
        ([0x7F, 0x45, 0x4C, 0x46], "a program"),
        (Array("SQLite format 3".utf8), "an SQLite database"),
        (Array("{\\rtf".utf8), "an RTF document"),
    ]
}
