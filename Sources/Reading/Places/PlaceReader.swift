public import Gazetteer
public import Incidents

/// Finds the places that a report names.
///
/// Every name of the gazetteer that stands in the text is a guess; a learned gate judges from the name
/// and the words around it whether a place is meant; a resolver chooses among the places of the
/// name, all names of the report together; a second gate judges again, seeing how well the choice
/// fits. Equal text gives equal mentions.
///
/// Cost: linear in the text; about 0.2 ms per kilobyte.
public struct PlaceReader: Sendable {
    private let gazetteer: CompiledGazetteer
    private let models: PlaceModels
    public var options: PlaceReaderOptions

    public init(gazetteer: CompiledGazetteer, options: PlaceReaderOptions = .init()) {
        self.init(gazetteer: gazetteer, models: .shipped, options: options)
    }

    package init(
        gazetteer: CompiledGazetteer, models: PlaceModels, options: PlaceReaderOptions = .init()
    ) {
        self.gazetteer = gazetteer
        self.models = models
        self.options = options
    }

    /// The places named in a text, in its order, without overlaps.
    ///
    /// - Parameter source: what the other reports of the text's source name, if that is known.
    public func mentions(in text: AnalyzedText, source: SourceLexicon? = nil) -> [Mention] {
        read(text, source: source).mentions
    }

    /// What a text adds to the lexicon of its source, read with what is known of the source so far.
    public func contribution(
        of text: AnalyzedText, source: SourceLexicon? = nil
    ) -> SourceContribution {
        var reading = PlaceReading(text, gazetteer: gazetteer, models: models, lexicon: source)
        reading.run()
        return reading.contribution()
    }

    /// The places, and the names of people and organisations met on the way.
    package func read(
        _ text: AnalyzedText, source: SourceLexicon? = nil
    ) -> (mentions: [Mention], names: [ProperNames.Name]) {
        var reading = PlaceReading(
            text, gazetteer: gazetteer, models: models, lexicon: source, focus: options.focus,
            keeping: options.explains ? .all : options.keepsReasons ? .secondGate : .none)
        reading.run()
        let names = reading.names.names
        var writer = MentionWriter(
            reading: consume reading, text: text, gazetteer: gazetteer, models: models,
            options: options)
        let positions = PositionReader(text: text, gazetteer: gazetteer).mentions()
        return (Self.merged(writer.mentions(), positions), names)
    }

    /// A position in figures stands for itself, whatever a name within it may be.
    private static func merged(_ named: [Mention], _ positions: [Mention]) -> [Mention] {
        guard !positions.isEmpty else { return named }
        let others = named.filter { name in !positions.contains { $0.span.overlaps(name.span) } }
        return (others + positions).sorted { $0.span.start < $1.span.start }
    }

    /// Reads a text up to where the models come in, for fitting them.
    package func prepare(_ text: AnalyzedText) -> PreparedPlaces {
        PreparedPlaces(
            reading: PlaceReading(text, gazetteer: gazetteer, models: models, keeping: .all)
        )
    }
}

public struct PlaceReaderOptions: Hashable, Sendable {
    /// How likely a mention must be a place to be reported: 0 … 1. Precision rises with it, recall falls.
    public var threshold: Double = 0.45
    /// How likely a mention and its place together must be right for the place to be given: below, the
    /// mention has candidates, but no place.
    public var placeThreshold: Double = 0.35
    /// Whether "Syrian" and "Iraqis" are reported, with the role `demonym`.
    public var includesDemonyms = true
    /// Whether places in appeals, link lists and copyright lines are left out.
    public var skipsBoilerplate = true
    /// Where the reports are about, if the caller knows.
    public var focus: PlaceFocus?
    /// Whether a mention keeps its rival candidates, and what made it likely to be a place. Without them
    /// it is read faster.
    public var keepsReasons = true
    /// Whether every candidate keeps the evidence that made its score; costs time and memory.
    public var explains = false
    /// How many candidates a mention keeps, the chosen one included.
    public var keptCandidates = 5

    public init() {}
}
