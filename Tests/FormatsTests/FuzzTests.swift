import Foundation
import TestSupport
import Testing

/// Readers fed what nobody meant; see `Tests/Fuzz`.
@Suite("Readers of bytes from elsewhere")
struct FuzzTests {
    private static let folder = TestFiles.package.appending(path: "Tests/Fuzz/Seeds")

    private static func seeds(of name: String) -> [[UInt8]] {
        let folder = folder.appending(path: name)
        let names = (try? TestFiles.names(in: folder)) ?? []
        return names.compactMap { try? TestFiles.bytes(folder.appending(path: $0)) }
    }

    @Test("Every target has seeds, every seed a target, and all are read")
    func replay() throws {
        let names = try TestFiles.names(in: Self.folder)
        #expect(Set(names) == Set(FuzzTarget.all.map(\.name)))
        for target in FuzzTarget.all {
            let seeds = Self.seeds(of: target.name)
            #expect(!seeds.isEmpty, "\(target.name)")
            for seed in seeds { seed.withUnsafeBufferPointer(target.read) }
        }
    }

    /// What hurts readers of text and of numbers.
    private static let splinters = [
        "\"", "\"\"", "\\", "\\u", "\\ud800", "{", "}", "[", "]", "[[[[[[[[", ",", ";", ":", "\n",
        "\r\n", "\r",
        "\u{0}", "\u{1E}", "\u{FEFF}", "\t", "-", "1e999", "-0", "0x1", "NaN",
        "9223372036854775808", "1,5",
        "<", "</", "<![CDATA[", "]]>", "&#x110000;", "&amp", "<!--", "é", "🙂", "\u{202E}", "null",
        "true",
        "00000000000000000000", "2016-02-30", "31/12/2016", "'", "(", "%", "#geo+lat",
    ].map { Array($0.utf8) }

    private static func mutate(_ bytes: inout [UInt8], _ random: inout SplitMix) {
        for _ in 0..<Int.random(in: 1...4, using: &random) {
            let at = Int.random(in: 0...bytes.count, using: &random)
            let end = min(bytes.count, at + Int.random(in: 0...24, using: &random))
            switch Int.random(in: 0..<6, using: &random) {
            case 0: bytes.removeSubrange(at..<end)
            case 1: bytes.insert(contentsOf: bytes[at..<end], at: at)
            case 2: bytes.insert(contentsOf: splinters.randomElement(using: &random) ?? [], at: at)
            case 3: if at < bytes.count { bytes[at] = .random(in: 0...255, using: &random) }
            case 4:
                if at < bytes.count { bytes[at] ^= 1 << UInt8.random(in: 0..<8, using: &random) }
            default:
                bytes.removeSubrange(
                    at..<(Int.random(in: 0...16, using: &random) == 0 ? bytes.count : end))
            }
        }
    }

    /// Of each target. `SANDTABLE_MUTATIONS=20000 swift test --filter Fuzz` takes some minutes.
    private static let count =
        ProcessInfo.processInfo.environment["SANDTABLE_MUTATIONS"].flatMap { Int($0) } ?? 3000

    @Test(
        "Seeds changed anywhere are read or refused, never a trap",
        arguments: FuzzTarget.all.indices)
    func mutations(index: Int) {
        let target = FuzzTarget.all[index]
        let seeds = Self.seeds(of: target.name)
        var random = SplitMix(seed: UInt64(index))
        for _ in 0..<Self.count {
            guard var bytes = seeds.randomElement(using: &random) else { return }
            Self.mutate(&bytes, &random)
            bytes.withUnsafeBufferPointer(target.read)
        }
    }
}
