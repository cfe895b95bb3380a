internal import Incidents

/// What the lexicon says of a word, as a piece of features' names: "person:police", "event:attack",
/// "thing:3".
enum LexicalClass: FeaturePiece, Equatable {
    case none
    case person(Actor.Kind)
    case group(Actor.Kind)
    case nounEvent(EventConcept)
    case event
    case thing(Int)

    init(_ lexeme: Lexeme?) {
        if let person = lexeme?.person {
            self = .person(person.kind)
        } else if let group = lexeme?.group {
            self = .group(group.kind)
        } else if let noun = lexeme?.nounEvent {
            self = .nounEvent(noun.concept)
        } else if lexeme?.event != nil {
            self = .event
        } else if let things = lexeme?.things, !things.isEmpty {
            self = .thing(things.rawValue.trailingZeroBitCount)
        } else {
            self = .none
        }
    }

    func append(to hash: inout FeatureHash) {
        let (kind, detail) = pieces
        kind.append(to: &hash)
        detail.append(to: &hash)
    }

    func write(to name: inout String) {
        let (kind, detail) = pieces
        kind.write(to: &name)
        detail.write(to: &name)
    }

    private var pieces: (StaticString, String) {
        switch self {
        case .none: ("-", "")
        case .person(let kind): ("person:", kind.rawValue)
        case .group(let kind): ("group:", kind.rawValue)
        case .nounEvent(let concept): ("event:", concept.rawValue)
        case .event: ("event", "")
        case .thing(let number): ("thing:", String(number))
        }
    }

    func word(keepingName: Bool) -> FeatureWord {
        var word = FeatureWord()
        word.append(self, keepingName: keepingName)
        return word
    }
}
