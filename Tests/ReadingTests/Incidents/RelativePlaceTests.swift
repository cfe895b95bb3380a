import Earth
import Foundation
import Gazetteer
import Incidents
import Testing

@testable import Reading

/// Places that a text names by where they lie to others.
@Suite("Relative places")
struct RelativePlaceTests {
    private let grammar: GrammarReading

    init() throws { grammar = try GrammarReading() }

    private func place(_ text: String) throws -> IncidentPlace {
        try #require(grammar.incidents(text).first?.places.first, "\(text)")
    }

    @Test(
        "On a road from town to town is between them",
        arguments: [
            "on the road from Haditha to Mosul", "on the road between Haditha and Mosul",
            "on the Haditha-Mosul road", "on the highway linking Haditha with Mosul",
            "on the road from Haditha to Mosul in Anbar province",
        ])
    func roads(words: String) throws {
        let place = try place("Rebels ambushed a convoy \(words) on Monday.")
        #expect(place.relation == .between, "\(words)")
        let latitude = try #require(place.coordinate).latitude
        #expect(latitude > 34.14 && latitude < 36.33, "\(words)")
    }

    @Test("The road home of somebody who fled is no place of a deed")
    func noRoads() throws {
        let place = try place(
            "Rebels ambushed a convoy in Mosul on the road of no return on Monday.")
        #expect(place.relation == .at)
        #expect(place.place?.name == "Mosul")
    }

    @Test(
        "Near a border is where the two countries meet, as far as the division reaches",
        arguments: [
            "on the Iraqi-Syrian border",
            "along Iraq's border with Syria", "in the border area between Iraq and Syria",
        ])
    func borders(words: String) throws {
        let place = try place("Ten soldiers were killed in an ambush \(words) on Monday.")
        #expect(place.relation == .near, "\(words)")
        let point = try #require(place.coordinate)
        // Between Rutba and Sinjar the border runs from 33.4° N 38.8° E to 37.2° N 42.4° E.
        #expect((38.7...42.4).contains(point.longitude), "\(words)")
        #expect((33.3...37.3).contains(point.latitude), "\(words)")
        let countries = [
            try Coordinate(longitude: 44, latitude: 33),
            try Coordinate(longitude: 38, latitude: 35),
        ]
        #expect(countries.allSatisfy { $0.distance(to: point) > .kilometers(100) }, "\(words)")
    }

    @Test("Of a border as much counts as lies in the division that is named")
    func bordersOfDivisions() throws {
        let anbar = Place(
            id: "t:4", name: "Anbar", kind: .admin1,
            coordinate: try Coordinate(longitude: 41.66, latitude: 33.05), radius: .kilometers(200),
            country: "IQ", countryName: "Iraq", admin1: "", admin2: "", population: 0)
        let table = BorderTable.standard
        let part = try #require(table.stretch("IQ", "SY", near: anbar))
        let whole = try #require(table.stretch("IQ", "SY", near: nil))
        #expect(part.radius < whole.radius)
        #expect(part.middle.latitude < whole.middle.latitude)
    }

    @Test("The country that a border is with is not told twice: the report's own is the other")
    func ownBorder() throws {
        let place = try place(
            "BAGHDAD - Ten soldiers were killed in an ambush near the Syrian border on Monday, the government of Iraq said."
        )
        #expect(place.relation == .near)
        #expect((38.7...42.4).contains(try #require(place.coordinate).longitude))
    }

    @Test("Border guards and border towns are no borders")
    func noBorders() throws {
        let guards = try place("Two border guards were killed in Mosul on Monday.")
        #expect(guards.place?.name == "Mosul")
        let town = try place("Two soldiers were killed in the border town of Mosul on Monday.")
        #expect(town.place?.name == "Mosul")
    }

    @Test("Both sides of every border are countries, and its lines are where both say")
    func borderTable() throws {
        let table = BorderTable.standard
        let rows = String(decoding: PackageResources.borders_tsv, as: UTF8.self)
            .split(separator: "\n").count { !$0.hasPrefix("#") }
        #expect(table.count == rows && rows > 300)
        let stretch = try #require(table.stretch("SY", "IQ", near: nil))
        #expect(stretch.radius > .kilometers(200) && stretch.radius < .kilometers(400))
        #expect(table.stretch("IQ", "FR", near: nil) == nil)
        #expect(table.areNeighbours("NE", "ML"))
    }

    @Test(
        "A part of a country or division is the half of its circle that lies there",
        arguments: [
            ("northern Iraq", 0.0), ("south-eastern Iraq", 135), ("Iraq's north-west", 315),
            ("the east of Iraq", 90),
        ])
    func sectors(words: String, degrees: Double) throws {
        let whole = try place("Ten soldiers were killed in an ambush in Iraq on Monday.")
        let part = try place("Ten soldiers were killed in an ambush in \(words) on Monday.")
        #expect(part.relation == .within, "\(words)")
        #expect(part.radius < whole.radius, "\(words)")
        let line = try #require(whole.coordinate).geodesic(to: try #require(part.coordinate))
        let turn = abs(line.initialBearing.degrees - degrees)
        #expect(min(turn, 360 - turn) < 1, "\(words)")
    }

    @Test("Of a province in the west of its country the whole is meant")
    func wholes() throws {
        for words in ["Iraq's western Anbar", "western Anbar province"] {
            let part = try place("Ten soldiers were killed in an ambush in \(words) on Monday.")
            let whole = try place("Ten soldiers were killed in an ambush in Anbar on Monday.")
            #expect(part.coordinate == whole.coordinate, "\(words)")
        }
    }

    @Test("So far from a town is a ring around it; on its outskirts is near it")
    func rings() throws {
        let away = try place("Ten soldiers were killed in an ambush 30 km from Mosul on Monday.")
        #expect(away.relation == .offset)
        #expect(away.radius >= .kilometers(30))
        let near = try place("Rebels attacked a post on the outskirts of Mosul on Monday.")
        #expect(near.relation == .near)
        for words in ["an ambush north of Mosul", "an ambush halfway between Mosul and Haditha"] {
            #expect(
                grammar.incidents("Ten soldiers were killed in \(words) on Monday.").map(\.type)
                    == [.ambush], "\(words)")
        }
    }

    @Test(
        "A village that no gazetteer lists stands where the words behind it put it",
        arguments: [
            "Kampunga, 20 km north of Mosul", "the village of Kampunga, about 20 km from Mosul",
            "Kampunga, 20 km to the north",
        ])
    func pinned(words: String) throws {
        let mosul = try Coordinate(longitude: 43.119, latitude: 36.335)
        let text =
            "Rebels attacked a post in Mosul on Sunday. On Monday gunmen killed ten people in \(words)."
        let incidents = grammar.incidents(text)
        let place = try #require(incidents.last?.places.first)
        let point = try #require(place.coordinate, "\(words)")
        #expect(place.radius < .kilometers(40), "\(words)")
        #expect(point.distance(to: mosul) < .kilometers(22), "\(words)")
    }

    @Test("Distances stand before, between and behind names in any order")
    func anyOrder() throws {
        for words in [
            "between Haditha and Mosul, 20 km from Qayyarah", "20 km from Haditha Mosul",
            "5 km north of Haditha, Mosul and 3 km from Qayyarah", "Haditha 20 km west Mosul",
            "30 km west, 10 km from Haditha, of Mosul", "in Haditha, 5 km north of the city",
        ] {
            let text =
                "Rebels hold Mosul and Barwana. They attacked a post \(words) on Monday. Ten died 4 km from there."
            #expect(grammar.incidents(text).count <= 2, "\(words)")
        }
    }
}
