internal import Gazetteer
internal import Incidents

/// What a noun group names, in the rough: who may suffer a deed, and what only looks so.
enum NounKind: String {
    case civilian, force, rebel
    case facility, camp, infrastructure, vehicle, property, settlement, weapon, thing
    case event, place, name, number, pronoun
    /// A word of the lexicon that is none of these, and a word that is not in it.
    case lexical, unknown

    /// By its last word that names people or things; "army camp" is a camp.
    init(of chunk: Int, in phrases: SentencePhrases, _ text: AnalyzedText) {
        let head = phrases.head(chunk)
        let known = phrases.chunks[chunk].units.reversed().lazy
            .compactMap { phrases.units[$0].lexeme.flatMap(Self.init(lexeme:)) }.first
        if head.lexeme?.nounEvent != nil, head.lexeme?.things.isEmpty != false {
            self = .event
        } else if let known {
            self = known
        } else if head.place != nil {
            self = .place
        } else if head.tag == .number {
            self = .number
        } else if head.tag == .pronoun {
            self = .pronoun
        } else if head.lexeme != nil {
            self = .lexical
        } else {
            self = text.tokens[head.tokens.lowerBound].isCapitalized ? .name : .unknown
        }
    }

    private init?(lexeme: Lexeme) {
        if let kind = lexeme.person?.kind ?? lexeme.group?.kind {
            self.init(people: kind)
            return
        }
        guard let kind = Self.things.first(where: { !lexeme.things.isDisjoint(with: $0.0) })?.1
        else { return nil }
        self = kind
    }

    private init(people kind: Actor.Kind) {
        switch kind {
        case .rebel: self = .rebel
        case .state, .militia, .external: self = .force
        default: self = .civilian
        }
    }

    private static let things: [(ThingClass, NounKind)] = [
        ([.weapon, .arms], .weapon), (.facility, .facility), (.camp, .camp),
        (.infrastructure, .infrastructure), (.vehicle, .vehicle), (.property, .property),
        (.settlement, .settlement), (ThingClass(rawValue: .max), .thing),
    ]
}
