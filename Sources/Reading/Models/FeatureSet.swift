/// The features that are present in one decision.
///
/// A feature is known by its name, "before=in" say; what is kept is the hash of the name
/// (``FeatureHash``), so that reading builds no strings. For fitting, the names are kept, too.
package struct FeatureSet: Sendable {
    /// Some may stand there several times: a feature counts once, however often it was added.
    package private(set) var keys: [UInt64] = []
    /// In step with `keys` when names are kept, else empty.
    package private(set) var names: [String] = []
    let keepsNames: Bool

    package init(keepingNames: Bool = false, reserving count: Int = 160) {
        keepsNames = keepingNames
        keys.reserveCapacity(count)
    }

    /// Adds the feature whose name is these pieces, one after another.
    ///
    /// A parameter pack would do, but its pieces are not inlined: that took three times as long.
    @inline(__always)
    mutating func add<
        A: FeaturePiece, B: FeaturePiece, C: FeaturePiece, D: FeaturePiece, E: FeaturePiece,
        F: FeaturePiece, G: FeaturePiece
    >(
        _ a: A, _ b: B = NoPiece(), _ c: C = NoPiece(), _ d: D = NoPiece(), _ e: E = NoPiece(),
        _ f: F = NoPiece(), _ g: G = NoPiece()
    ) {
        var hash = FeatureHash()
        a.append(to: &hash)
        b.append(to: &hash)
        c.append(to: &hash)
        d.append(to: &hash)
        e.append(to: &hash)
        f.append(to: &hash)
        g.append(to: &hash)
        keys.append(hash.value)
        if keepsNames { addName([a, b, c, d, e, f, g]) }
    }

    private mutating func addName(_ pieces: [any FeaturePiece]) {
        var name = ""
        for piece in pieces { piece.write(to: &name) }
        names.append(name)
    }

    mutating func add(_ other: FeatureSet) {
        keys += other.keys
        names += other.names
    }

    /// Each name once, in order; weights count a key once in any case (``FeatureWeights``).
    mutating func removeRepeatedNames() {
        guard keepsNames else { return }
        names = Set(names).sorted()
        keys = names.map(Self.key)
    }

    package static func key(_ name: some StringProtocol) -> UInt64 { key(ofBytes: name.utf8) }

    static func key(ofBytes name: some Sequence<UInt8>) -> UInt64 {
        var hash = FeatureHash()
        for byte in name { hash.append(byte) }
        return hash.value
    }
}
