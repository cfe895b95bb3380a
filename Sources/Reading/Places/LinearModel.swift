/// Evidence for one decision: (feature, value) pairs, laid one after another for many decisions.
package struct Evidence: Sendable {
    package private(set) var features: [UInt16] = []
    package private(set) var values: [Float] = []

    package init() {}

    package var count: Int { features.count }

    mutating func reserveCapacity(_ count: Int) {
        features.reserveCapacity(count)
        values.reserveCapacity(count)
    }

    @inline(__always)
    package mutating func add(_ feature: Int, _ value: Float) {
        guard value != 0 else { return }
        features.append(UInt16(truncatingIfNeeded: feature))
        values.append(value)
    }

    package mutating func removeAll() {
        features.removeAll(keepingCapacity: true)
        values.removeAll(keepingCapacity: true)
    }

    package mutating func append(_ other: Evidence, _ range: Range<Int>) {
        features.append(contentsOf: other.features[range])
        values.append(contentsOf: other.values[range])
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

    mutating func add(_ evidence: Evidence, _ range: Range<Int>) {
        for index in range { add(Int(evidence.features[index]), evidence.values[index]) }
    }
}

/// A weighted sum of features, in natural-log odds.
package struct LinearModel: Hashable, Sendable {
    package var weights: [Float]

    package init(weights: [Float]) { self.weights = weights }

    @inline(__always)
    package func score(_ evidence: Evidence, _ range: Range<Int>) -> Float {
        var sum: Float = 0
        for index in range {
            let feature = Int(evidence.features[index])
            if feature < weights.count { sum += weights[feature] * evidence.values[index] }
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
