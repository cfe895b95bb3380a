import Gazetteer
import Incidents
import Testing

@testable import Reading

@Suite("How a report is laid out")
struct ReportLayoutTests {
    private let grammar: GrammarReading

    init() throws { grammar = try GrammarReading() }

    private func incidents(_ text: String) -> [Incident] { grammar.incidents(text) }
    private func told(_ text: String) -> [String] { grammar.told(text) }

    @Test("The head of an entry places and dates what stands below it")
    func entries() {
        let text = """
            10 January, Haditha: Armed men looted a food store. No casualties.

            12 January, Mosul: Shelling of the hospital. One patient was killed.
            """
        #expect(told(text) == ["looting Haditha 2016-01-10", "shelling Mosul 2016-01-12"])
        #expect(incidents(text).last?.casualties.map(\.minimum) == [1])
    }

    /// The dash was taken for the end of a head that had not begun.
    @Test("A report may open with a dash and a shouted name")
    func openingDash() {
        #expect(
            told("-- ETA militants attacked Haditha on Monday.") == ["attack Haditha 2016-01-11"])
    }

    @Test("Headlines of several places are separate reports")
    func headlines() {
        let text = """
            HADITHA: At least 20 dead as car bomb hits provincial offices

            MOSUL: Army recaptures village after two days of fighting

            Ministry of Information: 40 militants killed. No independent confirmation.
            """
        #expect(told(text).prefix(2) == ["car bombing Haditha –", "recapture Mosul –"])
        #expect(incidents(text).first?.toll(.killed).minimum == 20)
    }

    @Test("A head far from the province that its line names says only who writes")
    func headElsewhere() {
        let text = """
            BAGHDAD: Army says its troops repelled a raid in Nineveh; one soldier injured

            MOSUL: Gunmen killed a guard in Nineveh
            """
        #expect(told(text) == ["raid Nineveh –", "killing Mosul –"])
    }

    @Test("A dateline is no word of its sentence and no place of the event")
    func dateline() throws {
        let incident = try #require(
            incidents("BAGHDAD - Gunmen killed three traders in Mosul on Monday.").first)
        #expect(incident.places.map { $0.place?.name } == ["Mosul"])
        #expect(incident.actors.first?.text == "Gunmen")
        #expect(
            told("BAGHDAD, Iraq — Militants attacked a village on Monday, police said.")
                == ["attack – 2016-01-11"])
    }

    @Test("What stands under “Background”, or happened “on this day in” a year, is background")
    func background() {
        let text = """
            HIGHLIGHTS
            - Fighting broke out in Hit on Monday.

            BACKGROUND
            Haditha saw mass killings between April and June; hundreds were killed.

            On this day in 1993: two helicopters were shot down over Mosul.
            """
        let statuses = incidents(text).map(\.status)
        #expect(statuses.first == .current)
        #expect(statuses.dropFirst().allSatisfy { $0 == .background })
        #expect(incidents(text).last?.date.start == Day(iso: "1993-01-15"))
    }

    @Test("The headline tells what the body tells better")
    func headline() {
        let text = """
            Pylons bombed near Haditha

            HADITHA - Saboteurs blew up two pylons on the line between Mosul and Haditha on Tuesday.

            Last week gunmen killed a policeman in Mosul.
            """
        #expect(incidents(text).map(\.type) == [.sabotage, .killing])
    }

    @Test("Who condemns an attack does so elsewhere and on another day")
    func reaction() {
        let text = """
            A bomb killed nine people in Mosul on Monday. In Baghdad, the ministry condemned the attack on Thursday.
            """
        #expect(told(text) == ["bombing Mosul 2016-01-11"])
    }

    @Test("What is being prepared is planned")
    func planned() throws {
        let incident = try #require(
            incidents("Commanders say an assault on Mosul is being prepared.").first)
        #expect(incident.stage == .planned)
        #expect(incident.places.first?.place?.name == "Mosul")
    }

    @Test("“It” that was seized is the place spoken of")
    func it() {
        #expect(
            told("The Haditha Dam changed hands last month. Militants seized it on Monday.")
                == ["capture Haditha Dam 2016-01-11"])
    }
}
