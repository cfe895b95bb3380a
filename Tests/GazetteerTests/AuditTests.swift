import Earth
import Incidents
import TestSupport
import Testing

@testable import Gazetteer

@Suite("Examining a gazetteer")
struct AuditTests {
    private func outline(_ country: String, _ name: String, west: Double) throws -> DivisionOutline
    {
        let shape = Geometry.polygon([
            [(west, 30.0), (west + 2, 30), (west + 2, 34), (west, 34), (west, 30)].map {
                Coordinate(wrappingLongitude: $0.0, latitude: $0.1)
            }
        ])
        return DivisionOutline(
            country: country, name: name, region: try Region(shape), shape: shape)
    }

    @Test("Places outside the division or the country they claim are named, those at borders not")
    func outside() throws {
        let rows =
            SampleTables.header
            + SampleTables.row("x:1", "Iraq", "country", "32", "42", country: "IQ")
            + SampleTables.row("x:2", "Anbar", "admin1", "32", "41", country: "IQ")
            + SampleTables.row("x:3", "Babil", "admin1", "32", "43", country: "IQ")
            + SampleTables.row("x:4", "Hit", "town", "32", "41", country: "IQ", admin1: "Anbar")
            + SampleTables.row("x:5", "Hilla", "town", "32", "41", country: "IQ", admin1: "Babil")
            + SampleTables.row("x:6", "Qaim", "town", "32", "39.9", country: "IQ", admin1: "Anbar")
            + SampleTables.row("x:7", "Rutba", "town", "32", "39", country: "IQ", admin1: "Anbar")
        let sample = try SampleTables(["places.tsv": rows])
        defer { sample.remove() }
        let gazetteer = try sample.open()
        let divisions = [
            try outline("IQ", "Anbar", west: 40), try outline("IQ", "Babil", west: 42),
        ]
        #expect(gazetteer.placesOutsideTheirDivision(divisions).map(\.origin) == ["x:5"])
        let countries = divisions + [try outline("SY", "Syria", west: 38)]
        #expect(try gazetteer.placesOutsideTheirCountry(countries).map(\.origin) == ["x:7"])
    }
}
