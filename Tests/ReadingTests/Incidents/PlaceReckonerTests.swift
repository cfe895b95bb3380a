import Earth
import Incidents
import Testing

@testable import Reading

@Suite("Where the places of a text put an event")
struct PlaceReckonerTests {
    private func mention(
        _ name: String, _ longitude: Double, _ latitude: Double, confidence: Double, in text: String
    ) throws -> Mention {
        let start = try #require(text.firstRange(of: name)?.lowerBound)
        let first = text.utf8.distance(from: text.startIndex, to: start)
        let place = Place(
            id: "t:\(name)", name: name, kind: .town,
            coordinate: try Coordinate(longitude: longitude, latitude: latitude),
            radius: .kilometers(3), country: "", countryName: "", admin1: "", admin2: "",
            population: 0)
        return Mention(
            span: TextSpan(first, first + name.utf8.count), text: name, role: .literal,
            resolution: Resolution(place: place, confidence: confidence))
    }

    private func places(_ text: String, _ mentions: [Mention]) -> [IncidentPlace] {
        var event = EventMention(
            sentence: 0, trigger: 1..<3, chunk: 1, concept: .blowUp, type: .sabotage, isWeak: false,
            isNominal: false)
        event.places = mentions.indices.map {
            EventMention.PlaceLink(mention: $0, relation: .between, strength: 6)
        }
        return PlaceReckoner(text: AnalyzedText(text), mentions: mentions).places(of: event)
    }

    @Test("Between two towns is the middle of the stretch")
    func between() throws {
        let text = "Saboteurs blew up a pipeline between Nara and Kelo."
        let found = places(
            text,
            [
                try mention("Nara", 44, 33, confidence: 0.9, in: text),
                try mention("Kelo", 44, 34, confidence: 0.5, in: text),
            ])
        #expect(found.map(\.relation) == [.between])
        #expect(abs((found.first?.coordinate?.latitude ?? 0) - 33.5) < 0.01)
    }

    @Test("Of two ends a continent apart the surer one says where")
    func farEnds() throws {
        let text = "Saboteurs blew up a pipeline between Nara and Kelo."
        let found = places(
            text,
            [
                try mention("Nara", 113, 31, confidence: 0.4, in: text),
                try mention("Kelo", 69, 29, confidence: 0.8, in: text),
            ])
        #expect(found.map { $0.place?.name } == ["Kelo"])
    }
}
