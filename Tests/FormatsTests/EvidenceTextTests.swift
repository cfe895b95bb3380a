import Earth
import Incidents
import Testing

@testable import Formats

@Suite("Evidence in one cell")
struct EvidenceTextTests {
    @Test("Reasons come back with their weights, whatever marks are in their words")
    func reasons() {
        let reasons = [
            Reason("“attack” (noun) tells of it", weight: 0.25), Reason("no weight"),
            Reason("a (b)", weight: -1.5), Reason("half; half", weight: 2),
        ]
        let text = EvidenceText.text(reasons)
        #expect(
            text
                == "“attack” (noun) tells of it (+0.25); no weight; a (b) (-1.5); half, half (+2)")
        var expected = reasons
        expected[3].evidence = "half, half"
        #expect(EvidenceText.reasons(text) == expected)
        #expect(EvidenceText.reasons("").isEmpty)
    }

    @Test("Rival places come back with name, kind, division and point; nonsense is left out")
    func places() throws {
        let place = Place(
            id: "t:1", name: "Hit", kind: .village,
            coordinate: try Coordinate(longitude: 37.1812, latitude: -36.2), radius: .kilometers(1),
            country: "SY", countryName: "Syria", admin1: "Aleppo", admin2: "", population: 0)
        let text = EvidenceText.text([place])
        #expect(text == "Hit, Aleppo, SY (village) @37.1812,-36.2")
        let back = try #require(EvidenceText.places(text).first)
        #expect(back.name == "Hit" && back.kind == .village && back.admin1 == "Aleppo")
        #expect(back.coordinate == place.coordinate && back.country == "SY")
        let nonsense = "@; (; ) @1,2; Hit (village) @200,100; x (y) @1,2; (village) @; @ (village"
        #expect(EvidenceText.places(nonsense).isEmpty)
    }
}
