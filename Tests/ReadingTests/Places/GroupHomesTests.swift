import Foundation
import Gazetteer
import Incidents
import TestSupport
import Testing

@testable import Reading

@Suite("Where armed groups are at home")
struct GroupHomesTests {
    private func homes(_ text: String) -> [String] {
        GroupHomes(AnalyzedText(text)).countries.map { CountryCode.unpack($0) }.sorted()
    }

    @Test("Groups speak for the countries of their table, in capitals only")
    func namings() {
        #expect(homes("M23 rebels killed ten villagers.") == ["CD"])
        #expect(homes("The Lord's Resistance Army and Fano fought.").contains("ET"))
        #expect(homes("Contrary to eta and contras, nobody.") == [])
        #expect(homes("Islamic State claimed it.") == [])
    }

    @Test("Every home in the table is a country")
    func codes() {
        for entry in Lexicon.entries() {
            for home in entry.lexeme.group?.homes ?? [] { #expect(home != 0, "\(entry.line)") }
        }
    }

    /// `nil` when there is no compiled gazetteer, with the reason printed.
    private static let reader: Reader? = {
        let path = BuiltProgram.gazetteer.path
        guard let gazetteer = try? CompiledGazetteer(path: path) else {
            print("skipped: there is no gazetteer at \(path); `make gazetteer` builds one")
            return nil
        }
        return Reader(gazetteer: gazetteer)
    }()

    @Test(
        "Of the places of a name the one at home with those who act there is meant",
        arguments: [
            ("Mai-Mai fighters attacked a village near Beni on Monday, killing four.", "CD"),
            ("Malian soldiers killed 20 civilians in the village of Moura on Sunday.", "ML"),
            ("Cameroonian soldiers killed three separatists in Bali on Monday.", "CM"),
            ("M23 rebels killed ten villagers in Kabizo on Monday.", "CD"),
        ])
    func countries(text: String, country: String) {
        guard let reader = Self.reader else { return }
        let incidents = reader.read(
            Report(id: "t", text: text, published: Day(iso: "2025-03-14"))
        ).incidents
        #expect(incidents.first?.places.first?.place?.country == country)
    }

    @Test("An army that fights abroad does not put a place at home")
    func abroad() {
        guard let reader = Self.reader else { return }
        let incidents = reader.read(
            Report(
                id: "t", text: "Russian forces shelled Oleksandrivka on Monday, killing two.",
                published: Day(iso: "2025-03-14"))
        ).incidents
        #expect(incidents.first?.places.first?.place?.country != "RU")
    }

    @Test(
        "A village is no city of the name, and a district lies in the town that opens its sentence")
    func contexts() throws {
        guard let reader = Self.reader else { return }
        func places(_ text: String) -> [Mention] {
            reader.places.mentions(in: AnalyzedText(text))
        }
        let village = places("Gunmen killed three people in the village of Rim on Monday.")
        #expect(!village.contains { $0.resolution.place?.name == "Rome" })
        let district = places("In Kherson, a drone hit a minibus in the Dniprovskyi district.")
        let quarter = try #require(district.first { $0.text == "Dniprovskyi" })
        #expect(quarter.resolution.place?.admin1 == "Kherson")
    }
}
