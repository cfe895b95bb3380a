public import Gazetteer
import Incidents
import Reading

extension SandtablePipeline {
    /// A pipeline that reads with the names of `gazetteer`.
    public init(_ configuration: Configuration = Configuration(), gazetteer: CompiledGazetteer) {
        var reader = Reader(gazetteer: gazetteer)
        reader.places.options = configuration.placeOptions
        self.init(
            configuration,
            reader: ReportReader(
                read: { [reader] in reader.read($0, source: $1) },
                contribution: { [reader] in
                    reader.places.contribution(of: TextSections($0.text).opening, source: $1)
                }))
    }

    /// A pipeline that reads places only.
    public init(placesOnly configuration: Configuration, gazetteer: CompiledGazetteer) {
        let places = PlaceReader(
            gazetteer: gazetteer, options: configuration.placeOptions)
        self.init(
            configuration,
            reader: ReportReader(
                read: { report, source in
                    let sections = TextSections(report.text)
                    return ReportReading(
                        report: report,
                        mentions: sections.flatMap { places.mentions(in: $0, source: source) },
                        findings: [sections.finding(origin: report.id)].compactMap { $0 })
                },
                contribution: {
                    places.contribution(of: TextSections($0.text).opening, source: $1)
                }))
    }
}

extension Configuration {
    fileprivate var placeOptions: PlaceReaderOptions {
        var options = PlaceReaderOptions()
        options.keepsReasons = keepsReasons
        options.explains = explains
        options.focus = focus
        return options
    }
}
