import Incidents
import TestSupport
import Testing

@testable import Reading

/// Who suffered, who is held responsible, with what it was done and how many died, in reports long
/// enough that the fitted models choose.
@Suite("What is said of an incident")
struct FillTests {
    let reader: Reader

    init() throws { reader = Reader(gazetteer: try #require(SampleGazetteer.shared)) }

    /// News that tells of no incident, to make a report longer than a brief one.
    private static let filler = String(
        repeating: """
            The council discussed the price of bread and the repair of the old market hall. Members of
            several parties spoke, and the session was closed in the evening without a decision.

            """, count: 7)

    private func first(_ text: String, grammarAlone: Bool = false) -> Incident? {
        var reader = reader
        reader.usesFittedModels = !grammarAlone
        let long = text + "\n\n" + Self.filler
        return reader.read(
            Report(
                id: "t", text: grammarAlone ? text : long, published: Day(iso: "2016-01-05"))
        ).incidents.first
    }

    private func names(_ incident: Incident?, _ role: Actor.Role) -> [String] {
        incident?.actors.filter { $0.role == role }.map(\.text) ?? []
    }

    private func killed(_ incident: Incident?) -> String {
        guard let toll = incident?.toll(.killed) else { return "no incident" }
        return "\(toll.minimum.map(String.init) ?? "?")–\(toll.maximum.map(String.init) ?? "?")"
    }

    // MARK: Targets

    @Test("One who is named twice, by office and by name, is one target")
    func apposition() {
        let targets = names(
            first(
                "Gunmen on Monday murdered a councillor, Karim Salazar, in Mosul. The murder of "
                    + "Karim Salazar was condemned by his party."), .target)
        #expect(targets.filter { $0.contains("Salazar") }.count == 1, "\(targets)")
    }

    @Test("Soldiers whom rebels attack are a target, whatever the model learned of civilians")
    func fighters() {
        let incident = first("Militants attacked Iraqi soldiers near Haditha on Monday.")
        #expect(names(incident, .target).contains { $0.contains("soldiers") })
    }

    // MARK: Responsibility

    @Test("Whom another part of the report holds responsible is accused, not a fact")
    func blame() {
        let incident = first(
            "A judge, Karim Salazar, was murdered by unknown men in Mosul on Monday. The murder "
                + "was committed by members of Ansar al-Sharia, police said. Guerrillas of Ansar "
                + "al-Sharia claimed earlier murders.")
        let accused =
            incident?.actors.filter { $0.role == .accused || $0.role == .claimant }.map(\.name)
        #expect(accused?.contains("Ansar al-Sharia") == true, "\(String(describing: accused))")
        #expect(!names(incident, .perpetrator).contains("Ansar al-Sharia"))
    }

    @Test(
        "A group keeps its name in a text of capitals alone", arguments: ["SHINING PATH", "M-19"])
    func capitals(group: String) {
        let text =
            "MEMBERS OF THE \(group) ATTACKED A POLICE STATION IN MOSUL ON MONDAY AND KILLED TWO "
            + "POLICEMEN, THE MINISTRY SAID. THE \(group) CLAIMED RESPONSIBILITY FOR THE ATTACK."
        let names = first(text)?.actors.map { $0.name.lowercased() } ?? []
        #expect(names.contains(group.lowercased()), "\(names)")
    }

    // MARK: Weapons

    @Test("A weapon is named with how many and which, each kind once")
    func weapons() {
        let incident = first(
            "Militants attacked the bank in Mosul with two powerful car bombs on Monday. Another "
                + "car bomb was defused.", grammarAlone: true)
        #expect(incident?.weapons == ["two powerful car bombs"])
    }

    @Test(
        "A weapon is named where a word for the event holds it",
        arguments: ["bomb attack on", "bomb explosion at"])
    func weaponInside(event: String) {
        let incident = first(
            "The \(event) the office of the party in Mosul on Monday wounded two people, police "
                + "said.")
        #expect(incident?.weapons == ["bomb"])
    }

    // MARK: Tolls

    @Test(
        "Victims told one by one are counted together",
        arguments: [
            (
                "Gunmen killed a minister and two bodyguards in Mosul on Monday, police said.",
                "3–3"
            ),
            (
                "Unknown men murdered Karim Salazar, colonel Omar Haddad, and judge Samir Aziz "
                    + "in Mosul on Monday, police said.", "3–3"
            ),
            (
                "Unknown men murdered Karim Salazar in Mosul on Monday. Salazar was the mayor. "
                    + "His driver was wounded.", "1–1"
            ),
        ])
    func victims(text: String, toll: String) {
        #expect(killed(first(text)) == toll, "\(text)")
    }

    @Test(
        "The dead are counted from what is done to them, with names as one each",
        arguments: [
            ("The murder of two nurses and three drivers in Mosul on Monday shocked many.", "5–5"),
            ("Gunmen murdered 12 people, including 3 children, in Mosul on Monday.", "12–12"),
        ])
    func sums(text: String, toll: String) {
        #expect(killed(first(text, grammarAlone: true)) == toll, "\(text)")
    }

    @Test("That nobody came to harm is zero; that nothing is known of it is not")
    func zero() {
        let bomb = "A bomb exploded in front of the bank in Mosul on Monday. "
        #expect(killed(first(bomb + "There were no casualties.")) == "0–0")
        #expect(killed(first(bomb + "Nobody was hurt in the blast.")) == "0–0")
        #expect(killed(first(bomb + "The blast did not cause any casualties.")) == "0–0")
        #expect(killed(first(bomb + "There was no information on casualties.")) == "?–?")
        #expect(killed(first(bomb)) == "?–?")
    }

    @Test("What a deed came after counts its own dead")
    func whatCameBefore() {
        let incident = first(
            "There was a massacre in Haditha on Monday after a roadside bomb killed one soldier.",
            grammarAlone: true)
        #expect(incident?.type == .massacre)
        #expect(killed(incident) == "?–?")
    }
}
