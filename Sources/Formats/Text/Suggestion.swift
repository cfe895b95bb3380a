/// "did you mean …?" for a slip of the pen; otherwise what there is.
package func suggestion(for word: String, among known: [String]) -> String {
    let nearest = known.map { (word: $0, slips: slips(word, $0)) }.min { $0.slips < $1.slips }
    if let nearest, nearest.slips <= 2, nearest.slips < nearest.word.count {
        return "did you mean \"\(nearest.word)\"?"
    }
    return "known are " + known.joined(separator: ", ")
}

/// Letters put in, left out or exchanged (Levenshtein 1966); a word too long to be a slip is far from all.
private func slips(_ a: String, _ b: String) -> Int {
    let (a, b) = (Array(a.lowercased().utf8.prefix(64)), Array(b.utf8))
    guard a.count < 40 else { return .max }
    var row = Array(0...b.count)
    for (i, letter) in a.enumerated() {
        var diagonal = row[0]
        row[0] = i + 1
        for j in b.indices {
            let cost = min(row[j], row[j + 1]) + 1
            (diagonal, row[j + 1]) = (row[j + 1], min(cost, diagonal + (letter == b[j] ? 0 : 1)))
        }
    }
    return row[b.count]
}
