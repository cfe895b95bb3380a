import Foundation
import Gazetteer
import Incidents
import TestSupport
import Testing

@testable import Reading

/// Sentences that geoparsers are known to fail on, from what their users reported; read with the shipped
/// gazetteer.
@Suite("Sentences that geoparsers are known to fail on")
struct KnownFailuresTests {
    /// `nil` when there is no compiled gazetteer, with the reason printed.
    static let reader: PlaceReader? = {
        let path = BuiltProgram.gazetteer.path
        guard let gazetteer = try? CompiledGazetteer(path: path) else {
            print("skipped: there is no gazetteer at \(path); `make gazetteer` builds one")
            return nil
        }
        return PlaceReader(gazetteer: gazetteer)
    }()

    private func mentions(_ text: String) -> [Mention]? {
        Self.reader?.mentions(in: AnalyzedText(text))
    }

    /// "name → place, division, country" of each mention.
    private func found(_ text: String) -> [String: Place]? {
        mentions(text).map { mentions in
            Dictionary(
                mentions.compactMap { mention in
                    mention.resolution.place.map { (mention.text, $0) }
                }, uniquingKeysWith: { first, _ in first })
        }
    }

    @Test(
        "Countries are countries, not buildings, suburbs or mines",
        arguments: [
            ("The delegation flew from the USA to Paris.", "USA", "US"),
            ("Protests spread across France on Friday.", "France", "FR"),
            ("Trade with China fell in May.", "China", "CN"),
            ("He travelled to Colombia, not to Venezuela.", "Colombia", "CO"),
        ])
    func countries(text: String, name: String, country: String) throws {
        guard let found = found(text) else { return }
        let place = try #require(found[name])
        #expect(place.kind == .country)
        #expect(place.country == country)
    }

    @Test("A town is not taken for the city that is spelled like it")
    func townLikeCity() {
        guard let found = found("Rockets landed near Baghdadi in Anbar province, Iraq.") else {
            return
        }
        #expect(found["Baghdadi"]?.admin1 == "Anbar")
    }

    @Test(
        "The division behind a name holds it",
        arguments: [
            ("A shooting was reported in Long Beach, CA, on Friday.", "Long Beach", "California"),
            ("A fire broke out in Bangor, Maine, on Friday.", "Bangor", "Maine"),
            ("Police in Portland, Ore., arrested two men.", "Portland", "Oregon"),
            (
                "He was taken to a hospital in Louisville, Ky. The court met.", "Louisville",
                "Kentucky"
            ),
        ])
    func containers(text: String, name: String, division: String) throws {
        guard let found = found(text) else { return }
        let place = try #require(found[name])
        #expect(place.admin1 == division)
        #expect(place.country == "US")
    }

    @Test("A state is not a borough of its name")
    func oklahoma() throws {
        guard let found = found("Tornadoes struck Oklahoma and Kansas on Monday.") else { return }
        #expect(try #require(found["Oklahoma"]).kind == .admin1)
    }

    @Test("Adjectives and initials are no mines and no hotels")
    func adjectives() throws {
        guard let found = found("European leaders met. John earned an M.S. in physics.") else {
            return
        }
        #expect(found["M.S."] == nil)
        if let european = found["European"] { #expect(european.kind == .continent) }
    }

    @Test("A town is not the country that its name resembles")
    func resemblances() {
        guard
            let found = found(
                "He left Albany for Columbia, South Carolina, and came back to Albany, New York.")
        else { return }
        #expect(found["Columbia"]?.admin1 == "South Carolina")
        #expect(found["Albany"]?.country == "US")
    }

    @Test("A village at a front is found, in its oblast")
    func oblasts() throws {
        guard let found = found("Shelling continued in Krasnohorivka, Donetsk Oblast, on Monday.")
        else { return }
        let place = try #require(found["Krasnohorivka"])
        #expect(place.country == "UA")
        #expect(place.admin1 == "Donetsk")
    }

    @Test("A vague region is not its largest country")
    func regions() throws {
        guard let found = found("Storms swept across Western Europe on Sunday.") else { return }
        #expect(try #require(found["Western Europe"]).country.isEmpty)
    }

    @Test("A name that cannot be placed takes no other name with it")
    func oneUnknownName() throws {
        guard
            let found = found(
                "After the Soviet Union fell, fighting reached Al-Ba'ir and Mosul in Iraq.")
        else { return }
        #expect(found["Mosul"]?.country == "IQ")
        #expect(found["Iraq"]?.kind == .country)
    }

    @Test("A lone name is kept")
    func lone() {
        guard let found = found("Baghdad") else { return }
        #expect(found["Baghdad"]?.country == "IQ")
    }

    @Test(
        "Brackets, slashes and labels do not hide a name",
        arguments: [
            "To: Mosul", "Fighting went on (Mosul, Iraq).", "Shelling in Erbil/Mosul, Iraq.",
            "He lives in [Mosul].",
        ])
    func punctuation(text: String) {
        guard let found = found(text) else { return }
        #expect(found["Mosul"]?.country == "IQ", "\(text): \(found.keys.sorted())")
    }

    @Test("A city implies its country where nothing speaks against it")
    func cityImpliesCountry() {
        guard let found = found("Rebels shelled Aleppo and Idlib.") else { return }
        #expect(found["Aleppo"]?.country == "SY")
        #expect(found["Idlib"]?.country == "SY")
    }

    @Test("Text without a capital is read")
    func lowerCase() {
        guard let found = found("clashes were reported in mosul and in ramadi on friday") else {
            return
        }
        #expect(found["mosul"]?.country == "IQ")
        #expect(found["ramadi"]?.country == "IQ")
    }

    @Test("The text of a mention is what the report says, byte for byte")
    func offsets() {
        let text = "Überfall in Ar-Ramādī: “Mosul’s” streets were empty."
        guard let mentions = mentions(text) else { return }
        #expect(!mentions.isEmpty)
        for mention in mentions { #expect(text[mention.span] == mention.text) }
    }

    @Test("What is called a town is one, however common the word")
    func namedByKind() throws {
        guard let found = found("Militants from Iraq shelled the town of Hit on Sunday.") else {
            return
        }
        #expect(try #require(found["Hit"]).admin1 == "Anbar")
    }

    @Test("An elided article is part of the name")
    func elision() {
        guard let found = found("Cholera spread in Guinea, Côte d'Ivoire and Mali.") else { return }
        #expect(found["Côte d'Ivoire"]?.country == "CI")
    }

    @Test("Money, dates and roads are no places")
    func lookAlikes() {
        guard
            let found = found(
                "It cost $US 15 million. On October 6 the Arab Spring was debated on Highway 11.")
        else { return }
        #expect(found.isEmpty, "\(found.keys.sorted())")
    }

    @Test(
        "Arabic names are found behind the words written to them",
        arguments: [
            ("اشتباكات بالرمادي", "الرمادي"), ("وصلت القوات للرمادي", "لرمادي"),
        ])
    func clitics(text: String, name: String) throws {
        guard let mentions = mentions(text) else { return }
        let mention = mentions.first { $0.resolution.candidates.first?.place.name == "Ramadi" }
        #expect(mention?.text == name, "\(mentions.map(\.text))")
    }

    @Test("Of several places about as likely none is given; the candidates are, with the reason")
    func ties() throws {
        guard let mentions = mentions("A man was hurt in Springfield on Monday.") else { return }
        let mention = try #require(mentions.first { $0.text == "Springfield" })
        #expect(mention.resolution.place == nil)
        #expect(mention.resolution.candidates.count > 1)
        #expect(mention.resolution.reasons.first?.evidence.contains("about as likely") == true)
    }
}
