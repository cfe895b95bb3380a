import Gazetteer
import Incidents
import Testing

@testable import Reading

/// Plain sentences of wires and situation reports, read by grammar alone.
@Suite("Sentences of wires")
struct WireGrammarTests {
    private let grammar: GrammarReading

    init() throws { grammar = try GrammarReading() }

    private func incidents(_ text: String) -> [Incident] { grammar.incidents(text) }
    private func told(_ text: String) -> [String] { grammar.told(text) }

    @Test("The first word behind a dateline or a day and a colon is no name")
    func openings() {
        let clash = ["clash Haditha 2016-01-11"]
        for opening in ["BAGHDAD, 12 January 2016 - ", "11 January: ", ""] {
            for verb in ["took place in Haditha on Monday", "broke out in Haditha on Monday"] {
                let text = "\(opening)Clashes between the army and rebels \(verb)."
                #expect(told(text) == clash, "\(text)")
            }
        }
    }

    @Test("Clashes between two sides go on where and when the sentence says")
    func sides() {
        for verb in ["continued", "went on for a third day", "raged"] {
            let text = "Clashes between soldiers and rebels in Haditha \(verb) on Monday."
            #expect(told(text) == ["clash Haditha 2016-01-11"], "\(text)")
        }
    }

    @Test("A patrol that clashes with somebody fights, whoever it is of")
    func patrols() throws {
        let text =
            "On Monday a patrol of Iraqi troops exchanged fire with a group of about 30 insurgents in Haditha. Two soldiers were wounded."
        let incident = try #require(incidents(text).first)
        #expect(incident.type == .clash)
        #expect(incident.places.first?.place?.name == "Haditha")
        #expect(incident.toll(.injured) == Toll(minimum: 2, maximum: 2))
        #expect(told("A patrol clashed with insurgents near Hit on Monday.").count == 1)
    }

    @Test("An age is no number of people, and whoever has one is one")
    func ages() throws {
        for victim in ["a ten-year-old boy", "a 10-year-old boy", "a 10-year-old"] {
            let text = "Gunmen attacked a bus in Haditha on Monday, killing \(victim)."
            let incident = try #require(incidents(text).first)
            #expect(incident.toll(.killed) == Toll(minimum: 1, maximum: 1), "\(text)")
        }
    }

    @Test("An earlier toll gives way to the one that holds, and is named as a reason")
    func overtaken() throws {
        for sentence in [
            "The toll had earlier been put at 18.", "Earlier reports spoke of 18 dead.",
        ] {
            let text =
                "A suicide bomber struck a wedding in Haditha on Monday, killing at least 32 people. \(sentence)"
            let incident = try #require(incidents(text).first)
            #expect(incident.toll(.killed) == Toll(minimum: 32, maximum: nil), "\(text)")
        }
        let text =
            "Gunmen killed 18 people in Haditha on Monday. Earlier this week two people died."
        #expect(incidents(text).first?.toll(.killed).minimum == 18)
    }

    @Test("Words of number behind a dateline are none of its date")
    func numbersBehindDatelines() {
        for people in ["Three women were", "Two soldiers were", "Four people were"] {
            let text = "BAGHDAD, 12 January 2016 - \(people) shot by gunmen in Haditha on Monday."
            #expect(told(text) == ["shooting Haditha 2016-01-11"], "\(text)")
        }
    }

    @Test("Somebody armed who wounds somebody attacks; a depot that nobody found is scenery")
    func byHand() {
        #expect(
            told("A sniper wounded a soldier at a checkpoint in Haditha on Monday.")
                == ["attack Haditha 2016-01-11"])
        #expect(
            !incidents(
                "An explosion at an ammunition depot in Haditha on Monday killed two people."
            )
            .contains { $0.type == .weaponsCache })
        #expect(
            told("Hundreds took to the streets of Haditha on Friday to protest.")
                == ["protest Haditha 2016-01-15"])
    }

    @Test("A year inside the words of a deed dates it, whenever somebody is sentenced for it")
    func yearOfDeed() {
        let text =
            "A court in Baghdad sentenced two men on Friday for a 2014 bombing that killed 45 people in Haditha."
        #expect(!incidents(text).contains { $0.status == .current && $0.type == .bombing })
        #expect(
            told("Rebels shot down a small plane near Haditha on Monday.")
                == ["aircraft shot down Haditha 2016-01-11"])
    }

    @Test("Those who are left dead did nothing")
    func leftDead() throws {
        let text = "An ISIS raid on Haditha left 17 civilians dead on Monday, officials said."
        let incident = try #require(incidents(text).first)
        #expect(incident.type == .raid)
        #expect(incident.toll(.killed) == Toll(minimum: 17, maximum: 17))
        #expect(!incident.actors.contains { $0.role == .perpetrator && $0.kind == .civilian })
    }

    @Test("What an attack damaged is not what did it")
    func damage() {
        #expect(!told("An attack near Haditha damaged 17 transformers on Monday.").isEmpty)
        for text in [
            "An attack near Haditha damaged 17 transformers on Monday.",
            "An attack on a substation near Haditha, Anbar, on Monday damaged a transformer.",
        ] {
            #expect(!incidents(text).contains { $0.type == .accident }, "\(text)")
        }
    }

    @Test("What is likely has not happened")
    func forecasts() {
        for text in [
            "Further shelling of Haditha is likely in the next 72 hours.",
            "More attacks in Haditha are expected this week.",
        ] {
            #expect(!incidents(text).contains { $0.status == .current }, "\(text)")
        }
    }

    @Test("A part of what is summed up for the country is an incident of its own")
    func parts() {
        let text = """
            Rockets and drones killed at least 20 people across the country on Monday, officials said.

            Twelve people died when a rocket hit a house in Haditha.

            In Mosul a man was killed in a strike on a power station.
            """
        let places = incidents(text).compactMap { $0.places.first?.place?.name }
        #expect(places.contains("Haditha"))
        #expect(places.contains("Mosul"))
    }

    @Test("A name that lies in another by the words between them is the one place of the event")
    func nested() throws {
        for text in [
            "Gunmen attacked Haditha, in Anbar province, on Monday, killing four soldiers.",
            "Gunmen attacked Barwana, Haditha district, on Monday, killing four soldiers.",
        ] {
            let found = incidents(text)
            #expect(found.count == 1, "\(text)")
            #expect(found.first?.places.count == 1, "\(text)")
        }
    }

    @Test("The day counts before the year that it was the fourth time in")
    func dayBeforeYear() {
        let text =
            "Rebels blew up a pipeline near Haditha for the fourth time this year on 5 January."
        #expect(told(text) == ["sabotage Haditha 2016-01-05"])
    }
}
