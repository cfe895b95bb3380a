import Earth
import Incidents
import Testing

@testable import Gazetteer

@Suite("Asking the gazetteer for a place")
struct LocateTests {
    @Test(
        "Exact, alias, Arabic, bent and misspelt names are found",
        arguments: [
            ("Ramadi", "geonames:98717"), ("ar-Ramadi", "geonames:98717"),
            ("الرمادي", "geonames:98717"),
            ("Al Ramadi", "geonames:98717"), ("Hadithah", "geonames:96309"),
            ("Hadeetha", "geonames:96309"),
            ("Hadihta", "geonames:96309"), ("Al-Haditha", "geonames:96309"),
            ("iraqis", "geonames:99237"),
        ])
    func finds(name: String, id: String) throws {
        let sample = try CompiledGazetteerTests.sample()
        defer { sample.remove() }
        let found = try sample.open().locate(name)
        #expect(found.map(\.place.id).contains(id))
        if name != "ar-Ramadi" { #expect(found.first?.place.id == id) }
    }

    @Test("A point or a country tells places of one name apart")
    func hints() throws {
        let sample = try CompiledGazetteerTests.sample()
        defer { sample.remove() }
        let gazetteer = try sample.open()
        var options = LocateOptions()
        options.kinds = [.village]
        #expect(gazetteer.locate("Ramadi", options).map(\.place.id) == ["wof:890"])
        options.kinds = []
        options.near = try Coordinate(longitude: 44.9, latitude: 35.1)
        #expect(gazetteer.locate("Ramadi", options).first?.place.id == "wof:890")
        options.country = "SY"
        #expect(gazetteer.locate("Ramadi", options).isEmpty)
    }

    @Test("The reasons add up to the score")
    func reasons() throws {
        let sample = try CompiledGazetteerTests.sample()
        defer { sample.remove() }
        for candidate in try sample.open().locate("Hadeetha") {
            #expect(abs(candidate.reasons.reduce(0) { $0 + $1.weight } - candidate.score) < 1e-9)
        }
    }

    @Test("Nothing is found for nothing, and for what is too long to be a name")
    func nothing() throws {
        let sample = try CompiledGazetteerTests.sample()
        defer { sample.remove() }
        let gazetteer = try sample.open()
        #expect(gazetteer.locate("").isEmpty)
        #expect(gazetteer.locate("Xyzzyqwertz").isEmpty)
        #expect(gazetteer.locate(String(repeating: "a", count: 10_000)).isEmpty)
    }
}
