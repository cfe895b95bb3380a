import Foundation
import Testing

@testable import Evaluation

@Suite("Scoring of messages")
struct MucScoringTests {
    private func key(_ json: String) throws -> MucFacts {
        MucFacts(try JSONDecoder().decode(MucKey.self, from: Data(json.utf8)))
    }

    private func bombing() throws -> MucFacts {
        try key(
            """
            {"types":["BOMBING"],"optional":false,
             "location":{"alternatives":[[{"name":"PERU"},{"name":"LIMA"},{"name":"SAN ISIDRO"}]]},
             "date":{"alternatives":[{"start":"1990-01-09","end":"1990-01-09","kind":"on"}]},
             "killed":{"min":1,"max":1},"perp_org":[["SHINING PATH","SL"]],"weapon":[["BOMB"]],
             "targets":[{"name":["ENRIQUE LOPEZ"],"description":[]}]}
            """)
    }

    private func answer(_ type: String, _ location: [String], day: String?) -> MucTemplate {
        MucTemplate(
            type: type, location: location, date: day.map { .init(start: $0, end: $0) },
            killed: .init(min: 1, max: 1), perpOrg: [["Shining Path"]], weapon: ["car bomb"],
            targets: ["Lopez"])
    }

    @Test("An answer that agrees in everything scores in everything")
    func agreement() throws {
        var score = MucScore()
        let right = answer("BOMBING", ["Peru", "Lima", "San Isidro"], day: "1990-01-09")
        score.add([try bombing()], [MucFacts(right)])
        for (name, measure) in zip(MucScore.names, score.measures) {
            #expect(measure.f1 == 1, "\(name)")
        }
    }

    @Test(
        "Another type still pairs when two of place, day and target agree, and misses the type alone"
    )
    func otherType() throws {
        var score = MucScore()
        score.add(
            [try bombing()], [MucFacts(answer("ATTACK", ["Peru", "Lima"], day: "1990-01-09"))])
        #expect(score.measures[1].hits == 0)
        #expect(score.measures[2].hits == 1)
        #expect(score.measures[3].hits == 0)
        #expect(score.measures[4].hits == 1)
    }

    @Test("An optional incident counts when it is hit and costs nothing when it is missed")
    func optional() throws {
        let optional = try key(#"{"types":["ATTACK"],"optional":true}"#)
        var missed = MucScore()
        missed.add([try bombing(), optional], [])
        #expect(missed.measures[1].key == 1)
        var hit = MucScore()
        hit.add([optional], [MucFacts(answer("ATTACK", [], day: nil))])
        #expect(hit.measures[1].key == 1)
        #expect(hit.measures[1].hits == 1)
        #expect(hit.measures[0].answer == 0)
    }

    @Test("“On or before” reaches sixty days back")
    func onOrBefore() throws {
        let facts = try key(
            #"{"types":["ATTACK"],"optional":false,"date":{"alternatives":[{"end":"1989-05-05"}]}}"#
        )
        #expect(facts.allows(MucFacts(answer("ATTACK", [], day: "1989-05-01"))))
        #expect(facts.allows(MucFacts(answer("ATTACK", [], day: "1989-03-06"))))
        #expect(!facts.allows(MucFacts(answer("ATTACK", [], day: "1989-03-05"))))
        #expect(!facts.allows(MucFacts(answer("ATTACK", [], day: "1989-05-06"))))
    }

    @Test(
        "Names of places are compared without their kind, and fills by their heads",
        arguments: [
            ("DEPARTMENT OF SANTA ANA", "Santa Ana department"), ("CUCUTA (CITY)", "Cúcuta"),
        ])
    func names(key: String, told: String) {
        #expect(MucFacts.place(key) == MucFacts.place(told))
        #expect(MucFacts.matches("THE JESUIT PRIESTS", "six Jesuit priests"))
        #expect(!MucFacts.matches("THE JESUIT PRIESTS", "a policeman"))
    }
}
