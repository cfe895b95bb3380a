internal import Gazetteer
internal import Incidents

/// All that the incident reader knows of words, ready to be matched against tokens.
///
/// Read once from the tables beside this file (their README gives the form), which are embedded in
/// the program.
final class Lexicon: Sendable {
    let phrases: PhraseTable<Lexeme>
    /// First words of the phrases that tell of an event: most sentences hold none.
    let eventOpeners: WordSet
    /// First words of groups and of words for forces, and of weapons.
    let groupOpeners: WordSet
    let weaponOpeners: WordSet
    /// Lines that could not be used; a test keeps this empty.
    let faults: [String]

    static let standard = Lexicon(LexiconReader())

    /// The forms that the tables write down, with what each line makes of them; only a test asks.
    static func entries() -> [LexiconEntry] {
        LexiconReader(keepingEntries: true).entries ?? []
    }

    private init(_ read: LexiconReader) {
        phrases = read.phrases
        eventOpeners = WordSet(read.openers)
        groupOpeners = WordSet(read.namingOpeners)
        weaponOpeners = WordSet(read.weaponOpeners)
        faults = read.faults
    }

    func isSubordinator(_ word: WordKey) -> Bool {
        phrases.value(of: word)?.grammar == .subordinator
    }
}

/// A form as a table writes it.
struct LexiconEntry {
    let line: Substring
    let form: String
    let words: [WordKey]
    let lexeme: Lexeme
    /// Not made by inflection.
    let isWritten: Bool
}

/// Reads the tables of the ``Lexicon``.
private struct LexiconReader {
    var phrases = PhraseTable<Lexeme>()
    var openers: Set<WordKey> = []
    var namingOpeners: Set<WordKey> = []
    var weaponOpeners: Set<WordKey> = []
    var faults: [String] = []
    /// Kept on demand: the program itself needs none.
    var entries: [LexiconEntry]?
    private var line: Substring = ""

    init(keepingEntries: Bool = false) {
        if keepingEntries { entries = [] }
        read(PackageResources.events_tsv, columns: 3) { $0.addEvent($1) }
        read(PackageResources.people_tsv, columns: 2) { $0.addPerson($1) }
        read(PackageResources.groups_tsv, columns: 3) { $0.addGroup($1) }
        read(PackageResources.things_tsv, columns: 2) { $0.addThing($1) }
        read(PackageResources.grammar_tsv, columns: 2) { $0.addGrammar($1) }
    }

    private mutating func read(
        _ table: [UInt8], columns: Int, _ add: (inout LexiconReader, [Substring]) -> Bool
    ) {
        for line in String(decoding: table, as: UTF8.self)[...].parts(at: "\n")
        where line.utf8.first != UInt8(ascii: "#") {
            self.line = line
            let fields = line.parts(at: "\t", omittingEmpty: false)
            if fields.count < columns || !add(&self, fields) { faults.append(String(line)) }
        }
    }
}

// MARK: Tables

extension LexiconReader {
    private mutating func addEvent(_ fields: [Substring]) -> Bool {
        if fields[1] == "o" {
            addNoun(fields[0], Lexeme())
            return true
        }
        guard let concept = EventConcept(rawValue: String(fields[2])) else { return false }
        let flags = fields.count > 3 ? fields[3].parts(at: " ") : []
        let sense = EventSense(
            concept: concept, isWeak: flags.contains("weak"), needsObject: flags.contains("tr"))
        switch fields[1] {
        case "v": addVerb(fields[0], Lexeme(event: sense))
        case "n": addNoun(fields[0], Lexeme(nounEvent: sense))
        case "nv":
            addVerb(fields[0], Lexeme(event: sense))
            addNoun(fields[0], Lexeme(nounEvent: sense))
        case "x": add(String(fields[0]), Lexeme(event: sense, nounEvent: sense, isNoun: true))
        default: return false
        }
        return true
    }

    private mutating func addPerson(_ fields: [Substring]) -> Bool {
        guard let kind = Actor.Kind(rawValue: String(fields[1])) else { return false }
        let isGroup = fields.count > 2 && fields[2] == "group"
        addNoun(fields[0], Lexeme(person: PersonSense(kind: kind, isGroup: isGroup)))
        return true
    }

    private mutating func addGroup(_ fields: [Substring]) -> Bool {
        guard let kind = Actor.Kind(rawValue: String(fields[1])) else { return false }
        let name = fields[0].utf8
        let start = name.distance(from: fields[0].base.utf8.startIndex, to: name.startIndex)
        let homes = fields.count > 3 ? fields[3].parts(at: " ") : []
        guard homes.allSatisfy({ CountryCode.pack($0) != 0 }) else { return false }
        let sense = GroupSense(
            nameBytes: Int32(start)..<Int32(start + name.count), kind: kind)
        for alias in fields[2].parts(at: "|") {
            add(String(alias), Lexeme(group: sense, isNoun: true))
        }
        return true
    }

