import Foundation
import Reading

/// A news snippet of one type.
struct TypeCase {
    let id: String
    let text: String
    /// `nil`: it tells of no incident.
    let type: ReportedType?
    let origin: Origin

    enum Origin {
        case annotated
        /// Written to show what a type is.
        case written
        /// From other news, of which is learned what is no incident; never scored.
        case otherNews
    }

    func fold(of count: Int) -> Int { Int(stableHash(text) >> 20 % UInt64(max(count, 1))) }
}

extension TypeCase {
    private struct Line: Decodable {
        var id, text: String
        var acledSubEventType: String
        enum CodingKeys: String, CodingKey {
            case id, text
            case acledSubEventType = "acled_sub_event_type"
        }
    }

    /// Annotated snippets: JSON lines with id, text and acled_sub_event_type.
    static func annotated(_ path: String) throws -> [TypeCase] {
        let data = try Data(contentsOf: URL(fileURLWithPath: path))
        return try data.split(separator: 0x0A).compactMap {
            let line = try JSONDecoder().decode(Line.self, from: $0)
            return ReportedType(rawValue: line.acledSubEventType).map {
                TypeCase(id: line.id, text: line.text, type: $0, origin: .annotated)
            }
        }
    }

    /// Written snippets: lines of type, or "None", a tab, and text; `#` opens a note.
    static func written(_ path: String) throws -> [TypeCase] {
        let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
        return try lines.enumerated().filter { !$0.element.hasPrefix("#") }.map { index, line in
            let fields = line.split(separator: "\t", maxSplits: 1).map(String.init)
            let type = fields.first.flatMap(ReportedType.init(rawValue:))
            guard fields.count == 2, type != nil || fields[0] == "None" else {
                throw UnreadableExample(
                    path: path, line: index + 1, wanted: "a type, a tab and a text")
            }
            return TypeCase(id: "\(index + 1)", text: fields[1], type: type, origin: .written)
        }
    }
}

struct UnreadableExample: Error, CustomStringConvertible {
    let path: String
    let line: Int
    let wanted: String
    var description: String { "\(path):\(line): not \(wanted)" }
}
