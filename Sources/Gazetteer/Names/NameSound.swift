/// How a folded name sounds, so that its spellings can be compared: in Latin letters, without the
/// Arabic article and without spaces; and the skeleton of its consonants, which Arabic and Latin
/// spellings of one name share.
///
/// "ar ramadi" and "الرمادي" ▶ letters "ramadi" and "rmadi", skeleton r m d. Vowels, w, y and h are no
/// part of the skeleton, doubled consonants count once, and letters that transliterators exchange are
/// one: b p; t th; d dh; k q g kh gh x; s sh ch; z; j zh; f v.
struct NameSound {
    /// a–z and 0–9.
    private(set) var letters: [UInt8] = []
    private(set) var skeleton: [UInt8] = []
    /// Whether any of it was in Arabic script, whose short vowels are not written.
    private(set) var isArabic = false
    /// Whether the name has letters of a script that has no sound here.
    private(set) var isForeign = false

    init() {}

    init(folded name: some Collection<UInt8>) {
        let name = Array(name)
        name.withUnsafeBytes { read(folded: $0) }
        makeSkeleton()
    }

    /// Replaces the letters by those of `name`, without a skeleton: enough to measure distances by.
    mutating func read(folded name: UnsafeRawBufferPointer) {
        letters.removeAll(keepingCapacity: true)
        skeleton.removeAll(keepingCapacity: true)
        isArabic = false
        isForeign = false
        let name = name.assumingMemoryBound(to: UInt8.self)
        var start = 0
        while start < name.count {
            let end = Self.wordEnd(name, start)
            if end - start > 3 || !isArticle(name, start, end) { appendWord(name, start, end) }
            start = end + 1
        }
    }

    private func isArticle(_ name: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Bool {
        guard end + 1 < name.count else { return false }
        let next = name[(end + 1)..<Self.wordEnd(name, end + 1)]
        return ArabicArticle.isArticle(name[start..<end], before: next)
    }

    private static func wordEnd(_ name: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
        var end = start
        while end < name.count, name[end] != 0x20 { end += 1 }
        return end
    }

    private mutating func appendWord(
        _ name: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int
    ) {
        var index = start
        if Self.hasArabicArticle(name, start, end) { index += 4 }
        while index < end {
            let plain = index
            while index < end, name[index] < 0x80 { index += 1 }
            if index > plain {
                letters.append(contentsOf: UnsafeBufferPointer(rebasing: name[plain..<index]))
                continue
            }
            let (scalar, length) = UTF8Scalar.decode(name, at: index)
            index += length
            guard let latin = ArabicLetters.latin(scalar) else {
                isForeign = true
                continue
            }
            isArabic = true
            for offset in 0..<latin.utf8CodeUnitCount { letters.append(latin.utf8Start[offset]) }
        }
    }

    /// ال before at least three letters.
    private static func hasArabicArticle(
        _ name: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int
    ) -> Bool {
        end - start >= 10 && name[start] == 0xD8 && name[start + 1] == 0xA7
            && name[start + 2] == 0xD9 && name[start + 3] == 0x84
    }

    private mutating func makeSkeleton() {
        var index = 0
        while index < letters.count {
            let letter = letters[index]
            let next = index + 1 < letters.count ? letters[index + 1] : 0
            let isDigraph = next == UInt8(ascii: "h") && Self.takesH(letter)
            index += isDigraph ? 2 : 1
            let sound = isDigraph ? Self.digraph(letter) : Self.consonant(letter)
            if sound != 0, sound != skeleton.last { skeleton.append(sound) }
        }
    }

    private static func takesH(_ letter: UInt8) -> Bool {
        switch letter {
        case UInt8(ascii: "t"), UInt8(ascii: "d"), UInt8(ascii: "k"), UInt8(ascii: "g"),
            UInt8(ascii: "s"), UInt8(ascii: "c"), UInt8(ascii: "z"), UInt8(ascii: "p"):
            true
        default: false
        }
    }

    private static func digraph(_ letter: UInt8) -> UInt8 {
        switch letter {
        case UInt8(ascii: "c"): UInt8(ascii: "s")
        case UInt8(ascii: "z"): UInt8(ascii: "j")
        case UInt8(ascii: "p"): UInt8(ascii: "f")
        default: consonant(letter)
        }
    }

    /// The class of a consonant; 0 for what is no part of a skeleton.
    private static func consonant(_ letter: UInt8) -> UInt8 {
        switch letter {
        case UInt8(ascii: "p"): UInt8(ascii: "b")
        case UInt8(ascii: "q"), UInt8(ascii: "g"), UInt8(ascii: "x"), UInt8(ascii: "c"):
            UInt8(ascii: "k")
        case UInt8(ascii: "v"): UInt8(ascii: "f")
        case UInt8(ascii: "a"), UInt8(ascii: "e"), UInt8(ascii: "i"), UInt8(ascii: "o"),
            UInt8(ascii: "u"), UInt8(ascii: "w"), UInt8(ascii: "y"), UInt8(ascii: "h"):
            0
        default: letter
        }
    }

    /// Whether the first letter is one of the skeleton.
    var beginsWithConsonant: Bool { letters.first.map { Self.consonant($0) != 0 } ?? false }

    /// The classes that a skeleton is made of, without digits.
    static let classes = Array("bdfjklmnrstz".utf8)

    /// 32 bits of a skeleton.
    static func hash(_ skeleton: some Sequence<UInt8>) -> UInt32 {
        UInt32(truncatingIfNeeded: HashPlace.mix(WordKey(folded: skeleton).hash) >> 32)
    }

    /// Four bits of length and twelve of letters: what can rule a name out before it is read.
    var signature: UInt16 {
        var bits = UInt16(min(letters.count, 15)) << 12
        for letter in letters {
            if let bit = Self.signatureBit(letter) { bits |= 1 << bit }
        }
        return bits
    }

    private static func signatureBit(_ letter: UInt8) -> UInt16? {
        switch letter {
        case UInt8(ascii: "a"): 0
        case UInt8(ascii: "e"): 1
        case UInt8(ascii: "i"): 2
        case UInt8(ascii: "o"): 3
        case UInt8(ascii: "u"): 4
        case UInt8(ascii: "w"): 5
        case UInt8(ascii: "y"): 6
        case UInt8(ascii: "h"): 7
        case UInt8(ascii: "q"): 8
        case UInt8(ascii: "k"): 9
        case UInt8(ascii: "g"): 10
        case UInt8(ascii: "c"): 11
        default: nil
        }
    }

    /// What the index holds of a name; `nil` for names that have no skeleton.
    func indexEntry(name: UInt32) -> SoundRow? {
        guard !skeleton.isEmpty, !isForeign else { return nil }
        return SoundRow(hash: Self.hash(skeleton), name: name, signature: signature)
    }
}
