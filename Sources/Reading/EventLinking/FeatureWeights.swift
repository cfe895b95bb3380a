internal import Gazetteer

/// The weights of a linear model over named features, in natural-log odds.
package struct FeatureWeights: Sendable {
    package private(set) var bias: Float = 0
    private var weights: [UInt64: Float] = [:]

    /// Reads lines "weight feature", the weight in hundredths; the feature "bias" is always present.
    package init(table: String) {
        var table = table
        weights.reserveCapacity(table.utf8.count / 24)
        table.withUTF8 { bytes in
            for line in bytes.split(separator: UInt8(ascii: "\n")) { read(line) }
        }
    }

    package init(_ entries: some Sequence<(name: String, weight: Float)>) {
        for entry in entries { add(FeatureSet.key(entry.name), entry.weight) }
    }

    private mutating func read(_ line: Slice<UnsafeBufferPointer<UInt8>>) {
        guard let space = line.firstIndex(of: UInt8(ascii: " ")) else { return }
        var hundredths: Float = 0
        for byte in line[..<space] where byte != UInt8(ascii: "-") {
            guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return }
            hundredths = hundredths * 10 + Float(byte - UInt8(ascii: "0"))
        }
        let sign: Float = line.first == UInt8(ascii: "-") ? -1 : 1
        add(WordKey(folded: line[(space + 1)...]).hash, sign * hundredths / 100)
    }

    private mutating func add(_ key: UInt64, _ weight: Float) {
        if key == Self.biasKey { bias = weight } else { weights[key] = weight }
    }

    private static let biasKey = FeatureSet.key("bias")

    package func score(_ features: FeatureSet) -> Float {
        features.keys.reduce(bias) { $0 + (weights[$1] ?? 0) }
    }

    /// The table that ``init(table:)`` reads; what rounds to nothing is left out.
    package static func table(_ entries: some Sequence<(name: String, weight: Float)>) -> String {
        entries.map { (name: $0.name, hundredths: Int(($0.weight * 100).rounded())) }
            .filter { $0.hundredths != 0 }
            .map { "\($0.hundredths) \($0.name)\n" }
            .joined()
    }
}
