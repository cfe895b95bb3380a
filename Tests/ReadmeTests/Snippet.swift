import Earth
import Foundation
import Gazetteer
import Incidents
import Pipeline
import TestSupport
import Testing

@Suite("The Swift example in README")
struct SnippetTests {
    @Test("It finds the incident, its day and its place")
    func snippet() async throws {
        guard BuiltProgram.find() != nil else { return }
        let path = BuiltProgram.gazetteer.path
        var lines: [String] = []
        func print(_ line: String) { lines.append(line) }

        let pipeline = SandtablePipeline(gazetteer: try CompiledGazetteer(path: path))
        let report = Report(
            id: "1", text: "A car bomb killed nine people in Ramadi on Monday, police said.",
            published: Day(iso: "2016-01-05"))
        let readings = await pipeline.read([report])
        for row in pipeline.analyze(pipeline.rows(of: readings)).rows {
            guard let place = row.place, let point = place.coordinate,
                let day = row.incident.date.start
            else { continue }
            print("\(row.incident.type.rawValue), \(day): \(point) ± \(place.radius.kilometers) km")
        }

        let line = try #require(lines.first)
        #expect(line.hasPrefix("car bombing, 2016-01-04: 43.3"))
        #expect(lines.count == 1)
    }
}
