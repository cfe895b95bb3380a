/// The regular forms of English words, so that tables need only name the base.
enum Inflection {
    /// The forms of a verb as a table writes it: `attack`, or `shoot/shot/shot`.
    struct Verb {
        let base: String
        let past: String
        let participle: String
        var thirdPerson: String { Inflection.withS(base) }
        var gerund: String { Inflection.gerund(base) }

        init(_ entry: String) {
            let forms = entry[...].parts(at: "/").map(String.init)
            base = forms.first ?? ""
            past = forms.count > 1 ? forms[1] : Inflection.past(base)
            participle = forms.count > 2 ? forms[2] : past
        }
    }

    /// Plural of a noun, third person of a verb.
    static func withS(_ word: String) -> String {
        if word.ends(in: "y"), !endsInVowel(word.dropLast()) { return word.dropLast() + "ies" }
        for ending in ["s", "x", "z", "ch", "sh"] where word.ends(in: ending) {
            return word + "es"
        }
        return word + "s"
    }

    static func past(_ base: String) -> String {
        if base.ends(in: "e") { return base + "d" }
        if base.ends(in: "y"), !endsInVowel(base.dropLast()) { return base.dropLast() + "ied" }
        return doubled(base) + "ed"
    }

    static func gerund(_ base: String) -> String {
        if base.ends(in: "ie") { return base.dropLast(2) + "ying" }
        if base.ends(in: "e"), !base.ends(in: "ee"), base.count > 2 {
            return base.dropLast() + "ing"
        }
        return doubled(base) + "ing"
    }

    /// "stab" → "stabb": one short vowel before one consonant, in a word of one syllable.
    private static func doubled(_ base: String) -> String {
        let letters = Array(base.utf8)
        guard letters.count >= 3, let last = letters.last, !isVowel(last),
            !"wxy".utf8.contains(last),
            isVowel(letters[letters.count - 2]), !isVowel(letters[letters.count - 3]),
            letters.filter(isVowel).count == 1 || doubling.contains(base)
        else { return base }
        return base + String(decoding: [last], as: UTF8.self)
    }

    private static let doubling: Set<String> = [
        "commit", "admit", "refer", "occur", "transfer", "abet", "kidnap", "repel", "expel",
        "propel",
        "compel", "patrol", "control", "equip", "rebel", "permit", "submit", "prefer", "embed",
        "handicap", "unplug", "overlap", "regret", "deter", "incur",
    ]
    private static func endsInVowel(_ word: Substring) -> Bool {
        word.utf8.last.map(isVowel) ?? false
    }
    private static func isVowel(_ letter: UInt8) -> Bool { "aeiou".utf8.contains(letter) }
}

extension String {
    fileprivate func ends(in ending: String) -> Bool {
        utf8.suffix(ending.utf8.count).elementsEqual(ending.utf8)
    }
}
