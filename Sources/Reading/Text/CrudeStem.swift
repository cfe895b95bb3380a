/// A crude stem: "killing", "killed" and "kills" are one.
enum CrudeStem {
    static func of(_ word: String) -> String {
        var bytes = Array(word.utf8)
        cut(&bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Cuts a folded word down to its stem.
    static func cut(_ word: inout [UInt8]) {
        _ =
            replace("ies", by: "y", in: &word) || replace("sses", by: "ss", in: &word)
            || replace("ing", by: "", in: &word) || replace("ed", by: "", in: &word)
            || replace("es", by: "", in: &word) || replace("s", by: "", in: &word)
        if word.count > 3, word[word.count - 1] == word[word.count - 2] { removeLetter(&word) }
        while word.last == UInt8(ascii: "e") { word.removeLast() }
    }

    /// Whether the word had the ending, behind three letters at least.
    @inline(__always)
    private static func replace(
        _ ending: StaticString, by rest: StaticString, in word: inout [UInt8]
    ) -> Bool {
        let length = ending.utf8CodeUnitCount
        guard word.count >= length + 3 else { return false }
        for index in 0..<length
        where word[word.count - length + index] != ending.utf8Start[index] {
            return false
        }
        word.removeLast(length)
        for index in 0..<rest.utf8CodeUnitCount { word.append(rest.utf8Start[index]) }
        return true
    }

    /// The last letter, of however many bytes.
    private static func removeLetter(_ word: inout [UInt8]) {
        while let byte = word.popLast(), byte & 0xC0 == 0x80 {}
    }
}
