import Incidents

/// The reports of files, folders and standard input (`-`), in batches, in a fixed order: paths as
/// given, the files of a folder by name.
///
/// A file or line that cannot be used becomes a ``Finding``; the rest is still read. JSON lines of
/// any length pass through bounded memory. A report without an id of its own is named after its
/// file (relative to the folder given), and its line. Ids are unique: of two reports with one id the
/// second gets a number. What a folder's `index.csv` says of a file holds whether the folder is named
/// or the file; a day given for the run goes before it if the file is named.
public struct ReportFiles {
    private let options: ReportOptions
    /// Files still to be read, the next one last.
    private var waiting: [Entry]
    private var lines: JSONLines?
    private var queued = ReportBatch()
    private var knownIDs = KnownIDs()
    /// Of the folders whose files were named one by one.
    private var openedFolders: Set<SystemCalls.FileIdentity> = []
    private var indices: [String: [String: ReportMetadata]] = [:]
    /// Paths named by the caller that could not be used, and why.
    public private(set) var failures: [(path: String, error: InputError)] = []
    public private(set) var reportCount = 0
    public private(set) var byteCount = 0

    private struct Entry {
        var path: String
        var id: String
        var metadata = ReportMetadata()
        /// Named by the caller, not found in a folder.
        var isNamed = true
    }

    public init(_ paths: [String], options: ReportOptions = ReportOptions()) {
        self.options = options
        waiting = paths.reversed().map { Entry(path: $0, id: lastComponent($0)) }
    }

    /// - Returns: The next batch; `nil` when all is read. A batch may hold findings alone.
    public mutating func next() -> ReportBatch? {
        queued = ReportBatch()
        while queued.reports.count < options.batchCount, queued.bytes < options.batchBytes {
            if lines != nil {
                readLine()
            } else if let entry = waiting.popLast() {
                open(entry)
            } else {
                break
            }
        }
        guard !queued.reports.isEmpty || !queued.findings.isEmpty else { return nil }
        reportCount += queued.reports.count
        byteCount += queued.bytes
        return queued
    }

    // MARK: Files and folders

    private mutating func open(_ entry: Entry) {
        do {
            if entry.path != "-", SystemCalls.isFolder(entry.path) {
                return try openFolder(entry)
            }
            guard entry.path != "-" else { return try open(ByteStream(standardInput: ()), entry) }
            let stream = try ByteStream(path: entry.path)
            try open(stream, entry.isNamed ? withIndex(entry) : entry)
        } catch {
            fail(entry, error)
        }
    }

    private mutating func fail(_ entry: Entry, _ error: InputError) {
        if entry.isNamed { failures.append((entry.path, error)) }
        queued.findings.append(
            Finding(
                entry.isNamed ? .error : .warning, origin: entry.path, error.description,
                hint: error.hint))
    }

    private mutating func openFolder(_ folder: Entry) throws(InputError) {
        let isNew = SystemCalls.identity(folder.path).map { openedFolders.insert($0).inserted }
        guard folder.isNamed || isNew != false else {
            return queued.findings.append(
                Finding(.note, origin: folder.path, "leads to a folder that was read before"))
        }
        let names = try SystemCalls.names(in: folder.path)
        let index = readIndex(folder, names)
        var entries: [Entry] = []
        var others = 0
        for name in names where name != FolderIndex.fileName {
            let path = joined(folder.path, name)
            let id = folder.isNamed ? name : folder.id + "/" + name
            let isFolder = SystemCalls.isFolder(path)
            guard isFolder || index[name] != nil || isReportName(name) else {
                others += 1
                continue
            }
            let metadata = index[name] ?? ReportMetadata()
            entries.append(
                Entry(path: path, id: metadata.id ?? id, metadata: metadata, isNamed: false))
        }
        noteMissing(index, names, folder)
        noteOthers(others, folder)
        waiting += entries.reversed()
    }

    private mutating func readIndex(
        _ folder: Entry, _ names: [String]
    ) -> [String: ReportMetadata] {
        guard names.contains(FolderIndex.fileName) else { return [:] }
        return readIndex(in: folder.path) ?? [:]
    }

    /// The reports are read without an index that cannot be used.
    ///
    /// - Returns: `nil` when there is none.
    private mutating func readIndex(in folder: String) -> [String: ReportMetadata]? {
        let path = joined(folder, FolderIndex.fileName)
        do {
            let index = try FolderIndex(try ByteStream(path: path).readAll(), origin: path)
            queued.findings += index.findings
            return index.metadata
        } catch {
            guard error != .missing else { return nil }
            queued.findings.append(
                Finding(.error, origin: path, "the index was not used: it \(error)"))
            return [:]
        }
    }

    /// What the index beside a named file says of it.
    private mutating func withIndex(_ named: Entry) -> Entry {
        let folder = named.path.contains("/") ? folderPart(named.path) : "."
        let index = indices[folder] ?? indexBeside(folder, named)
        indices[folder] = index
        var entry = named
        entry.metadata = index[lastComponent(named.path)] ?? entry.metadata
        entry.id = entry.metadata.id ?? entry.id
        if options.published != nil { entry.metadata.published = nil }
        return entry
    }

    private mutating func indexBeside(_ folder: String, _ named: Entry) -> [String: ReportMetadata]
    {
        let name = lastComponent(named.path)
        guard name != FolderIndex.fileName, let index = readIndex(in: folder) else { return [:] }
        if index[name] != nil {
            queued.findings.append(
                Finding(
                    .note, origin: joined(folder, FolderIndex.fileName),
                    "says when and by whom the files beside it are"))
        }
        return index
    }

