public import Incidents

/// Findings as JSON lines, for programs:
///
///     {"severity":"warning","file":"x.csv","row":3,"byte":57,"field":"latitude","message":…,"hint":…}
///
/// What is not known is `null`.
public enum FindingLines {
    public static func lines(_ findings: [Finding]) -> OutputBuffer {
        var json = JSONWriter()
        for finding in findings {
            json.endLineState()
            json.object { json in
                json.member("severity", finding.severity.rawValue)
                json.member("file", finding.origin)
                json.member("row", finding.row)
                json.member("byte", finding.byteOffset)
                json.member("field", finding.field)
                json.member("message", finding.message)
                json.member("hint", finding.hint)
            }
            json.endLine()
        }
        return json.out
    }
}

extension Finding {
    fileprivate var row: Int? {
        switch position {
        case .row(let row, _): row
        case .line(let line): line
        default: nil
        }
    }

    fileprivate var field: String? {
        if case .row(_, let field) = position { field } else { nil }
    }

    fileprivate var byteOffset: Int? {
        switch position {
        case .byte(let byte): byte
        case .span(let span): span.start
        default: byte
        }
    }
}
