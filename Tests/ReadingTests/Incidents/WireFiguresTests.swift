import Gazetteer
import Incidents
import Testing

@testable import Reading

/// Tolls, sides and places of wires' sentences that are told at length, by grammar alone.
@Suite("Figures and sides of wires")
struct WireFiguresTests {
    private let grammar: GrammarReading

    init() throws { grammar = try GrammarReading() }

    private func told(_ text: String) -> [String] { grammar.told(text) }
    private func first(_ text: String) throws -> Incident {
        try #require(grammar.incidents(text).first, "\(text)")
    }
    private func killed(_ text: String) throws -> Int? {
        try first(text).toll(.killed).minimum
    }

    @Test(
        "A toll that is brought up to date is the deed's, the day of the count is not",
        arguments: [
            "The death toll from Thursday's attack on a market in Haditha has risen to 23, an official said.",
            "The toll from the attack on the market in Haditha rose to 23 on Friday.",
            "The number of people killed in the Haditha attack climbed to 23 on Friday, officials said.",
        ])
    func risenTolls(_ text: String) throws {
        #expect(try killed(text) == 23)
        #expect(try first(text).date.start != Day(iso: "2016-01-15"))
    }

    @Test("A number of people are some; the number of people is told behind it")
    func numbers() throws {
        let some = try first("A number of people were killed in an attack in Haditha on Monday.")
        #expect(some.toll(.killed) == Toll(minimum: 3, maximum: 10))
    }

    @Test(
        "Whom a parenthesis counts among the dead is not added, and does not stand for them",
        arguments: [
            "At least 22 people, most of them women and children, were killed in shelling in Haditha.",
            "At least 22 people, mostly women and children, were killed in shelling in Haditha.",
        ])
    func parts(_ text: String) throws {
        #expect(try first(text).toll(.killed) == Toll(minimum: 22, maximum: nil))
    }

    @Test("What ends with ten dead has killed ten")
    func endings() throws {
        let text =
            "The siege of a hotel in Mosul ended on Monday with 37 civilians and five guards dead."
        let siege = try first(text)
        #expect(siege.toll(.killed).minimum == 42)
        #expect(siege.status == .current)
    }

    @Test("Missiles that kill are an attack, wherever that was")
    func missiles() throws {
        let attack = try first("Missiles killed at least 31 people on Monday, officials said.")
        #expect(attack.type == .shelling)
        #expect(attack.toll(.killed).minimum == 31)
    }

    @Test("A day and a toll of its own tell another deed than the one before")
    func counts() {
        let text =
            "At least 20 people died when a car bomb went off in Mosul, police said. On Saturday a car bomb in the city killed four."
        #expect(told(text).sorted() == ["car bombing Mosul 2016-01-09", "car bombing Mosul –"])
    }

    @Test("A day earlier is the day before the report, where it tells of no other day")
    func dayEarlier() throws {
        let text =
            "The mayor vowed to punish those behind a bombing that killed 20 people in Mosul a day earlier."
        let bombing = try first(text)
        #expect(bombing.date.start == Day(iso: "2016-01-14"))
        #expect(bombing.date.anchor == .publication)
    }

    @Test("Both sides of clashes are named, be they at war or neighbours")
    func sides() throws {
        let clash = try first("Clashes between herders and farmers left 86 people dead in Haditha.")
        #expect(clash.actors.filter { $0.role == .opponent }.count == 2)
    }

    @Test("Who says what his own did has done it, whatever day he says so")
    func speakers() throws {
        for text in [
            "The army said on Wednesday it had retaken Haditha.",
            "The army said its forces had killed ten militants near Haditha on Monday.",
        ] {
            let names = try first(text).actors.filter { $0.role != .source }.map(\.name)
            #expect(names.contains { $0.lowercased().hasSuffix("army") }, "\(text)")
        }
    }

    @Test("Who finds the dead has not killed them")
    func bodies() throws {
        let found = try first("Police found 12 bodies in graves near Haditha on Monday.")
        #expect(found.actors.allSatisfy { $0.role != .perpetrator })
    }

    @Test("Soldiers who kill six and capture four have taken four")
    func captives() {
        let told = grammar.incidents(
            "Soldiers raided a camp near Haditha on Monday, killing six rebels and capturing four.")
        #expect(told.contains { $0.toll(.captured).minimum == 4 })
    }

