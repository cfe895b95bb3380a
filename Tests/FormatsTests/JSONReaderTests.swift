import Foundation
import TestSupport
import Testing

@testable import Formats

@Suite("JSON reader")
struct JSONReaderTests {
    private func isJSON(_ bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBufferPointer { bytes in
            var reader = JSONReader(bytes)
            do {
                try reader.skip()
                try reader.end()
                return true
            } catch {
                return false
            }
        }
    }

    @Test("Every text of the public JSON test suite is accepted or refused as RFC 8259 says")
    func suite() throws {
        guard let folder = TestFiles.shared("bad-inputs/json") else { return }
        // Invalid UTF-8 is repaired and reported by readers, not refused by the grammar.
        let repaired: Set = ["n_string_invalid_utf8_after_escape.json"]
        var checked = 0
        for name in try TestFiles.names(in: folder) where name.hasSuffix(".json") {
            let accepted = isJSON(try TestFiles.bytes(folder.appending(path: name)))
            if name.hasPrefix("y_") { #expect(accepted, "\(name) is JSON") }
            if name.hasPrefix("n_"), !repaired.contains(name) {
                #expect(!accepted, "\(name) is not JSON")
            }
            checked += 1
        }
        #expect(checked > 300)
    }

    @Test(
        "An error says at which byte the text stops being JSON",
        arguments: [
            ("[1,]", 3), ("{\"a\":1,}", 7), ("[1 2]", 3), ("{\"a\" 1}", 5), ("nul", 0),
            ("\"a\nb\"", 2),
            ("[\"\\x\"]", 2), ("01", 1), ("-", 1), ("1.", 2), ("1e+", 3), ("[", 1), ("", 0),
            ("[]]", 2),
            ("\"\\u12G4\"", 1), ("[}", 1), ("{]", 1),
        ])
    func position(_ text: String, _ expected: Int) {
        [UInt8](text.utf8).withUnsafeBufferPointer { bytes in
            var reader = JSONReader(bytes)
            do throws(JSONError) {
                try reader.skip()
                try reader.end()
                Issue.record("\(text) was accepted")
            } catch {
                #expect(error.position == expected, "\(text): \(error)")
            }
        }
    }

    @Test("A million brackets are refused at the depth limit, not by a crash")
    func bomb() {
        #expect(!isJSON(Array(repeating: UInt8(ascii: "["), count: 1_000_000)))
        let deep = String(repeating: "[", count: 512) + String(repeating: "]", count: 512)
        #expect(isJSON(Array(deep.utf8)))
    }

    @Test(
        "Strings are decoded with their escapes; a lone surrogate becomes U+FFFD",
        arguments: [
            (#""plain""#, "plain"), (#""a\"b\\c\/d\b\f\n\r\t""#, "a\"b\\c/d\u{8}\u{C}\n\r\t"),
            (#""\u0633\u062f""#, "سد"), (#""\ud83d\ude00!""#, "😀!"), (#""\ud83d""#, "\u{FFFD}"),
            (#""\udc00x""#, "\u{FFFD}x"), (#""\ud83d\u0041""#, "\u{FFFD}A"),
            (#""سد حديثة""#, "سد حديثة"),
        ])
    func strings(_ json: String, _ expected: String) throws {
        try [UInt8](json.utf8).withUnsafeBufferPointer { bytes in
            var reader = JSONReader(bytes)
            guard case .string(let text) = try reader.value() else {
                Issue.record("not read as a string")
                return
            }
            #expect(reader.string(text) == expected)
        }
    }

    @Test("Numbers are read to the nearest double; one beyond doubles is no number")
    func numbers() throws {
        var random = SplitMix(seed: 7)
        var texts = [
            "0", "-0", "1e999", "-1E400", "123456789012345678901234567890", "0.1", "1e-400",
        ]
        for _ in 0..<2000 {
            let value = Double(Int.random(in: -999_999_999...999_999_999, using: &random))
            texts.append("\(value / 1_000_000)")
            texts.append("\(Double.random(in: -1e300...1e300, using: &random))")
        }
        for text in texts {
            let read = try [UInt8](text.utf8).withUnsafeBufferPointer { bytes -> Double? in
                var reader = JSONReader(bytes)
                guard case .number(let range) = try reader.value() else { return nil }
                return reader.number(range)
            }
            let expected = Double(text).flatMap { $0.isFinite ? $0 : nil }
            #expect(read == expected, "\(text), seed 7")
        }
    }

    @Test("Text cut off or changed anywhere is refused or read, never a crash")
    func mutations() {
        let original = Array(
            #"{"a":[1,-2.5e3,"x\u00e9",{"b":null}],"c":true,"d":"\ud83d\ude00"}"#.utf8)
        for end in original.indices { _ = isJSON(Array(original[..<end])) }
        var random = SplitMix(seed: 11)
        for _ in 0..<5000 {
            var changed = original
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                changed[Int.random(in: 0..<changed.count, using: &random)] = UInt8.random(
                    in: 0...255, using: &random)
            }
            let accepted = isJSON(changed)
            let foundation =
                (try? JSONSerialization.jsonObject(
                    with: Data(changed), options: .fragmentsAllowed)) != nil
            // Foundation refuses bytes that are not UTF-8; here readers repair and report them.
            if String(validating: changed, as: UTF8.self) != nil, foundation {
                #expect(accepted, "\(String(decoding: changed, as: UTF8.self)), seed 11")
            }
        }
    }

    @Test("What the writer writes, the reader reads back")
    func roundTrip() throws {
        var random = SplitMix(seed: 3)
        for _ in 0..<500 {
            let scalars = (0..<Int.random(in: 0...30, using: &random)).compactMap { _ in
                Unicode.Scalar(UInt32.random(in: 0...0x2FFF, using: &random))
            }
            let text = String(String.UnicodeScalarView(scalars))
            var writer = JSONWriter()
            writer.value(text)
            let back = try writer.out.bytes.withUnsafeBufferPointer { bytes -> String? in
                var reader = JSONReader(bytes)
                guard case .string(let read) = try reader.value() else { return nil }
                return reader.string(read)
            }
            #expect(back == text, "seed 3")
        }
    }
}