    private mutating func addThing(_ fields: [Substring]) -> Bool {
        guard let thing = ThingClass(names: fields[1]) else { return false }
        addNoun(fields[0], Lexeme(things: thing))
        return true
    }

    private mutating func addGrammar(_ fields: [Substring]) -> Bool {
        guard let kind = GrammarClass(rawValue: String(fields[0])) else { return false }
        for word in fields[1].parts(at: " ") {
            if kind.isVerb {
                addVerb(word, Lexeme(grammar: kind))
            } else {
                add(String(word), Lexeme(grammar: kind))
            }
        }
        return true
    }

    // MARK: Forms

    private mutating func addVerb(_ entry: Substring, _ lexeme: Lexeme) {
        // Of a phrase the first word is inflected: "blow up", "blew up"; or the one behind a star:
        // "sexually *assault". A table may give whole irregular phrases after slashes.
        if let star = entry.firstIndex(of: "*") {
            addVerb(entry[entry.index(after: star)...], lexeme, after: String(entry[..<star]))
        } else {
            addVerb(entry, lexeme, after: "")
        }
    }

    private mutating func addVerb(_ entry: Substring, _ lexeme: Lexeme, after lead: String) {
        let forms = entry.parts(at: "/")
        let rest = forms[0].parts(at: " ").dropFirst().map { " " + $0 }.joined()
        let head = forms.map { $0.parts(at: " ").first ?? "" }.joined(separator: "/")
        let verb = Inflection.Verb(head)
        for (form, kind) in [
            (verb.base, VerbForm.base), (verb.thirdPerson, .thirdPerson),
            (verb.past, verb.past == verb.participle ? .pastOrParticiple : .past),
            (verb.participle, verb.past == verb.participle ? .pastOrParticiple : .participle),
            (verb.gerund, .gerund),
        ] where lexeme.grammar != .past || kind.isPast || kind == .gerund {
            var inflected = lexeme
            inflected.verb = kind
            add(lead + form + rest, inflected, isWritten: kind == .base)
        }
    }

    private mutating func addNoun(_ entry: Substring, _ lexeme: Lexeme) {
        let forms = entry.parts(at: "/").map(String.init)
        var singular = lexeme
        singular.isNoun = true
        add(forms[0], singular)
        var plural = singular
        plural.isPlural = true
        let words = forms[0][...].parts(at: " ").map(String.init)
        for last in forms.count > 1 ? Array(forms[1...]) : [Inflection.withS(words.last ?? "")] {
            let isWholePhrase = last.contains(" ")
            add(
                isWholePhrase ? last : (words.dropLast() + [last]).joined(separator: " "), plural,
                isWritten: false)
        }
    }

    private mutating func add(_ form: String, _ lexeme: Lexeme, isWritten: Bool = true) {
        let words = Self.words(of: form)
        if let first = words.first {
            if lexeme.tellsEvent { openers.insert(first) }
            if lexeme.group != nil || lexeme.person?.isGroup == true { namingOpeners.insert(first) }
            if lexeme.things.contains(.weapon) {
                weaponOpeners.insert(first)
            }
        }
        entries?.append(
            LexiconEntry(
                line: line, form: form, words: words, lexeme: lexeme, isWritten: isWritten))
        phrases.insert(words, lexeme) { $0.merged(with: $1) }
    }

    /// The words of a form as they stand in a text: "People's" is two, "19th" is two.
    private static func words(of form: String) -> [WordKey] {
        let bytes = Array(form.utf8)
        let isPlain = bytes.allSatisfy {
            $0 != UInt8(ascii: "'") && !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
        }
        guard isPlain else {
            return Tokenizer.tokens(of: bytes).filter { $0.kind != .mark }.map(\.key)
        }
        return bytes.split { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "-") }
            .map { NameFolding.key(ofWord: Array($0), 0, $0.count) }
    }
}

extension Substring {
    /// Splits at an ASCII character, byte by byte: every run of the program reads the tables anew, and
    /// splitting at a `Character` takes several times as long.
    func parts(at separator: Unicode.Scalar, omittingEmpty: Bool = true) -> [Substring] {
        utf8.split(
            separator: UInt8(ascii: separator), omittingEmptySubsequences: omittingEmpty
        ).map(Substring.init)
    }
}
