/// The fields of one row, still as bytes of the input.
package struct CSVRow {
    /// Those of the row, and after them room for those of longer rows.
    private var fields: [Field] = []
    package private(set) var count = 0
    /// Offset of the row's first byte.
    package private(set) var start = 0
    /// Offset of the end of the row's line, before the line end.
    package internal(set) var end = 0
    /// 1-based line on which the row starts.
    package private(set) var line = 1

    struct Field {
        var range: Range<Int>
        /// Still in quotes, or with doubled ones inside.
        var escaped: Bool
    }

    package init() {}

    /// A line without a single byte; one with a quoted nothing is a row.
    var isBlankLine: Bool { count == 1 && fields[0].range == start..<start }

    /// The bytes of a field; empty beyond the row's end. Quotes around it are left out, doubled
    /// ones inside are still doubled.
    package func range(_ index: Int) -> Range<Int> {
        has(index) ? fields[index].range : start..<start
    }

    package func text(_ index: Int, of bytes: UnsafeBufferPointer<UInt8>) -> String {
        guard has(index) else { return "" }
        let field = fields[index]
        let raw = UnsafeBufferPointer(rebasing: bytes[field.range])
        return field.escaped ? unquoted(raw) : String(decoding: raw, as: UTF8.self)
    }

    /// Whether the bytes of a field are not its text.
    func isEscaped(_ index: Int) -> Bool { has(index) && fields[index].escaped }

    private func has(_ index: Int) -> Bool { index >= 0 && index < count }

    mutating func start(at position: Int, line: Int) {
        count = 0
        start = position
        self.line = line
    }

    /// Lets `body` put fields where the last ones ended, and count them, until it says that the row is whole;
    /// each time there is room for more.
    @inline(__always)
    mutating func fill(_ body: (UnsafeMutableBufferPointer<Field>, inout Int) -> Bool) {
        repeat {
            if count == fields.count {
                fields += repeatElement(
                    Field(range: 0..<0, escaped: false), count: max(16, count))
            }
        } while !fields.withUnsafeMutableBufferPointer { body($0, &count) }
    }

    /// Turns doubled quotes into single ones and drops the others.
    private func unquoted(_ raw: UnsafeBufferPointer<UInt8>) -> String {
        var result: [UInt8] = []
        result.reserveCapacity(raw.count)
        var copied = 0
        while let quote = raw.firstPosition(of: UInt8(ascii: "\""), from: copied) {
            let isDoubled = quote + 1 < raw.count && raw[quote + 1] == UInt8(ascii: "\"")
            result.append(contentsOf: raw[copied..<(isDoubled ? quote + 1 : quote)])
            copied = quote + (isDoubled ? 2 : 1)
        }
        result.append(contentsOf: raw[copied...])
        return String(decoding: result, as: UTF8.self)
    }
}
