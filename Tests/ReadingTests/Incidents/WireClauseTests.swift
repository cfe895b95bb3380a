import Gazetteer
import Incidents
import Testing

@testable import Reading

/// Who did what in which clause of a wire's sentence, and what that cost, by grammar alone.
@Suite("Clauses of wires")
struct WireClauseTests {
    private let grammar: GrammarReading

    init() throws { grammar = try GrammarReading() }

    private func told(_ text: String) -> [String] { grammar.told(text) }
    private func first(_ text: String) throws -> Incident {
        try #require(grammar.incidents(text).first, "\(text)")
    }

    @Test("Fighting that erupts is no volcano; a danger of collapse is no collapse")
    func figures() {
        #expect(
            told(
                "Fighting between the army and rebels erupted again in Haditha on Monday, killing eight civilians."
            )
                == ["clash Haditha 2016-01-11"])
        #expect(
            told("The Haditha Dam is in no danger of collapse, the ministry said on Monday.") == [])
    }

    @Test("A depot that is struck is no find of weapons, nor are fighters who are neutralised")
    func finds() throws {
        let strike = "Jets struck a rebel weapons depot in Haditha on Monday."
        #expect(told(strike) == ["airstrike Haditha 2016-01-11"])
        let killed = try first("Troops neutralised 50 militants in Haditha on Monday.")
        #expect(killed.toll(.killed) == Toll(minimum: 50, maximum: 50))
        #expect(killed.type == .clash)
    }

    @Test("Who hits a mine suffers it")
    func mines() throws {
        let text = "Three children were killed when they hit a mine in Haditha on Monday."
        let incident = try first(text)
        #expect(incident.type == .roadsideBomb)
        #expect(incident.toll(.killed) == Toll(minimum: 3, maximum: 3))
        #expect(!incident.actors.contains { $0.role == .perpetrator })
    }

    @Test("A family of five is five people; four soldiers and three gunmen dead are seven")
    func counts() throws {
        let family = try first("An air strike killed a family of five in Haditha on Monday.")
        #expect(family.toll(.killed) == Toll(minimum: 5, maximum: 5))
        let list = try first(
            "Gunmen ambushed a patrol in Haditha on Monday, leaving four soldiers and three gunmen dead."
        )
        #expect(list.casualties.filter { $0.effect == .killed }.map(\.minimum) == [4, 3])
    }

    @Test("A death toll may rise far behind its noun")
    func rising() throws {
        let incident = try first(
            "The death toll from the attack on a concert hall in Haditha on 11 January rose to 144, officials said."
        )
        #expect(incident.toll(.killed) == Toll(minimum: 144, maximum: 144))
    }

    @Test("Inmates who escape broke out; those taken to hospital are hurt")
    func escapes() throws {
        #expect(
            told(
                "Inmates overpowered guards at a prison in Haditha on Monday and about 400 escaped."
            )
                == ["prison break Haditha 2016-01-11"])
        let hurt = try first(
            "A bomb went off in Haditha on Monday; 25 people were taken to hospital.")
        #expect(hurt.toll(.injured) == Toll(minimum: 25, maximum: 25))
    }

    @Test("The dead of one clause are not those of what happened days before")
    func apart() throws {
        let incidents = grammar.incidents(
            "Ten people were killed in a suicide bombing in Haditha on Monday, two days after gunmen attacked a market in Mosul."
        )
        let bombing = try #require(incidents.first { $0.type == .suicideBombing })
        #expect(bombing.toll(.killed) == Toll(minimum: 10, maximum: 10))
        let attack = incidents.first { $0.type == .attack }
        #expect(attack?.toll(.killed).isUnknown != false)
        #expect(attack?.date.start != Day(iso: "2016-01-11"))
    }

    @Test("Who stormed a building and set it on fire did both at once")
    func fires() {
        #expect(
            told("Protesters stormed the embassy in Haditha and set it on fire early on Monday.")
                == ["riot Haditha 2016-01-11"])
    }

    @Test("An en dash between two names parts no clause")
    func dashes() throws {
        let incident = try first(
            "Rebels ambushed a convoy on the Haditha–Mosul road at Qayyarah on Monday and shot dead two policemen."
        )
        #expect(incident.places.first?.place?.name == "Qayyarah")
        #expect(incident.date.start == Day(iso: "2016-01-11"))
        #expect(incident.toll(.killed) == Toll(minimum: 2, maximum: 2))
    }

    @Test("A bomb hidden in something is one that goes off, when it does harm")
    func hidden() throws {
        let incident = try first(
            "A bomb hidden in a motorbike wounded five officers in Haditha on Monday.")
        #expect(incident.type == .bombing)
        #expect(incident.toll(.injured) == Toll(minimum: 5, maximum: 5))
    }

    @Test("People in a boat that capsizes did not do it")
    func mishaps() throws {
        let incident = try first(
            "A boat carrying migrants capsized near Haditha on Monday; 18 people drowned.")
        #expect(incident.type == .accident)
        #expect(!incident.actors.contains { $0.role == .perpetrator })
    }

    @Test("Who speaks of it did not do it; whose fire it is did")
    func doers() throws {
        let shelling = try first("Shelling killed two people in Haditha on Monday, the mayor said.")
        #expect(!shelling.actors.contains { $0.role == .perpetrator })
        let fire = try first("Syrian fire wounded two soldiers in Haditha on Monday.")
        #expect(fire.type == .attack)
        #expect(fire.actors.contains { $0.role == .perpetrator && $0.text == "Syrian" })
        #expect(
            told("A fire at a camp in Haditha destroyed 80 tents on Monday.") == [
                "accident Haditha 2016-01-11"
            ])
    }

    @Test("Strikes on a day on a port are strikes on the port")
    func days() {
        #expect(
            told("Jets carried out strikes on Monday on the port of Haditha.")
                == ["airstrike Haditha 2016-01-11"])
    }

    @Test("A mine with a name holds miners; a landslide that sweeps a bus away tells of itself")
    func names() throws {
        let miners = try first(
            "Miners at the Gold One mine in Haditha were held hostage on Monday.")
        #expect(miners.type == .hostageTaking)
        #expect(miners.weapons.isEmpty)
        let bus = try first(
            "A bus was swept away by a landslide in Haditha on Monday, leaving 62 people missing.")
        #expect(bus.type == .naturalDisaster)
        #expect(bus.toll(.missing) == Toll(minimum: 62, maximum: 62))
        #expect(told("The party won the vote by a landslide in Haditha on Monday.") == [])
    }

    @Test("A deal that is close is none; gunmen who flee are not displaced")
    func never() {
        #expect(told("The two sides were close to a peace deal in Haditha on Monday.") == [])
        #expect(
            told("Gunmen killed two officials in Haditha on Monday and fled.")
                == ["killing Haditha 2016-01-11"])
    }

    @Test("Places of one breath are one place: who was wounded there belongs to what is told there")
    func breath() throws {
        let bombs = try first(
            "Bombs went off in Haditha, Mosul and Qayyarah on Monday, wounding seven people.")
        #expect(bombs.toll(.injured) == Toll(minimum: 7, maximum: 7))
    }

    @Test(
        "The attack that left ten dead is news, with place, day and toll from around the relative clause",
        arguments: [
            "The attack, which left 10 dead and 30 wounded, took place in Haditha on Monday.",
            "The attack that left 10 people dead and 30 injured took place in Haditha on Monday.",
            "Officials met after an attack in Haditha on Monday that left 10 dead and 30 wounded.",
        ])
    func relative(_ text: String) throws {
        let attack = try first(text)
        #expect(told(text) == ["attack Haditha 2016-01-11"])
        #expect(attack.toll(.killed) == Toll(minimum: 10, maximum: 10))
        #expect(attack.toll(.injured) == Toll(minimum: 30, maximum: 30))
    }

    @Test("Lists of victims are counted whole, before a relative clause and behind “of”")
    func victims() throws {
        let texts = [
            "Six priests and two women who worked for them were murdered in Haditha on Monday.",
            "The murder of six priests and two women in Haditha on Monday shocked the town.",
        ]
        for text in texts {
            let killed = try first(text).casualties.filter { $0.effect == .killed }
            #expect(killed.map(\.minimum) == [6, 2], "\(text)")
        }
        let family = try first("The killing of a policeman and his son in Haditha on Monday.")
        #expect(family.casualties.map(\.minimum) == [1, 1])
    }

    @Test("The bodies of missing people count once")
    func bodies() throws {
        let found = try first(
            "The bodies of three missing drivers were found in Haditha on Monday.")
        #expect(found.casualties.map(\.effect) == [.killed])
    }

    @Test("A participle behind “after” and a noun goes with the clause before")
    func participles() throws {
        let blast = try first(
            "A bomb exploded in Haditha after Friday prayers, wounding nine people.")
        #expect(blast.toll(.injured) == Toll(minimum: 9, maximum: 9))
        let crash =
            "A helicopter crashed in Haditha on Monday while delivering aid, killing all eight aboard."
        #expect(told(crash) == ["accident Haditha 2016-01-11"])
        #expect(try first(crash).toll(.killed) == Toll(minimum: 8, maximum: 8))
    }

    @Test("“It” is who says so; shelling that destroys a bridge is one incident")
    func subjects() throws {
        let text = "The army said it had captured Haditha on Monday."
        #expect(
            try first(text).actors.contains { $0.role == .perpetrator && $0.kind == .state })
        #expect(
            told("Shelling destroyed a bridge in Haditha on Monday.") == [
                "shelling Haditha 2016-01-11"
            ])
    }

    @Test("A siege told as over is none that goes on")
    func overSieges() {
        let text = "The army captured a base in Haditha on Monday after a two-week siege."
        #expect(!grammar.incidents(text).contains { $0.status == .ongoing })
    }

    @Test("Those who are freed are no news of their taking")
    func freed() {
        #expect(told("The hostages were freed in Haditha on Monday.").isEmpty)
        #expect(
            told("Gunmen took 12 hostages at a hotel in Haditha on Monday.") == [
                "hostage taking Haditha 2016-01-11"
            ])
    }

    @Test("State media report, and are no verb; fireworks that explode are an accident")
    func speakers() throws {
        let killed = try first(
            "Troops killed 15 militants near Haditha on Monday, state media reported.")
        #expect(killed.casualties.map { String($0.source) } == ["state media"])
        #expect(
            told("A fireworks factory explosion in Haditha on Monday killed eight workers.") == [
                "accident Haditha 2016-01-11"
            ])
    }
}
