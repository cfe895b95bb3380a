import TestSupport
import Testing

@testable import Gazetteer

/// The whole table of distances, cell by cell, with every cost worked out where it is needed.
private struct PlainDistance {
    let a: [UInt8]
    let b: [UInt8]
    let vowel: Int

    init(_ a: String, _ b: String, vowelsAreFree: Bool) {
        self.a = Array(a.utf8)
        self.b = Array(b.utf8)
        vowel = vowelsAreFree ? 1 : 4
    }

    func distance() -> Int {
        var table = Array(repeating: Array(repeating: 0, count: b.count + 1), count: a.count + 1)
        for row in 0...a.count {
            for column in 0...b.count where row + column > 0 {
                var cost = Int.max
                if row > 0 { cost = min(cost, table[row - 1][column] + dropping(a, row - 1)) }
                if column > 0 { cost = min(cost, table[row][column - 1] + dropping(b, column - 1)) }
                if row > 0, column > 0 {
                    let exchange = exchanging(a[row - 1], b[column - 1])
                    cost = min(cost, table[row - 1][column - 1] + exchange)
                }
                if row > 1, column > 1, a[row - 1] == b[column - 2], a[row - 2] == b[column - 1] {
                    cost = min(cost, table[row - 2][column - 2] + 8)
                }
                table[row][column] = cost
            }
        }
        return table[a.count][b.count]
    }

    private func isOne(_ letter: UInt8, of letters: String) -> Bool {
        letters.utf8.contains(letter)
    }

    private func dropping(_ name: [UInt8], _ index: Int) -> Int {
        let letter = name[index]
        let isLast = index == name.count - 1
        if index > 0, name[index - 1] == letter { return 1 }
        if letter == UInt8(ascii: "h") {
            return isLast || index > 0 && isOne(name[index - 1], of: "kgtdscz") ? 2 : 4
        }
        if isOne(letter, of: "aeiou") {
            return isLast ? 2 : index == 0 ? min(6, vowel + 2) : vowel
        }
        return isOne(letter, of: "wy") ? min(3, vowel) : 8
    }

    private func exchanging(_ a: UInt8, _ b: UInt8) -> Int {
        func areBoth(of letters: String) -> Bool { isOne(a, of: letters) && isOne(b, of: letters) }
        if a == b { return 0 }
        if areBoth(of: "aeiou") {
            return areBoth(of: "ae") || areBoth(of: "ei") || areBoth(of: "ou") ? 1 : min(3, vowel)
        }
        if areBoth(of: "aeiouwy") { return 2 }
        let alike = ["qkgcx", "kh", "xh", "bp", "fv", "vw", "sc", "sz", "zd", "dt", "jgz"]
        return alike.contains(where: areBoth) ? 3 : 8
    }
}

@Suite("The distance of spellings")
struct SpellingDistanceTests {
    @Test("A meter finds what the whole table holds, within every bound", arguments: [7, 8, 9])
    func meter(seed: UInt64) {
        var random = SplitMix(seed: seed)
        for _ in 0..<150 {
            let name = word(&random)
            for isFree in [false, true] {
                let meter = SpellingMeter(Array(name.utf8), isFree ? .free : .usual)
                for _ in 0..<4 {
                    let other = Bool.random(using: &random) ? word(&random) : bent(name, &random)
                    let distance = PlainDistance(name, other, vowelsAreFree: isFree).distance()
                    for bound in [0, distance - 1, distance, distance + 1, 8, 20, 1000] {
                        let measured = Array(other.utf8).withUnsafeBufferPointer {
                            meter.distance(to: $0, bound: bound)
                        }
                        #expect(
                            measured == (distance <= bound ? distance : nil),
                            "seed \(seed): \(name), \(other) within \(bound)")
                    }
                }
            }
        }
    }

    @Test("Names longer than 64 letters, or by more than 12, are not measured")
    func lengths() {
        let long = [UInt8](repeating: 0x61, count: 65)
        #expect(SpellingDistance.between(long, long, bound: 1000) == nil)
        #expect(SpellingDistance.between(Array(long.prefix(64)), long, bound: 1000) == nil)
        #expect(SpellingDistance.between([0x61], Array(long.prefix(14)), bound: 1000) == nil)
        #expect(SpellingDistance.between([0x61], Array(long.prefix(13)), bound: 1000) == 12)
    }

    private static let letters = Array("aeiouwyhhkkgtdscz0123qxbpfvjlmnr")

    private func word(_ random: inout SplitMix) -> String {
        String(
            (0..<Int.random(in: 1...12, using: &random)).compactMap { _ in
                Self.letters.randomElement(using: &random)
            })
    }

    /// With a few letters more, less, doubled, exchanged or moved.
    private func bent(_ name: String, _ random: inout SplitMix) -> String {
        var letters = Array(name)
        for _ in 0..<Int.random(in: 0...3, using: &random) {
            let index = Int.random(in: 0..<letters.count, using: &random)
            switch Int.random(in: 0..<5, using: &random) {
            case 0 where letters.count > 1: letters.remove(at: index)
            case 1: letters.swapAt(index, max(0, index - 1))
            case 2: letters.insert(letters[index], at: index)
            case 3: letters.insert(Self.letters.randomElement(using: &random) ?? "a", at: index)
            default: letters[index] = Self.letters.randomElement(using: &random) ?? "a"
            }
        }
        return String(letters)
    }
}
