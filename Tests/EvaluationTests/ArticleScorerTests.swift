import Earth
import Foundation
import Incidents
import Testing

@testable import Evaluation

/// One invented report and its answers: a bomb with a toll, an earlier raid, a link at the end.
private enum Sample {
    static let text = "A bomb killed 5 people in Aba. A raid struck Bor in 2001. Read on: Cairo"
    static let bomb = span("A bomb killed 5 people in Aba.")
    static let raid = span("A raid struck Bor in 2001.")

    static func span(_ words: String) -> TextSpan {
        let range = text.range(of: words) ?? text.startIndex..<text.startIndex
        let start = text[..<range.lowerBound].utf8.count
        return TextSpan(start, start + words.utf8.count)
    }

    static func sheet() throws -> AnswerSheet {
        func json(_ span: TextSpan) -> String { #""start":\#(span.start),"end":\#(span.end)"# }
        let source = #"""
            {"sides":{"civilian":["people"]},
             "places":{"Aba":{"latitude":10,"longitude":20,"radius_km":10},
                       "Bor":{"latitude":40,"longitude":20,"radius_km":10}},
             "reports":[{"id":"r","bytes":\#(text.utf8.count),
              "boilerplate":[{\#(json(span("Read on: Cairo")))}],
              "mentions":[{\#(json(span("Aba"))),"text":"Aba","role":"literal","place":"Aba"},
                          {\#(json(span("Bor"))),"text":"Bor","role":"literal","place":"Bor"}],
              "incidents":[
               {"name":"bomb","required":true,"status":["current"],"types":["bombing"],"acled":[],
                "places":[{"latitude":10,"longitude":20,"radius_km":10}],
                "dates":{"from":"2020-05-04","to":"2020-05-05"},"told":[{\#(json(bomb))}],
                "tolls":[{"effect":"killed","side":"civilian","min":5,"max":5}]},
               {"name":"raid","required":false,"status":["background"],"types":["raid"],
                "acled":["Battles"],"places":[{"latitude":40,"longitude":20,"radius_km":10}],
                "dates":{"from":"2001-01-01","to":"2001-12-31"},"told":[{\#(json(raid))}],"tolls":[]}],
              "stated_distances":[]}]}
            """#
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try decoder.decode(AnswerSheet.self, from: Data(source.utf8))
    }

    static func mention(_ name: String, latitude: Double) throws -> Mention {
        let place = Place(
            id: "test:\(name)", name: name, kind: .town,
            coordinate: try Coordinate(longitude: 20, latitude: latitude), radius: .kilometers(2),
            country: "", countryName: "", admin1: "", admin2: "", population: 0)
        return Mention(
            span: span(name), text: name, role: .literal,
            resolution: Resolution(place: place, confidence: 1))
    }

    static func incident(
        _ type: IncidentType, _ quote: TextSpan, at mention: Mention, _ status: Incident.Status,
        from start: Day?, to end: Day?, casualties: [Casualties] = []
    ) -> Incident {
        let place = IncidentPlace(
            mention: mention, relation: .at, coordinate: mention.resolution.place?.coordinate,
            radius: .kilometers(2))
        let date = EventDate(
            start: start, end: end, precision: .day, span: nil, expression: "", anchor: .absolute)
        return Incident(
            id: "\(type)", report: "r", type: type, status: status, date: date, places: [place],
            casualties: casualties, quotes: [Quote(span: quote, text: text[quote])])
    }

    /// All that the sheet asks for, and nothing else.
    static func reading() throws -> ReportReading {
        let day = Day(iso: "2020-05-04")
        let toll = Casualties(
            effect: .killed, side: "people", minimum: 5, maximum: 5, span: span("5 people"),
            text: "5 people")
        let mentions = [try mention("Aba", latitude: 10), try mention("Bor", latitude: 40)]
        return ReportReading(
            report: Report(id: "r", text: text, published: Day(iso: "2020-05-05")),
            mentions: mentions,
            incidents: [
                incident(
                    .bombing, bomb, at: mentions[0], .current, from: day, to: day,
                    casualties: [toll]),
                incident(
                    .raid, raid, at: mentions[1], .background, from: Day(iso: "2001-01-01"),
                    to: Day(iso: "2001-12-31")),
            ])
    }

    /// The score after something was changed in a perfect reading.
    static func score(_ change: (inout ReportReading) throws -> Void) throws -> ArticleScore {
        var reading = try reading()
        try change(&reading)
        let sheet = try sheet()
        return ArticleScorer(sheet: sheet, answers: sheet.reports[0], reading: reading).score
    }
}

@Suite("Scoring of reports")
struct ArticleScorerTests {
    @Test("A reading that says what the sheet says has every share whole and no fault")
    func perfect() throws {
        let score = try Sample.score { _ in }
        #expect(score.shares.allSatisfy { $0.value == 1 }, "\(score.shares)")
        #expect(score.faults.allSatisfy { $0.value == 0 }, "\(score.faults)")
        #expect(score.required == 1 && score.literals == 2 && score.tolls == 1)
    }

    @Test("An empty reading finds nothing, and has no fault")
    func empty() throws {
        let score = try Sample.score {
            $0.incidents = []
            $0.mentions = []
        }
        #expect(score.found == 0 && score.mentionsFound == 0 && score.tollsRight == 0)
        #expect(score.faults.allSatisfy { $0.value == 0 })
    }

    @Test("A wrong type, place, day or toll costs its own figure and the whole")
    func parts() throws {
        let typed = try Sample.score { $0.incidents[0].type = .airstrike }
        #expect(typed.typed == 0 && typed.placed == 1 && typed.dated == 1 && typed.whole == 0)
        let placed = try Sample.score {
            $0.incidents[0].places[0].coordinate = try Coordinate(longitude: 20, latitude: 11)
        }
        #expect(placed.typed == 1 && placed.placed == 0 && placed.dated == 1 && placed.whole == 0)
        #expect(placed.misplaced == 1)
        let dated = try Sample.score { $0.incidents[0].date = .unknown }
        #expect(dated.typed == 1 && dated.placed == 1 && dated.dated == 0 && dated.whole == 0)
        let counted = try Sample.score { $0.incidents[0].casualties[0].maximum = nil }
        #expect(counted.tollsRight == 0 && counted.whole == 1)
        let sided = try Sample.score { $0.incidents[0].casualties[0].side = "cars" }
        #expect(sided.tollsRight == 1 && sided.sidesRight == 0)
    }

    @Test("An incident read twice is spurious once; one without words in common as well")
    func spurious() throws {
        #expect(try Sample.score { $0.incidents.append($0.incidents[0]) }.spurious == 1)
        let elsewhere = try Sample.score {
            $0.incidents[0].quotes[0].span = Sample.span("Read on: Cairo")
        }
        #expect(elsewhere.spurious == 1 && elsewhere.found == 0)
    }

    @Test("Background told as current is a fault; current told as background is not found")
    func status() throws {
        let stale = try Sample.score { $0.incidents[1].status = .current }
        #expect(stale.backgroundAsCurrent == 1 && stale.spurious == 0)
        let lost = try Sample.score { $0.incidents[0].status = .background }
        #expect(lost.found == 0 && lost.whole == 0)
    }

    @Test("A place far from where it should be is found but not right")
    func misplaced() throws {
        let score = try Sample.score { $0.mentions[1] = try Sample.mention("Bor", latitude: 41) }
        #expect(score.mentionsFound == 2 && score.mentionsPlaced == 1)
    }

    @Test("A place read where the sheet has none is counted")
    func unlisted() throws {
        let score = try Sample.score {
            $0.mentions.append(try Sample.mention("people", latitude: 10))
        }
        #expect(score.unlisted == 1 && score.boilerplate == 0)
    }

    @Test("A place read from boilerplate is counted")
    func boilerplate() throws {
        let score = try Sample.score {
            $0.mentions.append(try Sample.mention("Cairo", latitude: 30))
        }
        #expect(score.boilerplate == 1)
    }

    @Test("A vague toll is right anywhere within what its word may mean")
    func vague() {
        let scores = TollAnswer(effect: "killed", side: "any", min: 20, max: 99, vague: true)
        func fits(_ least: Int?) -> Bool {
            scores.fits(
                Casualties(
                    effect: .killed, side: "", minimum: least, maximum: nil, span: TextSpan(0, 0),
                    text: ""))
        }
        #expect(fits(20) && fits(40) && fits(99))
        #expect(!fits(19) && !fits(100) && !fits(nil))
    }
}
