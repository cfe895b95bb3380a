import Formats
import Incidents

/// Features on their way into a file, written out whenever a block is full.
struct FeatureOutput {
    private let file: OutputFile
    // One of the four.
    private var writer: (any FeatureWriter)?
    private var database: GeoPackageWriter?
    private var flatGeobuf: FlatGeobufWriter?
    private var tiles: PMTilesWriter?
    private let style: SimpleStyle?

    /// - Parameters:
    ///   - tags: The second header line of a table, as HXL has it.
    ///   - isStyled: Whether features say how they look, as simplestyle has it.
    init(
        to file: OutputFile, as format: OutputFormat, _ layer: Layer, tags: [String] = [],
        isStyled: Bool = false
    ) throws {
        self.file = file
        style = isStyled ? SimpleStyle(layer) : nil
        let layer = style?.layer ?? layer
        switch format {
        case .gpkg:
            guard let path = file.filePath else {
                throw Failure.usage(
                    "a GeoPackage is a database and needs a file: name one with -o FILE")
            }
            database = try GeoPackageWriter(layer, path: path)
        case .fgb: flatGeobuf = FlatGeobufWriter(layer)
        case .pmtiles: tiles = PMTilesWriter(layer)
        default:
            writer = format == .csv ? CSVWriter(layer, tags: tags) : format.writer(for: layer)
            writer?.begin()
        }
    }

    mutating func write(_ features: some Sequence<Feature>) throws {
        for feature in features {
            let feature = style?.styled(feature) ?? feature
            try database?.write(feature)
            try flatGeobuf?.write(feature)
            try tiles?.write(feature)
            writer?.write(feature)
            if let count = writer?.out.count, count > blockSize { try empty() }
        }
    }

    /// - Returns: What the format could not hold; it was said.
    @discardableResult
    mutating func finish(isQuiet: Bool = false) throws -> [Finding] {
        try database?.finish()
        try flatGeobuf?.finish { out throws(OutputError) in try file.write(&out) }
        try tiles?.finish { out throws(OutputError) in try file.write(&out) }
        writer?.finish()
        try empty()
        try file.commit()
        let findings = tiles?.remarks ?? []
        Messages(isQuiet: isQuiet).say(findings)
        return findings
    }

    private mutating func empty() throws {
        guard var out = writer?.out else { return }
        writer?.out = OutputBuffer()
        try file.write(&out)
        writer?.out = out
    }
}

extension PMTilesWriter {
    /// What the tiles do not show.
    fileprivate var remarks: [Finding] {
        var findings: [Finding] = []
        if undrawnCount > 0 {
            findings.append(
                Finding(
                    .warning, origin: "tiles",
                    "\(undrawnCount) rows are in no tile: they have no place, or lie beyond 85° north or south"
                ))
        }
        if let first = thinnedZooms.first, let last = thinnedZooms.last {
            findings.append(
                Finding(
                    .note, origin: "tiles",
                    "crowded tiles of zooms \(first) to \(last) show one point for each of 64 × 64 cells, whose `more` tells of how many others, and the largest lines and areas; all are shown from zoom \(last + 1) on"
                ))
        }
        return findings
    }
}

/// Readings on their way into a file, as JSON lines or as features.
struct ReadingOutput {
    private let file: OutputFile
    private var lines: ReadingLines

    init(to file: OutputFile, as lines: ReadingLines) {
        self.file = file
        self.lines = lines
    }

    mutating func write(_ readings: [ReportReading]) throws {
        for reading in readings {
            lines.write(reading)
            if lines.out.count > blockSize { try file.write(&lines.out) }
        }
    }

    mutating func finish() throws {
        try file.write(&lines.out)
        try file.commit()
    }
}

private let blockSize = 1 << 16

extension OutputFormat {
    /// A writer for any layer, unless it needs a file. Incidents have a table of their own.
    fileprivate func writer(for layer: Layer) -> any FeatureWriter {
        switch self {
        case .geojson: GeoJSONWriter(layer)
        case .geojsonl: GeoJSONLinesWriter(layer)
        case .geojsonseq: GeoJSONLinesWriter(layer, isSequence: true)
        case .jsonl: JSONRowsWriter(layer)
        case .csv: CSVWriter(layer)
        case .kml: KMLWriter(layer)
        case .table, .gpkg, .fgb, .pmtiles: LayerTableWriter(layer)
        }
    }
}
