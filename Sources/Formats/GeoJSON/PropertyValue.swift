package enum PropertyValue: Hashable {
    case null
    case flag(Bool)
    case number(Double)
    case text(String)
    /// An object or an array, as written.
    case json(String)

    var text: String? {
        switch self {
        case .null: return nil
        case .flag(let flag): return "\(flag)"
        case .text(let text), .json(let text): return text.isEmpty ? nil : text
        case .number(let number):
            let whole = Int(exactly: number)
            return whole.map(String.init) ?? "\(number)"
        }
    }

    /// A number, also one written as text.
    var number: Double? {
        switch self {
        case .number(let number): number
        case .text(let text): Double(text.trimmed).flatMap { $0.isFinite ? $0 : nil }
        default: nil
        }
    }
}
