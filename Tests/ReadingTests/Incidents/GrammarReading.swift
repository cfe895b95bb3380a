import Gazetteer
import Incidents
import Testing

@testable import Reading

/// Reports read by grammar alone: fitted models decide with it, and have tests of their own.
struct GrammarReading {
    private let reader: Reader

    init() throws {
        var reader = Reader(gazetteer: try #require(SampleGazetteer.shared))
        reader.usesFittedModels = false
        self.reader = reader
    }

    func incidents(_ text: String, published: Day? = Day(iso: "2016-01-15")) -> [Incident] {
        reader.read(Report(id: "t", text: text, published: published)).incidents
    }

    /// Type, place and first day of each incident; a dash for what is not known.
    func told(_ text: String) -> [String] {
        incidents(text).map { incident in
            "\(incident.type.rawValue) \(incident.places.first?.place?.name ?? "–") "
                + (incident.date.start.map(String.init(describing:)) ?? "–")
        }
    }
}
