import Formats
import Incidents

/// Where the readings of a run go: lines in the shape of their command, or features of a layer.
enum ReadingSink {
    case lines(ReadingOutput)
    case features(FeatureOutput, (ReportReading) -> [Feature])

    init(
        to path: String?, _ shape: ReadingLines.Shape, _ options: ReadingFormatOptions,
        layer: Layer, _ features: @escaping (ReportReading) -> [Feature]
    ) throws {
        try self.init(
            to: path, shape, options.format, full: options.full, layer: layer, features)
    }

    init(
        to path: String?, _ shape: ReadingLines.Shape, _ format: OutputFormat, full: Bool = false,
        layer: Layer, _ features: @escaping (ReportReading) -> [Feature]
    ) throws {
        let file = try OutputFile(path: path)
        if format == .jsonl {
            self = .lines(ReadingOutput(to: file, as: ReadingLines(shape, full: full)))
        } else {
            self = .features(try FeatureOutput(to: file, as: format, layer), features)
        }
    }

    mutating func write(_ readings: [ReportReading]) throws {
        switch self {
        case .lines(var output):
            try output.write(readings)
            self = .lines(output)
        case .features(var output, let features):
            for reading in readings { try output.write(features(reading)) }
            self = .features(output, features)
        }
    }

    mutating func finish() throws {
        switch self {
        case .lines(var output): try output.finish()
        case .features(var output, _): try output.finish()
        }
    }
}

extension ReportRun {
    /// Completes the output, then the run. A run that read nothing leaves no file behind.
    mutating func finish(_ sink: inout ReadingSink, _ output: OutputOptions) throws {
        if hasReports { try statistics.time(.write) { try sink.finish() } }
        try finish(output)
    }
}
