/// Cuts bytes into rows and fields, as RFC 4180 describes, and knows where each stood.
///
/// Beyond the RFC: any delimiter; LF, CRLF or CR ends a row; a UTF-8 mark is skipped; a quote inside
/// an unquoted field is a letter; rows may differ in length; empty lines are skipped. A quote that is
/// never closed is reported in ``unclosedQuote``, and the row then ends with its line, so that one
/// stray quote does not swallow the rest of the file.
///
/// - Complexity: linear; fields are decoded only on request.
package struct CSVReader {
    private let text: CSVText
    private var stops: CSVStops
    /// Offset of the next byte to look at.
    package private(set) var position: Int
    /// 1-based line where the next row starts.
    package private(set) var line = 1
    /// Offset of the first quote that nothing closes.
    package private(set) var unclosedQuote: Int?

    /// The bytes must outlive the reader.
    ///
    /// - Parameter start: Where a row begins.
    package init(
        _ bytes: UnsafeBufferPointer<UInt8>, delimiter: UInt8 = UInt8(ascii: ","),
        from start: Int = 0
    ) {
        text = CSVText(bytes, delimiter: delimiter)
        let hasMark =
            bytes.count >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF
        position = hasMark ? max(3, start) : start
        stops = CSVStops(from: position)
    }

    /// Reads the next row into `row`; `false` when there is none.
    package mutating func next(_ row: inout CSVRow) -> Bool {
        repeat {
            guard position < bytes.count else { return false }
            row.start(at: position, line: line)
            readRow(&row)
        } while row.isBlankLine
        return true
    }

    private var bytes: UnsafeBufferPointer<UInt8> { text.bytes }

    private mutating func readRow(_ row: inout CSVRow) {
        var end = position
        row.fill { fields, count in
            // Copies that no call can reach stay in registers.
            let (bytes, delimiter) = (text.bytes, text.delimiter)
            var (stops, start) = (stops, position)
            defer { (self.stops, position) = (stops, start) }
            while count < fields.count {
                if start < bytes.count, bytes[start] == UInt8(ascii: "\"") {
                    self.stops = stops
                    (fields[count], end) = quotedField(start)
                    stops = self.stops
                } else {
                    end = stops.next(in: text)
                    fields[count] = CSVRow.Field(range: start..<end, escaped: false)
                }
                count &+= 1
                guard end < bytes.count, bytes[end] == delimiter else { return true }
                start = end &+ 1
            }
            return false
        }
        row.end = end
        endRow(at: end)
    }

    private mutating func endRow(at end: Int) {
        guard end < bytes.count else { return position = end }
        position = end &+ 1
        line &+= 1
        let isPair =
            bytes[end] == UInt8(ascii: "\r") && position < bytes.count
            && bytes[position] == UInt8(ascii: "\n")
        if isPair { position = stops.next(in: text) &+ 1 }
    }

    /// - Returns: The field and where it ends: a delimiter, the end of the line or of the input.
    private mutating func quotedField(_ start: Int) -> (CSVRow.Field, end: Int) {
        var doubled = false
        var from = start &+ 1
        while let quote = bytes.firstPosition(of: UInt8(ascii: "\""), from: from) {
            if quote &+ 1 < bytes.count, bytes[quote &+ 1] == UInt8(ascii: "\"") {
                doubled = true
                from = quote &+ 2
                continue
            }
            line &+= stops.skip(to: quote, in: text)
            let end = stops.next(in: text)
            let hasTail = end > quote &+ 1
            // What follows the closing quote is kept with it, as spreadsheets do.
            let range = hasTail ? start..<end : start &+ 1..<quote
            return (CSVRow.Field(range: range, escaped: doubled || hasTail), end)
        }
        unclosedQuote = unclosedQuote ?? start
        let end = stops.next(in: text)
        return (CSVRow.Field(range: start..<end, escaped: false), end)
    }
}
