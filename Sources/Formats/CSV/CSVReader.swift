/// Cuts bytes into rows and fields, as RFC 4180 describes, and knows where each stood.
///
/// Beyond the RFC: any delimiter; LF, CRLF or CR ends a row; a UTF-8 mark is skipped; a quote inside
/// an unquoted field is a letter; rows may differ in length; empty lines are skipped. A quote that is
/// never closed is reported in ``unclosedQuote``, and the row then ends with its line, so that one
/// stray quote does not swallow the rest of the file.
///
/// - Complexity: linear; fields are decoded only on request.
package struct CSVReader {
    private let bytes: UnsafeBufferPointer<UInt8>
    private let delimiter: UInt8
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
        self.bytes = bytes
        self.delimiter = delimiter
        let hasMark =
            bytes.count >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF
        position = hasMark ? max(3, start) : start
        nextWord = position
        patterns = (
            ByteWord.filled(with: delimiter), ByteWord.filled(with: UInt8(ascii: "\n")),
            ByteWord.filled(with: UInt8(ascii: "\r"))
        )
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

    private mutating func readRow(_ row: inout CSVRow) {
        while true {
            let start = position
            let isQuoted = start < bytes.count && bytes[start] == UInt8(ascii: "\"")
            let end = isQuoted ? endOfQuotedField(start, &row) : nextStop(from: start)
            if !isQuoted { row.append(start..<end, escaped: false) }
            guard end < bytes.count, bytes[end] == delimiter else {
                row.end = end
                return endRow(at: end)
            }
            position = end &+ 1
        }
    }

    private mutating func endRow(at end: Int) {
        guard end < bytes.count else { return position = end }
        let isPair =
            bytes[end] == UInt8(ascii: "\r") && end &+ 1 < bytes.count
            && bytes[end &+ 1] == UInt8(ascii: "\n")
        position = end &+ (isPair ? 2 : 1)
        line &+= 1
    }

    /// - Returns: Where the field ends: a delimiter, the end of the line or of the input.
    private mutating func endOfQuotedField(_ start: Int, _ row: inout CSVRow) -> Int {
        var doubled = false
        var from = start &+ 1
        while let quote = bytes.firstPosition(of: UInt8(ascii: "\""), from: from) {
            if quote &+ 1 < bytes.count, bytes[quote &+ 1] == UInt8(ascii: "\"") {
                doubled = true
                from = quote &+ 2
                continue
            }
            let end = nextStop(from: quote &+ 1)
            let hasTail = end > quote &+ 1
            line &+= lineEnds(in: start..<quote)
            // What follows the closing quote is kept with it, as spreadsheets do.
            row.append(hasTail ? start..<end : start &+ 1..<quote, escaped: doubled || hasTail)
            return end
        }
        unclosedQuote = unclosedQuote ?? start
        let end = nextStop(from: start)
        row.append(start..<end, escaped: false)
        return end
    }

    private func lineEnds(in range: Range<Int>) -> Int {
        var count = 0
        var from = range.lowerBound
        while let end = bytes.firstPosition(of: UInt8(ascii: "\n"), from: from),
            end < range.upperBound
        {
            count += 1
            from = end &+ 1
        }
        return count
    }

    // MARK: Delimiters and line ends, eight bytes at a time

    private let patterns: (delimiter: UInt64, lineFeed: UInt64, carriageReturn: UInt64)
    /// Stops found in the eight bytes before `nextWord` and not yet passed.
    private var pending: UInt64 = 0
    private var nextWord: Int

    /// The first delimiter or line end at or after `start`; the end of the input if there is none.
    @inline(__always)
    private mutating func nextStop(from start: Int) -> Int {
        if start >= nextWord {
            pending = 0
            nextWord = start
        } else {
            // Part of the word was passed already: a quoted field jumps ahead.
            let passed = start &- (nextWord &- 8)
            if passed > 0 { pending &= ~0 << UInt64(passed &* 8) }
        }
        while pending == 0 {
            guard nextWord &+ 8 <= bytes.count else { return lastStop(from: max(start, nextWord)) }
            let word = ByteWord(bytes, at: nextWord)
            pending =
                word.equals(patterns.delimiter) | word.equals(patterns.lineFeed)
                | word.equals(patterns.carriageReturn)
            nextWord &+= 8
        }
        let stop = nextWord &- 8 &+ pending.trailingZeroBitCount / 8
        pending &= pending &- 1
        return stop
    }

    private func lastStop(from start: Int) -> Int {
        var position = start
        while position < bytes.count {
            let byte = bytes[position]
            if byte == delimiter || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
                break
            }
            position &+= 1
        }
        return position
    }
}
