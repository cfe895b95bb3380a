/// "did you mean …?" for a slip of the pen; otherwise what there is.
package func suggestion(for word: String, among known: [String]) -> String {
    let nearest = known.map { (word: $0, slips: slips(word, $0)) }.min { $0.slips < $1.slips }
    if let nearest, nearest.slips <= 2, nearest.slips < nearest.word.count {
        return "did you mean \"\(nearest.word)\"?"
    }
    return "known are " + known.joined(separator: ", ")
}

/// Letters put in, left out, exchanged, or two that changed places; a word too long to be a slip is far
/// from all.
///
/// - Source: F. Damerau, "A technique for computer detection and correction of spelling errors", CACM 7
///   (1964); no letter is edited twice.
private func slips(_ a: String, _ b: String) -> Int {
    let (a, b) = (Array(a.lowercased().utf8.prefix(64)), Array(b.lowercased().utf8))
    guard a.count < 40 else { return .max }
    var before: [Int] = []
    var row = Array(0...b.count)
    for i in a.indices {
        let last = row
        row[0] = i + 1
        for j in b.indices {
            let exchanged = last[j] + (a[i] == b[j] ? 0 : 1)
            row[j + 1] = min(row[j] + 1, last[j + 1] + 1, exchanged)
            if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
                row[j + 1] = min(row[j + 1], before[j - 1] + 1)
            }
        }
        before = last
    }
    return row[b.count]
}
