import Gazetteer
import Incidents
import Testing

@testable import Reading

/// Who acts, who suffers and who claims, by grammar alone.
@Suite("Forces, groups and those who speak")
struct ActorsTests {
    private let grammar: GrammarReading

    init() throws { grammar = try GrammarReading() }

    private func first(_ text: String) throws -> Incident {
        try #require(grammar.incidents(text).first, "\(text)")
    }
    private func names(_ role: Actor.Role, _ text: String) throws -> Set<String> {
        Set(try first(text).actors.filter { $0.role == role }.map(\.name))
    }

    @Test(
        "The forces of a nation have one name, however they are called",
        arguments: [
            "Iraqi soldiers", "Iraq's army", "The Iraqi military", "Iraqi forces",
            "The army of Iraq",
        ])
    func nationalForces(subject: String) throws {
        let text = "\(subject) killed 12 militants in Haditha on Monday."
        #expect(try names(.opponent, text).contains("Military Forces of Iraq"))
    }

    @Test(
        "A government has one name, too",
        arguments: ["The Iraqi government", "Iraq's government", "The government of Iraq"])
    func governments(subject: String) throws {
        let text = "\(subject) signed a ceasefire in Haditha on Monday."
        #expect(try first(text).actors.map(\.name).contains("Government of Iraq"))
    }

    @Test("The police of a nation are not its army")
    func police() throws {
        let text = "Syrian police shot dead two protesters in Haditha on Monday."
        #expect(try names(.perpetrator, text) == ["Police Forces of Syria"])
    }

    @Test("What a foreign army takes it does not regain, what its own takes it does")
    func foreignCapture() throws {
        #expect(try first("Syrian troops captured Haditha on Monday.").type == .capture)
        #expect(try first("Iraqi troops captured Haditha on Monday.").type == .recapture)
        #expect(try first("Syrian troops retook Haditha on Monday.").type == .recapture)
    }

    @Test(
        "A group is the subject, and not what it is called beside its name",
        arguments: [
            "The ADF, a rebel group with ties to Islamic State, killed 23 civilians in Haditha on Monday.",
            "Fighters of the ADF, a Ugandan rebel group, killed 23 civilians in Haditha on Monday.",
        ])
    func appositions(_ text: String) throws {
        #expect(try names(.perpetrator, text) == ["Allied Democratic Forces"])
        #expect(try names(.accused, text) == [])
    }

    @Test("Names with an apostrophe are found: “People's”, “Workers'”")
    func apostrophes() throws {
        let army = "The Lord's Resistance Army abducted 20 people in Haditha on Monday."
        #expect(try names(.perpetrator, army) == ["Lord's Resistance Army"])
        let party = "The Kurdistan Workers’ Party attacked an army post in Haditha on Monday."
        #expect(try names(.perpetrator, party) == ["PKK"])
    }

    @Test("The Islamist group that claims an attack is the one that made it")
    func theGroup() throws {
        let text =
            "Al-Shabaab militants attacked a base in Haditha on Monday, killing 17 soldiers, a local official said. The Islamist group claimed responsibility and said it had killed 57 soldiers."
        #expect(try names(.claimant, text) == ["Al-Shabaab"])
        let tolls = try first(text).casualties.filter { $0.effect == .killed }
        #expect(Set(tolls.map(\.minimum)) == [17, 57])
    }

    @Test("Who says that it was behind an attack claims it")
    func behind() throws {
        let text =
            "Two men attacked the airport in Haditha on Monday, wounding ten soldiers. JNIM said it was behind the attack."
        #expect(try names(.claimant, text) == ["JNIM"])
    }

    @Test("The group's fighters are of the group that acted before")
    func ownFighters() {
        let told = grammar.incidents(
            "JNIM attacked the airport in Haditha on Monday. On Sunday the group's fighters had kidnapped three engineers in Hit."
        )
        let taking = told.first { $0.type == .abduction }
        #expect(taking?.actors.contains { $0.role == .perpetrator && $0.name == "JNIM" } == true)
    }

    @Test("Who fought those that killed did not kill, and is no target for having spoken")
    func sides() throws {
        let text =
            "Gunmen killed eight residents of Haditha on Monday. Police exchanged fire with the gunmen there, Amnesty International said."
        #expect(try names(.perpetrator, text) == ["Gunmen"])
        #expect(!(try names(.target, text)).contains("Amnesty International"))
    }

    @Test("Those who speak behind a list of the dead are none of them")
    func speakers() throws {
        let text =
            "Clashes broke out between rebels and the army in Haditha on Monday, killing six people, the Emergency Medicine and Support Centre said."
        let clash = try first(text)
        #expect(!clash.actors.contains { $0.role == .opponent && $0.text.contains("Emergency") })
        #expect(clash.casualties.first?.source.contains("people") == false)
    }

    @Test("A suicide bomber's truck is a suicide bombing; a journalist who reported is no source")
    func bombers() throws {
        let bombing = try first(
            "Two suicide bombers drove explosives-laden trucks into a base in Haditha on Monday, killing 14 soldiers."
        )
        #expect(bombing.type == .suicideBombing)
        let killing = try first(
            "A journalist who reported on the war was killed in Haditha on Monday.")
        #expect(killing.casualties.allSatisfy { $0.source.isEmpty })
    }

