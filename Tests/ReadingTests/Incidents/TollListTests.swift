import Gazetteer
import Incidents
import Testing

@testable import Reading

/// The dead and wounded whom a sentence lists, by grammar alone.
@Suite("Lists of victims")
struct TollListTests {
    private let grammar: GrammarReading

    init() throws { grammar = try GrammarReading() }

    private func toll(_ text: String, _ effect: Casualties.Effect = .killed) throws -> Int? {
        let toll = try #require(grammar.incidents(text).first, "\(text)").toll(effect)
        #expect(toll.minimum == toll.maximum, "\(text)")
        return toll.minimum
    }

    @Test(
        "Everybody on a list counts, named or not, with or without a figure",
        arguments: [
            (
                "A police colonel, a judge, and senator Luis Galan were murdered in Haditha on Monday.",
                3
            ),
            (
                "The mayor of Rawa, his wife and two bodyguards were shot dead in Haditha on Monday.",
                4
            ),
            ("Gunmen killed Judge Maria Diaz and her driver in Haditha on Monday.", 2),
            ("Rebels murdered a police inspector and two of his brothers in Haditha on Monday.", 3),
            ("Gunmen killed the mayor's wife, his son and a godchild in Haditha on Monday.", 3),
            (
                "The murder of Judge Maria Diaz and two of her bodyguards in Haditha on Monday was condemned.",
                3
            ),
            ("Two men and a woman were found shot dead in Haditha on Monday.", 3),
            ("A bomb in Haditha on Monday left two soldiers and a policeman dead.", 3),
            ("An attack in Haditha on Monday left a policeman dead.", 1),
            ("Ali Hassan, a journalist, and two soldiers were killed in Haditha on Monday.", 3),
        ] as [(String, Int)])
    func lists(text: String, dead: Int) throws {
        #expect(try toll(text) == dead, "\(text)")
    }

    @Test(
        "Who is told twice counts once",
        arguments: [
            "Two brothers, Ali and Hassan Karim, were shot dead in Haditha on Monday.",
            "A judge, Maria Diaz, and her driver were shot dead in Haditha on Monday.",
        ])
    func twice(text: String) throws {
        #expect(try toll(text) == 2, "\(text)")
    }

    @Test(
        "Those who died with somebody count",
        arguments: [
            "Journalist Ali Hassan was killed along with his cameraman in Haditha on Monday.",
            "Journalist Ali Hassan was killed alongside a soldier in Haditha on Monday.",
            "A journalist was killed together with his driver in Haditha on Monday.",
        ])
    func companions(text: String) throws {
        #expect(try toll(text) == 2, "\(text)")
    }

    @Test("The wounded of a list count as its dead do")
    func wounded() throws {
        let text = "A bomb wounded a general, his aide and three passers-by in Haditha on Monday."
        #expect(try toll(text, .injured) == 5)
    }

    @Test("Who follows “and” in a clause of his own is not listed")
    func clause() throws {
        let text = "Gunmen killed two men in Haditha on Monday and a woman fled."
        #expect(try toll(text) == 2)
        #expect(try toll("Gunmen killed two men and a woman fled in Haditha on Monday.") == 2)
    }

    @Test("An office between a name and its verb is the named one's")
    func office() throws {
        let text =
            "General Carlos Prats, the head of the army, was assassinated in Haditha on Monday."
        let incident = try #require(grammar.incidents(text).first)
        #expect(incident.actors.contains { $0.name == "General Carlos Prats" })
    }

    @Test(
        "One of a nation is one",
        arguments: [
            ("A 16-year-old Syrian was killed by soldiers in Haditha on Monday.", 1),
            ("Gunmen killed two Iraqis and a Syrian in Haditha on Monday.", 3),
        ] as [(String, Int)])
    func nationals(text: String, dead: Int) throws {
        #expect(try toll(text) == dead, "\(text)")
    }
}
