/// The Arabic article in Latin letters: "al" in all the forms that writers give it.
enum ArabicArticle {
    /// Forms that stand before any letter.
    private static let unbound = ["al", "el", "il", "ul", "l"].map { Array($0.utf8) }
    /// Forms that have taken on the letter behind them, and the letters.
    private static let assimilated: [(form: [UInt8], before: [UInt8])] = [
        ("ar", "r"), ("er", "r"), ("as", "s"), ("es", "s"), ("ash", "s"), ("esh", "s"),
        ("at", "t"), ("et", "t"), ("ath", "t"), ("ad", "d"), ("ed", "d"), ("adh", "d"),
        ("az", "z"), ("ez", "z"), ("an", "n"), ("en", "n"), ("ur", "r"), ("us", "s"),
        ("ush", "s"), ("ud", "d"), ("uz", "z"), ("un", "n"), ("ut", "t"),
    ].map { (Array($0.utf8), Array($1.utf8)) }

    /// Whether `word` before `next` is an article. Writers also mistake the letter ("Dayr ar Zawr"),
    /// so that the vowels a and u are believed before any letter.
    static func isArticle(
        _ word: Slice<UnsafeBufferPointer<UInt8>>, before next: Slice<UnsafeBufferPointer<UInt8>>
    ) -> Bool {
        guard !next.isEmpty, word.count <= 3 else { return false }
        if unbound.contains(where: { word.elementsEqual($0) }) { return true }
        return assimilated.contains { article in
            word.elementsEqual(article.form)
                && (word.first == UInt8(ascii: "a") || next.starts(with: article.before))
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
