#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Incident lists as they come: pieces of a stream, or the files of a folder.
public protocol LiveLists {
    /// What has come since the last call; `nil` when nothing will come any more.
    ///
    /// May wait a while; an empty array says that nothing came meanwhile.
    mutating func next() throws(InputError) -> [LiveList]?
}

/// One piece, or why it cannot be used.
public struct LiveList {
    public let origin: String
    public let result: Result<IncidentList, InputError>

    init(_ origin: String, _ read: () throws(InputError) -> IncidentList) {
        self.origin = origin
        do throws(InputError) { result = .success(try read()) } catch { result = .failure(error) }
    }
}

/// A list that is written while it is read: CSV below its header, or GeoJSON with one feature to a
/// line. Whole rows are handed over as soon as they are there.
public struct LiveStream: LiveLists {
    private let descriptor: Int32
    private let origin: String
    /// Bytes of rows that are not complete yet.
    private var pending: [UInt8] = []
    /// The first line of a CSV list, put before every piece; empty for GeoJSON.
    private var header: [UInt8]?
    private var rowCount = 0
    private var isAtEnd = false

    /// - Parameter path: `-` = standard input; otherwise a pipe.
    public init(path: String) throws(InputError) {
        origin = path == "-" ? "standard input" : path
        descriptor = path == "-" ? dup(STDIN_FILENO) : try SystemCalls.open(path)
    }

    public mutating func next() throws(InputError) -> [LiveList]? {
        guard !isAtEnd else { return nil }
        let block = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
        defer { block.deallocate() }
        let count = try SystemCalls.read(descriptor, into: block)
        isAtEnd = count == 0
        pending += block[..<count]
        return takeWholeRows().map { piece in
            let numbering = IncidentList.Numbering(first: rowCount + 1)
            let list = LiveList(origin) { () throws(InputError) in
                try IncidentList.read(bytes: piece, origin: origin, numbering: numbering)
            }
            if case .success(let list) = list.result { rowCount += list.count }
            return list
        }
    }

    /// The complete rows, with the header before them; of GeoJSON each line by itself, so that a broken
    /// one spoils no other.
    private mutating func takeWholeRows() -> [[UInt8]] {
        if header == nil { takeHeader() }
        guard let header, let end = isAtEnd ? pending.count : endOfRows, end > 0 else { return [] }
        let rows = pending[..<end]
        pending.removeFirst(end)
        let pieces = header.isEmpty ? rows.split(separator: UInt8(ascii: "\n")) : [rows]
        return pieces.filter { $0.contains { !$0.isHTMLSpace } }.map { header + $0 }
    }

    private mutating func takeHeader() {
        guard let first = pending.first(where: { !$0.isHTMLSpace && $0 < 0x80 && $0 != 0x1E })
        else {
            return
        }
        let isJSON = first == UInt8(ascii: "{")
        guard !isJSON else { return header = [] }
        guard let end = pending.firstIndex(of: UInt8(ascii: "\n")) else { return }
        header = Array(pending[...end])
        pending.removeFirst(end + 1)
    }

    /// After the last line end that stands outside quotes. A CSV field may hold line ends in quotes; in
    /// JSON they are escaped, and its quotes are passed over too.
    private var endOfRows: Int? {
        // A quote that nothing closes must not hold up everything after it.
        guard header?.isEmpty == false, pending.count < 1 << 20 else {
            return pending.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 }
        }
        var isQuoted = false
        var end: Int?
        for (position, byte) in pending.enumerated() {
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            if byte == UInt8(ascii: "\n"), !isQuoted { end = position + 1 }
        }
        return end
    }
}

/// The incident lists in a folder, as they appear and change. A file is read when it has stood unchanged
/// from one look to the next, so that half-written ones are left alone; one that changed is read again.
public struct LiveFolder: LiveLists {
    private let path: String
    private let pause: Double
    private let looksOnce: Bool
    private var known: [String: FileState] = [:]
    private var hasLooked = false

    private struct FileState: Equatable {
        let size: Int
        let seconds: Int
        let nanoseconds: Int
        var isRead = false
    }

    /// - Parameters:
    ///   - pause: Seconds between looks.
    ///   - looksOnce: Reads what is there and ends.
    public init(path: String, pause: Double, looksOnce: Bool) throws(InputError) {
        guard SystemCalls.isFolder(path) else { throw .missing }
        self.path = path
        self.pause = pause
        self.looksOnce = looksOnce
    }

    public mutating func next() throws(InputError) -> [LiveList]? {
        guard !(hasLooked && looksOnce) else { return nil }
        if hasLooked { usleep(UInt32(clamping: Int(pause * 1e6))) }
        hasLooked = true
        var lists: [LiveList] = []
        for name in try SystemCalls.names(in: path) where isReady(name) {
            let file = path + "/" + name
            lists.append(
                LiveList(file) { () throws(InputError) in
                    try IncidentList.read(path: file, numbering: .init(prefix: name + ":"))
                })
        }
        return lists
    }

    private mutating func isReady(_ name: String) -> Bool {
        guard let state = Self.state(path + "/" + name) else { return false }
        var before = known[name]
        let wasRead = before?.isRead ?? false
        before?.isRead = false
        let isSettled = looksOnce || before == state
        known[name] = state
        known[name]?.isRead = isSettled
        return isSettled && !(wasRead && before == state)
    }

    /// `nil` for what is no file.
    private static func state(_ path: String) -> FileState? {
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        #if canImport(Darwin)
            let time = status.st_mtimespec
        #else
            let time = status.st_mtim
        #endif
        return FileState(
            size: Int(status.st_size), seconds: Int(time.tv_sec), nanoseconds: Int(time.tv_nsec))
    }
}
