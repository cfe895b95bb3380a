import Foundation
import Incidents
import Reading

/// Writes what may be incidents of messages, with all features, for other fits.
enum MucExport {
    private struct Line: Encodable {
        var id: String
        var label, doubtful, counts: Bool
        var incident: MucTemplate?
        var features: [String]
        var targets, groups, weapons, tolls, places: [Fill]

        struct Fill: Encodable {
            var names: [String]
            var right: Bool
            var features: [String]

            init(_ fill: FillFit.Candidate) {
                (names, right, features) = (fill.names, fill.isRight, fill.features.names)
            }

            init(_ site: FillFit.Site) {
                (names, right, features) = (site.names, site.isRight, site.features.names)
            }

            init(_ count: FillFit.Count) {
                names = [count.toll.minimum, count.toll.maximum].map { $0.map { "\($0)" } ?? "" }
                (right, features) = (count.isRight, count.features.names)
            }
        }
    }

    static func write(_ path: String, _ examples: [SelectionFit.Example]) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        var lines = Data()
        for example in examples {
            for candidate in example.candidates {
                lines += try encoder.encode(
                    Line(
                        id: example.id, label: candidate.isRight, doubtful: candidate.isDoubtful,
                        counts: candidate.template != nil, incident: candidate.template,
                        features: candidate.features.names,
                        targets: candidate.targets.map(Line.Fill.init),
                        groups: candidate.groups.map(Line.Fill.init),
                        weapons: candidate.weapons.map(Line.Fill.init),
                        tolls: candidate.tolls.map(Line.Fill.init),
                        places: candidate.places.map(Line.Fill.init)))
                lines.append(0x0A)
            }
        }
        try lines.write(to: URL(fileURLWithPath: path))
    }
}
