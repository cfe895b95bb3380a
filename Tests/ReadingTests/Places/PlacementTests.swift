import Earth
import Gazetteer
import Incidents
import Testing

@testable import Reading

/// Where names are put that the gazetteer has not, or has elsewhere.
@Suite("Where names are put")
struct PlacementTests {
    private let reader: PlaceReader

    init() throws { reader = PlaceReader(gazetteer: try #require(SampleGazetteer.shared)) }

    private func place(_ name: String, in text: String) throws -> Place {
        let mentions = reader.mentions(in: AnalyzedText(text))
        let mention = try #require(mentions.first { $0.text == name }, "\(text)")
        return try #require(mention.resolution.place, "\(text)")
    }

    @Test("A village stands in the country, not beside the capital that a report was sent from")
    func seats() throws {
        let sent = try place(
            "Kampungu",
            in: "BAGHDAD - Gunmen attacked the village of Kampungu on Monday, officials said.")
        #expect(sent.isUnlisted)
        #expect(sent.coordinate.latitude == 33 && sent.coordinate.longitude == 44)
        let beside = try place(
            "Kampungu",
            in: "BAGHDAD - Gunmen attacked the village of Kampungu, near Haditha, on Monday.")
        #expect(abs(beside.coordinate.latitude - 34.137) < 0.01)
    }

    @Test(
        "A name is told to be a place by what stands behind its comma",
        arguments: [
            ("a fishing village near Haditha", 1), ("25 km from Haditha", 1),
            ("about 25 kilometres away", 1), ("a farmer", 0), ("and left", 0),
        ])
    func explained(words: String, found: Int) throws {
        let text = AnalyzedText("On Monday the rebels attacked Kampungu, \(words).")
        let matcher = NameMatcher(
            gazetteer: try #require(SampleGazetteer.shared), text: text,
            words: TextWords(text).words)
        #expect(matcher.hits().count { $0.form.contains(.unlisted) } == found, "\(words)")
    }

    @Test("A quarter lies in the town that is named behind it, whatever town has its name")
    func quarters() throws {
        let troy = try place("Troy", in: "A bomb exploded in the Troy suburb of Mosul on Monday.")
        #expect(troy.country == "IQ")
        #expect(
            troy.coordinate.distance(to: try Coordinate(longitude: 43.119, latitude: 36.335))
                < .kilometers(1))
    }

    @Test("A town that is called a district is no finer than one")
    func districts() throws {
        let town = try place("Qayyarah", in: "Ten people died in a flood in Qayyarah on Monday.")
        let district = try place(
            "Qayyarah", in: "Ten people died in a flood in Qayyarah district on Monday.")
        #expect(district.coordinate == town.coordinate)
        #expect(district.radius >= .kilometers(40) && town.radius < .kilometers(10))
    }
}
