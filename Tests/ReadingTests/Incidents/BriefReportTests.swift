import Gazetteer
import Incidents
import Testing

@testable import Reading

@Suite("Brief reports")
struct BriefReportTests {
    let reader: Reader

    init() throws { reader = Reader(gazetteer: try #require(SampleGazetteer.shared)) }

    private func incidents(_ text: String, _ reader: Reader? = nil) -> [Incident] {
        (reader ?? self.reader).read(
            Report(id: "t", text: text, published: Day(iso: "2016-01-05"))
        ).incidents
    }

    @Test(
        "What did not happen, or happens at times, is no incident to the models either",
        arguments: [
            "If militants were to attack Haditha, the army would respond.",
            "Suicide bombings that were once frequent are now rare.",
            "He died of a heart attack in Mosul on Monday.",
        ])
    func nothing(text: String) {
        #expect(incidents(text).isEmpty)
    }

    @Test("What grammar does not know for an event, the words of the whole report may tell")
    func unrecognised() throws {
        let text =
            "Hundreds marched through Mosul on Monday, chanting slogans for jobs and better pay."
        let incident = try #require(incidents(text).first)
        #expect(incident.acled.subEvent == "Peaceful protest")
        #expect(incident.places.first?.place?.name == "Mosul")
    }

    @Test(
        "Every choice of a model is given with a reason; explained, with the features that made it")
    func reasons() throws {
        let text = "Gunmen opened fire on shoppers in Mosul on Monday, killing four people."
        var explaining = reader
        explaining.places.options.explains = true
        let plain = try #require(incidents(text).first)
        let explained = try #require(incidents(text, explaining).first)
        #expect(plain.reasons.contains { $0.evidence.hasPrefix("its words tell of") })
        #expect(plain.reasons.contains { $0.evidence.hasPrefix("place by the words") })
        #expect(
            explained.reasons.contains { $0.evidence.contains(": ") && $0.evidence.contains("=") })
        #expect(explained.places.first?.place?.id == plain.places.first?.place?.id)
        #expect(explained.acled == plain.acled)
    }

    @Test("Grammar alone reads when models are not wanted")
    func withoutModels() throws {
        var grammar = reader
        grammar.usesFittedModels = false
        let text = "Gunmen opened fire on shoppers in Mosul on Monday, killing four people."
        let incident = try #require(incidents(text, grammar).first)
        #expect(!incident.reasons.contains { $0.evidence.hasPrefix("its words") })
    }

    @Test("The words that tell of an incident lie in its first sentence")
    func trigger() throws {
        let incident = try #require(incidents("A car bomb killed ten people in Mosul.").first)
        let (told, quote) = (try #require(incident.trigger), try #require(incident.quotes.first))
        #expect(quote.span.contains(told))
    }

    @Test("Text in a language the models never saw is left to grammar")
    func otherLanguage() {
        #expect(incidents("El presidente inauguró ayer una escuela nueva en Mosul.").isEmpty)
    }

    @Test(
        "What forces do at a place is an incident, and so is what befalls people the lexicon does not know",
        arguments: [
            "Police and soldiers patrolled the streets of Mosul on Monday.",
            "Gunmen killed a village administrator in Mosul on Monday.",
            "Idris was captured in Mosul on Monday.",
            "Agence France-Presse reported that gunmen killed four soldiers in Mosul on Monday.",
        ])
    func placed(text: String) throws {
        let incident = try #require(incidents(text).first)
        #expect(incident.places.first?.place?.name == "Mosul")
    }

    @Test("A stated day makes an incident also where nothing tells which day it was")
    func unpublished() throws {
        let text =
            "At least 50 people died in clashes on Tuesday between rebels and soldiers in Haditha."
        let incident = try #require(reader.read(Report(id: "t", text: text)).incidents.first)
        #expect(incident.date.start == nil)
        #expect(incident.places.first?.place?.name == "Haditha")
    }

    @Test("What is told of one incident twice is placed by the telling that is surer of it")
    func surer() throws {
        let text =
            "The army said a bombing that killed nine people in the centre of Haditha on Monday "
            + "was the work of militants."
        let incident = try #require(incidents(text).first)
        #expect(incident.places.map(\.mention.text) == ["Haditha"])
    }

    @Test("Each entry of a digest stands at the place it opens with")
    func digest() {
        let text = """
            On 3 January 2016, in Haditha town, Anbar province, Iraq, an ambulance was hijacked by armed youth.
            On 4 January 2016, in Mosul city, Nineveh, a surgeon was kidnapped by gang members for ransom.
            On 4 January 2016, in Tikrit, Salahuddin, militants looted the main hospital.
            """
        #expect(
            incidents(text).map { $0.places.first?.place?.name } == ["Haditha", "Mosul", "Tikrit"])
    }

    @Test("News of a council tells of no incident")
    func council() {
        let text = """
            The council of Mosul will meet on Monday to vote on a new garden beside the library. Volunteers are \
            asked to bring gloves, and lunch will be served to all who help.
            """
        #expect(incidents(text).isEmpty)
    }

    @Test(
        "In a brief, what is investigated or condemned is the news",
        arguments: [
            "Police are investigating the murder of a lawyer in Haditha on Monday.",
            "The government condemned the murder on Monday of journalist Omar Saleh in Haditha.",
        ])
    func reactions(text: String) throws {
        let incident = try #require(incidents(text).first, "\(text)")
        #expect(incident.type == .killing && incident.status == .current)
        #expect(incident.places.first?.place?.name == "Haditha")
        #expect(incident.toll(.killed).minimum == 1)
    }

    @Test("A person with a title is no place, though nobody lists him")
    func titles() throws {
        let text = "The diocese deplored the kidnapping of Father Juan Ortiz in Haditha on Monday."
        #expect(
            try #require(incidents(text).first).places.map(\.mention.text) == ["Haditha"])
    }
}
