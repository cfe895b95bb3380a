import ArgumentParser
import Earth
import Pipeline
import Reading

/// How reports are read.
struct ReadingOptions: ParsableArguments {
    @Flag(
        inversion: .prefixedNo,
        help: "Lets the other reports of a source tell which places it usually means.")
    var sourceLexicon = true

    @Option(
        help: ArgumentHelp(
            "Prefers the places of a country where a name has several: two letters, as in IQ. May be given more than once.",
            valueName: "country"),
        transform: { text in
            guard text.utf8.count == 2, text.allSatisfy(\.isLetter) else {
                throw ValidationError("write the country in two letters, as in IQ")
            }
            return text.uppercased()
        })
    var focusCountry: [String] = []

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Prefers the places in a box, in degrees; west may be greater than east, across 180°.",
            valueName: "west,south,east,north"),
        transform: box)
    var focusBbox: Box?

    func configuration(workers: Int, keepsReasons: Bool = true) -> Configuration {
        let focus = PlaceFocus(countries: Set(focusCountry), box: focusBbox)
        let isFocused = !focusCountry.isEmpty || focusBbox != nil
        return Configuration(
            keepsReasons: keepsReasons, learnsSources: sourceLexicon,
            focus: isFocused ? focus : nil, workers: workers)
    }
}

/// How readings are written.
struct ReadingFormatOptions: ParsableArguments {
    @Option(help: "jsonl, geojson, geojsonl, csv, kml, gpkg or table.") var format = OutputFormat
        .jsonl
    @Flag(help: "Adds the rival candidates and the reasons for each place (jsonl only).")
    var full = false

    /// Features hold reasons, lines only if asked.
    var keepsReasons: Bool { full || format != .jsonl }
}

private func box(_ text: String) throws -> Box {
    let edges = text.split(separator: ",", omittingEmptySubsequences: false).map { Double($0) }
    guard edges.count == 4, let west = edges[0], let south = edges[1], let east = edges[2],
        let north = edges[3], let box = try? Box(west: west, south: south, east: east, north: north)
    else {
        throw ValidationError("write the box as west,south,east,north in degrees: 38,29,49,38")
    }
    return box
}
