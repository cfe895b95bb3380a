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
}
