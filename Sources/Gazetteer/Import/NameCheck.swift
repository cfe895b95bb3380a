/// What is no name, however it got into a name's column.
enum NameCheck {
    /// The longest name that the compiled file holds whole.
    static let longest = 255
    /// Marks on one letter: Arabic with all its vowel signs has three.
    private static let mostMarks = 4

    /// Why bytes are not taken for a name; `nil` when they are one.
    static func fault(_ name: ArraySlice<UInt8>) -> String? {
        guard name.count <= longest else { return "the name is longer than \(longest) bytes" }
        if name.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return nil }
        return name.withUnsafeBufferPointer { scan($0) }
    }

    private static func scan(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
        var index = 0
        var marks = 0
        while index < bytes.count {
            let (scalar, length) = UTF8Scalar.decode(bytes, at: index)
            index += length
            switch scalar {
            case 0xFFFD: return "the name is not UTF-8"
            case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029:
                return "the name holds a control character"
            case 0x202A...0x202E, 0x2066...0x2069:
                return "the name holds a character that turns the direction of what follows"
            default: break
            }
            guard scalar >= 0x300, let value = Unicode.Scalar(scalar) else {
                marks = 0
                continue
            }
            switch value.properties.generalCategory {
            case .nonspacingMark, .enclosingMark: marks += 1
            default: marks = 0
            }
            if marks > mostMarks {
                return "the name piles up more than \(mostMarks) marks on a letter"
            }
        }
        return nil
    }
}
