import Foundation

/// What people said of a message: its incidents, as the corpus has them.
struct MucKey: Decodable {
    struct Line: Decodable {
        var id, text: String
        var date: String?
        var incidents: [MucKey]
    }

    struct Named: Decodable { var name: String; var to: Other? }
    struct Other: Decodable { var name: String }
    struct Location: Decodable { var alternatives: [[Named]]? }
    struct Period: Decodable { var start, end, kind: String? }
    struct Date: Decodable { var alternatives: [Period]? }
    struct Count: Decodable { var min, max: Int? }
    struct Target: Decodable { var name, description: [String]? }

    var types: [String]
    var optional: Bool
    var location: Location?
    var date: Date?
    var killed: Count?
    var perpOrg: [[String]]?
    var weapon: [[String]]?
    var targets: [Target]?

    enum CodingKeys: String, CodingKey {
        case types, optional, location, date, killed, weapon, targets
        case perpOrg = "perp_org"
    }

    static func read(_ path: String) throws -> [Line] {
        try Data(contentsOf: URL(fileURLWithPath: path)).split(separator: 0x0A).map {
            try JSONDecoder().decode(Line.self, from: $0)
        }
    }
}
