import Incidents
import Testing

@testable import Reading

/// What clauses and sentences say of each other's events.
@Suite("Clauses of incidents")
struct ClauseTests {
    let reader: Reader

    init() throws { reader = Reader(gazetteer: try #require(SampleGazetteer.shared)) }

    private func incidents(_ text: String) -> [Incident] {
        reader.read(Report(id: "t", text: text, published: Day(iso: "2016-01-05"))).incidents
    }

    private func told(_ text: String) -> [String] {
        incidents(text).map { incident in
            let killed = incident.toll(.killed)
            let toll =
                killed.minimum.map { " \($0)–\(killed.maximum.map(String.init) ?? "?")" } ?? ""
            return "\(incident.type.rawValue) \(incident.places.first?.place?.name ?? "–") "
                + "\(incident.date.start.map { "\($0)" } ?? "–")" + toll
        }
    }

    @Test("One clause may hold both who died and what was done to others")
    func oneClause() {
        // Once the range between them was turned round, and trapped.
        #expect(
            told("After five men died, gunmen attacked Haditha on Monday.")
                == ["attack Haditha 2016-01-04"])
    }

    @Test(
        "Who died is said of what the clause behind “when” tells",
        arguments: [
            (
                "Seven people died when a convoy was ambushed near Mosul on Friday.",
                "ambush Mosul 2016-01-01 7–7"
            ),
            (
                "Seven soldiers were killed on Monday when a bomb tore through a bus in Mosul.",
                "bombing Mosul 2016-01-04 7–7"
            ),
            (
                "A bombing in Mosul on Monday that killed 12 was condemned.",
                "bombing Mosul 2016-01-04 12–12"
            ),
        ])
    func occasions(text: String, wanted: String) { #expect(told(text) == [wanted]) }

    @Test("The dead of a burst dam, a flood or a fire are its dead")
    func deadly() {
        #expect(
            told("Floods hit Mosul on Monday. Five people were killed.")
                == ["natural disaster Mosul 2016-01-04 5–5"])
        #expect(
            told(
                "The dam at Haditha gave way on Monday. The fields were under water by noon. "
                    + "Officials reported five dead and 13 missing as of Tuesday morning."
            ) == ["accident Haditha 2016-01-04 5–5"])
    }

