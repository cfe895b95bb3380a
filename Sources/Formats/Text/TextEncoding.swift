/// An encoding of text, under the name iconv knows.
struct TextEncoding: Hashable, Sendable {
    let name: String

    static let utf8 = TextEncoding(name: "UTF-8")
    static let utf16LittleEndian = TextEncoding(name: "UTF-16LE")
    static let utf16BigEndian = TextEncoding(name: "UTF-16BE")
    static let utf32LittleEndian = TextEncoding(name: "UTF-32LE")
    static let utf32BigEndian = TextEncoding(name: "UTF-32BE")
    static let windows1251 = TextEncoding(name: "CP1251")
    static let windows1252 = TextEncoding(name: "CP1252")
    static let windows1256 = TextEncoding(name: "CP1256")

    private init(name: String) { self.name = name }

    /// The encoding a web page means by `label`; `nil` for labels browsers do not know either.
    ///
    /// - Source: WHATWG Encoding Standard §4.2, the labels seen in news pages.
    init?(label: String) {
        let known = label.lowercased().filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
        guard let name = Self.names[known] else { return nil }
        self.init(name: name)
    }

    private static let names: [String: String] = {
        let table: [(labels: String, name: String)] = [
            ("utf8 unicode11utf8", "UTF-8"),
            ("utf16 utf16le", "UTF-16LE"), ("utf16be", "UTF-16BE"),
            // Browsers read what calls itself Latin-1 or ASCII as windows-1252.
            ("windows1252 cp1252 iso88591 latin1 l1 ascii usascii xcp1252", "CP1252"),
            ("windows1256 cp1256 xcp1256", "CP1256"), ("iso88596 arabic asmo708", "ISO-8859-6"),
            ("windows1251 cp1251 xcp1251", "CP1251"), ("iso88595 cyrillic", "ISO-8859-5"),
            ("koi8r koi8", "KOI8-R"), ("koi8u", "KOI8-U"), ("ibm866 cp866", "CP866"),
            ("windows1250 cp1250 xcp1250", "CP1250"), ("iso88592 latin2", "ISO-8859-2"),
            ("windows1253 cp1253", "CP1253"), ("iso88597 greek", "ISO-8859-7"),
            ("windows1254 cp1254 iso88599 latin5", "CP1254"),
            ("windows1255 cp1255", "CP1255"), ("iso88598 iso88598i hebrew", "ISO-8859-8"),
            ("windows1257 cp1257", "CP1257"), ("windows1258 cp1258", "CP1258"),
            ("iso88593 latin3", "ISO-8859-3"), ("iso88594 latin4", "ISO-8859-4"),
            ("iso885915 latin9", "ISO-8859-15"), ("iso885916", "ISO-8859-16"),
            ("windows874 tis620 iso885911", "CP874"), ("macintosh xmacroman mac", "MACINTOSH"),
            ("gb2312 gbk xgbk gb18030", "GB18030"), ("big5 big5hkscs", "BIG5-HKSCS"),
            ("shiftjis sjis xsjis windows31j", "CP932"), ("eucjp", "EUC-JP"),
            ("iso2022jp", "ISO-2022-JP"), ("euckr ksc56011987 windows949", "CP949"),
        ]
        var names: [String: String] = [:]
        for row in table {
            for label in row.labels.split(separator: " ") { names[String(label)] = row.name }
        }
        return names
    }()
}

/// The encoding an HTML page declares in its first kilobytes.
enum DeclaredCharset {
    /// Looks for `charset=` as browsers do before they parse; other attributes may stand around it.
    ///
    /// - Source: WHATWG HTML §13.2.3.2, with 4 KiB for its 1024 bytes, since pages exceed them.
    static func find(in bytes: UnsafeBufferPointer<UInt8>) -> String? {
        let head = bytes.prefix(4096).map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }
        let word = Array("charset".utf8)
        var position = 0
        while position + word.count < head.count {
            guard head[position...].starts(with: word) else {
                position += 1
                continue
            }
            position += word.count
            if let label = label(in: head[position...]) { return label }
        }
        return nil
    }

    private static func label(in rest: ArraySlice<UInt8>) -> String? {
        var rest = rest.drop { $0 == 0x20 }
        guard rest.popFirst() == UInt8(ascii: "=") else { return nil }
        let opening: [UInt8] = [0x20, UInt8(ascii: "\""), UInt8(ascii: "'")]
        let label = rest.drop { opening.contains($0) }.prefix {
            $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_")
                || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
                || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0)
        }
        return label.isEmpty ? nil : String(decoding: label, as: UTF8.self)
    }
}
