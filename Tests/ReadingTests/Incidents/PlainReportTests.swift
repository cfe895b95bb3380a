import Earth
import Gazetteer
import Incidents
import Testing

@testable import Reading

/// What reports of many hands have in common, read by grammar alone.
@Suite("Reports as they come")
struct PlainReportTests {
    private let grammar: GrammarReading

    init() throws { grammar = try GrammarReading() }

    private func incidents(_ text: String) -> [Incident] { grammar.incidents(text) }
    private func told(_ text: String) -> [String] { grammar.told(text) }

    @Test("Numbers, hours and positions may stand in the heads of a list")
    func numberedList() throws {
        let text = """
            1. Haditha, Bani Dahir district, 11 January: an IED detonated near a shop; 3 civilians killed.
            2. Mosul (Nineveh), 11 January 18:40: mortar rounds landed near the airport.
            3. 33.6400N 42.8300E, 12 January: a grenade was thrown at a checkpoint; 2 police wounded.
            """
        #expect(
            told(text) == [
                "roadside bomb Haditha 2016-01-11", "shelling Mosul 2016-01-11",
                "grenade 33.6400N 42.8300E 2016-01-12",
            ])
        let point = try #require(incidents(text).last?.places.first)
        #expect(point.coordinate?.latitude == 33.64)
        #expect(point.place?.admin1 == "Anbar")
    }

    @Test(
        "A town and a colon are a head where other paragraphs have one, and else a headline's words"
    )
    func bareHeads() {
        let list = """
            Haditha: 12 people were killed by shelling on 9 January.
            Mosul: Gunmen kidnapped a doctor on 10 January.
            """
        #expect(told(list) == ["shelling Haditha 2016-01-09", "abduction Mosul 2016-01-10"])
        let news = """
            Iraq: dozens dead after raid on Haditha

            BAGHDAD – Gunmen attacked Haditha on Monday. Seven people were killed on Tuesday when their convoy was ambushed.
            """
        #expect(!told(news).contains { $0.contains("Baghdad") })
    }

    @Test("How far a named town lies from another says nothing new of where")
    func aside() throws {
        let text =
            "In Mosul, about 350 km north of Baghdad, two people died when a rocket hit a house on Monday."
        let incident = try #require(incidents(text).first)
        #expect(incident.places.first?.place?.name == "Mosul")
        #expect(incident.places.first?.relation == .at)
        #expect(incident.toll(.killed) == Toll(minimum: 2, maximum: 2))
        #expect(incident.status == .current)
        let bridge = try #require(
            incidents("Gunmen attacked a post in Anbar, 20 km west of Haditha, on Monday.").first)
        #expect(bridge.places.first?.relation == .offset)
    }

    @Test("Sea miles are longer than land miles")
    func nauticalMiles() throws {
        let text = "A bomb exploded on a boat 100 nautical miles south of Haditha on Monday."
        let place = try #require(incidents(text).first?.places.first)
        #expect(abs((place.displacement?.distance.kilometers ?? 0) - 185.2) < 0.1)
    }

    @Test("Where a road or pipeline ends is not where on it something happened")
    func lineEnds() throws {
        let outside = "Fighters blew up a bridge on the Mosul-Hit road outside Haditha on Monday."
        #expect(told(outside) == ["sabotage Haditha 2016-01-11"])
        let between = try #require(
            incidents("Gunmen attacked a convoy on the Barwana-Haditha road on Monday.").first)
        #expect(between.places.first?.relation == .between)
    }

    @Test(
        "A place where somebody speaks is not the event's, and “the kidnapping” is where it was told"
    )
    func speech() {
        let text = """
            Gunmen abducted 42 people in Haditha on Monday. The president, speaking in Mosul, ordered the army to free them. The kidnapping shocked the country.
            """
        #expect(told(text) == ["abduction Haditha 2016-01-11"])
    }

    @Test("A second blast is another; a blast counted as the second is the same")
    func order() {
        let two = """
            A bomb killed 13 people in Haditha on Monday. A second blast hit a market in Hit, killing 5.
            """
        #expect(told(two) == ["bombing Haditha 2016-01-11", "bombing Hit –"])
        let same =
            "A bomb killed 13 people in Haditha on Monday. It was the second blast this year."
        #expect(told(same) == ["bombing Haditha 2016-01-11"])
    }

    @Test("Who died in a bombing is counted by it, though it is told behind them")
    func harmBeforeItsCause() {
        let text = "Three army soldiers died in a bombing in Haditha on Monday."
        #expect(told(text) == ["bombing Haditha 2016-01-11"])
        #expect(incidents(text).first?.toll(.killed) == Toll(minimum: 3, maximum: 3))
    }

    @Test("What troops seized, a relative clause tells")
    func relativeObject() throws {
        let text = "The Haditha dam, which militants seized in June 2014, lost power."
        let incident = try #require(incidents(text).first)
        #expect(incident.type == .capture)
        #expect(incident.toll(.captured).isUnknown)
    }

    @Test("Two clauses that follow on each other share the only day of their sentence")
    func adjoining() {
        #expect(
            told("Thousands lost power in Mosul on Monday after two substations were bombed.")
                == ["sabotage Mosul 2016-01-11"])
        #expect(
            told(
                "Troops shot down two drones and three missiles fired by rebels at Haditha on Monday."
            )
            .first?.hasSuffix("2016-01-11") == true)
    }

    @Test("A day in brackets before the first word is that of the report")
    func bracketedDay() throws {
        let text = "(12 January 2016) Rebels destroyed two pylons near Haditha on Monday night."
        let incident = grammar.incidents(text, published: nil).first
        #expect(incident?.date.start == Day(iso: "2016-01-11"))
    }

    @Test("The line of publication dates no headline, and a headline joins what its body tells")
    func headline() {
        let text = """
            Published: 2016-01-15

            Bomb kills dozens in Iraq

            BAGHDAD - A bomb killed 51 people in a market in Haditha late on Wednesday, police said.
            """
        #expect(told(text) == ["bombing Haditha 2016-01-13"])
        #expect(incidents(text).first?.toll(.killed) == Toll(minimum: 51, maximum: 51))
    }

    @Test("People whom only the headline says what of died are of its incident")
    func accounted() throws {
        let text = """
            Flood in Iraq, 30 dead

            At least 30 people died and more than 90 were injured near Haditha on Sunday, officials said.

            Rescuers are still at work.
            """
        let incident = try #require(incidents(text).first)
        #expect(incident.places.first?.place?.name == "Haditha")
        #expect(incident.toll(.injured).minimum == 90)
    }

    @Test("Who died of an illness is no victim")
    func illness() {
        let text = "A drone hit Haditha on Monday. A contractor died of a heart attack."
        #expect(incidents(text).first?.toll(.killed).isUnknown == true)
    }

    @Test("A quarter that bears the name of a city elsewhere lies in the town it is said to be of")
    func namesakeQuarter() throws {
        let incident = try #require(
            incidents("An airstrike on Mosul's Basra district killed 22 people on Monday.").first)
        #expect(incident.places.first?.place?.name == "Basra")
        #expect(incident.places.first?.place?.admin1 == "Nineveh")
        #expect(incident.places.first?.place?.kind == .quarter)
    }

    @Test("What years of violence have cost is no toll of one incident")
    func cumulativeTolls() throws {
        let text = """
            Last week 51 soldiers were killed in an ambush near Haditha. Since 2012, the violence has killed \
            more than 10,000 people and displaced two million.
            """
        let told = incidents(text)
        #expect(told.map(\.type) == [.ambush])
        #expect(told.first?.toll(.killed) == Toll(minimum: 51, maximum: 51))
    }

    @Test(
        "What befell nobody is no incident",
        arguments: [
            "Nobody has been arrested in Mosul.", "No one was kidnapped in Mosul on Monday.",
            "No civilians were abducted in Mosul on Monday.",
        ])
    func nobody(text: String) { #expect(told(text).isEmpty) }

    @Test("Deeds that share “a day earlier” share their day")
    func sharedOffset() {
        let text = """
            Rockets hit Mosul on Wednesday. A day earlier, a missile struck a hotel in Haditha, killing two \
            guests and wounding five.
            """
        #expect(Set(incidents(text).dropFirst().map { $0.date.start }) == [Day(iso: "2016-01-12")])
    }

    @Test("“Where” leads back to the place before it")
    func whereClause() {
        let text =
            "Fighting was also reported in Haditha, where shelling killed five men on Monday."
        #expect(told(text).contains("shelling Haditha 2016-01-11"))
    }

    @Test("Whoever is counted among the dead is somebody", arguments: ["Gumuz", "administrators"])
    func strangers(noun: String) throws {
        let incident = try #require(
            incidents("Shelling killed five \(noun) in Mosul on Monday.").first)
        #expect(incident.toll(.killed) == Toll(minimum: 5, maximum: 5))
    }

    @Test("Attacks that were repelled took place")
    func repelled() {
        #expect(
            told("The army said it had repelled attacks near Haditha on Monday.")
                == ["attack Haditha 2016-01-11"])
    }

    @Test("The end of a siege that a deed led to is no siege of its own")
    func endOfSiege() {
        let text = """
            Militants stormed a hotel in Mosul on Monday, killing nine people before troops ended the siege.
            """
        #expect(told(text) == ["attack Mosul 2016-01-11"])
    }

    @Test("The first word of a sentence is none of a village's name")
    func firstWord() {
        let text = "In Banu Dahhir village near Haditha, 16 people were killed on Monday."
        #expect(
            !incidents(text).contains {
                $0.places.contains { $0.place?.name.hasPrefix("In ") == true }
            })
    }

    @Test("Soldiers who were martyred are dead")
    func martyrs() throws {
        let incident = try #require(
            incidents("Three soldiers were martyred in an IED blast in Mosul on Monday.").first)
        #expect(incident.toll(.killed) == Toll(minimum: 3, maximum: 3))
    }

    @Test(
        "A bomb that leaves, causes or tears is an incident, whatever it did",
        arguments: [
            "A bomb placed at the gate of the bank in Haditha on Monday caused only material damage.",
            "A letter bomb injured the secretary of the governor in Haditha on Monday.",
            "A bomb in Haditha on Monday left two soldiers dead.",
            "A bomb tore through a market in Haditha on Monday.",
        ])
    func bombs(text: String) { #expect(told(text) == ["bombing Haditha 2016-01-11"], "\(text)") }

    @Test("Bombs that are defused are found, and do not go off")
    func defused() {
        #expect(
            told("Two car bombs were defused in Haditha on Monday.")
                == ["weapons cache Haditha 2016-01-11"])
    }

    @Test("What was done years earlier is not what was told before")
    func earlier() {
        let text =
            "A court in Haditha had a man beheaded on Monday. He was accused of killing a neighbour two years earlier."
        #expect(told(text).count == 2, "\(told(text))")
    }
}
