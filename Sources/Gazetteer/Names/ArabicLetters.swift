/// Folded letters of the Arabic script in the Latin letters that writers of place names use for them.
enum ArabicLetters {
    /// Letters that are vowels as often as not (ا و ي) become the vowel; ayn and hamza vanish.
    static func latin(_ scalar: UInt32) -> StaticString? {
        switch scalar {
        case 0x627, 0x649: "a"
        case 0x628: "b"
        case 0x67E: "p"
        case 0x62A, 0x637: "t"
        case 0x62B: "th"
        case 0x62C: "j"
        case 0x686: "ch"
        case 0x62D, 0x647: "h"
        case 0x62E: "kh"
        case 0x62F, 0x636: "d"
        case 0x630: "dh"
        case 0x638: "z"
        case 0x631: "r"
        case 0x632: "z"
        case 0x698: "zh"
        case 0x633, 0x635: "s"
        case 0x634: "sh"
        case 0x63A: "gh"
        case 0x641: "f"
        case 0x6A4: "v"
        case 0x642: "q"
        case 0x643: "k"
        case 0x6AF: "g"
        case 0x644: "l"
        case 0x645: "m"
        case 0x646: "n"
        case 0x648: "u"
        case 0x64A: "i"
        case 0x621, 0x639, 0x640: ""
        default: nil
        }
    }
}
