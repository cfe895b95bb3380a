/// The files of a ZIP archive, by its directory at the end.
///
/// Plain and deflated files; no archives above 4 GB, in parts, or with a password.
///
/// - Source: PKWARE APPNOTE.TXT 6.3.10, §4.3.
struct ZipArchive {
    private let bytes: UnsafeBufferPointer<UInt8>
    private(set) var entries: [Entry] = []

    struct Entry {
        var name: String
        fileprivate var method: Int
        fileprivate var packedSize: Int
        fileprivate var offset: Int
        fileprivate var isEncrypted: Bool
    }

    static func isPresent(in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        // The second is an archive of nothing.
        bytes.starts(with: [0x50, 0x4B, 3, 4]) || bytes.starts(with: [0x50, 0x4B, 5, 6])
    }

    init(_ bytes: UnsafeBufferPointer<UInt8>) throws(InputError) {
        self.bytes = bytes
        guard let end = endOfDirectory() else {
            throw .malformed("the ZIP archive has no directory: it is cut short", position: nil)
        }
        var position = try number(end + 16, size: 4)
        for _ in 0..<(try number(end + 10, size: 2)) { entries.append(try entry(at: &position)) }
    }

    func contents(of entry: Entry) throws(InputError) -> Spool {
        guard !entry.isEncrypted else {
            throw .malformed("\(entry.name) has a password", position: nil)
        }
        let name = try number(entry.offset + 26, size: 2)
        let extra = try number(entry.offset + 28, size: 2)
        let start = entry.offset + 30 + name + extra
        guard start <= bytes.count, entry.packedSize <= bytes.count - start else { throw cut }
        let packed = UnsafeBufferPointer(rebasing: bytes[start..<start + entry.packedSize])
        switch entry.method {
        case 0:
            let stored = Spool()
            try stored.add(packed)
            return stored
        case 8: return try Inflation.unpack(packed, .none)
        default: throw .malformed("\(entry.name) is packed in a way not known here", position: nil)
        }
    }

    private var cut: InputError {
        .malformed("the ZIP archive is cut short", position: bytes.count)
    }

    /// Looked for from the end; a comment of up to 64 KB may follow it.
    private func endOfDirectory() -> Int? {
        guard bytes.count >= 22 else { return nil }
        let first = max(0, bytes.count - 22 - 0xFFFF)
        return stride(from: bytes.count - 22, through: first, by: -1).first {
            bytes[$0...].starts(with: [0x50, 0x4B, 5, 6])
        }
    }

    private func entry(at position: inout Int) throws(InputError) -> Entry {
        guard position < bytes.count, bytes[position...].starts(with: [0x50, 0x4B, 1, 2]) else {
            throw .malformed("the directory of the ZIP archive is damaged", position: position)
        }
        let nameLength = try number(position + 28, size: 2)
        let rest = try number(position + 30, size: 2) + number(position + 32, size: 2)
        let start = position + 46
        guard start + nameLength <= bytes.count else { throw cut }
        let entry = Entry(
            name: String(decoding: bytes[start..<start + nameLength], as: UTF8.self),
            method: try number(position + 10, size: 2),
            packedSize: try number(position + 20, size: 4),
            offset: try number(position + 42, size: 4),
            isEncrypted: try number(position + 8, size: 2) & 1 == 1)
        position = start + nameLength + rest
        return entry
    }

    private func number(_ position: Int, size: Int) throws(InputError) -> Int {
        guard position >= 0, position + size <= bytes.count else { throw cut }
        return bytes[position..<position + size].reversed().reduce(0) { $0 << 8 | Int($1) }
    }
}