    private mutating func noteMissing(
        _ index: [String: ReportMetadata], _ names: [String], _ folder: Entry
    ) {
        let missing = Set(index.keys).subtracting(names).filter { !$0.contains("/") }
        for name in missing.sorted() {
            queued.findings.append(
                Finding(
                    .warning, origin: joined(folder.path, FolderIndex.fileName),
                    "names \(name), which is not in the folder"))
        }
    }

    private mutating func noteOthers(_ count: Int, _ folder: Entry) {
        guard count > 0 else { return }
        queued.findings.append(
            Finding(
                .note, origin: folder.path,
                "\(count) file\(count == 1 ? " is" : "s are") not .txt, .html, .json, .jsonl or .xml and "
                    + (count == 1 ? "was" : "were") + " left out",
                hint: "name a file to read it all the same"))
    }

    // MARK: What a file holds

    private mutating func open(_ stream: ByteStream, _ entry: Entry) throws(InputError) {
        let recognised = try stream.peek(1 << 16) { head -> ReportKind? in
            head.isEmpty ? nil : ReportKind.recognise(head)
        }
        guard let recognised else { throw .empty }
        let kind = options.kind ?? recognised
        var options = options
        options.published = entry.metadata.published ?? options.published
        let origin = entry.path == "-" ? "standard input" : entry.path
        let id = entry.path == "-" ? "stdin" : entry.id
        switch kind {
        case .jsonl:
            lines = JSONLines(stream: stream, origin: origin, id: id, options: options)
        case .feed:
            let found = try FeedReader.read(
                try stream.readAll(), id: id, origin: origin, options: options)
            queued.findings += found.findings
            for report in found.reports { append(report, origin: origin) }
        case .json:
            let found = try JSONDocument.read(
                try stream.readAll(), id: id, origin: origin, options: options)
            queued.findings += found.findings
            for report in found.reports { append(report, origin: origin) }
        case .text, .html:
            // Pages have more than their text, and wide encodings four bytes for one.
            var bytes = try stream.readAll(upTo: max(1 << 16, 4 * options.mostTextBytes))
            let isCut = try stream.hasMore()
            if isCut { bytes.dropCutCharacter() }
            let found = try DocumentReader.read(
                bytes, kind: kind, id: id, origin: origin,
                metadata: entry.metadata, options: options)
            queued.findings += found.findings
            append(found.report, origin: origin, isCut: isCut)
        }
    }

    private mutating func readLine() {
        guard let reading = lines else { return }
        do {
            guard let line = try reading.next() else { return lines = nil }
            queued.findings += line.findings
            if let report = line.report { append(report, origin: reading.origin) }
        } catch {
            queued.findings.append(
                Finding(.error, origin: reading.origin, error.description, hint: error.hint))
            failures.append((reading.origin, error))
            lines = nil
        }
    }

    /// - Parameter isCut: Whether the report goes on where reading ended.
    private mutating func append(_ report: Report, origin: String, isCut: Bool = false) {
        var report = report
        let length = report.text.utf8.count
        if report.cut(to: options.mostTextBytes) || isCut {
            queued.findings.append(
                Finding(
                    .warning, origin: origin,
                    "\(report.id) is longer than a report may be: the first \(report.text.utf8.count) bytes of its text were read, "
                        + (isCut ? "more than \(length)" : "\(length)") + " are there",
                    hint: "split it into its reports, one to a file or to a line of JSON"))
        }
        let id = report.id
        report.id = knownIDs.unique(id)
        if report.id != id {
            queued.findings.append(
                Finding(
                    .warning, origin: origin,
                    "a second report has the id \(id); it is called \(report.id)"))
        }
        queued.append(report)
    }
}

extension [UInt8] {
    /// Takes the beginning of a character in UTF-8 from the end: it would look like another encoding.
    fileprivate mutating func dropCutCharacter() {
        while let last, last & 0xC0 == 0x80 { removeLast() }
        if let last, last >= 0xC0 { removeLast() }
    }
}

extension Report {
    /// Cuts a text that is too long behind its last line, or word, or character before the limit.
    ///
    /// - Returns: Whether it was.
    fileprivate mutating func cut(to limit: Int) -> Bool {
        let bytes = text.utf8
        guard bytes.count > limit else { return false }
        let end = bytes.index(bytes.startIndex, offsetBy: limit)
        let near = bytes[bytes.index(end, offsetBy: -min(limit, 1 << 16))..<end]
        let border =
            near.lastIndex(of: UInt8(ascii: "\n")) ?? near.lastIndex(of: UInt8(ascii: " "))
            ?? near.lastIndex { $0 & 0xC0 != 0x80 } ?? end
        text = String(text[..<border])
        return true
    }
}

/// Which ids were seen, as hashes, so that a long run needs little memory: after a million reports
/// repeated ids are no longer noticed.
private struct KnownIDs {
    private var counts: [Int: Int] = [:]

    /// The id itself, or `id#2` when it was given before.
    mutating func unique(_ id: String) -> String {
        guard counts.count < 1 << 20 else { return id }
        guard let count = counts[id.hashValue] else {
            counts[id.hashValue] = 1
            return id
        }
        counts[id.hashValue] = count + 1
        return unique("\(id)#\(count + 1)")
    }
}

private func folderPart(_ path: String) -> String {
    let folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    return folder == [""] ? "/" : folder.joined(separator: "/")
}

private func joined(_ folder: String, _ name: String) -> String {
    folder.hasSuffix("/") ? folder + name : folder + "/" + name
}

private func lastComponent(_ path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
}

private func isReportName(_ name: String) -> Bool {
    let endings = [
        ".txt", ".text", ".html", ".htm", ".xhtml", ".json", ".jsonl", ".ndjson", ".xml", ".rss",
        ".atom",
    ]
    let name = name.lowercased()
    return endings.contains { name.hasSuffix($0) }
}
