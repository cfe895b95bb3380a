import Formats
import Incidents

/// Where a page of a query ended: the next begins behind it.
///
/// Sorted rows go on behind the last row's cell and id, so that rows that have come or gone meanwhile
/// neither repeat nor hide others. Unsorted ones go on behind the last row itself.
struct PageCursor: Hashable {
    var sort: String?
    var isDescending = false
    /// Of the column sorted by; `nil` = it was empty.
    var cell: String?
    var id: String

    private static let version = "1"
    private static let separator: Character = "\u{1F}"

    init(sort: String?, isDescending: Bool, cell: String?, id: String) {
        self.sort = sort
        self.isDescending = isDescending
        self.cell = cell
        self.id = id
    }

    /// `nil` for a text that is no cursor.
    init?(_ text: String) {
        let digits = Array(text.utf8)
        guard digits.count.isMultiple(of: 2) else { return nil }
        var bytes: [UInt8] = []
        for index in stride(from: 0, to: digits.count, by: 2) {
            guard let high = Self.value(digits[index]), let low = Self.value(digits[index + 1])
            else { return nil }
            bytes.append(high << 4 | low)
        }
        let parts = String(decoding: bytes, as: UTF8.self)
            .split(separator: Self.separator, maxSplits: 4, omittingEmptySubsequences: false)
        guard parts.count == 5, parts[0] == Self.version else { return nil }
        func optional(_ part: Substring) -> String? {
            part.first == "=" ? String(part.dropFirst()) : nil
        }
        sort = optional(parts[1])
        isDescending = parts[2] == "-"
        cell = optional(parts[3])
        id = String(parts[4])
    }

    /// Letters and digits that a command line takes as they are.
    var text: String {
        let parts = [
            Self.version, sort.map { "=" + $0 } ?? "", isDescending ? "-" : "+",
            cell.map { "=" + $0 } ?? "", id,
        ]
        return hexadecimal(Array(parts.joined(separator: String(Self.separator)).utf8))
    }

    private static func value(_ digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        default: nil
        }
    }

    /// Whether a row stands before another: by their cells, empty ones last, then by their ids.
    static func precedes(
        _ a: (cell: String?, id: String), _ b: (cell: String?, id: String), isDescending: Bool
    ) -> Bool {
        guard let x = a.cell, let y = b.cell else {
            if (a.cell == nil) != (b.cell == nil) { return a.cell != nil }
            return a.id < b.id
        }
        let order = CellOrder.compare(x, y)
        guard order != 0 else { return a.id < b.id }
        return isDescending ? order > 0 : order < 0
    }
}
