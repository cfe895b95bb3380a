import ArgumentParser
import Earth
import Formats
import Incidents

/// How a map of the results looks.
struct StyleOptions: ParsableArguments {
    @Option(
        help:
            "simplestyle adds columns that geojson.io and GitHub colour by; qgis writes a style for QGIS beside the file."
    )
    var style: Style?

    enum Style: String, ExpressibleByArgument, CaseIterable { case simplestyle, qgis }

    func validate(with output: OutputOptions) throws {
        if style == .qgis, output.goesToStandardOutput {
            throw ValidationError("--style qgis writes beside a file: name one with -o FILE")
        }
    }

    /// `incidents.gpkg` gets `incidents.qml`.
    ///
    /// - Parameter layer: What is styled by; `nil` for columns of others.
    func write(_ layer: Layer?, beside output: OutputOptions) throws {
        guard style == .qgis, let path = output.output else { return }
        let name = path.lastIndex(of: ".").map { path[..<$0] } ?? path[...]
        let file = try OutputFile(path: name + ".qml")
        let layer = layer ?? Layer(name: "incidents", columns: [])
        var out = OutputBuffer(Array(QGISStyle.document(layer).utf8))
        try file.write(&out)
        try file.commit()
    }
}

/// How coarse positions are that everyone may see: `25km` or `divisions`.
enum Publication: ExpressibleByArgument, Equatable {
    case grid(Distance)
    case divisions

    init?(argument: String) {
        if argument == "divisions" {
            self = .divisions
        } else {
            // A finer grid would give the positions away.
            guard let size = try? Quantity.distance(argument), size >= .kilometers(1) else {
                return nil
            }
            self = .grid(size)
        }
    }
}
