import Earth
import Gazetteer
import Incidents
import Testing

@testable import Reading

@Suite("Divisions of a reckoned point")
struct PointDivisionsTests {
    let gazetteer: CompiledGazetteer

    init() throws { gazetteer = try #require(SampleGazetteer.shared) }

    private func place(
        _ name: String, _ longitude: Double, _ latitude: Double, kind: PlaceKind = .town,
        radius: Double = 5, admin1: String
    ) throws -> Place {
        Place(
            id: name, name: name, kind: kind,
            coordinate: try Coordinate(longitude: longitude, latitude: latitude),
            radius: .kilometers(radius), country: "IQ", countryName: "Iraq", admin1: admin1,
            admin2: "Karkh District", population: 0)
    }

    /// So many kilometres from Baghdad, "offset" unless said.
    private func away(
        _ kilometers: Double, toward degrees: Double, _ relation: IncidentPlace.Relation = .offset
    ) throws -> IncidentPlace {
        let baghdad = try place("Baghdad", 44.4, 33.34, kind: .capital, admin1: "Baghdad")
        let mention = Mention(
            span: TextSpan(0, 7), text: "Baghdad", role: .literal,
            resolution: Resolution(place: baghdad, confidence: 1))
        return IncidentPlace(
            mention: mention, relation: relation,
            coordinate: baghdad.coordinate.moved(
                by: .kilometers(kilometers), toward: Bearing(degrees: degrees)),
            radius: .kilometers(30))
    }

    private func divisions(_ place: IncidentPlace, named: [Place] = []) -> Divisions? {
        PointDivisions(gazetteer: gazetteer, named: named).divisions(of: place)
    }

    @Test("A province that the report names holds the point, if it reaches there")
    func namedProvince() throws {
        let diyala = try place("Diyala", 45, 34, kind: .admin1, radius: 100, admin1: "")
        let basra = try place("Basra", 47.5, 30.5, kind: .admin1, radius: 100, admin1: "")
        let found = divisions(try away(56, toward: 0), named: [basra, diyala])
        #expect(found?.admin1 == "Diyala" && found?.admin2 == "")
        #expect(divisions(try away(100, toward: 90), named: [basra])?.admin1 == "")
    }

    @Test("Else the nearest town says which province it is; far from all only the country is known")
    func nearestTown() throws {
        #expect(divisions(try away(150, toward: 282))?.admin1 == "Anbar")
        let desert = divisions(try away(150, toward: 200))
        #expect(desert == Divisions(admin1: "", country: "IQ", countryName: "Iraq"))
    }

    @Test("What stands at a place lies in that place's own divisions")
    func own() throws {
        let near = try away(0, toward: 0, .near)
        #expect(divisions(near) == nil)
        #expect(near.divisions?.admin2 == "Karkh District" && near.displacement == nil)
    }

    @Test("An incident read from a text says how far it lies from the place, and in which province")
    func read() throws {
        var reader = Reader(gazetteer: gazetteer)
        reader.usesFittedModels = false
        let text =
            "Gunmen killed three soldiers at a camp about 20 miles west of Haditha on Monday."
        let incident = try #require(
            reader.read(Report(id: "t", text: text, published: Day(iso: "2016-01-05")))
                .incidents.first)
        let away = try #require(incident.places.first?.displacement)
        #expect(abs(away.distance.kilometers - 32.19) < 0.01)
        #expect(away.bearing.compassPoint == "W")
        #expect(incident.places.first?.divisions?.admin1 == "Anbar")
    }
}
