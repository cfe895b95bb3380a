#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A file or a pipe read from front to back, in lines or as a whole.
///
/// Holds a block of input and the line that is being read, so a file of any size passes through a
/// bounded amount of memory.
final class ByteStream {
    private let descriptor: Int32
    private var buffer: [UInt8] = []
    /// The first byte of `buffer` not yet handed out.
    private var start = 0
    private var isAtEnd = false
    /// Offset in the input of `buffer[start]`.
    private(set) var offset = 0
    /// 1-based number of the line that ``withLine(_:)`` hands out next.
    private(set) var lineNumber = 1

    /// What one call to the system fills.
    private let block: UnsafeMutableRawBufferPointer

    convenience init(path: String) throws(InputError) {
        self.init(descriptor: try SystemCalls.open(path))
    }

    convenience init(standardInput: Void) { self.init(descriptor: dup(STDIN_FILENO)) }

    private init(descriptor: Int32) {
        self.descriptor = descriptor
        block = .allocate(byteCount: 1 << 18, alignment: 16)
    }

    deinit {
        block.deallocate()
        if descriptor >= 0 { close(descriptor) }
    }

    /// Looks at up to `count` bytes without taking them.
    func peek<Result>(
        _ count: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result
    ) throws(InputError) -> Result {
        while buffer.count - start < count, !isAtEnd { try fill() }
        return buffer.withUnsafeBufferPointer {
            body(UnsafeBufferPointer(rebasing: $0[start...].prefix(count)))
        }
    }

    /// Everything that is left, or at least `most` bytes of it.
    func readAll(upTo most: Int = .max) throws(InputError) -> [UInt8] {
        while !isAtEnd, buffer.count - start < most { try fill() }
        let rest = start == 0 ? buffer : Array(buffer[start...])
        offset += rest.count
        buffer = []
        start = 0
        return rest
    }

    /// Whether something is left after ``readAll(upTo:)``.
    func hasMore() throws(InputError) -> Bool { try peek(1) { !$0.isEmpty } }

    /// Hands out the next line, without its end.
    ///
    /// - Returns: `nil` after the last line.
    func withLine<Result>(
        _ body: (UnsafeBufferPointer<UInt8>) throws(InputError) -> Result
    ) throws(InputError) -> Result? {
        guard let end = try endOfLine() else { return nil }
        defer {
            let next = min(end + 1, buffer.count)
            offset += next - start
            start = next
            lineNumber += 1
        }
        return try buffer.withUnsafeBufferPointer { bytes throws(InputError) in
            try body(UnsafeBufferPointer(rebasing: bytes[start..<end]))
        }
    }

    private func endOfLine() throws(InputError) -> Int? {
        var searched = start
        while true {
            let found = buffer.withUnsafeBufferPointer {
                $0.firstPosition(of: UInt8(ascii: "\n"), from: searched)
            }
            if let found { return found }
            if isAtEnd { return start < buffer.count ? buffer.count : nil }
            let unsearched = buffer.count - start
            try fill()
            searched = start + unsearched
        }
    }

    private func fill() throws(InputError) {
        if start > 0 {
            buffer.removeFirst(start)
            start = 0
        }
        let count = try SystemCalls.read(descriptor, into: block)
        isAtEnd = count == 0
        buffer.append(contentsOf: UnsafeRawBufferPointer(block).prefix(count))
    }
}
