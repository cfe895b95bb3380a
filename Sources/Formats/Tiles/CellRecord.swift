import Incidents

// Values of a feature that are set aside: for each known one its column, what it is, and its bytes. Written
// and read by one run of one program.

extension OutputBuffer {
    mutating func appendCells(_ values: [FieldValue]) {
        for (column, value) in values.enumerated() {
            switch value {
            case .none: continue
            case .text(let text): appendCell(column, 0, text: text)
            case .json(let text): appendCell(column, 1, text: text)
            case .integer(let integer): appendCell(column, 2, UInt64(bitPattern: Int64(integer)))
            case .number(let number, let decimals):
                guard number.isFinite else { continue }
                appendCell(column, 3, number.rounded(to: decimals).bitPattern)
            case .flag(let flag): appendCell(column, 4, flag ? 1 : 0)
            }
        }
    }

    private mutating func appendCell(_ column: Int, _ kind: UInt64, _ bits: UInt64) {
        append(varint: UInt64(column) << 3 | kind)
        append(littleEndian: bits)
    }

    private mutating func appendCell(_ column: Int, _ kind: UInt64, text: String) {
        append(varint: UInt64(column) << 3 | kind)
        append(varint: UInt64(text.utf8.count))
        append(text: text)
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// What `appendCells` wrote.
    func cells(_ range: Range<Int>) -> [(column: Int, value: FieldValue)] {
        var cells: [(column: Int, value: FieldValue)] = []
        var position = range.lowerBound
        while position < range.upperBound {
            let head = varint(at: &position)
            cells.append((Int(head >> 3), value(of: head & 7, at: &position)))
        }
        return cells
    }

    private func value(of kind: UInt64, at position: inout Int) -> FieldValue {
        if kind < 2 {
            let length = Int(varint(at: &position))
            defer { position += length }
            let text = String(
                decoding: UnsafeBufferPointer(rebasing: self[position..<position + length]),
                as: UTF8.self)
            return kind == 0 ? .text(text) : .json(text)
        }
        let bits = UInt64(
            littleEndian: UnsafeRawBufferPointer(self).loadUnaligned(
                fromByteOffset: position, as: UInt64.self))
        position += 8
        switch kind {
        case 2: return .integer(Int(Int64(bitPattern: bits)))
        case 3: return .number(Double(bitPattern: bits), decimals: 15)
        default: return .flag(bits == 1)
        }
    }

    private func varint(at position: inout Int) -> UInt64 {
        var number: UInt64 = 0
        var shift: UInt64 = 0
        while position < count {
            let byte = self[position]
            position += 1
            number |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { break }
            shift += 7
        }
        return number
    }
}
