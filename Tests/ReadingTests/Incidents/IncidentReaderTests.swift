import Earth
import Gazetteer
import Incidents
import TestSupport
import Testing

@testable import Reading

@Suite("Incidents of a report")
struct IncidentReaderTests {
    /// Grammar alone: fitted models decide with it in brief reports, and have tests of their own.
    let reader: Reader

    init() throws {
        var reader = Reader(gazetteer: try #require(SampleGazetteer.shared))
        reader.usesFittedModels = false
        self.reader = reader
    }

    private func incidents(_ text: String, published: String? = "2016-01-05") -> [Incident] {
        reader.read(Report(id: "t", text: text, published: published.flatMap { Day(iso: $0) }))
            .incidents
    }

    /// "type place day": what an incident says in short.
    private func told(_ text: String, published: String? = "2016-01-05") -> [String] {
        incidents(text, published: published).map { incident in
            let place = incident.places.first
            let day = incident.date.start.map(String.init(describing:)) ?? "–"
            return "\(incident.type.rawValue) \(place?.relation.rawValue ?? "–") "
                + "\(place?.place?.name ?? "–") \(day)"
        }
    }

    private func tolls(_ text: String) -> [String] {
        incidents(text).flatMap(\.casualties).map {
            "\($0.effect.rawValue) \($0.minimum.map(String.init) ?? "?")–"
                + "\($0.maximum.map(String.init) ?? "?") \($0.side)"
        }
    }

    // MARK: What, where, when

    @Test(
        "Verbs and nouns, active and passive, tell one kind of event alike",
        arguments: [
            "Militants attacked a checkpoint in Haditha on Monday.",
            "A checkpoint in Haditha was attacked by militants on Monday.",
            "On Monday, militants carried out an attack on a checkpoint in Haditha.",
            "There was an attack by militants on a checkpoint in Haditha on Monday, police said.",
        ])
    func variants(text: String) {
        #expect(told(text) == ["attack at Haditha 2016-01-04"])
    }

    @Test("The place is that of the event's own clause, not of a speaker, an origin or an effect")
    func placeOfClause() {
        #expect(
            told("A spokesman in Baghdad said a car bomb killed ten people in Mosul on Sunday.")
                == ["car bombing at Mosul 2016-01-03"])
        #expect(
            told("Militants from Syria shelled the town of Hit on Sunday.")
                == ["shelling at Hit 2016-01-03"])
        #expect(
            told(
                "Militants blew up power lines in Anbar on Monday, and the attack led to power cuts in Baghdad."
            )
                == ["sabotage at Anbar 2016-01-04"])
    }

    @Test("An unnamed place lies where distance and direction lead, with the doubt of both")
    func offset() throws {
        let text =
            "Gunmen killed three soldiers at a camp about 35 miles north of Baghdad on Monday."
        let place = try #require(incidents(text).first?.places.first)
        #expect(place.relation == .offset)
        let baghdad = try Coordinate(longitude: 44.4, latitude: 33.34)
        let measured = try #require(place.coordinate).geodesic(to: baghdad)
        #expect(abs(measured.distance.kilometers - 56.327) < 0.01)
        #expect(abs(measured.initialBearing.degrees - 180) < 0.01)
        #expect(place.radius.kilometers > 20 && place.radius.kilometers < 40)
    }

    @Test("A stated distance never moves a named place, but stands beside the one measured")
    func statedDistance() throws {
        let text = "Troops retook Haditha, a town about 300 miles northwest of Baghdad, on Monday."
        let place = try #require(incidents(text).first?.places.first)
        #expect(place.relation == .at && place.place?.name == "Haditha")
        let stated = try #require(place.stated.first)
        #expect(abs(stated.stated.kilometers - 482.8) < 0.1)
        #expect(abs(try #require(stated.measured).kilometers - 207) < 3)
    }

    @Test("“The same day” and “a day earlier” count from the day told before, not from publication")
    func relativeDays() {
        let text = """
            On Sunday, militants attacked Haditha. The same day, a suicide bomber blew himself up in Mosul.
            """
        #expect(
            told(text) == ["attack at Haditha 2016-01-03", "suicide bombing at Mosul 2016-01-03"])
    }

    @Test("A month or year gone by makes background; what cannot be dated keeps an open start")
    func status() throws {
        let background = try #require(
            incidents("In 2005, a roadside bomb killed six people in Haditha.").first)
        #expect(background.status == .background)
        let undated = try #require(incidents("Militants attacked Haditha, residents said.").first)
        #expect(undated.status == .current)
        #expect(undated.date.start == nil && undated.date.end == Day(iso: "2016-01-05"))
        #expect(undated.date.anchor == .assumed)
    }

    @Test("Without a day of publication nothing is dated by guess")
    func withoutPublication() throws {
        let incident = try #require(
            incidents("Militants attacked Haditha on Tuesday.", published: nil).first)
        #expect(incident.date.start == nil && incident.date.end == nil)
    }

    @Test(
        "What did not happen is no incident",
        arguments: [
            "Militants did not attack Haditha on Monday.",
            "Militants may attack Haditha at any moment.",
            "If militants were to attack Haditha, the army would respond.",
            "Suicide bombings that were once frequent are now rare.",
            "The patient died of a heart condition.",
        ])
    func noIncident(text: String) { #expect(told(text).isEmpty) }

    // MARK: Tolls

    @Test(
        "Tolls are ranges on a side; unknown is not zero",
        arguments: [
            ("Militants killed at least 14 soldiers in Hit on Monday.", ["killed 14–? soldiers"]),
            (
                "Between two dozen and 60 soldiers were killed in Hit on Monday.",
                ["killed 24–60 soldiers"]
            ),
            (
                "A bomb killed ten soldiers and three civilians in Hit on Monday.",
                ["killed 10–10 soldiers", "killed 3–3 civilians"]
            ),
            ("A bomb killed or injured 20 people in Hit on Monday.", ["casualties 20–20 people"]),
            (
                "A bomb killed four people and wounded nine in Hit on Monday.",
                ["killed 4–4 people", "injured 9–9 unspecified"]
            ),
            ("Militants attacked Hit on Monday. No one was hurt.", ["injured 0–0 unspecified"]),
            ("Soldiers were killed in an attack in Hit on Monday.", ["killed 2–? Soldiers"]),
            ("Militants attacked Hit with 80 bombs on Monday.", []),
            (
                "A mine killed two of their colleagues and a driver in Mosul on Monday.",
                ["killed 2–2 colleagues", "killed 1–1 driver"]
            ),
            (
                "Seven soldiers and a farmer were killed in Mosul on Monday.",
                ["killed 7–7 soldiers", "killed 1–1 farmer"]
            ),
            (
                "Police arrested 12 people, seven women and five men, in Mosul on Monday.",
                ["captured 12–12 people"]
            ),
            ("Four more farmers were killed in Mosul on Monday.", ["killed 4–4 farmers"]),
            ("Ali Salem, 23, was arrested in Mosul on Monday.", []),
            (
                "Some 80 militants were driven out or killed in Mosul on Monday.",
                ["killed ?–88 militants"]
            ),
            (
                "Officers counted 17 bodies after the attack in Mosul on Monday.",
                ["killed 17–17 unspecified"]
            ),
            (
                "At least 12 people, seven of them children, were killed in Mosul on Monday.",
                ["killed 12–? people"]
            ),
            (
                "No fewer than 43 traders were kidnapped in Mosul on Monday.",
                ["captured 43–? traders"]
            ),
        ])
    func tolls(text: String, expected: [String]) { #expect(tolls(text) == expected) }

    @Test("Rival figures of one incident stand side by side, with who says so")
    func rivalTolls() throws {
        let text = """
            A suicide bomber killed ten people in Mosul on Monday, police said. Doctors said 14 people were \
            killed.
            """
        let found = incidents(text)
        #expect(found.count == 1)
        #expect(found.first?.casualties.map(\.minimum) == [10, 14])
        #expect(found.first?.casualties.map(\.source) == ["police", "Doctors"])
    }

    // MARK: Sides and certainty

    @Test("Who acts and who suffers is told by grammar, under one name for all spellings")
    func actors() throws {
        let incident = try #require(
            incidents("Iraqi troops were ambushed by ISIS fighters near Hit on Monday.").first)
        #expect(incident.type == .ambush)
        #expect(incident.actors.contains { $0.name == "Islamic State" && $0.role == .perpetrator })
        #expect(
            incident.actors.contains { $0.name == "Military Forces of Iraq" && $0.role == .target })
    }

    @Test("Who acts is named by people, not by places, figures or what happened to them")
    func plainActors() {
        let cases = [
            ("Gunmen stopped three trucks near Haditha. They shot one driver dead.", "Gunmen"),
            ("In 2004 and 2005 insurgents ambushed convoys near Mosul.", "insurgents"),
            ("A 14-year-old girl was killed by gunmen in Mosul on Monday.", "gunmen"),
        ]
        for (text, name) in cases {
            let actors = incidents(text).first?.actors.filter { $0.role == .perpetrator }.map(
                \.text)
            #expect(actors == [name], "\(text)")
        }
        let girl = incidents(cases[2].0).first?.actors.first { $0.role == .target }
        #expect(girl?.text == "girl")
    }

    @Test("A deed that follows another in one sentence shares its place and day")
    func sharedFrame() {
        #expect(
            told("Gunmen entered a school in Mosul on Monday and killed two teachers.")
                == ["killing at Mosul 2016-01-04"])
        #expect(
            told("Two men were arrested in Mosul after a search Monday.")
                == ["arrest at Mosul 2016-01-04"])
        #expect(
            told("Dozens of people have been killed since militants overran Mosul last Wednesday.")
                .first?.hasPrefix("killing at Mosul") == true)
    }

    @Test("He or she suffers as others do; what they did meanwhile says where")
    func pronouns() {
        #expect(told("He was killed in Mosul on Monday.") == ["killing at Mosul 2016-01-04"])
        #expect(told("She was captured in Mosul on Monday.") == ["abduction at Mosul 2016-01-04"])
        #expect(
            told("Gunmen shot the judge on Monday as he stood outside a hotel in Mosul.")
                == ["shooting at Mosul 2016-01-04"])
    }

    @Test("What a killing brought about has its own place and day")
    func consequence() {
        let text = "The latest killings prompted a protest in Mosul on Monday."
        #expect(told(text) == ["protest at Mosul 2016-01-04"])
    }

    @Test("People killed at a village are not what a whole offensive is")
    func offensive() {
        let text = """
            Militants launched an offensive against troops in Anbar on Monday, residents said. Schools are shut. \
            Markets are closed. Fighters said the militants killed scores of people in Barwana.
            """
        #expect(told(text).map { $0.split(separator: " ")[0] } == ["offensive", "killing"])
    }

    @Test("Illness, accidents on the road and the slaughter of animals are no violence")
    func notViolence() {
        #expect(told("The flu killed nine people in Mosul on Monday.").isEmpty)
        #expect(told("Farmers slaughtered 500 birds in Mosul on Monday.").isEmpty)
        #expect(
            told("A woman was struck by a car in Mosul on Monday.") == [
                "accident at Mosul 2016-01-04"
            ])
    }

    @Test("A claim that could not be confirmed is marked so")
    func certainty() throws {
        let incident = try #require(
            incidents(
                "Villagers said militants killed scores of people in Barwana on Monday, but the reports could not be confirmed."
            ).first)
        #expect(incident.certainty == .unconfirmed)
    }

    @Test("An attack on soldiers is a battle, one on civilians violence against civilians")
    func acled() {
        #expect(
            incidents("Militants killed six soldiers in Hit on Monday.").first?.acled.event
                == "Battles")
        #expect(
            incidents("Militants killed six farmers in Hit on Monday.").first?.acled.event
                == "Violence against civilians")
    }

    // MARK: One incident told twice

    @Test("A definite noun and a later figure join the incident told before")
    func joined() {
        let text = """
            Militants attacked an army base in Haditha on Sunday. The attack left the gate in ruins. State \
            television said at least ten soldiers died.
            """
        #expect(told(text) == ["attack at Haditha 2016-01-03"])
        #expect(tolls(text) == ["killed 10–? soldiers"])
    }

    @Test("Other places, other days and a contrast keep incidents apart")
    func apart() {
        #expect(
            told(
                "A bomb killed two people in Haditha on Sunday. A bomb killed two people in Mosul on Sunday."
            )
                == ["bombing at Haditha 2016-01-03", "bombing at Mosul 2016-01-03"])
    }

    // MARK: Robustness

    @Test("Boilerplate gives no incident and no place")
    func boilerplate() {
        let reading = reader.read(
            Report(id: "t", text: "Read more\nMilitants attack Haditha\nBomb kills ten in Mosul"))
        #expect(reading.incidents.isEmpty && reading.mentions.isEmpty)
        #expect(!reading.boilerplate.isEmpty)
    }

    @Test("Quotes are slices of the text, whatever the text is", arguments: 0..<150)
    func jumbles(seed: UInt64) {
        var random = SplitMix(seed: seed)
        let pieces = [
            "Militants", "attacked", "killed", "ten", "soldiers", "in", "Haditha", ",", "and", ".",
            "on",
            "Monday", "said", "the", "attack", "of", "by", "who", "while", "“", "”", "35 miles",
            "north",
            "Baghdad", "\n", "—", "were", "to", "had", "dozens", "’s", "🙂", "قتل", "(", ")", "not",
        ]
        let text = (0..<120).map { _ in pieces[Int(random.next() % UInt64(pieces.count))] }
            .joined(separator: " ")
        for incident in incidents(text) {
            for quote in incident.quotes { #expect(text[quote.span] == quote.text, "seed \(seed)") }
            for toll in incident.casualties {
                #expect(text[toll.span] == toll.text, "seed \(seed)")
            }
        }
    }

    @Test("Reading twice gives the same incidents under the same names")
    func repeatable() {
        let text = "Militants attacked Hit on Sunday. A bomb killed two people in Mosul on Monday."
        #expect(incidents(text) == incidents(text))
    }
}
