public import Incidents

/// Writes features as they come. `begin`, any number of `write`, `finish`; between calls the owner
/// may empty `out`.
public protocol FeatureWriter: Sendable {
    var out: OutputBuffer { get set }
    mutating func begin()
    mutating func write(_ feature: Feature)
    mutating func finish()
}
