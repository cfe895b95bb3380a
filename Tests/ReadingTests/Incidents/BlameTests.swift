import Gazetteer
import Incidents
import Testing

@testable import Reading

/// Whom a report blames for a deed, and who says it was theirs, by grammar alone.
@Suite("Claims and accusations")
struct BlameTests {
    private let grammar: GrammarReading

    init() throws { grammar = try GrammarReading() }

    private func names(_ role: Actor.Role, _ sentence: String) throws -> [String] {
        let text = "A bomb killed two policemen in Haditha on Monday. \(sentence)"
        let told = grammar.incidents(text)
        #expect(told.count == 1, "\(sentence)")
        return try #require(told.first).actors.filter { $0.role == role }.map(\.name)
    }

    @Test(
        "Whom somebody holds responsible is accused",
        arguments: [
            "Police attributed the attack to the ELN.",
            "The army linked the bombing to the ELN.",
            "Officials hold the ELN responsible for the attack.",
            "The ELN was held responsible for the attack.",
            "The mayor said the ELN was responsible for the bombing.",
            "The mayor said the ELN was to blame for the deaths.",
            "The mayor said the ELN was behind the attack.",
            "The ELN is believed to be behind the attack.",
            "Police pointed the finger at the ELN.",
            "The governor put the blame on the ELN.",
            "Suspicion fell on the ELN.",
            "The attack bore the hallmarks of the ELN.",
            "Officials said the bombing was the work of the ELN.",
        ])
    func accused(sentence: String) throws {
        #expect(try names(.accused, sentence) == ["ELN"], "\(sentence)")
    }

    @Test(
        "Whom those hold responsible who tell of the deed is accused of it, though it is long ago")
    func longAgo() throws {
        let text =
            "Villagers said the ELN was behind the massacre in Haditha in March 1996, in which nine people were killed."
        let told = try #require(grammar.incidents(text).first)
        #expect(told.actors.contains { $0.role == .accused && $0.name == "ELN" })
    }

    @Test(
        "Wires and rain are no suspects, nor is anybody's work",
        arguments: [
            "Bad wiring was to blame for the blast.", "Heavy rain was responsible for the deaths.",
            "The work of the ELN is known.", "The ELN condemned the bombing.",
            "The ELN denied it was behind the attack.",
        ])
    func nobody(sentence: String) throws {
        let named = try names(.accused, sentence) + names(.claimant, sentence)
        #expect(named == [], "\(sentence)")
    }

    @Test(
        "Who says that a deed was theirs claims it",
        arguments: [
            "The ELN claimed responsibility.", "The ELN took credit for the blast.",
            "It was an attack claimed by the ELN.",
            "Responsibility for the attack was claimed by the ELN.",
            "The ELN said it was behind the attack.",
            "The ELN said it was responsible for the bombing.",
        ])
    func claimants(sentence: String) throws {
        #expect(try names(.claimant, sentence) == ["ELN"], "\(sentence)")
    }

    @Test("Attacks like the one that is told are others")
    func similar() throws {
        #expect(try names(.perpetrator, "The ELN has carried out similar attacks.") == [])
    }

    @Test(
        "A group that no list knows is known by the form of its name",
        arguments: ["Morazanist Patriotic Front", "Zarate Wilka Liberation Forces"])
    func unlisted(group: String) throws {
        #expect(try names(.claimant, "The \(group) claimed responsibility.") == [group])
    }

    @Test("The front of a building is no group, nor is a movement of troops")
    func fronts() throws {
        #expect(try names(.claimant, "The Western Front claimed its victims.") == [])
        #expect(try names(.accused, "Police blamed the movement of arms on the road.") == [])
    }
}
