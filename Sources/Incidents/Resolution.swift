/// What a mention was taken to mean, with the rivals it beat and the evidence that decided.
public struct Resolution: Hashable, Sendable {
    /// `nil` when nothing fits; `reasons` then says why.
    public var place: Place?
    /// 0…1: how likely the mention is a place, and this one.
    public var confidence: Double
    /// Best first, the chosen one included.
    public var candidates: [Candidate]
    public var reasons: [Reason]

    public struct Candidate: Hashable, Sendable {
        public var place: Place
        public var score: Double
        public var reasons: [Reason]

        public init(place: Place, score: Double, reasons: [Reason]) {
            self.place = place
            self.score = score
            self.reasons = reasons
        }
    }

    public init(
        place: Place?, confidence: Double, candidates: [Candidate] = [], reasons: [Reason] = []
    ) {
        self.place = place
        self.confidence = confidence
        self.candidates = candidates
        self.reasons = reasons
    }
}

/// One piece of evidence and how much it weighed, in natural-log odds.
public struct Reason: Hashable, Sendable {
    public var evidence: String
    public var weight: Double

    public init(_ evidence: String, weight: Double = 0) {
        self.evidence = evidence
        self.weight = weight
    }
}
