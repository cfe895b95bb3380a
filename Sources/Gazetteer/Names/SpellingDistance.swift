/// How far apart two spellings of a name sound: an edit distance whose steps cost what they weigh
/// between transliterations. A letter costs 8.
///
/// - Source: F. J. Damerau, CACM 7(3), 1964, with weights after the exchanges counted between newspaper
///   spellings and gazetteer names of Iraq and Syria: vowels, final h, q/k/g, kh/h, doubled letters.
enum SpellingDistance {
    static let letter = 8

    /// The distance of two sounds; `nil` when it is more than `bound`.
    ///
    /// - Parameter vowelsAreFree: for names of which one is in Arabic script.
    static func between(
        _ a: [UInt8], _ b: [UInt8], bound: Int, vowelsAreFree: Bool = false
    ) -> Int? {
        let meter = SpellingMeter(a, vowelsAreFree ? .free : .usual)
        return b.withUnsafeBufferPointer { meter.distance(to: $0, bound: bound) }
    }

    /// What steps cost: letters are numbered by ``number(of:)``.
    struct Costs: Sendable {
        /// Of dropping a letter inside a name.
        let dropping: [Int32]
        /// Of dropping the vowel a name begins with.
        let firstVowel: Int32
        /// Of exchanging two letters, row by row.
        let exchanging: [Int32]

        static let usual = Costs(vowel: 4)
        /// For names of which one is in Arabic script.
        static let free = Costs(vowel: 1)

        private init(vowel: Int) {
            let letters = (0..<SpellingDistance.letters).map {
                SpellingDistance.letter(numbered: $0)
            }
            dropping = letters.map { SpellingDistance.cost(ofDropping: $0, vowel: vowel) }
            firstVowel = Int32(min(6, vowel + 2))
            exchanging = letters.flatMap { a in
                letters.map { b in a == b ? 0 : SpellingDistance.cost(a, b, vowel: vowel) }
            }
        }
    }

    /// What marks a letter in ``traits``.
    struct Traits: OptionSet {
        let rawValue: UInt8
        static let vowel = Traits(rawValue: 1)
        static let h = Traits(rawValue: 2)
        /// Before an h that belongs to it: kh, gh, th, dh.
        static let takesH = Traits(rawValue: 4)
    }

    /// a–z, 0–9, and what is neither.
    static let letters = 37

    static func number(of letter: UInt8) -> Int {
        if letter &- 0x61 < 26 { return Int(letter &- 0x61) }
        return letter &- 0x30 < 10 ? Int(letter &- 0x30) + 26 : letters - 1
    }

    private static func letter(numbered number: Int) -> UInt8 {
        number < 26 ? 0x61 + UInt8(number) : number < letters - 1 ? 0x30 + UInt8(number - 26) : 0
    }

    /// By the number of the letter.
    static let traits: [Traits] = (0..<letters).map { number in
        let letter = letter(numbered: number)
        if isVowel(letter) { return .vowel }
        if letter == UInt8(ascii: "h") { return .h }
        return takesH(letter) ? .takesH : []
    }

    private static func cost(ofDropping letter: UInt8, vowel: Int) -> Int32 {
        if letter == UInt8(ascii: "h") { return Int32(self.letter / 2) }
        if isVowel(letter) { return Int32(vowel) }
        return isHalfVowel(letter) ? Int32(min(3, vowel)) : Int32(self.letter)
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

    private static func takesH(_ letter: UInt8) -> Bool {
        switch letter {
        case UInt8(ascii: "k"), UInt8(ascii: "g"), UInt8(ascii: "t"), UInt8(ascii: "d"),
            UInt8(ascii: "s"), UInt8(ascii: "c"), UInt8(ascii: "z"):
            true
        default: false
        }
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
