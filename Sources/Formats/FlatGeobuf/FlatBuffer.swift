/// Lays out one size-prefixed FlatBuffer from front to back: a table comes before what it refers to.
///
/// - Source: FlatBuffers, "Internals": tables begin with the distance back to their vtable, references
///   count forward, everything stands at a multiple of its size.
struct FlatBuffer {
    private(set) var bytes: [UInt8] = []

    /// A field of a table, with its number in the schema.
    struct Field {
        let number: Int
        let value: Value

        enum Value {
            case byte(UInt8), flag(Bool), short(UInt16), int(Int32), long(UInt64)
            /// To be filled by ``FlatBuffer/refer(_:)``.
            case reference

            fileprivate var size: Int {
                switch self {
                case .byte, .flag: 1
                case .short: 2
                case .int, .reference: 4
                case .long: 8
                }
            }
        }

        init(_ number: Int, _ value: Value) {
            self.number = number
            self.value = value
        }
    }

    /// Begins a buffer whose root is the table written first.
    mutating func begin() {
        bytes.removeAll(keepingCapacity: true)
        // The size, and the way to the root.
        bytes.append(contentsOf: [UInt8](repeating: 0, count: 8))
    }

    mutating func end() { put(UInt32(bytes.count - 4), at: 0) }

    /// - Returns: Where the references of the fields stand, by the fields' numbers.
    mutating func root(_ fields: [Field]) -> [Int: Int] {
        let (table, references) = table(fields)
        put(UInt32(table - 4), at: 4)
        return references
    }

    /// - Returns: Where the table stands, and its references.
    mutating func table(_ fields: [Field]) -> (position: Int, references: [Int: Int]) {
        let sorted = fields.sorted { ($1.value.size, $0.number) < ($0.value.size, $1.number) }
        let slots = (fields.map(\.number).max() ?? -1) + 1
        let vtableSize = 4 + 2 * slots
        // The table begins with four bytes, so that its first long field is aligned after them.
        align(8)
        let vtable = bytes.count
        bytes.append(contentsOf: [UInt8](repeating: 0, count: vtableSize))
        while bytes.count % 8 != 4 { bytes.append(0) }
        let table = bytes.count
        append(UInt32(bitPattern: Int32(table - vtable)))
        var references: [Int: Int] = [:]
        for field in sorted {
            let position = bytes.count
            put(UInt16(position - table), at: vtable + 4 + 2 * field.number)
            switch field.value {
            case .byte(let byte): bytes.append(byte)
            case .flag(let flag): bytes.append(flag ? 1 : 0)
            case .short(let short): append(short)
            case .int(let int): append(UInt32(bitPattern: int))
            case .long(let long): append(long)
            case .reference:
                append(UInt32(0))
                references[field.number] = position
            }
        }
        put(UInt16(vtableSize), at: vtable)
        put(UInt16(bytes.count - table), at: vtable + 2)
        return (table, references)
    }

    /// Lets a reference point to what is written next, or to a table that was written.
    mutating func refer(_ reference: Int?, to position: Int) {
        guard let reference else { return }
        put(UInt32(position - reference), at: reference)
    }

    mutating func string(_ text: String, for reference: Int?) {
        align(4)
        refer(reference, to: bytes.count)
        append(UInt32(text.utf8.count))
        bytes.append(contentsOf: text.utf8)
        bytes.append(0)
    }

    mutating func vector(_ items: [UInt8], for reference: Int?) {
        align(4)
        refer(reference, to: bytes.count)
        append(UInt32(items.count))
        bytes.append(contentsOf: items)
    }

    mutating func vector(_ items: [Double], for reference: Int?) {
        while bytes.count % 8 != 4 { bytes.append(0) }
        refer(reference, to: bytes.count)
        append(UInt32(items.count))
        for item in items { append(item.bitPattern) }
    }

    mutating func vector(_ items: [UInt32], for reference: Int?) {
        align(4)
        refer(reference, to: bytes.count)
        append(UInt32(items.count))
        for item in items { append(item) }
    }

    /// A vector of tables that are written afterwards.
    ///
    /// - Returns: The references to them.
    mutating func references(_ count: Int, for reference: Int?) -> [Int] {
        align(4)
        refer(reference, to: bytes.count)
        append(UInt32(count))
        let first = bytes.count
        bytes.append(contentsOf: [UInt8](repeating: 0, count: 4 * count))
        return (0..<count).map { first + 4 * $0 }
    }

    private mutating func align(_ size: Int) { while bytes.count % size != 0 { bytes.append(0) } }

    private mutating func append(_ number: some FixedWidthInteger) {
        withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
    }

    private mutating func put(_ number: some FixedWidthInteger, at position: Int) {
        withUnsafeBytes(of: number.littleEndian) { raw in
            for (offset, byte) in raw.enumerated() { bytes[position + offset] = byte }
        }
    }
}
