/// A remark about input data: what could not be read, located or dated, where, and what would help.
public struct Finding: Hashable, Sendable {
    public var severity: Severity
    /// The file or report it is about; empty when it is about the run.
    public var origin: String
    public var position: Position?
    /// Where a row begins in its file, where that is known.
    public var byte: Int?
    public var message: String
    public var hint: String?

    public enum Severity: String, Hashable, Sendable, CaseIterable { case note, warning, error }

    public enum Position: Hashable, Sendable {
        case byte(Int)
        /// 1-based, as editors count.
        case line(Int)
        /// 1-based data row and the column's name.
        case row(Int, field: String?)
        case span(TextSpan)
    }

    public init(
        _ severity: Severity, origin: String, at position: Position? = nil, _ message: String,
        hint: String? = nil
    ) {
        self.severity = severity
        self.origin = origin
        self.position = position
        self.message = message
        self.hint = hint
    }
}

extension Finding: CustomStringConvertible {
    /// `sites.csv:12: latitude 133.2 is outside −90…90 — are the columns swapped?`
    public var description: String {
        var place = origin
        switch position {
        case .byte(let offset): place += ":byte \(offset)"
        case .line(let number): place += ":\(number)"
        case .row(let number, let field):
            place +=
                ":row \(number)" + (byte.map { " (byte \($0))" } ?? "")
                + (field.map { ", \($0)" } ?? "")
        case .span(let span): place += ":bytes \(span.start)–\(span.end)"
        case nil: break
        }
        return (place.isEmpty ? "" : place + ": ") + message + (hint.map { " — \($0)" } ?? "")
    }
}
