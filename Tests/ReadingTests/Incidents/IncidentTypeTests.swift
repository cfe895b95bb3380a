import Gazetteer
import Incidents
import Testing

@testable import Reading

@Suite("Types of incident")
struct IncidentTypeTests {
    /// Grammar alone: fitted models decide with it in brief reports, and have tests of their own.
    let reader: Reader

    init() throws {
        var reader = Reader(gazetteer: try #require(SampleGazetteer.shared))
        reader.usesFittedModels = false
        self.reader = reader
    }

    private func first(_ text: String) -> Incident? {
        reader.read(Report(id: "t", text: text, published: Day(iso: "2016-01-05"))).incidents.first
    }

    @Test(
        "Each of ACLED's sub-event types is read from plain words",
        arguments: [
            ("Soldiers clashed with militants in Mosul on Monday.", "Armed clash"),
            ("The army retook Mosul from the militants on Monday.", "Government regains territory"),
            (
                "Soldiers drove the militants out of Mosul on Monday.",
                "Government regains territory"
            ),
            (
                "Militants seized the town of Mosul on Monday.",
                "Non-state actor overtakes territory"
            ),
            ("Rebels recaptured Mosul on Monday.", "Non-state actor overtakes territory"),
            (
                "Militants used chlorine gas against residents of Mosul on Monday.",
                "Chemical weapon"
            ),
            ("Warplanes bombed a market in Mosul on Monday.", "Air/drone strike"),
            (
                "Militants blew up two power lines near Mosul on Monday.",
                "Remote explosive/landmine/IED"
            ),
            (
                "Militants cut two power lines near Mosul on Monday.",
                "Looting/property destruction"
            ),
            ("A drone strike killed two men in Mosul on Monday.", "Air/drone strike"),
            ("A suicide bomber struck a mosque in Mosul on Monday.", "Suicide bomb"),
            ("Rebels fired rockets at Mosul on Monday.", "Shelling/artillery/missile attack"),
            ("Mortar shells landed in Mosul on Monday.", "Shelling/artillery/missile attack"),
            ("Three missiles hit a house in Mosul on Monday.", "Shelling/artillery/missile attack"),
            (
                "A policeman was killed by a landmine in Mosul on Monday.",
                "Remote explosive/landmine/IED"
            ),
            ("A car bomb went off in Mosul on Monday.", "Remote explosive/landmine/IED"),
            ("Unknown men lobbed a hand grenade at a shop in Mosul on Monday.", "Grenade"),
            ("Soldiers raped three women in Mosul on Monday.", "Sexual violence"),
            ("Two girls were sexually assaulted in Mosul on Monday.", "Sexual violence"),
            ("Gunmen killed four farmers in Mosul on Monday.", "Attack"),
            ("Gunmen kidnapped an engineer in Mosul on Monday.", "Abduction/forced disappearance"),
            ("Two teachers were kidnapped in Mosul on Monday.", "Abduction/forced disappearance"),
            ("Hundreds of residents marched through Mosul on Monday.", "Peaceful protest"),
            ("Teachers staged a sit-in in Mosul on Monday.", "Peaceful protest"),
            (
                "Police fired tear gas at demonstrators in Mosul on Monday.",
                "Protest with intervention"
            ),
            ("Police detained twelve protesters in Mosul on Monday.", "Protest with intervention"),
            (
                "Troops opened fire on protesters in Mosul on Monday.",
                "Excessive force against protesters"
            ),
            (
                "Security forces shot dead a demonstrator in Mosul on Monday.",
                "Excessive force against protesters"
            ),
            ("Protesters threw stones at police in Mosul on Monday.", "Violent demonstration"),
            ("Demonstrators clashed with police in Mosul on Monday.", "Violent demonstration"),
            ("An angry mob beat a thief to death in Mosul on Monday.", "Mob violence"),
            ("The two sides signed a peace deal in Mosul on Monday.", "Agreement"),
            ("Police arrested six suspects in Mosul on Monday.", "Arrests"),
            (
                "A dozen officers defected to the rebels in Mosul on Monday.",
                "Change to group/activity"
            ),
            ("Soldiers found a weapons cache in Mosul on Monday.", "Disrupted weapons use"),
            ("Two rifles and ammunition were seized in Mosul on Monday.", "Disrupted weapons use"),
            ("Engineers destroyed forty landmines in Mosul on Monday.", "Disrupted weapons use"),
            (
                "The army set up a new military base in Mosul on Monday.",
                "Headquarters or base established"
            ),
            ("Shops were looted in Mosul on Monday.", "Looting/property destruction"),
            (
                "Militants burned dozens of houses in Mosul on Monday.",
                "Looting/property destruction"
            ),
            ("Troops withdrew from Mosul on Monday.", "Non-violent transfer of territory"),
            ("Villagers were evacuated from Mosul on Monday.", "Other"),
        ])
    func acled(text: String, subEvent: String) { #expect(first(text)?.acled.subEvent == subEvent) }

    @Test(
        "Infrastructure, prisons, sieges, finds and disasters have types of their own",
        arguments: [
            ("Saboteurs blew up two pylons near Mosul on Monday.", IncidentType.sabotage),
            ("Militants bombed a gas pipeline near Mosul on Monday.", .sabotage),
            ("Gunmen attacked the water treatment plant in Mosul on Monday.", .sabotage),
            ("Militants cut the power lines to Mosul on Monday.", .sabotage),
            ("Forty inmates escaped in a jailbreak in Mosul on Monday.", .prisonBreak),
            ("The militants laid siege to Mosul on Monday.", .siege),
            ("Residents of Mosul were evacuated on Monday.", .evacuation),
            ("Police discovered an arms cache in Mosul on Monday.", .weaponsCache),
            ("Police found a workshop with four car bombs in Mosul on Monday.", .weaponsCache),
            ("Soldiers destroyed three tunnels in Mosul on Monday.", .tunnelDestroyed),
            ("A helicopter was shot down near Mosul on Monday.", .aircraftShotDown),
            ("An earthquake killed nine people in Mosul on Monday.", .naturalDisaster),
            ("A flash flood swept through Mosul on Monday.", .naturalDisaster),
            ("The dam burst near Mosul on Monday.", .accident),
            ("A boiler exploded at a factory in Mosul on Monday.", .accident),
            ("A bus crash killed five people in Mosul on Monday.", .accident),
        ])
    func plain(text: String, type: IncidentType) { #expect(first(text)?.type == type) }

    @Test(
        "What only sounds like violence is none",
        arguments: [
            "The mayor of Mosul suffered a heart attack on Monday.",
            "The team from Mosul was beaten on Monday; its striker kept the shot out.",
            "Agents executed a search warrant in Mosul on Monday.",
            "Price rises set off a debate in Mosul on Monday.",
            "Why was Mosul attacked on Monday?",
            "The governor of Mosul used strong words on Monday.",
        ])
    func falseFriends(text: String) {
        #expect(first(text).map { "\($0.type) \($0.reasons.map(\.evidence))" } == nil)
    }
}