    @Test("Who burns houses and kills people has killed; loot alone stays loot")
    func graver() throws {
        let both = try first("Rebels burned houses in Haditha and killed six people on Monday.")
        #expect(both.type == .killing)
        #expect(both.toll(.killed).minimum == 6)
        #expect(try first("Rebels burned houses in Haditha on Monday.").type == .arson)
    }

    @Test("Who responds with air strikes strikes, where he says")
    func answers() {
        let told = grammar.told(
            "Rebels seized a base in Hit on Monday. The military responded with air strikes on Haditha, killing three civilians."
        )
        #expect(told.contains { $0.hasPrefix("airstrike Haditha") })
    }

    @Test("Of two deeds of one subject the last says when and where")
    func sharedDay() throws {
        let told = grammar.told(
            "Gunmen killed three people and abducted two engineers in Haditha on Monday.")
        #expect(Set(told) == ["killing Haditha 2016-01-11", "abduction Haditha 2016-01-11"])
    }

    @Test("Hours later is the same day, as far as that is said")
    func hoursLater() {
        let told = grammar.told(
            "A bomb exploded in Haditha on Monday, killing two people. Hours later gunmen attacked a checkpoint in Hit."
        )
        #expect(told.contains("attack Hit 2016-01-11"))
    }

    @Test("What is told of one town is no part of what happened all over a province")
    func allOver() {
        let told = grammar.incidents(
            "Air strikes killed at least 11 people across Anbar on Tuesday. Five members of one family were killed when a strike hit a tent in Haditha."
        )
        #expect(told.count == 2)
        #expect(told.first?.places.first?.place?.name == "Anbar")
        #expect(told.first?.toll(.killed).minimum == 11)
    }

    @Test("Who is shot in the leg is hurt, and not dead")
    func limbs() throws {
        let shooting = try first("A boy was shot in the leg in Haditha on Monday.")
        #expect(shooting.toll(.injured).minimum == 1)
        #expect(shooting.toll(.killed).isUnknown)
    }

    @Test(
        "Who stands between the subject and its verb does not act",
        arguments: [
            "Bandits riding motorcycles killed four men in Haditha on Monday.",
            "Bandits, among them two boys, killed four men in Haditha on Monday.",
        ])
    func subjects(_ text: String) throws {
        #expect(try names(.perpetrator, text) == ["Bandits"])
    }

    @Test("A strike of a nation is its army's")
    func strikes() throws {
        let text = "Syrian airstrikes killed four people in Haditha on Monday."
        #expect(try names(.perpetrator, text) == ["Military Forces of Syria"])
    }

    @Test("“Said a spokesman” behind a comma gives the figures, “put out a fire” gives none")
    func inversions() throws {
        let said = try first(
            "Two soldiers were killed in Haditha on Monday, said a spokesman, Major Ali.")
        #expect(said.casualties.first?.source == "a spokesman")
        let fire = try first("Rebels killed two men in Haditha while residents put out a fire.")
        #expect(fire.casualties.first?.source == "")
    }

    @Test("A mob that burned a man to death killed him")
    func burned() throws {
        let text =
            "A mob attacked a police station in Haditha on Monday and burned to death a man."
        let riot = try first(text)
        #expect(riot.toll(.killed) == Toll(minimum: 1, maximum: 1))
        #expect(!(try names(.target, text)).contains("A mob"))
    }

    @Test("What police fired to disperse a crowd they fired where and when the crowd was")
    func purposes() {
        let told = grammar.told(
            "Police fired tear gas to disperse thousands of protesters in Haditha on Monday.")
        #expect(told.first == "protest with intervention Haditha 2016-01-11")
    }

    @Test("What happens every month is no toll of what happened; who breaks a truce agrees on none")
    func habits() throws {
        let text =
            "Three children were killed in Haditha on Monday when a shell they were playing with exploded. Unexploded ordnance kills dozens of people every month."
        #expect(try first(text).toll(.killed) == Toll(minimum: 3, maximum: 3))
        #expect(try names(.perpetrator, text) == [])
        let told = grammar.told("Rebels attacked Haditha on Monday, breaking a ceasefire.")
        #expect(told == ["attack Haditha 2016-01-11"])
        #expect(grammar.told("Two ceasefire monitors slept in Haditha on Monday.") == [])
    }

    @Test(
        "Forces that a nation only backs, or that rose against it, are not its army",
        arguments: [
            "Syrian rebel forces", "Iraqi-backed forces", "Former Iraqi soldiers",
            "Iraqi opposition forces",
        ])
    func others(subject: String) throws {
        let text = "\(subject) killed 12 villagers in Haditha on Monday."
        #expect(try first(text).actors.allSatisfy { !$0.name.hasPrefix("Military Forces") })
    }

    @Test("Who is said to help between commas does not act")
    func qualified() throws {
        let text =
            "Islamic State fighters, backed by what residents said were foreign volunteers, "
            + "attacked a convoy in Haditha on Monday."
        #expect(
            try first(text).actors.filter { $0.role == .perpetrator }.map(\.name)
                == ["Islamic State"])
    }

    @Test("Whoever hits a base with rockets does it with them")
    func means() {
        #expect(
            grammar.told("Rebels hit the base in Haditha with rockets on Monday.")
                == ["shelling Haditha 2016-01-11"])
    }

    @Test("Nations have their article, as in the table of groups")
    func articles() {
        #expect(
            NationalService.military.name(of: "United States")
                == "Military Forces of the United States")
        #expect(NationalService.police.name(of: "Iraq") == "Police Forces of Iraq")
    }
}