    @Test("Where a bus was going is not where it was attacked")
    func journeys() throws {
        let near = try first(
            "Gunmen attacked a bus travelling from Baghdad to Mosul near Haditha on Monday, killing three."
        )
        #expect(near.places.first?.place?.name == "Haditha")
        let between = try first("Gunmen attacked a bus travelling from Haditha to Mosul on Monday.")
        #expect(between.places.first?.relation == .between)
    }

    @Test("What missiles hit before the lights went out is the news")
    func leads() throws {
        let strike = try first(
            "Power was knocked out in Mosul after missiles struck two substations, officials said on Sunday."
        )
        #expect(strike.status == .current)
    }

    @Test("A count behind a day is no hour of it")
    func hours() throws {
        let arson = grammar.incidents(
            "Settlers torched cars in Haditha on Sunday night after two Iraqi brothers were shot dead nearby."
        )
        #expect(arson.allSatisfy { $0.date.expression != "Sunday night after two" })
        #expect(arson.contains { $0.toll(.killed).minimum == 2 })
    }

    @Test(
        "A participle behind a noun tells what was done to it, not what it did",
        arguments: [
            "Suspected militants attacked troops stationed near Haditha on Monday, killing two.",
            "Militants attacked troops deployed near Haditha on Monday, killing two.",
        ])
    func reducedRelatives(_ text: String) throws {
        let attack = try first(text)
        #expect(grammar.incidents(text).count == 1)
        #expect(attack.toll(.killed).minimum == 2)
        #expect(attack.actors.filter { $0.role == .perpetrator }.allSatisfy { $0.name != "troops" })
    }

    @Test(
        "Who is suspected of planning an attack plans it, and not who arrested him",
        arguments: [
            "Police arrested three men suspected of planning an attack on a mosque in Haditha.",
            "Police arrested three men on suspicion of planning an attack on a mosque in Haditha.",
        ])
    func planners(_ text: String) {
        let attack = grammar.incidents(text).first { $0.type == .attack }
        #expect(attack?.actors.contains { $0.role == .perpetrator && $0.name == "Police" } != true)
    }

    @Test("Fighters from a group are of that group")
    func groups() throws {
        let capture = try first("Fighters from the M23 rebel group seized Haditha on Monday.")
        #expect(capture.actors.contains { $0.role == .perpetrator && $0.name == "M23" })
    }

    @Test("What happened when the last attack of its kind did is told apart, in its own year")
    func sinceWhen() {
        let text =
            "Insurgents attacked a police academy in Mosul on Tuesday, killing 70 people. It was the first major attack in the city since 2010, when gunmen stormed a hotel, killing 20 people."
        let told = grammar.incidents(text)
        #expect(told.contains { $0.toll(.killed).minimum == 70 && $0.status == .current })
        #expect(
            told.contains {
                $0.toll(.killed).minimum == 20 && $0.date.start == Day(iso: "2010-01-01")
                    && $0.status == .background
            })
    }

    @Test("The third straight day of attacks is no third of a month")
    func straightDays() throws {
        let strike = try first(
            "Drones struck the airport in Mosul on Tuesday, the third straight day of attacks.")
        #expect(strike.date.start == Day(iso: "2016-01-12"))
    }

    @Test("What the attackers did besides, they did where they killed")
    func attackers() {
        let told = grammar.told(
            "Rebels killed 55 civilians in Haditha on Monday. The mayor condemned it.\n\nThe attackers burned several houses."
        )
        #expect(told.contains { $0.hasPrefix("arson Haditha") })
    }

    @Test("Where a train was bound for is not where it derailed")
    func goals() throws {
        let accident = try first(
            "A bridge collapsed near Haditha on Monday, causing a train bound for Baghdad to derail and killing seven people."
        )
        #expect(accident.places.first?.place?.name == "Haditha")
    }

    @Test("Who is beaten to death died, whatever stands between")
    func beaten() throws {
        for text in [
            "Residents of the township of Haditha beat two thieves to death on Monday.",
            "Two thieves were beaten to death in Haditha on Monday.",
        ] {
            #expect(try first(text).toll(.killed) == Toll(minimum: 2, maximum: 2), "\(text)")
        }
    }

    @Test("Whoever came to protest did, whoever was urged to may not have")
    func purposes() {
        #expect(
            grammar.told("Farmers drove tractors into Haditha on Tuesday to protest against taxes.")
                == ["protest Haditha 2016-01-12"])
        #expect(grammar.told("The union urged teachers in Haditha to protest on Tuesday.") == [])
    }

    @Test("Control may be full, and is regained all the same")
    func control() {
        let told = grammar.told("The army regained full control of Haditha on Monday.")
        #expect(told == ["recapture Haditha 2016-01-11"])
    }
}