    @Test("Those who suffered and then strike back do so in an incident of their own")
    func reversed() {
        #expect(
            told(
                "A bomb killed two soldiers in Mosul on Monday. Troops killed four militants in a search of the area."
            ) == ["bombing Mosul 2016-01-04 2–2", "clash Mosul – 4–4"])
    }

    @Test("The attackers’ day is that of the deed told before")
    func attackersDay() {
        #expect(
            told(
                "Gunmen killed ten villagers in Haditha, the mayor said. The attackers came on Saturday and burned shops."
            ).first == "killing Haditha 2016-01-02 10–10")
    }

    @Test("What has gone on since a day of the same sentence began on it")
    func sinceDays() {
        let incident = incidents(
            "Dozens of people have been killed since rebels overran Haditha on Saturday."
        ).first { $0.type == .killing }
        #expect(incident?.date.start == Day(iso: "2016-01-02"))
        #expect(incident?.date.end == Day(iso: "2016-01-05"))
    }

    @Test(
        "A report names who claims a deed, who is blamed, and who tells of it",
        arguments: [
            (
                "The Islamic State claimed responsibility for a car bombing in Mosul on Monday.",
                "claimant Islamic State"
            ),
            (
                "A bombing in Mosul on Monday killed 12. Responsibility was claimed by the Islamic State.",
                "claimant Islamic State"
            ),
            (
                "A bombing in Mosul on Monday killed 12. Police blamed the attack on the Islamic State.",
                "accused Islamic State"
            ),
            ("A bombing in Mosul on Monday killed 12, police said.", "source police"),
        ])
    func claims(text: String, wanted: String) {
        let roles = incidents(text).first?.actors.map { "\($0.role.rawValue) \($0.name)" } ?? []
        #expect(roles.contains(wanted))
    }

    @Test("That nobody claimed a deed names no claimant and puts nothing in doubt")
    func unclaimed() {
        let incident = incidents(
            "No group claimed responsibility for Monday's bombing in Mosul, which killed 12."
        ).first
        #expect(incident?.type == .bombing)
        #expect(incident?.certainty == .reported)
        #expect(incident?.actors.contains { $0.role == .claimant } == false)
    }

    @Test(
        "Headlines tell in the present what happened",
        arguments: [
            ("Army recaptures Mosul from militants", "recapture Mosul –"),
            ("Mortar rounds land near Haditha on Sunday night", "shelling Haditha 2016-01-03"),
            ("Warplanes bomb market in Mosul on Monday", "airstrike Mosul 2016-01-04"),
        ])
    func headlines(text: String, wanted: String) { #expect(told(text).first == wanted) }

    @Test(
        "What was tried, foiled or threatened has its stage",
        arguments: [
            ("Police arrested two men over an attempted bombing in Mosul on Monday.", "attempted"),
            ("A planned attack on a market in Mosul was foiled on Monday.", "attempted"),
            ("Militants threatened to attack the bridge in Mosul.", "threatened"),
        ])
    func stages(text: String, wanted: String) {
        #expect(incidents(text).contains { $0.stage.rawValue == wanted })
    }

    @Test(
        "Pipelines, dams, mines and prisons make types of their own",
        arguments: [
            (
                "A bomb shut down an oil pipeline near Mosul last Thursday.",
                "sabotage Mosul 2015-12-31"
            ),
            (
                "Men set off explosives under a pipeline near Mosul on Monday.",
                "sabotage Mosul 2016-01-04"
            ),
            ("Gunmen shot at power lines in Mosul on Monday.", "sabotage Mosul 2016-01-04"),
            ("The dam at Haditha gave way on Monday.", "destruction Haditha 2016-01-04"),
            ("A truck drove over a mine in Haditha on Monday.", "roadside bomb Haditha 2016-01-04"),
            (
                "Gunmen stormed a prison in Mosul on Monday and freed 200 inmates.",
                "prison break Mosul 2016-01-04"
            ),
            (
                "A gas leak caused an explosion at a factory in Mosul on Monday, killing four workers.",
                "accident Mosul 2016-01-04 4–4"
            ),
            (
                "A helicopter dropped two bombs on Haditha on Monday.",
                "airstrike Haditha 2016-01-04"
            ),
        ])
    func types(text: String, wanted: String) { #expect(told(text) == [wanted]) }

    @Test(
        "Tolls are read from nouns, predicates and joint counts",
        arguments: [
            ("An air raid in Mosul on Monday left about 60 dead.", "killed 54–66"),
            ("Two people are missing after a boat sank in Mosul on Monday.", "missing 2–2"),
            ("Only one soldier survived the ambush near Mosul on Monday.", "survived 1–1"),
            ("Police raised the death toll in Monday's Mosul bombing to 32.", "killed 32–32"),
            ("Gunmen shot one driver dead near Mosul on Monday.", "killed 1–1"),
            ("An estimated 850 families fled from Mosul on Monday.", "displaced 765–935"),
            (
                "The bodies of eight men were found in Mosul on Monday.", "killed 8–8"
            ),
            ("A bomb wounded four others in Mosul on Monday.", "injured 4–4"),
            (
                "On Monday 24 fighters including 3 leaders were killed in Mosul.",
                "killed 24–24"
            ),
        ])
    func tolls(text: String, wanted: String) {
        let figures = incidents(text).flatMap(\.casualties).map {
            "\($0.effect.rawValue) \($0.minimum.map(String.init) ?? "?")–\($0.maximum.map(String.init) ?? "?")"
        }
        #expect(Set(figures) == [wanted])
    }

    @Test("Clashes that have been going on are ongoing")
    func goingOn() {
        let clash = incidents("Clashes have been going on in Mosul for a week.").first
        #expect(clash?.type == .clash)
        #expect(clash?.places.first?.place?.name == "Mosul")
        #expect(clash?.status == .ongoing)
    }

    @Test("The sides of a clash may stand behind its verb")
    func sides() {
        let actors = incidents(
            "Clashes broke out in Mosul on Monday between the army and militants."
        ).first?.actors.filter { $0.role == .opponent }.map(\.kind)
        #expect(actors == [.state, .rebel])
    }

    @Test("Each of two nouns keeps the place that stands behind it")
    func neighbours() {
        #expect(
            told("Clashes in Mosul and shelling of Haditha killed ten people on Monday.").contains {
                $0.hasPrefix("shelling Haditha")
            })
    }

    @Test("Who is told of before a colon or found in the next sentence says where and when")
    func scenes() {
        #expect(
            told("A patrol was lucky near Mosul on Monday: a mortar shell landed beside its car.")
                == ["shelling Mosul 2016-01-04"])
        #expect(
            told("On Monday a mine killed two engineers. The pickup was found near Haditha.")
                == ["roadside bomb Haditha 2016-01-04 2–2"])
    }

    @Test(
        "A weekday that contradicts its date, and a source that contradicts itself, are remarked on"
    )
    func contradictions() {
        let report = Report(
            id: "t",
            text:
                "On Tuesday, Jan. 4, 2016, a bomb hit Mosul. Police said five men were killed in Mosul. "
                + "Police said nine men were killed.",
            published: Day(iso: "2016-01-05"))
        let findings = reader.read(report).findings.map(\.message)
        #expect(findings.contains { $0.contains("not a tuesday") })
        #expect(findings.contains { $0.contains("“nine men” and “five men”") })
    }
}
