import Incidents

/// Items of a Wikidata dump: one JSON object a line, with or without the array around them.
///
/// Takes items with a coordinate (P625): labels and aliases of all languages as names, the GeoNames id (P1566)
/// as id where there is one, population (P1082), and the kind by what it is an instance of (P31).
///
/// - Source: doc.wikimedia.org/Wikibase/master/php/docs_topics_json.html.
enum WikidataDump {
    static func read(
        _ bytes: UnsafeBufferPointer<UInt8>, _ draft: inout PlaceDraft,
        _ body: (GazetteerEntry) -> Void
    ) -> PlaceList.Outcome {
        var start = 0
        while start < bytes.count {
            let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
            draft.line += 1
            var line = UnsafeBufferPointer(rebasing: bytes[start..<end])
            while let last = line.last, last == UInt8(ascii: ",") || last <= 0x20 {
                line = UnsafeBufferPointer(rebasing: line.dropLast())
            }
            if line.count > 2 { read(line: line, &draft, body) }
            start = end + 1
        }
        return draft.outcome(.wikidata)
    }

    private static func read(
        line: UnsafeBufferPointer<UInt8>, _ draft: inout PlaceDraft,
        _ body: (GazetteerEntry) -> Void
    ) {
        var reader = JSONReader(line, maximumDepth: 64)
        do {
            let item = try JSONTree(&reader)
            if let entry = entry(item, &draft) { draft.add(entry, body) }
        } catch {
            draft.say("not JSON: \(error.description)")
        }
    }

    /// `nil` without a finding for items that are no places.
    private static func entry(_ item: JSONTree, _ draft: inout PlaceDraft) -> GazetteerEntry? {
        let claims = item["claims"]
        let point = claims?["P625"]?.first?["mainsnak"]?["datavalue"]?["value"]
        guard let point, let id = item["id"]?.text else { return nil }
        var names: [String] = []
        for (_, label) in item["labels"]?.members ?? [] { names += [label["value"]?.text ?? ""] }
        for (_, aliases) in item["aliases"]?.members ?? [] {
            names += aliases.elements.compactMap { $0["value"]?.text }
        }
        let label = item["labels"]?["en"]?["value"]?.text ?? names.first
        let geonames = value(claims?["P1566"])?.text
        guard
            var entry = draft.entry(
                id: geonames.map { "geonames:\($0)" } ?? "wikidata:\(id)", name: label,
                kind: kind(claims?["P31"], draft.options.kind),
                longitude: point["longitude"]?.text, latitude: point["latitude"]?.text)
        else { return nil }
        var seen: Set<String> = [entry.name]
        entry.names = names.filter { !$0.isEmpty && seen.insert($0).inserted }
        let population = value(claims?["P1082"])?["amount"]?.text.flatMap { Double($0) } ?? 0
        entry.population = population >= 0 && population < 4e9 ? Int(population) : 0
        return entry
    }

    private static func value(_ statements: JSONTree?) -> JSONTree? {
        statements?.first?["mainsnak"]?["datavalue"]?["value"]
    }

    private static func kind(_ statements: JSONTree?, _ usual: PlaceKind) -> PlaceKind {
        let classes = (statements?.elements ?? []).compactMap {
            $0["mainsnak"]?["datavalue"]?["value"]?["id"]?.text
        }
        return classes.lazy.compactMap { kinds[$0] }.first ?? usual
    }

    private static let kinds: [String: PlaceKind] = [
        "Q5107": .continent, "Q6256": .country, "Q3624078": .country, "Q10864048": .admin1,
        "Q13220204": .admin2, "Q13221722": .admin3, "Q5119": .capital, "Q515": .city,
        "Q1549591": .city, "Q1637706": .city, "Q3957": .town, "Q532": .village,
        "Q5084": .village, "Q486972": .village, "Q123705": .quarter, "Q622499": .camp,
        "Q4022": .river, "Q23397": .lake, "Q131681": .lake, "Q165": .sea, "Q8502": .mountain,
        "Q46831": .mountain, "Q23442": .island, "Q8514": .desert, "Q39816": .valley,
        "Q12323": .dam, "Q1134686": .barrage, "Q695850": .base, "Q245016": .base,
        "Q18691599": .base, "Q1248784": .airport, "Q62447": .airport, "Q40357": .prison,
        "Q57733494": .airport, "Q12280": .bridge, "Q44782": .port, "Q16917": .hospital,
        "Q12353044": .refinery, "Q235365": .refinery, "Q159719": .powerplant,
        "Q211748": .oilfield, "Q1053008": .crossing, "Q12570": .crossing,
    ]
}

/// A JSON value in memory, for records that are small and deep.
private indirect enum JSONTree {
    case object([(name: String, value: JSONTree)])
    case array([JSONTree])
    case text(String)
    case none

    /// Depth is bounded by the reader's.
    init(_ reader: inout JSONReader) throws(JSONError) {
        switch try reader.value() {
        case .object:
            var members: [(name: String, value: JSONTree)] = []
            while let key = try reader.nextKey() {
                let name = reader.string(key)
                members.append((name, try JSONTree(&reader)))
            }
            self = .object(members)
        case .array:
            var elements: [JSONTree] = []
            while try reader.nextElement() { elements.append(try JSONTree(&reader)) }
            self = .array(elements)
        case .string(let text): self = .text(reader.string(text))
        case .number(let range): self = .text(reader.bytes(range))
        case .bool, .null: self = .none
        }
    }

    subscript(_ name: String) -> JSONTree? { members.last { $0.name == name }?.value }

    var members: [(name: String, value: JSONTree)] {
        if case .object(let members) = self { members } else { [] }
    }
    var elements: [JSONTree] { if case .array(let elements) = self { elements } else { [] } }
    var first: JSONTree? { elements.first }
    var text: String? { if case .text(let text) = self { text } else { nil } }
}
