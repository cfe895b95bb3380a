import Earth
public import Incidents

/// An incident list of any length, in parts that are lists themselves.
///
/// Rows keep their numbers and their bytes. What a part took is given back after it, so a file of any size
/// passes through a bounded amount of memory.
public struct ListParts {
    private let bytes: ListBytes
    private let shape: IncidentList.Shape
    public let origin: String
    private let options: ListReadingOptions
    private let numbering: IncidentList.Numbering
    /// Of the file as a whole: how it had to be decoded, what else an archive holds.
    public let findings: [Finding]

    /// What is read before it is handed out, by each thread.
    private static let stretch = 8 << 20

    /// - Parameter path: `-` = standard input.
    public init(path: String, options: ListReadingOptions = .init()) throws(InputError) {
        try self.init(path: path, options: options, numbering: IncidentList.Numbering())
    }

    init(
        path: String, options: ListReadingOptions, numbering: IncidentList.Numbering
    ) throws(InputError) {
        let origin = path == "-" ? "standard input" : path
        let file = try ListFile.read(path: path, origin: origin, options: options)
        try self.init(file, origin, options, numbering)
    }

    init(
        _ file: consuming ListFile, _ origin: String, _ options: ListReadingOptions = .init(),
        _ numbering: IncidentList.Numbering = .init()
    ) throws(InputError) {
        let findings = file.findings
        try self.init(ListBytes(file.takeBytes()), origin, options, numbering, findings)
    }

    init(
        _ bytes: ListBytes, _ origin: String, _ options: ListReadingOptions,
        _ numbering: IncidentList.Numbering, _ findings: [Finding] = []
    ) throws(InputError) {
        self.bytes = bytes
        self.origin = origin
        self.options = options
        self.numbering = numbering
        shape = try bytes.withBytes { bytes throws(InputError) in
            try IncidentList.Shape(bytes, options)
        }
        var findings = findings
        if case .geojson = shape, let system = options.referenceSystem {
            findings.append(
                Finding(
                    .warning, origin: origin,
                    "\(system) was not used: only tables are read in other reference systems"))
        }
        self.findings = findings
    }

    /// The bytes of all parts.
    public var byteCount: Int { bytes.withBytes { $0.count } }

    /// Hands out the parts in their order; an empty list has one. May be asked again.
    public func forEach(_ body: (IncidentList) throws -> Void) throws {
        var failure: (any Error)?
        try forEach(stretch: Self.stretch) { part in
            guard failure == nil else { return }
            do { try body(part) } catch { failure = error }
            if part.count > 0 { bytes.release(before: part.byte(ofRow: part.count - 1)) }
        }
        if let failure { throw failure }
    }

    func forEach(stretch: Int, _ body: (IncidentList) -> Void) throws(InputError) {
        var count = 0
        func handOut(_ entries: ListEntries) {
            var numbering = numbering
            numbering.first += count
            body(
                IncidentList(
                    file: bytes, shape: shape, entries: entries.movedDown(by: count),
                    numbering: numbering))
            count += entries.count
        }
        try bytes.withBytes { bytes throws(InputError) in
            let threads = options.threads(forBytes: bytes.count)
            let length = stretch == .max ? .max : stretch * threads
            switch shape {
            case .csv(let shape):
                CSVListRows(shape: shape, bytes: bytes, system: try options.system())
                    .forEachStretch(of: length, origin: origin, threads: threads, handOut)
            case .geojson:
                try GeoJSONList.forEachStretch(
                    of: length, in: bytes, origin: origin, threads: threads, handOut)
            }
        }
    }
}

/// The bytes that the parts of a list share.
final class ListBytes {
    private let file: MappedFile

    init(_ file: consuming MappedFile) { self.file = file }

    func withBytes<Result, Failure: Error>(
        _ body: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result { try file.withBytes(body) }

    func release(before position: Int) { file.release(before: position) }
}

extension ListReadingOptions {
    fileprivate func system() throws(InputError) -> ReferenceSystem? {
        guard let referenceSystem else { return nil }
        do throws(EarthError) { return try ReferenceSystem(referenceSystem) } catch {
            throw .malformed(error.description, position: nil)
        }
    }
}
