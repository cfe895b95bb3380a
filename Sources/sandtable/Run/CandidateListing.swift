import Earth
import Formats
import Gazetteer
import Incidents

/// What `locate` found, as a table for people or as features.
struct CandidateListing {
    private(set) var features: [Feature] = []
    private var blocks: [Block] = []
    private let explains: Bool
    private lazy var outlines = DivisionOutlines()

    private enum Block {
        case name(String, [Resolution.Candidate])
        case point(String, within: [Place], near: [(place: Place, distance: Distance)])
    }

    init(explains: Bool) { self.explains = explains }

    var isEmpty: Bool { features.isEmpty }

    mutating func add(_ candidates: [Resolution.Candidate], of name: String) {
        blocks.append(.name(name, candidates))
        for (index, candidate) in candidates.enumerated() {
            features.append(
                CandidateLayer.feature(candidate, of: name, rank: index + 1, reasons: explains))
        }
    }

    mutating func add(
        _ point: Coordinate, in gazetteer: CompiledGazetteer, _ options: LocateOptions
    ) {
        let query = "\(point.longitude),\(point.latitude)"
        let divisions = outlines.holding(point).compactMap { gazetteer.division($0) }
        let near = gazetteer.nearestPlaces(
            to: point, count: options.limit, country: options.country, kinds: options.kinds)
        blocks.append(.point(query, within: divisions, near: near))
        var rank = 0
        for place in divisions {
            rank += 1
            features.append(
                CandidateLayer.feature(place, .within, point, query: query, rank: rank))
        }
        for found in near {
            rank += 1
            features.append(
                CandidateLayer.feature(found.place, .near, point, query: query, rank: rank))
        }
    }

    var table: OutputBuffer {
        var out = OutputBuffer()
        for (index, block) in blocks.enumerated() {
            if index > 0 { out.endLine() }
            switch block {
            case .name(let name, let candidates): write(name, candidates, to: &out)
            case .point(let query, let within, let near): write(query, within, near, to: &out)
            }
        }
        return out
    }

    private func write(
        _ name: String, _ candidates: [Resolution.Candidate], to out: inout OutputBuffer
    ) {
        out.append(line: candidates.isEmpty ? "\(name): not found" : "\(name):")
        guard !candidates.isEmpty else { return }
        var table = TextTable(Self.placeColumns + [TextTable.Column("score", isNumber: true)])
        for candidate in candidates {
            table.append(Self.cells(candidate.place) + [Self.decimal(candidate.score)])
        }
        table.write(to: &out)
        guard explains else { return }
        for candidate in candidates {
            out.append(
                line:
                    "\(candidate.place.name) (\(candidate.place.id)) \(Self.decimal(candidate.score)):"
            )
            for reason in candidate.reasons {
                out.append(line: "    \(CandidateLayer.weight(reason.weight))  \(reason.evidence)")
            }
        }
    }

    private func write(
        _ query: String, _ within: [Place], _ near: [(place: Place, distance: Distance)],
        to out: inout OutputBuffer
    ) {
        let names = within.map(\.name).joined(separator: ", ")
        out.append(line: "\(query):" + (names.isEmpty ? "" : " in \(names)"))
        var table = TextTable(Self.placeColumns + [TextTable.Column("km away", isNumber: true)])
        for found in near {
            table.append(Self.cells(found.place) + [Self.decimal(found.distance.kilometers)])
        }
        table.write(to: &out)
    }

    private static let placeColumns = [
        TextTable.Column("name"), TextTable.Column("kind"), TextTable.Column("where"),
        TextTable.Column("longitude", isNumber: true), TextTable.Column("latitude", isNumber: true),
        TextTable.Column("± km", isNumber: true), TextTable.Column("id"),
    ]

    private static func cells(_ place: Place) -> [String] {
        let parents = [place.admin2, place.admin1, place.countryName]
            .filter { !$0.isEmpty && $0 != place.name }
        return [
            place.name, place.kind.rawValue, parents.joined(separator: ", "),
            decimal(place.coordinate.longitude, 5), decimal(place.coordinate.latitude, 5),
            decimal(place.radius.kilometers, 1), place.id,
        ]
    }

    private static func decimal(_ number: Double, _ decimals: Int = 2) -> String {
        CandidateLayer.decimal(number, decimals)
    }
}

extension CompiledGazetteer {
    /// The gazetteer's place for an outline.
    fileprivate func division(_ outline: DivisionOutlines.Outline) -> Place? {
        var options = LocateOptions()
        options.kinds = outline.level == 0 ? [.country, .region] : [.admin1, .admin2]
        options.country = outline.country.isEmpty ? nil : outline.country
        options.limit = 50
        let found = locate(outline.name, options).map(\.place)
        return found.first { $0.id == outline.id } ?? found.first
    }
}
