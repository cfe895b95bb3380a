import Formats
import Incidents

/// Features on their way into a file, written out whenever a block is full.
struct FeatureOutput {
    private let file: OutputFile
    private var writer: any FeatureWriter

    init(to file: OutputFile, as writer: any FeatureWriter) {
        self.file = file
        self.writer = writer
        self.writer.begin()
    }

    mutating func write(_ features: some Sequence<Feature>) throws {
        for feature in features {
            writer.write(feature)
            if writer.out.count > blockSize { try file.write(&writer.out) }
        }
    }

    mutating func finish() throws {
        writer.finish()
        try file.write(&writer.out)
        try file.commit()
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
    /// A writer for any layer. Incidents have a table of their own.
    func writer(for layer: Layer) -> any FeatureWriter {
        switch self {
        case .geojson: GeoJSONWriter(layer)
        case .geojsonl: GeoJSONLinesWriter(layer)
        case .jsonl: JSONRowsWriter(layer)
        case .csv: CSVWriter(layer)
        case .kml: KMLWriter(layer)
        case .table: LayerTableWriter(layer)
        }
    }
}
