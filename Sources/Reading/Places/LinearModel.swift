/// Evidence for one decision: features and what they say, laid one after another for many decisions.
package struct Evidence: Sendable {
    package struct Term: Sendable {
        package let feature: UInt16
        package let value: Float
    }

    package private(set) var terms: [Term] = []

    package init() {}

    package var count: Int { terms.count }

    mutating func reserveCapacity(_ count: Int) { terms.reserveCapacity(count) }

    @inline(__always)
    package mutating func add(_ feature: Int, _ value: Float) {
        guard value != 0 else { return }
        terms.append(Term(feature: UInt16(truncatingIfNeeded: feature), value: value))
    }

    package mutating func removeAll() { terms.removeAll(keepingCapacity: true) }

    package mutating func append(_ other: Evidence, _ range: Range<Int>) {
        terms.append(contentsOf: other.terms[range])
    }
}

/// What evidence is handed to: kept as ``Evidence``, or weighed at once by ``Score``.
protocol EvidenceSink {
    mutating func add(_ feature: Int, _ value: Float)
}

extension Evidence: EvidenceSink {}

/// The sum of evidence as a model weighs it, for evidence that nobody wants to see.
struct Score: EvidenceSink {
    private let weights: UnsafeBufferPointer<Float>
    private(set) var sum: Float = 0

    init(_ weights: UnsafeBufferPointer<Float>) { self.weights = weights }

    @inline(__always)
    mutating func add(_ feature: Int, _ value: Float) {
        if value != 0, feature < weights.count { sum += weights[feature] * value }
    }
}

/// A weighted sum of features, in natural-log odds.
package struct LinearModel: Hashable, Sendable {
    package var weights: [Float]

    package init(weights: [Float]) { self.weights = weights }

    @inline(__always)
    func weight(_ feature: Int) -> Float { feature < weights.count ? weights[feature] : 0 }

    /// - Parameter sum: the score of other evidence, which is added to.
    @inline(__always)
    package func score(
        _ evidence: Evidence, _ range: Range<Int>, after sum: Float = 0
    ) -> Float {
        var sum = sum
        for term in evidence.terms[range] where Int(term.feature) < weights.count {
            sum += weights[Int(term.feature)] * term.value
        }
        return sum
    }
}

/// The features of a model; their names are those of the table of weights.
protocol ModelFeature: CaseIterable, RawRepresentable where RawValue == Int {}

extension ModelFeature {
    static var names: [String] { allCases.map { String(describing: $0) } }
    static var count: Int { allCases.count }
}
