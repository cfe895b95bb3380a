internal import Gazetteer
internal import Incidents

/// What a word of Arabic news is.
enum ArabicSense: Hashable, Sendable {
    case event(EventConcept)
    case person(Actor.Kind)
    case group(Actor.Kind, name: String)
    case thing
    case number(Double)
    /// "dozens": at least so many.
    case dozens(Double)
    case month(Int)
    case weekday(Weekday)
    case inPlace(IncidentPlace.Relation)
    case negation
    case origin
    /// "day of", "night of".
    case partOfDay
}

/// The words of the table `arabic.tsv`, by their folded form.
struct ArabicLexicon: Sendable {
    private var senses: [WordKey: Set<ArabicSense>] = [:]
    /// Lines that could not be used; a test keeps this empty.
    private(set) var faults: [String] = []

    static let standard = ArabicLexicon(table: PackageResources.arabic_tsv)

    init(table: [UInt8]) {
        for line in String(decoding: table, as: UTF8.self).split(separator: "\n")
        where !line.hasPrefix("#") {
            let fields = line.split(separator: "\t")
            guard fields.count == 3, let sense = Self.sense(fields[0], String(fields[1])) else {
                faults.append(String(line))
                continue
            }
            for word in fields[2].split(separator: " ") where !word.contains("_") {
                senses[Self.key(word), default: []].insert(sense)
            }
        }
    }

    func senses(of key: WordKey) -> Set<ArabicSense>? { senses[key] }

    static func key(_ word: some StringProtocol) -> WordKey {
        let bytes = Array(word.utf8)
        return NameFolding.key(ofWord: bytes, 0, bytes.count)
    }

    private static func sense(_ kind: Substring, _ value: String) -> ArabicSense? {
        switch kind {
        case "event": EventConcept(rawValue: value).map { .event($0) }
        case "person": Actor.Kind(rawValue: value).map { .person($0) }
        case "group":
            value.firstIndex(of: "|").flatMap { bar in
                Actor.Kind(rawValue: String(value[..<bar])).map {
                    .group($0, name: String(value[value.index(after: bar)...]))
                }
            }
        case "thing": .thing
        case "number": Double(value).map { .number($0) }
        case "dozens": Double(value).map { .dozens($0) }
        case "month": Int(value).map { .month($0) }
        case "weekday": weekdays[value].map { .weekday($0) }
        case "in": IncidentPlace.Relation(rawValue: value).map { .inPlace($0) }
        case "not": .negation
        case "from": .origin
        case "day": .partOfDay
        default: nil
        }
    }

    private static let weekdays: [String: Weekday] = [
        "monday": .monday, "tuesday": .tuesday, "wednesday": .wednesday, "thursday": .thursday,
        "friday": .friday, "saturday": .saturday, "sunday": .sunday,
    ]
}
