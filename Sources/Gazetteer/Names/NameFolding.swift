/// Folds spellings of one name together, so that what a table stored is found in a text.
///
/// Case, combining marks, hooks and strokes, apostrophes (ayn, hamza) and dots make no difference,
/// nor do the several forms of one Arabic letter; a hyphen divides words as a space does. A name is
/// its folded words joined by single spaces: "Ar-Ramādī" ▶ "ar ramadi".
public enum NameFolding {
    /// The folded form of a whole name.
    public static func fold(_ name: String) -> String {
        String(decoding: NameWords(name).joined, as: UTF8.self)
    }

    /// The key of one word of a text or a table; `bytes[start..<end]` holds no separator.
    package static func key(ofWord bytes: [UInt8], _ start: Int, _ end: Int) -> WordKey {
        bytes.withUnsafeBufferPointer { key(ofWord: $0, start, end) }
    }

    package static func key(
        ofWord bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int
    ) -> WordKey {
        var hash = WordKey.basis
        fold(bytes, start, end) { hash = (hash ^ UInt64($0)) &* WordKey.prime }
        return WordKey(hash: hash)
    }

    /// Whether the folded form of one word stands in `folded` at `position`, which then moves behind it.
    package static func matches(
        _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int,
        in folded: UnsafeRawBufferPointer, at position: inout Int
    ) -> Bool {
        var index = position
        var isEqual = true
        fold(bytes, start, end) { byte in
            isEqual = isEqual && index < folded.count && folded[index] == byte
            index += 1
        }
        position = index
        return isEqual
    }

    /// Passes the folded bytes of one word to `emit`. ASCII takes no table look-up.
    @inline(__always)
    package static func fold(
        _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int, _ emit: (UInt8) -> Void
    ) {
        var index = start
        while index < end {
            let byte = bytes[index]
            if byte &- 0x61 < 26 {
                emit(byte)
            } else if byte &- 0x41 < 26 {
                emit(byte | 0x20)
            } else if byte &- 0x30 < 10 {
                emit(byte)
            } else if byte >= 0x80 {
                index += foldScalar(bytes, index, emit)
                continue
            }
            index += 1
        }
    }

    /// Folds the scalar at `index`; returns its length.
    private static func foldScalar(
        _ bytes: UnsafeBufferPointer<UInt8>, _ index: Int, _ emit: (UInt8) -> Void
    ) -> Int {
        let (scalar, length) = UTF8Scalar.decode(bytes, at: index)
        switch FoldingTable.shared[scalar] {
        case FoldingTable.separator, FoldingTable.dropped:
            break
        case FoldingTable.kept:
            for offset in 0..<length { emit(bytes[index + offset]) }
        case let code where code >= FoldingTable.firstLigature:
            let pair = FoldingTable.ligatures[Int(code - FoldingTable.firstLigature)]
            emit(pair.0)
            emit(pair.1)
        case let code:
            UTF8Scalar.encode(UInt32(code), emit)
        }
        return length
    }
}
