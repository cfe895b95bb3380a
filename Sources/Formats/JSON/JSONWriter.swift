/// Writes JSON token by token into a buffer; commas take care of themselves.
///
/// Text is escaped as RFC 8259 §7 asks and no further: everything from U+0020 on is written as it
/// is. A number that is not finite is written as `null`.
public struct JSONWriter: Sendable {
    public var out = OutputBuffer()
    private var needsComma = false

    public init() {}

    /// An object whose members `body` writes.
    public mutating func object(_ body: (inout JSONWriter) -> Void) {
        beginObject()
        body(&self)
        endObject()
    }

    /// Ends a line of JSON lines.
    public mutating func startLine() { endLine() }

    mutating func beginObject() {
        separate()
        out.append(UInt8(ascii: "{"))
        needsComma = false
    }

    mutating func endObject() {
        out.append(UInt8(ascii: "}"))
        needsComma = true
    }

    mutating func beginArray() {
        separate()
        out.append(UInt8(ascii: "["))
        needsComma = false
    }

    mutating func endArray() {
        out.append(UInt8(ascii: "]"))
        needsComma = true
    }

    /// Ends a line of JSON lines, or of a document that puts one value on each.
    mutating func endLine() {
        out.append(UInt8(ascii: "\n"))
        needsComma = false
    }

    /// Starts afresh after bytes that were written past this writer.
    mutating func endLineState() { needsComma = false }

    /// A value was written past this writer.
    mutating func noteValue() { needsComma = true }

    /// A key that is already quoted and followed by its colon.
    mutating func encodedKey(_ key: [UInt8]) {
        separate()
        out.append(bytes: key)
        needsComma = false
    }

    /// - Parameter name: Needs no escapes.
    mutating func key(_ name: StaticString) {
        separate()
        out.append(UInt8(ascii: "\""))
        out.append(name)
        out.append("\":")
        needsComma = false
    }

    mutating func null() {
        separate()
        out.append("null")
        needsComma = true
    }

    mutating func value(_ text: String) {
        separate()
        out.appendQuoted(text)
        needsComma = true
    }

    mutating func value(_ integer: Int) {
        separate()
        out.append(integer)
        needsComma = true
    }

    mutating func value(_ flag: Bool) {
        separate()
        out.append(flag ? "true" : "false")
        needsComma = true
    }

    mutating func value(_ number: Double, decimals: Int) {
        guard number.isFinite else { return null() }
        separate()
        out.append(number, decimals: decimals)
        needsComma = true
    }

    mutating func value(real number: Double, decimals: Int) {
        guard number.isFinite else { return null() }
        separate()
        out.append(real: number, decimals: decimals)
        needsComma = true
    }

    public mutating func member(_ name: StaticString, _ text: String?) {
        key(name)
        if let text { value(text) } else { null() }
    }

    public mutating func member(_ name: StaticString, _ integer: Int?) {
        key(name)
        if let integer { value(integer) } else { null() }
    }

    public mutating func member(_ name: StaticString, _ number: Double?, decimals: Int) {
        key(name)
        if let number { value(number, decimals: decimals) } else { null() }
    }

    mutating func separate() {
        if needsComma { out.append(UInt8(ascii: ",")) }
    }
}
