import Earth
import Foundation
import Incidents
import TestSupport
import Testing

@testable import Formats

@Suite("Lists of any length as incidents, part by part")
struct IncidentRowsTests {
    /// In parts of about `stretch` bytes, in two passes.
    private func streamed(_ path: String, stretch: Int) throws -> [LocatedIncident] {
        let parts = try ListParts(path: path)
        var incidents = IncidentRows()
        try parts.forEach(stretch: stretch) { incidents.look(at: $0, of: parts.byteCount) }
        var rows: [LocatedIncident] = []
        try parts.forEach(stretch: stretch) { part in
            incidents.forEach(in: part) { _, row in rows.append(row) }
        }
        return rows
    }

    private func whole(_ path: String) throws -> [LocatedIncident] {
        let list = try IncidentList.read(path: path)
        var rows: [LocatedIncident] = []
        list.forEachIncident { rows.append($0) }
        return rows
    }

    @Test("Whatever the parts, the incidents and their ids are those of the whole list")
    func parts() throws {
        var generator = SplitMix(seed: 7)
        var text = "id,date,latitude,longitude,type,killed\n"
        for row in 0..<400 {
            // Some ids twice, some rows without one that are equal to others.
            let id = [0, 1].contains(generator.next() % 4) ? "E\(generator.next() % 90)" : ""
            text += "\(id),2016-01-0\(1 + row % 9),33.\(row % 7),44.\(row % 5),Battles,\(row % 3)\n"
        }
        try TestFiles.withFolder { folder in
            let path = try TestFiles.write(text, to: "list.csv", in: folder)
            let expected = try whole(path)
            #expect(Set(expected.map(\.id)).count == 400)
            for stretch in [1, 100, 3000, 1 << 20] {
                #expect(try streamed(path, stretch: stretch) == expected, "\(stretch)")
            }
        }
    }

    @Test("The incident layer in parts is what it is as a whole")
    func layer() throws {
        var writer = GeoJSONLinesWriter(IncidentLayer.layer)
        writer.begin()
        for row in try SampleRows().rows { writer.write(IncidentLayer.feature(row)) }
        writer.finish()
        try TestFiles.withFolder { folder in
            let path = try TestFiles.write(writer.out.text, to: "list.geojsonl", in: folder)
            let expected = try IncidentLayer.rows(path: path).rows
            #expect(!expected.isEmpty)
            #expect(try streamed(path, stretch: 1) == expected)
        }
    }

    @Test("Names that come again are counted as a dictionary would, also when the marks are full")
    func names() {
        var generator = SplitMix(seed: 3)
        for (expected, kinds) in [(0, 50_000), (100, 40), (100_000, 70_000)] as [(Int, UInt64)] {
            let names = (0..<60_000).map { _ in "name \(generator.next() % kinds)" }
            var repeated = RepeatedNames(expecting: expected)
            for name in names { repeated.look(at: name) }
            var counts: [String: Int] = [:]
            for name in names {
                counts[name, default: 0] += 1
                #expect(repeated.count(name) == counts[name])
            }
        }
    }

    @Test("Text that is cut anywhere is UTF-8 in every block, or in none")
    func blocks() throws {
        // Longer than a block, so that borders fall into characters.
        let line = "33.1,44.2,الرمادي — 🏺 Ħadītha\n"
        let text = "latitude,longitude,place\n" + String(repeating: line, count: 500_000)
        try TestFiles.withFolder { folder in
            let path = folder.appending(path: "list.csv")
            var bytes = Data(text.utf8)
            try bytes.write(to: path)
            var options = ListReadingOptions()
            options.threads = 3
            let list = try IncidentList.read(path: path.path, options: options)
            #expect(list.count == 500_000 && list.points.count == 500_000)
            #expect(list.findings.isEmpty)
            bytes[bytes.count - 4] = 0xFF
            try bytes.write(to: path)
            let broken = try IncidentList.read(path: path.path, options: options)
            #expect(!broken.findings.isEmpty)
        }
    }
}
