/// How far apart two spellings of a name sound: an edit distance whose steps cost what they weigh
/// between transliterations. A letter costs 8.
///
/// - Source: F. J. Damerau, CACM 7(3), 1964, with weights after the exchanges counted between newspaper
///   spellings and gazetteer names of Iraq and Syria: vowels, final h, q/k/g, kh/h, doubled letters.
struct SpellingDistance {
    static let letter = 8

    /// The distance of two sounds; `nil` when it is more than `bound`.
    ///
    /// Only cells within the bound are reckoned, and their neighbours (E. Ukkonen, "Algorithms for
    /// approximate string matching", Information and Control 64, 1985): the others cannot lead to one.
    ///
    /// - Parameter vowelsAreFree: for names of which one is in Arabic script.
    /// - Complexity: O(length × band).
    static func between(
        _ a: [UInt8], _ b: [UInt8], bound: Int, vowelsAreFree: Bool = false
    ) -> Int? {
        guard abs(a.count - b.count) <= 12, a.count <= 64, b.count <= 64 else { return nil }
        let costs = vowelsAreFree ? costsWithoutVowels : costs
        return withUnsafeTemporaryAllocation(of: Int32.self, capacity: 4 * (b.count + 1)) { rows in
            rows.initialize(repeating: 0)
            defer { rows.deinitialize() }
            return a.withUnsafeBufferPointer { a in
                b.withUnsafeBufferPointer { b in
                    costs.withUnsafeBufferPointer { costs in
                        Grid(
                            a: a, b: b, costs: costs, rows: rows, vowel: vowelsAreFree ? 1 : 4,
                            bound: Int32(clamping: bound)
                        ).distance()
                    }
                }
            }
        }
    }

    /// Three rows of the table of distances of beginnings, and what it costs to drop each letter of `b`.
    private struct Grid {
        let a: UnsafeBufferPointer<UInt8>
        let b: UnsafeBufferPointer<UInt8>
        let costs: UnsafeBufferPointer<Int32>
        let rows: UnsafeMutableBufferPointer<Int32>
        let vowel: Int
        let bound: Int32

        func distance() -> Int? {
            guard var before = rows.baseAddress else { return nil }
            let width = b.count + 1
            var (last, current) = (before + width, before + 2 * width)
            let drops = before + 3 * width
            let beyond = bound &+ 1
            for column in b.indices { drops[column] = dropping(b, column, vowel: vowel) }
            // Columns of the last row that are within the bound.
            var (first, end) = (0, 1)
            for column in 1..<width {
                last[column] = last[column - 1] + drops[column - 1]
                if last[column] <= bound, end == column { end = column + 1 }
            }
            for row in a.indices {
                let letter = a[row]
                // No letter of `b` is 0.
                let previous = row > 0 ? a[row &- 1] : 0
                let dropped = dropping(a, row, vowel: vowel)
                for column in 0..<width { current[column] = beyond }
                var (newFirst, newEnd) = (width, 0)
                // What stands to the left of the cell, and above that.
                var (left, corner) = (beyond, last[max(first, 1) &- 1])
                if first == 0 {
                    left = corner &+ dropped
                    current[0] = left
                    if left <= bound { (newFirst, newEnd) = (0, 1) }
                }
                var column = max(first, 1)
                while column < width {
                    let other = b[column &- 1]
                    let above = last[column]
                    var cost = min(above &+ dropped, left &+ drops[column &- 1])
                    cost = min(cost, corner &+ exchanging(letter, other))
                    if other == previous, column > 1, letter == b[column &- 2] {
                        cost = min(cost, before[column &- 2] &+ Int32(SpellingDistance.letter))
                    }
                    current[column] = cost
                    (left, corner) = (cost, above)
                    if cost <= bound {
                        newFirst = min(newFirst, column)
                        newEnd = column &+ 1
                    } else if column > end {
                        break
                    }
                    column &+= 1
                }
                guard newFirst < newEnd else { return nil }
                (first, end) = (newFirst, newEnd)
                (before, last, current) = (last, current, before)
            }
            let distance = last[b.count]
            return distance <= bound ? Int(distance) : nil
        }

        @inline(__always)
        private func exchanging(_ a: UInt8, _ b: UInt8) -> Int32 {
            if a == b { return 0 }
            let (row, column) = (Int(a &- 0x61), Int(b &- 0x61))
            return row < 26 && column < 26 ? costs[row &* 26 &+ column] : Int32(letter)
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

    private static func dropping(
        _ name: UnsafeBufferPointer<UInt8>, _ index: Int, vowel: Int
    ) -> Int32 {
        let letter = name[index]
        if index > 0, name[index - 1] == letter { return 1 }
        if letter == UInt8(ascii: "h") {
            // Final, or the second letter of kh, gh, th, dh.
            return index == name.count - 1
                || (index > 0 && takesH(name[index - 1])) ? 2 : Int32(self.letter / 2)
        }
        if isVowel(letter) {
            return index == name.count - 1 ? 2 : Int32(index == 0 ? min(6, vowel + 2) : vowel)
        }
        return isHalfVowel(letter) ? Int32(min(3, vowel)) : Int32(self.letter)
    }

    private static func takesH(_ letter: UInt8) -> Bool {
        switch letter {
        case UInt8(ascii: "k"), UInt8(ascii: "g"), UInt8(ascii: "t"), UInt8(ascii: "d"),
            UInt8(ascii: "s"), UInt8(ascii: "c"), UInt8(ascii: "z"):
            true
        default: false
        }
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
