/// Why bytes are not JSON, and where.
public struct JSONError: Error, Hashable, Sendable {
    public var reason: Reason
    /// Offset of the byte that cannot stand there.
    public var position: Int

    public enum Reason: Hashable, Sendable {
        case unexpectedEnd
        /// What would have been right, as in "a comma or ]".
        case expected(String)
        case badNumber
        case badEscape
        case controlCharacter
        case tooDeep(limit: Int)
        case trailingContent
    }

    public init(_ reason: Reason, at position: Int) {
        self.reason = reason
        self.position = position
    }
}

extension JSONError: CustomStringConvertible {
    public var description: String { "byte \(position): \(explanation)" }

    public var explanation: String {
        switch reason {
        case .unexpectedEnd: "the JSON ends too early"
        case .expected(let what): "expected \(what)"
        case .badNumber: "this is not a JSON number"
        case .badEscape: "this escape sequence does not exist in JSON"
        case .controlCharacter: "a control character must be written as an escape"
        case .tooDeep(let limit): "nested more than \(limit) deep"
        case .trailingContent: "something follows the end of the JSON value"
        }
    }
}
