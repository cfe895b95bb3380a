/// Why an input as a whole cannot be used.
public enum InputError: Error, Hashable, Sendable {
    case missing
    case unreadable(reason: String)
    case empty
    /// Not text; `what` names it, as in "a PDF document".
    case binary(what: String)
    /// Not of the kind it should be, with the reason.
    case malformed(String, position: Int?)
    case unknownKind(String)
}

extension InputError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .missing: "no such file or folder"
        case .unreadable(let reason): "cannot be read: \(reason)"
        case .empty: "is empty"
        case .binary(let what): "is \(what), not text"
        case .malformed(let reason, let position):
            reason + (position.map { " at byte \($0)" } ?? "")
        case .unknownKind(let kind): "\(kind) is not a kind of input"
        }
    }

    /// What would help.
    public var hint: String? {
        switch self {
        case .binary("a PDF document"): "turn it into text first, for example with pdftotext"
        case .binary("a ZIP archive or an office document"):
            "unpack it, or save the document as text or HTML"
        case .binary("a gzip archive"): "unpack it first: gzip -dc FILE | sandtable … -"
        case .binary: "reports are plain text, HTML or JSON lines"
        default: nil
        }
    }
}
