import Gazetteer
import Incidents
import Testing

@testable import Reading

/// News of courts, councils, sport and illness, which borrows the words of fighting.
@Suite("General news")
struct GeneralNewsTests {
    private let grammar: GrammarReading

    init() throws { grammar = try GrammarReading() }

    private func types(_ text: String) -> [IncidentType] { grammar.incidents(text).map(\.type) }

    @Test(
        "Words of fighting that are said of other things tell of no incident",
        arguments: [
            "The mayor of Mosul battled prostate cancer on Monday.",
            "Firemen in Mosul battled a stubborn blaze behind the mill on Monday.",
            "The nine-year battle over school taxes in Mosul ended on Monday.",
            "In Mosul on Monday the fight to keep the library open went on.",
            "Warm water caused an explosion of marine life near Mosul on Monday.",
            "The council of Mosul met for a two-day retreat on Monday.",
            "The singer withdrew her complaint in Mosul on Monday.",
            "The firm took over three airlines in Mosul on Monday.",
            "The suspect fled on foot in Mosul on Monday.",
            "The economy of Mosul crashed on Monday.",
            "Cholera killed 60 people in Mosul on Monday.",
            "Shops in Mosul recalled shelled pistachios on Monday.",
            "A bee attack in Mosul left a farmer stung on Monday.",
            "A museum in Mosul opened a hall on the Battle of Hastings on Monday.",
        ])
    func figures(text: String) { #expect(types(text).isEmpty) }

    @Test(
        "Said of fighters, towns and bombs, the same words are meant as they stand",
        arguments: [
            ("Troops battled insurgents in Mosul on Monday.", IncidentType.clash),
            ("The army withdrew its troops from Mosul on Monday.", .withdrawal),
            ("Militants took over the town of Haditha on Monday.", .capture),
            ("Some 850 families fled Mosul on Monday.", .displacement),
            ("An explosion of gas cylinders killed four in Mosul on Monday.", .accident),
            ("Rebels shelled Mosul on Monday.", .shelling),
            ("A train crashed near Mosul on Monday.", .accident),
        ])
    func deeds(text: String, type: IncidentType) { #expect(types(text).first == type) }

    @Test(
        "What did not happen is no incident, however “not” is written",
        arguments: [
            "The mayor wasn't kidnapped in Mosul on Monday.",
            "The mayor wasn’t kidnapped in Mosul on Monday.",
            "Rebels didn't attack the base in Ramadi on Monday.",
            "Rebels haven't seized Kirkuk on Monday.",
            "Soldiers couldn't retake Ramadi on Monday.",
        ])
    func contractions(text: String) { #expect(types(text).isEmpty) }

    @Test(
        "Cars and fires that kill are accidents",
        arguments: [
            "A woman was killed in a car accident near Mosul on Monday.",
            "A truck struck a bus near Mosul on Monday.",
            "A fire killed three children in Mosul on Monday.",
            "Three children were killed in a fire in Mosul on Monday.",
        ])
    func mishaps(text: String) { #expect(types(text).first == .accident) }

    @Test("A robbed home is no offensive")
    func homeInvasion() {
        #expect(types("A man was hurt in a home invasion in Mosul on Monday.") == [.robbery])
    }

    @Test(
        "The years of cars and the numbers of houses are no dates",
        arguments: [
            "Police arrested Ali Hassan, 19, of 1935 Orchard Street, in Mosul.",
            "Police in Mosul arrested the driver of a 1995 Honda.",
            "Police in Mosul arrested the owner of the 2008 Ford pickup.",
        ])
    func numbers(text: String) {
        #expect(
            grammar.incidents(text).map(\.date.expression).allSatisfy {
                !$0.contains("19") && !$0.contains("20") || $0.contains("publication")
            })
    }

    @Test("In a report without a day, what is dated by a year or long before another day lies back")
    func longPast() {
        let text = """
            Gunmen attacked Haditha on 3 May 2014, police said. In 1991 the army shelled Mosul. On 2 June \
            2009 a bomb exploded in Ramadi.
            """
        let told = grammar.incidents(text, published: nil)
        #expect(
            told.map { "\($0.places.first?.place?.name ?? "") \($0.status.rawValue)" }
                == ["Haditha current", "Mosul background", "Ramadi background"])
    }

    @Test("A year that an earlier sentence names is handed on to those beside it alone")
    func settings() {
        let text = """
            The bridge of Mosul was built in 1972. It carries trams. Many use it. Nobody counts them. Some \
            walk. Gunmen attacked Haditha.
            """
        #expect(grammar.incidents(text, published: nil).allSatisfy { $0.date.start == nil })
    }
}
