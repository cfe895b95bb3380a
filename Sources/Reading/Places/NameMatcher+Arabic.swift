internal import Gazetteer

/// Names in Arabic script, which has no capitals, and writes "and", "in", "for" to the word behind them.
extension NameMatcher {
    /// "بالرمادي", "وحلب": the name behind what is written to it.
    func behindClitic(_ index: Int) -> NameHit? {
        guard words[index].shape.contains(.arabic) else { return nil }
        let range = Int(words[index].start)..<Int(words[index].end)
        for clitic in ArabicClitic.all(of: text.bytes[range]) {
            if var hit = longestMatch(from: index, behind: clitic) {
                hit.clitic = clitic.length
                hit.isLedIn = clitic.isPreposition
                return hit
            }
        }
        return nil
    }

    /// Whether a single word may be a name: "مدينة" before a name is a city, not Medina, and "كبيرا" is great
    /// almost everywhere.
    func isPlausibleArabic(_ index: Int, _ clitic: ArabicClitic?) -> Bool {
        let word = words[index]
        guard word.classes.isDisjoint(with: WordClass.generic.union(.function)) else {
            return false
        }
        let key = clitic?.key ?? word.key
        let before = index > 0 && word.gap == .space ? words[index - 1] : nil
        let isBehindKind = before?.classes.contains(.arabicKind) == true && !isDefinite(index - 1)
        if ArabicCommonWords.others.contains(key) { return isBehindKind }
        guard ArabicCommonWords.qualities.contains(key) else { return true }
        // "مدينة الجديدة", not "مدينة جديدة", nor "المدينة الجديدة".
        return isBehindKind && isDefinite(index) || clitic?.isPreposition == true
            || before?.classes.isDisjoint(with: .preposition) == false
    }

    /// Whether the word bears the article.
    private func isDefinite(_ index: Int) -> Bool {
        text.bytes[Int(words[index].start)..<Int(words[index].end)].starts(with: Self.article)
    }

    private static let article = Array("ال".utf8)
}
