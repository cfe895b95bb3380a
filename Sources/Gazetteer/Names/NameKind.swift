/// What kind of name a name of a place is; of two kinds for one place, the first listed counts.
public enum NameKind: UInt8, Hashable, Sendable, CaseIterable {
    /// The usual English name.
    case official
    /// A well-known short form or alias.
    case short
    case abbreviation
    /// People or adjective: "Iraqi", "Parisians".
    case demonym
    case alternate
    /// The official name without its generic word: "Walker" of Walker County.
    case stripped
    /// Not used any more.
    case old
}
