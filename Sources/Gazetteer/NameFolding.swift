/// Folds spellings of one name together: case, dots and apostrophes make no difference.
public enum NameFolding {
    /// The key of one word of a text or a table.
    package static func key(ofWord bytes: [UInt8], _ start: Int, _ end: Int) -> WordKey {
        var hash = WordKey.basis
        for index in start..<end {
            let byte = bytes[index]
            let folded: UInt8
            switch byte {
            case 0x41...0x5a: folded = byte | 0x20
            case UInt8(ascii: "."), UInt8(ascii: "'"), UInt8(ascii: "`"): continue
            default: folded = byte
            }
            hash = (hash ^ UInt64(folded)) &* WordKey.prime
        }
        return WordKey(hash: hash)
    }
}
