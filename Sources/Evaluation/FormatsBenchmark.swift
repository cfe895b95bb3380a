import ArgumentParser
import Earth
import Formats
import Incidents

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// How many bytes a second of processor time readers and writers take, on seeded input in memory.
struct FormatsBenchmark: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "formats",
        abstract: "Times reading JSON, CSV and HTML and writing GeoJSON and CSV, in MB/s.",
        discussion: "Example: Evaluation formats --megabytes 100 list")

    @Argument(help: "Only what has one of these words in its name; default: everything.")
    var parts: [String] = []
    @Option(help: "The size of each input.") var megabytes = 100
    @Option(help: "Runs of each, after one to warm up; the median is printed.") var runs = 5

    func run() throws {
        let features = FormatSamples.features(megabytes: megabytes)
        let geojson = FormatSamples.geojson(features)
        time("JSON structure", geojson.count) { FormatSamples.scanJSON(geojson) }
        time("GeoJSON features", geojson.count) { FormatSamples.readGeoJSON(geojson) }
        let csv = FormatSamples.csv(features)
        time("CSV fields", csv.count) { FormatSamples.scanCSV(csv) }
        try timeList("list in CSV") {
            FormatSamples.list(features, CSVWriter(FormatSamples.dated))
        }
        try timeList("list in GeoJSON lines") {
            FormatSamples.list(features, GeoJSONLinesWriter(FormatSamples.dated))
        }
        time("write GeoJSON", geojson.count) { FormatSamples.geojsonLength(features) }
        time("write CSV", csv.count) { FormatSamples.csvLength(features) }
        for (name, page) in FormatSamples.pages(megabytes: megabytes) {
            time("HTML, \(name)", page.count) { FormatSamples.readPage(page) }
        }
    }

    /// A list read from a file by one thread, and how much sooner two are done: the quickest runs of each
    /// are compared, as others may use the machine meanwhile.
    private func timeList(_ name: String, _ made: () -> [UInt8]) throws {
        guard isAsked(name) else { return }
        let bytes = made()
        let path = "/tmp/sandtable-formats-\(getpid())"
        defer { unlink(path) }
        var out = OutputBuffer(bytes)
        let file = try OutputFile(path: path)
        try file.write(&out)
        try file.commit()
        var options = ListReadingOptions()
        options.threads = 1
        func read() -> Int { (try? IncidentList.read(path: path, options: options).count) ?? -1 }
        time(name, bytes.count, read)
        var quickest = [Duration](repeating: .seconds(3600), count: 2)
        for _ in 0..<max(1, runs) * 2 {
            for threads in 1...2 {
                options.threads = threads
                let taken = ContinuousClock().measure { _ = read() }
                quickest[threads - 1] = min(quickest[threads - 1], taken)
            }
        }
        let hundredths = Int((quickest[0] / quickest[1] * 100).rounded())
        print("\(name), two threads: \(Double(hundredths) / 100) times as fast")
    }

    private func isAsked(_ name: String) -> Bool {
        parts.isEmpty || parts.contains { name.contains($0) }
    }

    /// Of this process alone, so that a busy machine does not matter.
    private var processorSeconds: Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }

    private func time(_ name: String, _ bytes: Int, _ work: () -> Int) {
        guard isAsked(name) else { return }
        _ = work()
        var seconds: [Double] = []
        for _ in 0..<max(1, runs) {
            let start = processorSeconds
            let result = work()
            seconds.append(processorSeconds - start)
            precondition(result >= 0)
        }
        seconds.sort()
        let median = seconds[seconds.count / 2]
        let rate = Int(Double(bytes) / 1e6 / median)
        print("\(name): \(rate) MB/s, median of \(seconds.count), \(bytes / 1_000_000) MB")
    }
}

