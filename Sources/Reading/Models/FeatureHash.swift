/// What a feature is known by: a polynomial of the bytes of its name, modulo 2⁶⁴.
///
/// The hash of a name is had from those of its pieces, one multiplication for each, so that a word is
/// hashed once for all features it stands in, and the constant pieces are numbers of the program.
struct FeatureHash: Hashable, Sendable {
    private(set) var value: UInt64 = 0
    /// The base to the power of the name's length: what the value grows by when this stands behind.
    private(set) var scale: UInt64 = 1

    private static var base: UInt64 { 0x9e37_79b9_7f4a_7c15 }

    @inline(__always)
    mutating func append(_ byte: UInt8) {
        value = value &* Self.base &+ UInt64(byte)
        scale = scale &* Self.base
    }

    @inline(__always)
    mutating func append(_ other: FeatureHash) {
        value = value &* other.scale &+ other.value
        scale = scale &* other.scale
    }

    static func == (a: FeatureHash, b: FeatureHash) -> Bool { a.value == b.value }
    func hash(into hasher: inout Hasher) { hasher.combine(value) }
}

/// A piece of a feature's name.
protocol FeaturePiece {
    func append(to hash: inout FeatureHash)
    func write(to name: inout String)
}

/// Stands for a piece that a name does not have.
struct NoPiece: FeaturePiece {
    @inline(__always)
    func append(to hash: inout FeatureHash) {}
    func write(to name: inout String) {}
}

/// A constant piece. A file that names features makes this the type of its literals: the compiler then
/// hashes them.
extension StaticString: FeaturePiece {
    @inline(__always)
    func append(to hash: inout FeatureHash) {
        let bytes = utf8Start
        for index in 0..<utf8CodeUnitCount { hash.append(bytes[index]) }
    }
    func write(to name: inout String) { name += description }
}

extension String: FeaturePiece {
    @inline(__always)
    func append(to hash: inout FeatureHash) {
        for byte in utf8 { hash.append(byte) }
    }
    func write(to name: inout String) { name += self }
}

/// Counts run from 0 to 9; what is more is 9.
extension Int: FeaturePiece {
    @inline(__always)
    func append(to hash: inout FeatureHash) { hash.append(digit) }
    func write(to name: inout String) { name.unicodeScalars.append(Unicode.Scalar(digit)) }
    @inline(__always)
    private var digit: UInt8 { UInt8(ascii: "0") + UInt8(Swift.min(Swift.max(self, 0), 9)) }
}

extension Bool: FeaturePiece {
    @inline(__always)
    func append(to hash: inout FeatureHash) { hash.append(UInt8(ascii: self ? "+" : "-")) }
    func write(to name: inout String) { name += self ? "+" : "-" }
}
