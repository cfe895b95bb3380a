import Earth
import Gazetteer
import Incidents
import Testing

@testable import Reading

@Suite("Positions in figures")
struct PositionReaderTests {
    let reader: PlaceReader

    init() throws { reader = PlaceReader(gazetteer: try #require(SampleGazetteer.shared)) }

    private func positions(_ text: String) -> [Mention] {
        reader.mentions(in: AnalyzedText(text)).filter {
            $0.resolution.place?.isPosition == true
        }
    }

    @Test(
        "Common ways of writing them are read, whole and without what stands around them",
        arguments: [
            ("A mine at 33.6400, 42.8300 killed two.", "33.6400, 42.8300", 33.64, 42.83),
            ("A mine (33.6400N 42.8300E) killed two.", "33.6400N 42.8300E", 33.64, 42.83),
            ("Seen at 34.1398 N, 42.3781 E.", "34.1398 N, 42.3781 E", 34.1398, 42.3781),
            (
                "It lies at 33°18'30\"N, 44°24'00\"E today", "33°18'30\"N, 44°24'00\"E", 33.3083,
                44.4
            ),
            ("3. 33.6400N 42.8300E, 12 May: a blast", "33.6400N 42.8300E", 33.64, 42.83),
            ("Grid 38SMB4488 was hit", "38SMB4488", 33.3342, 44.4036),
            ("Off Chile, 33.0450 S 71.6200 W, a ship", "33.0450 S 71.6200 W", -33.045, -71.62),
        ])
    func read(text: String, words: String, latitude: Double, longitude: Double) throws {
        let mention = try #require(positions(text).first)
        #expect(mention.text == words)
        let point = try #require(mention.resolution.place?.coordinate)
        #expect(abs(point.latitude - latitude) < 0.01)
        #expect(abs(point.longitude - longitude) < 0.01)
    }

    @Test(
        "Figures that may be anything are left alone",
        arguments: [
            "Prices rose 3.125, 4.250 and 5 percent.", "Between 33.3 and 44.4 tonnes were found.",
            "On 12 September 2016, 45 Nigerians fled.", "He paid 1,250, 300 and 45 dinars.",
            "The score was 33.5, 44.5.", "About 95.1234, 200.1234 were counted.",
            "Room 38S MB is closed.",
        ])
    func doubtful(text: String) { #expect(positions(text).isEmpty) }

    @Test("The fewer the places, the wider the circle")
    func radius() throws {
        let fine = try #require(positions("at 33.6400, 42.8300 today").first?.resolution.place)
        let rough = try #require(positions("at 33.6N 42.8E today").first?.resolution.place)
        let minutes = try #require(positions("at 33°18.5'N, 44°24.0'E").first?.resolution.place)
        #expect((.meters(100)...Distance.meters(200)).contains(minutes.radius))
        #expect(fine.radius < .meters(60))
        #expect((.kilometers(5)...Distance.kilometers(10)).contains(rough.radius))
    }

    @Test("A position has the divisions of the nearest town")
    func divisions() throws {
        let place = try #require(positions("at 34.150, 42.390 today").first)
        #expect(place.resolution.place?.country == "IQ")
        #expect(place.resolution.place?.admin1 == "Anbar")
    }

    @Test("Long rows of figures cost no more than their length")
    func hostile() {
        let row = String(repeating: "33.123 N ", count: 2_000)
        #expect(positions(row).isEmpty)
    }
}
