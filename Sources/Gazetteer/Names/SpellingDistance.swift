/// How far apart two spellings of a name sound: an edit distance whose steps cost what they weigh
/// between transliterations. A letter costs 8.
///
/// - Source: F. J. Damerau, CACM 7(3), 1964, with weights after the exchanges counted between newspaper
///   spellings and gazetteer names of Iraq and Syria: vowels, final h, q/k/g, kh/h, doubled letters.
struct SpellingDistance {
    static let letter = 8

    /// The distance of two sounds; `nil` when it is more than `bound`.
    ///
    /// - Parameter vowelsAreFree: for names of which one is in Arabic script.
    /// - Complexity: O(length × band).
    static func between(
        _ a: [UInt8], _ b: [UInt8], bound: Int, vowelsAreFree: Bool = false
    ) -> Int? {
        guard abs(a.count - b.count) <= 12, a.count <= 64, b.count <= 64 else { return nil }
        let skip = vowelsAreFree ? 1 : 4
        return withUnsafeTemporaryAllocation(of: Int32.self, capacity: 3 * (b.count + 1)) { rows in
            rows.initialize(repeating: 0)
            defer { rows.deinitialize() }
            let width = b.count + 1
            for column in 1..<width {
                rows[width + column] =
                    rows[width + column - 1] + dropping(b, column - 1, vowel: skip)
            }
            var (before, last, current) = (0, width, 2 * width)
            for row in 0..<a.count {
                rows[current] = rows[last] + dropping(a, row, vowel: skip)
                var least = rows[current]
                let dropped = dropping(a, row, vowel: skip)
                for column in 0..<b.count {
                    var cost = rows[last + column] + exchanging(a[row], b[column], vowel: skip)
                    cost = min(cost, rows[last + column + 1] + dropped)
                    cost = min(cost, rows[current + column] + dropping(b, column, vowel: skip))
                    if row > 0, column > 0, a[row] == b[column - 1], a[row - 1] == b[column] {
                        cost = min(cost, rows[before + column - 1] + Int32(letter))
                    }
                    rows[current + column + 1] = cost
                    least = min(least, cost)
                }
                guard least <= bound else { return nil }
                (before, last, current) = (last, current, before)
            }
            let distance = Int(rows[last + b.count])
            return distance <= bound ? distance : nil
        }
    }

    private static func isVowel(_ letter: UInt8) -> Bool {
        switch letter {
        case UInt8(ascii: "a"), UInt8(ascii: "e"), UInt8(ascii: "i"), UInt8(ascii: "o"),
            UInt8(ascii: "u"):
            true
        default: false
        }
    }

    private static func isHalfVowel(_ letter: UInt8) -> Bool {
        letter == UInt8(ascii: "w") || letter == UInt8(ascii: "y")
    }

    private static func dropping(_ name: [UInt8], _ index: Int, vowel: Int) -> Int32 {
        let letter = name[index]
        if index > 0, name[index - 1] == letter { return 1 }
        if letter == UInt8(ascii: "h") {
            // Final, or the second letter of kh, gh, th, dh.
            return index == name.count - 1
                || (index > 0 && "kgtdscz".utf8.contains(name[index - 1]))
                ? 2 : Int32(self.letter / 2)
        }
        if isVowel(letter) {
            return index == name.count - 1 ? 2 : Int32(index == 0 ? min(6, vowel + 2) : vowel)
        }
        return isHalfVowel(letter) ? Int32(min(3, vowel)) : Int32(self.letter)
    }

    @inline(__always)
    private static func exchanging(_ a: UInt8, _ b: UInt8, vowel: Int) -> Int32 {
        if a == b { return 0 }
        let (row, column) = (Int(a &- 0x61), Int(b &- 0x61))
        guard row < 26, column < 26 else { return Int32(letter) }
        return (vowel == 1 ? costsWithoutVowels : costs)[row * 26 + column]
    }

    private static let costs = table(vowel: 4)
    private static let costsWithoutVowels = table(vowel: 1)

    /// The cost of exchanging two of the letters a–z.
    private static func table(vowel: Int) -> [Int32] {
        (0..<676).map { cost(0x61 + UInt8($0 / 26), 0x61 + UInt8($0 % 26), vowel: vowel) }
    }

    private static func cost(_ a: UInt8, _ b: UInt8, vowel: Int) -> Int32 {
        if isVowel(a), isVowel(b) { return areNear(a, b) ? 1 : min(3, Int32(vowel)) }
        if isVowel(a) || isHalfVowel(a), isVowel(b) || isHalfVowel(b) { return 2 }
        return areAlike(a, b) ? 3 : Int32(letter)
    }

    /// Exchanges that differ by the ear of the writer.
    private static func areNear(_ a: UInt8, _ b: UInt8) -> Bool {
        switch (min(a, b), max(a, b)) {
        case (UInt8(ascii: "a"), UInt8(ascii: "e")), (UInt8(ascii: "e"), UInt8(ascii: "i")),
            (UInt8(ascii: "o"), UInt8(ascii: "u")):
            true
        default: false
        }
    }

    private static func areAlike(_ a: UInt8, _ b: UInt8) -> Bool {
        ["qkgcx", "kh", "xh", "bp", "fv", "vw", "sc", "sz", "zd", "dt", "jgz"].contains {
            $0.utf8.contains(a) && $0.utf8.contains(b)
        }
    }
}
