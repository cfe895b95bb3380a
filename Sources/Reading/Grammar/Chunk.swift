internal import Incidents

/// A phrase of a sentence: a noun group, a verb group, or what stands between them.
struct Chunk {
    let kind: Kind
    /// Indices of units.
    let units: Range<Int>
    /// Of a noun group, its last noun; of a verb group, its lexical verb.
    let head: Int
    var verb = VerbGroup()

    enum Kind: String {
        case nounGroup, verbGroup, preposition, conjunction, subordinator, relative, date
        case comma, boundary, quote, other
    }
}

/// How a verb group says what it says.
struct VerbGroup {
    var tense = Tense.past
    var isPassive = false
    var isPerfect = false
    var isProgressive = false
    var isNegated = false
    var isInfinitive = false
    /// A participle without an auxiliary: "killing ten", "soldiers killed in the attack".
    var isParticiple = false
    /// A participle right behind the object it is said of: "attacked troops *stationed* near Mosul".
    var isReduced = false
    var isModal = false

    enum Tense: String { case past, present, future }

    /// Stands on its own as the verb of a clause.
    var isFinite: Bool { !isInfinitive && !isParticiple }
}