/// Inputs made from a seed, and the work done on them.
private enum FormatSamples {
    static func features(megabytes: Int) -> [Feature] {
        var state: UInt64 = 1
        func random(_ count: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % count
        }
        // One feature is some 220 bytes of GeoJSON.
        return (0..<megabytes * 4500).map { index in
            let point = Coordinate(
                wrappingLongitude: Double(random(90_000_000)) / 1e6 - 10,
                latitude: Double(random(60_000_000)) / 1e6)
            return Feature(
                id: "incident-\(index)", geometry: .point(point),
                values: [
                    .text("incident-\(index)"), .text("Shelling near town \(random(5000))"),
                    .integer(random(100)), .number(Double(random(1000)) / 10, decimals: 1), .none,
                ])
        }
    }

    private static let layer = Layer(
        name: "incidents", columns: ["id", "title", "killed", "radius_km", "cluster"])

    static func geojson(_ features: [Feature]) -> [UInt8] { bytes(features, GeoJSONWriter(layer)) }

    static let dated = Layer(name: "incidents", columns: layer.columns + ["date_start", "place"])

    /// The features with a day and a place.
    static func list(_ features: [Feature], _ writer: some FeatureWriter) -> [UInt8] {
        let dated = features.enumerated().map { index, feature in
            var feature = feature
            let day = Day(number: 16_000 + index % 2000)
            feature.values += [.text("\(day)"), .text("town \(index % 5000), on the river")]
            return feature
        }
        return bytes(dated, writer)
    }

    static func csv(_ features: [Feature]) -> [UInt8] { bytes(features, CSVWriter(layer)) }

    private static func bytes(_ features: [Feature], _ writer: some FeatureWriter) -> [UInt8] {
        var bytes: [UInt8] = []
        write(features, writer) { bytes += $0.bytes }
        return bytes
    }

    /// Block by block, as a file is written.
    static func geojsonLength(_ features: [Feature]) -> Int {
        length(features, GeoJSONWriter(layer))
    }

    static func csvLength(_ features: [Feature]) -> Int { length(features, CSVWriter(layer)) }

    private static func length(_ features: [Feature], _ writer: some FeatureWriter) -> Int {
        var length = 0
        write(features, writer) { length += $0.count }
        return length
    }

    private static func write(
        _ features: [Feature], _ writer: some FeatureWriter, _ whenFull: (OutputBuffer) -> Void
    ) {
        var writer = writer
        writer.begin()
        for feature in features {
            writer.write(feature)
            if writer.out.count > 1 << 16 {
                whenFull(writer.out)
                writer.out.removeAll()
            }
        }
        writer.finish()
        whenFull(writer.out)
    }

    static func scanJSON(_ bytes: [UInt8]) -> Int {
        bytes.withUnsafeBufferPointer { bytes in
            var reader = JSONReader(bytes)
            try? reader.skip()
            return reader.position
        }
    }

    static func readGeoJSON(_ bytes: [UInt8]) -> Int {
        bytes.withUnsafeBufferPointer { bytes in
            var count = 0
            var reader = GeoJSONReader(bytes)
            try? reader.forEach { _ in count += 1 }
            return count
        }
    }

    static func scanCSV(_ bytes: [UInt8]) -> Int {
        bytes.withUnsafeBufferPointer { bytes in
            var reader = CSVReader(bytes)
            var row = CSVRow()
            var count = 0
            while reader.next(&row) { count += row.count }
            return count
        }
    }

    static func pages(megabytes: Int) -> [(String, [UInt8])] {
        let story =
            "<div class=\"p\"><p>Two people were killed &amp; five hurt on <b>Monday</b>.</p></div>\n"
        return [
            ("paragraphs", story), ("open tags", "<div>"), ("open menus", "<nav>"),
            ("stray ends", "</svg><svg>"), ("open quotes", "<a href=\""), ("open comments", "<!--"),
        ].map { name, piece in
            let count = megabytes * 1_000_000 / piece.utf8.count
            return (name, Array(String(repeating: piece, count: count).utf8))
        }
    }

    static func readPage(_ bytes: [UInt8]) -> Int {
        bytes.withUnsafeBufferPointer { HTMLPage($0).text.utf8.count }
    }
}
