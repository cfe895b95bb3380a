import Formats
import Incidents

/// Features on their way into a file, written out whenever a block is full.
struct FeatureOutput {
    private let file: OutputFile
    // One of the two.
    private var writer: (any FeatureWriter)?
    private var database: GeoPackageWriter?

    /// - Parameter tags: The second header line of a table, as HXL has it.
    init(
        to file: OutputFile, as format: OutputFormat, _ layer: Layer, tags: [String] = []
    ) throws {
        self.file = file
        guard format == .gpkg else {
            writer = format == .csv ? CSVWriter(layer, tags: tags) : format.writer(for: layer)
            writer?.begin()
            return
        }
        guard let path = file.filePath else {
            throw Failure.usage(
                "a GeoPackage is a database and needs a file: name one with -o FILE")
        }
        database = try GeoPackageWriter(layer, path: path)
    }

    mutating func write(_ features: some Sequence<Feature>) throws {
        for feature in features {
            try database?.write(feature)
            writer?.write(feature)
            if let count = writer?.out.count, count > blockSize { try empty() }
        }
    }

    mutating func finish() throws {
        try database?.finish()
        writer?.finish()
        try empty()
        try file.commit()
    }

    private mutating func empty() throws {
        guard var out = writer?.out else { return }
        writer?.out = OutputBuffer()
        try file.write(&out)
        writer?.out = out
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
        case .table, .gpkg: LayerTableWriter(layer)
        }
    }
}
