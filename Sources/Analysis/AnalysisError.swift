/// What can be wrong with a question put to the analysis.
public enum AnalysisError: Error, Hashable, Sendable {
    /// An option that cannot be used, and what would be right.
    case unusableOption(name: String, value: String, hint: String)
    /// A grid of more cells than memory should hold.
    case tooManyCells(count: Double, limit: Int)
}

extension AnalysisError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .unusableOption(let name, let value, let hint):
            "\(name) \(value) cannot be used: \(hint)"
        case .tooManyCells(let count, let limit):
            "a grid of \(count) cells is too fine for this area; choose cells so that at most \(limit) are needed"
        }
    }
}
