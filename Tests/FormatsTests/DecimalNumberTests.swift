import TestSupport
import Testing

@testable import Formats

@Suite("Decimal numbers")
struct DecimalNumberTests {
    @Test("Numbers are the doubles that the standard library reads, wherever they stand")
    func standard() {
        var random = SplitMix(seed: 3)
        func digits(_ most: Int) -> String {
            let count = Int.random(in: 0...most, using: &random)
            return (0..<count).map { _ in "\(Int.random(in: 0...9, using: &random))" }.joined()
        }
        for round in 0..<4000 {
            var text = (round % 3 == 0 ? "-" : "") + digits(9)
            if round % 4 > 0 { text += "." + digits(9) }
            if round % 50 == 0 { text += "e-5" }
            // Digits may follow that are another field's, or nothing at all.
            let rest = round % 2 == 0 ? ",1234567890123456" : ""
            let expected = text.utf8.contains { $0 >= 0x30 && $0 < 0x3A } ? Double(text) : nil
            Array(("7" + text + rest).utf8).withUnsafeBufferPointer { bytes in
                let read = DecimalNumber.read(bytes, 1..<text.utf8.count + 1)
                if let expected { #expect(read == expected, "\(text), seed 3") }
                guard text.utf8.count > 1 else { return }
                if let (number, end) = DecimalNumber.scan(bytes, from: 1) {
                    #expect(end == text.utf8.count + 1 && number == expected, "\(text), seed 3")
                }
            }
        }
    }

    @Test(
        "What is no number is none",
        arguments: ["", "-", "+", ".", "1.2.3", "12a", "0x10", "nan", "inf", "1e", "1 2", "--1"])
    func none(_ text: String) {
        Array((text + ",123456789012345678").utf8).withUnsafeBufferPointer { bytes in
            #expect(DecimalNumber.read(bytes, 0..<text.utf8.count) == nil)
        }
    }

    @Test(
        "JSON's numbers have no zeros in front and a digit after the point",
        arguments: ["007,", "1.,", ".5,", "-.5,", "1.5e3,"])
    func json(_ text: String) {
        Array((text + "123456789012345678").utf8).withUnsafeBufferPointer { bytes in
            #expect(DecimalNumber.scan(bytes, from: 0) == nil)
        }
    }
}
