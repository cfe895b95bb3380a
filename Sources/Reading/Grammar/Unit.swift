internal import Gazetteer
internal import Incidents

/// The smallest piece that grammar works on: a word, a phrase of the lexicon, a place, a date, a
/// quantity or a mark.
struct Unit {
    let tokens: Range<Int>
    /// Of its first word.
    let key: WordKey
    var lexeme: Lexeme?
    var content: Content = .word
    var tag: Tag = .noun

    enum Content {
        case word
        /// Index of the mention among the report's.
        case place(Int)
        /// Index of the expression among the report's.
        case date(Int)
        case quantity(Quantity)
    }

    /// The part a unit plays in its sentence.
    enum Tag: Hashable {
        case determiner, adjective, noun, number, pronoun, relative, preposition, conjunction
        case subordinator, negation, to, be, have, `do`, modal, adverb, possessive
        case verb, gerund
        case date, comma, boundary, openQuote, closeQuote, mark
    }

    var place: Int? { if case .place(let index) = content { index } else { nil } }
    var date: Int? { if case .date(let index) = content { index } else { nil } }
    var quantity: Quantity? { if case .quantity(let value) = content { value } else { nil } }

    /// Can stand inside a noun group.
    var isNominal: Bool {
        switch tag {
        case .determiner, .adjective, .noun, .number, .possessive: true
        default: false
        }
    }
}
