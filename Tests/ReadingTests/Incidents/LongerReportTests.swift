import Earth
import Gazetteer
import Incidents
import Testing

@testable import Reading

@Suite("Longer reports")
struct LongerReportTests {
    let gazetteer: CompiledGazetteer
    let reader: Reader

    init() throws {
        gazetteer = try #require(SampleGazetteer.shared)
        reader = Reader(gazetteer: gazetteer)
    }

    /// Talk that tells of nothing, to make a report longer than a brief one.
    private static let talk = String(
        repeating: "The minister spoke at length about schools, roads and the price of bread. ",
        count: 16)

    private func incidents(_ text: String) -> [Incident] {
        reader.read(
            Report(id: "t", text: text + "\n\n" + Self.talk, published: Day(iso: "2016-01-05"))
        )
        .incidents
    }

    @Test(
        "Where nothing finer is said, an incident lies within the country that the report is about")
    func country() throws {
        let text =
            "Iraqi police said gunmen murdered a judge on Monday. The judge had served Iraq for years."
        let incident = try #require(incidents(text).first)
        let place = try #require(incident.places.first)
        #expect(place.place?.name == "Iraq")
        #expect(place.relation == .within)
        #expect(place.radius == place.place?.radius)
        #expect(place.mention.resolution.reasons.contains { $0.evidence.contains("Iraq") })
    }

    @Test("A report about two countries leaves open in which of them an incident took place")
    func twoCountries() throws {
        let text =
            "Gunmen murdered a judge on Monday. Iraq and Syria spoke about it: Iraq and Syria differ, said Syria and Iraq."
        let incident = try #require(incidents(text).first)
        #expect(incident.places.isEmpty)
    }

    @Test("The country of those who suffered it is not the one it happened in")
    func victimsCountry() throws {
        let text =
            "Iraqi police said gunmen murdered a U.S. engineer on Monday. Iraq mourns the engineer."
        let incident = try #require(incidents(text).first)
        #expect(incident.places.first?.place?.name == "Iraq")
    }

    @Test(
        "A part of a town that no gazetteer lists has its own name, and point and radius of the town",
        arguments: [
            "Gunmen murdered a judge in the Kasra neighborhood of Haditha on Monday.",
            "In Haditha, gunmen murdered a judge on Monday in the quiet Kasra neighborhood.",
        ])
    func namedPart(_ text: String) throws {
        let place = try #require(incidents(text).first?.places.first)
        #expect(place.place?.name == "Kasra")
        #expect(place.place?.kind == .quarter)
        #expect(place.place?.admin1 == "Anbar")
        #expect(place.coordinate?.latitude == 34.137)
        #expect(place.mention.resolution.reasons.contains { $0.evidence.contains("gazetteer") })
    }

    @Test("A town is no part of itself, and a neighborhood without a name is none")
    func noPart() throws {
        for text in [
            "Gunmen murdered a judge in the town of Haditha on Monday.",
            "Gunmen murdered a judge in a quiet neighborhood of Haditha on Monday.",
        ] {
            #expect(incidents(text).first?.places.first?.place?.name == "Haditha")
        }
    }

    @Test("Where a deed took place is read from the sentence behind it, too")
    func sentenceBehind() throws {
        let text =
            "Baghdad, 5 Jan 2016 (INA) -- Police in Baghdad said a bomb exploded at a bank today. The explosion, in the town of Haditha, damaged two shops."
        let place = try #require(incidents(text).first?.places.first)
        #expect(place.place?.name == "Haditha")
    }

    @Test("A report of the wires in capitals is placed by its words however brief it is")
    func briefWire() throws {
        let text =
            "BAGHDAD, 5 JAN 2016 (INA) -- [TEXT] THE DEFENSE MINISTRY SAID THAT UNIDENTIFIED MEN TODAY MURDERED A JUDGE, THE FATHER OF A COLONEL OF THE GENERAL COMMAND, IN NORTHERN MOSUL. NOBODY HAS CLAIMED THE MURDER."
        let incidents = reader.read(
            Report(id: "t", text: text, published: Day(iso: "2016-01-05"))
        ).incidents
        #expect(incidents.first?.places.first?.place?.name == "Mosul")
    }

    @Test("No model moves what is told at a distance from a place")
    func offsetStays() throws {
        let text =
            "Gunmen murdered a judge 30 km north of Haditha on Monday. The judge was from Mosul, and Mosul mourns him."
        let place = try #require(incidents(text).first?.places.first)
        #expect(place.relation == .offset)
        #expect(place.place?.name == "Haditha")
    }

    @Test("What a report opens with, with day, place and toll, no model refuses; all else it may")
    func newsItself() {
        var models = FittedModels.shipped
        models.selection = SelectionModel(weights: FeatureWeights(table: "bias\t-900\n"))
        var refusing = reader
        refusing.models = models
        let text =
            "Gunmen killed three soldiers in Haditha on Monday.\n\nThe minister spoke of the murders of his time."
        let told = refusing.read(
            Report(id: "t", text: text + "\n\n" + Self.talk, published: Day(iso: "2016-01-05"))
        ).incidents
        #expect(told.map { $0.places.first?.place?.name } == ["Haditha"])
    }

    @Test("“This capital” is that of the country the report is about")
    func capital() throws {
        let text =
            "Iraqi police said gunmen murdered a judge in this capital on Monday. Iraq mourns the judge."
        let incident = try #require(incidents(text).first)
        #expect(incident.places.first?.place?.name == "Baghdad")
        #expect(incident.places.first?.mention.text == "this capital")
    }

    @Test("The day of a dateline is not that of the first sentence")
    func dateline() throws {
        let text = "Baghdad, 5 Jan 2016 (INA) -- [Report] Gunmen murdered a judge in Mosul."
        let incident = try #require(incidents(text).first)
        #expect(incident.date.start == nil)
        #expect(incident.places.first?.place?.name == "Mosul")
    }

    @Test("The words of the sentence a deed is proposed for are its quote")
    func quotes() {
        for incident in incidents(
            "A bomb damaged two shops in Mosul. Dynamite was thrown at a bank.")
        {
            #expect(!incident.quotes.isEmpty && !incident.reasons.isEmpty)
        }
    }

    @Test("What a report tells again without place or day is the deed told before")
    func retelling() {
        let text =
            "Gunmen murdered a judge in Mosul on Monday.\n\nThe murder of the judge shocked the town. Who murdered the judge is not known."
        #expect(incidents(text).count == 1)
    }

    @Test("Deeds of one kind on different days at different places stay apart")
    func apart() {
        let text =
            "Gunmen murdered a judge in Mosul on Monday.\n\nOn Sunday gunmen murdered a teacher in Haditha."
        #expect(
            Set(incidents(text).compactMap { $0.places.first?.place?.name }) == [
                "Mosul", "Haditha",
            ])
    }

    @Test("What the shipped models read is in good order")
    func shipped() {
        #expect(FittedModels.shipped.deeds.weights.faults == [])
        #expect(FittedModels.shipped.selection.weights.faults == [])
        #expect(FittedModels.shipped.deedPlaces.weights.faults == [])
    }
}
