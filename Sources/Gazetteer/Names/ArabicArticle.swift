/// The Arabic article in Latin letters: "al" in all the forms that writers give it.
enum ArabicArticle {
    /// Forms that stand before any letter.
    private static let unbound = ["al", "el", "il", "ul", "l"].map { packed($0.utf8) }
    /// Forms that have taken on the letter behind them, and the letters.
    private static let assimilated: [(form: UInt32, before: UInt8)] = [
        ("ar", "r"), ("er", "r"), ("as", "s"), ("es", "s"), ("ash", "s"), ("esh", "s"),
        ("at", "t"), ("et", "t"), ("ath", "t"), ("ad", "d"), ("ed", "d"), ("adh", "d"),
        ("az", "z"), ("ez", "z"), ("an", "n"), ("en", "n"), ("ur", "r"), ("us", "s"),
        ("ush", "s"), ("ud", "d"), ("uz", "z"), ("un", "n"), ("ut", "t"),
    ].map { (packed($0.utf8), $1.utf8.first ?? 0) }

    /// The bytes of a short word as a number.
    private static func packed(_ word: some Sequence<UInt8>) -> UInt32 {
        word.reduce(0) { $0 << 8 | UInt32($1) }
    }

    /// Whether `word` before `next` is an article. Writers also mistake the letter ("Dayr ar Zawr"),
    /// so that the vowels a and u are believed before any letter.
    static func isArticle(
        _ word: Slice<UnsafeBufferPointer<UInt8>>, before next: Slice<UnsafeBufferPointer<UInt8>>
    ) -> Bool {
        guard let behind = next.first, let first = word.first, word.count <= 3,
            first == UInt8(ascii: "l") || first == UInt8(ascii: "a") || first == UInt8(ascii: "e")
                || first == UInt8(ascii: "i") || first == UInt8(ascii: "u")
        else { return false }
        let form = packed(word)
        if unbound.contains(form) { return true }
        return assimilated.contains { article in
            article.form == form && (first == UInt8(ascii: "a") || behind == article.before)
        }
    }

    /// What a query that begins with the article written to its word ("Alqaim") may mean.
    static func detached(_ word: [UInt8]) -> [UInt8]? {
        guard word.count >= 6, word.starts(with: "al".utf8) || word.starts(with: "el".utf8) else {
            return nil
        }
        return Array(word.dropFirst(2))
    }
}
