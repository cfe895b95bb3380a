import Foundation
import Gazetteer
import Reading
import TestSupport
import Testing

@testable import Evaluation

@Suite("Quality floors")
struct ArticleFloorsTests {
    private static let answers = TestFiles.package.appending(path: "Tests/Answers")

    @Test("Five news reports are read at least as well as before")
    func articles() throws {
        guard let reports = TestFiles.shared("reports") else { return }
        let gazetteer = BuiltProgram.gazetteer.path
        guard FileManager.default.isReadableFile(atPath: gazetteer) else {
            print("skipped: there is no gazetteer at \(gazetteer); `make gazetteer` builds one")
            return
        }
        let evaluation = try ArticlesEvaluation(
            reports: reports.path, answers: Self.answers.appending(path: "articles.json").path,
            reader: Reader(gazetteer: CompiledGazetteer(path: gazetteer)))
        let total = evaluation.total
        let floors = try QualityFloors(path: Self.answers.appending(path: "floors.json").path)
        let shortfalls = floors.shortfalls("articles", shares: total.shares, faults: total.faults)
        let notes = evaluation.rows.flatMap { [$0.id] + $0.notes }.joined(separator: "\n")
        #expect(shortfalls.isEmpty, "\(shortfalls.joined(separator: "\n"))\n\(notes)")
    }

    @Test("A figure below its floor is a shortfall, and so is one that is no longer measured")
    func shortfalls() {
        var floors = QualityFloors()
        floors.raise("suite", shares: [("found", 0.5)], faults: [("spurious", 0.25)])
        func shortfalls(_ found: Double, _ spurious: Double) -> Int {
            floors.shortfalls(
                "suite", shares: [("found", found)], faults: [("spurious", spurious)]
            ).count
        }
        #expect(shortfalls(0.5, 0.25) == 0)
        #expect(shortfalls(0.49, 0.25) == 1)
        #expect(shortfalls(0.49, 0.26) == 2)
        #expect(floors.shortfalls("suite", shares: [], faults: [("spurious", 0)]).count == 1)
        #expect(floors.shortfalls("another", shares: [], faults: []).count == 1)
    }

    @Test("Floors rise with a better figure and stay under a worse one")
    func rise() {
        var floors = QualityFloors()
        floors.raise("suite", shares: [("found", 0.555)], faults: [("spurious", 0.201)])
        #expect(floors.suites["suite"]?.atLeast == ["found": 0.55])
        #expect(floors.suites["suite"]?.atMost == ["spurious": 0.21])
        floors.raise("suite", shares: [("found", 0.4)], faults: [("spurious", 0.9)])
        #expect(floors.suites["suite"]?.atLeast == ["found": 0.55])
        floors.raise("suite", shares: [("found", 0.6)], faults: [("spurious", 0)])
        #expect(floors.suites["suite"]?.atLeast == ["found": 0.6])
        #expect(floors.suites["suite"]?.atMost == ["spurious": 0])
    }

    @Test("Floors come back from their file as they were written")
    func file() throws {
        var floors = QualityFloors()
        floors.raise("suite", shares: [("found", 0.82)], faults: [("spurious", 0.12)])
        try TestFiles.withFolder { folder in
            let path = folder.appending(path: "floors.json").path
            try floors.write(to: path)
            #expect(try QualityFloors(path: path) == floors)
        }
    }
}
