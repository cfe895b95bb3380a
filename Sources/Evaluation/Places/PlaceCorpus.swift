import Earth
import Foundation
import Incidents

/// A text with the places its annotators marked.
struct GoldDocument {
    var id: String
    var text: String
    /// The newspaper or site; documents of one source are never split between fitting and scoring.
    var source: String
    var names: [GoldName]
}

struct GoldName {
    var span: TextSpan
    var latitude: Double?
    var longitude: Double?

    var coordinate: Coordinate? {
        guard let latitude, let longitude else { return nil }
        return try? Coordinate(longitude: longitude, latitude: latitude)
    }
}

enum PlaceCorpus {
    private struct Line: Decodable {
        var id: String
        var text: String
        var toponyms: [Toponym]
        var meta: Meta?

        struct Toponym: Decodable {
            var start: Int
            var end: Int
            var lat: Double?
            var lon: Double?
        }

        struct Meta: Decodable { var domain: String? }
    }

    /// Reads a corpus; its offsets are code points, ours are UTF-8 bytes.
    static func read(_ path: String) throws -> [GoldDocument] {
        let data = try Data(contentsOf: URL(fileURLWithPath: path))
        return try data.split(separator: 0x0A).map { row in
            let line = try JSONDecoder().decode(Line.self, from: row)
            var offsets = [0]
            for scalar in line.text.unicodeScalars {
                offsets.append(offsets[offsets.count - 1] + UTF8.width(scalar))
            }
            let names = line.toponyms.map {
                GoldName(
                    span: TextSpan(offsets[$0.start], offsets[$0.end]), latitude: $0.lat,
                    longitude: $0.lon)
            }
            return GoldDocument(
                id: line.id, text: line.text, source: line.meta?.domain ?? line.id, names: names)
        }
    }
}
