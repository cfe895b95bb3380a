import Testing

@testable import Formats

@Suite("Text encodings")
struct TextDecoderTests {
    private func decode(_ bytes: [UInt8], isHTML: Bool = false) throws -> DecodedText {
        try bytes.withUnsafeBufferPointer { try TextDecoder.decode($0, isHTML: isHTML) }
    }

    @Test("Byte order marks decide, and are not part of the text")
    func marks() throws {
        let text = "Dam سد é"
        #expect(try decode([0xEF, 0xBB, 0xBF] + Array(text.utf8)).text == text)
        let little = text.utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
        let big = text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] }
        #expect(try decode([0xFF, 0xFE] + little).text == text)
        #expect(try decode([0xFE, 0xFF] + big).text == text)
        let wide = text.unicodeScalars.flatMap { scalar in
            (0..<4).map { UInt8(scalar.value >> (8 * UInt32($0)) & 255) }
        }
        #expect(try decode([0xFF, 0xFE, 0, 0] + wide).text == text)
    }

    @Test("UTF-16 without its mark is known by its zero bytes")
    func unmarkedUTF16() throws {
        let text = "Shelling was reported near the dam on Tuesday."
        let little = text.utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
        #expect(try decode(little).text == text)
        #expect(try decode(text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] }).text == text)
    }

    @Test("Text that declares nothing is judged by its bytes")
    func judged() throws {
        // "sécurité à Alep" in windows-1252
        let western: [UInt8] =
            [0x73, 0xE9, 0x63, 0x75, 0x72, 0x69, 0x74, 0xE9, 0x20, 0xE0, 0x20] + Array("Alep".utf8)
        #expect(try decode(western).text == "sécurité à Alep")
        // "انفجار في بغداد" in windows-1256
        let arabic: [UInt8] = [
            0xC7, 0xE4, 0xDD, 0xCC, 0xC7, 0xD1, 0x20, 0xDD, 0xED, 0x20, 0xC8, 0xDB, 0xCF, 0xC7,
            0xCF,
        ]
        #expect(try decode(arabic).text == "انفجار في بغداد")
        // "взрыв в городе" in windows-1251
        let cyrillic: [UInt8] = [
            0xE2, 0xE7, 0xF0, 0xFB, 0xE2, 0x20, 0xE2, 0x20, 0xE3, 0xEE, 0xF0, 0xEE, 0xE4, 0xE5,
        ]
        #expect(try decode(cyrillic).text == "взрыв в городе")
    }

    @Test("A page is read in the encoding it declares")
    func declared() throws {
        let head = Array(
            "<html><meta http-equiv=Content-Type content='text/html; charset=KOI8-R'>".utf8)
        #expect(
            try decode(head + [0xD7, 0xDA, 0xD2, 0xD9, 0xD7], isHTML: true).text.hasSuffix("взрыв"))
    }

    @Test("Damaged UTF-8 stays UTF-8; the damage is counted and placed")
    func damaged() throws {
        let decoded = try decode(Array("Données é".utf8) + [0xFF] + Array(" ça é".utf8))
        #expect(decoded.text == "Données é\u{FFFD} ça é")
        #expect(decoded.replacements == 1)
        #expect(decoded.firstReplacement == 11)
    }

    @Test(
        "What is not text is refused by name",
        arguments: [
            (Array("%PDF-1.7\n\u{0}".utf8), "a PDF document"),
            ([0x1F, 0x8B, 8, 0], "a gzip archive"),
            (Array("PK\u{3}\u{4}\u{0}".utf8), "a ZIP archive or an office document"),
            ([0x61, 0, 0x62, 0xFF, 0, 0, 1], "binary data"),
        ] as [([UInt8], String)])
    func binary(_ bytes: [UInt8], _ what: String) {
        #expect(throws: InputError.binary(what: what)) { try decode(bytes) }
    }
}
