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

    private static let blockSize = 1 << 18

    init(path: String) throws(InputError) { descriptor = try SystemCalls.open(path) }

    init(standardInput: Void) { descriptor = dup(STDIN_FILENO) }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// Looks at up to `count` bytes without taking them.
    func peek<Result>(
        _ count: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result
    ) throws(InputError) -> Result {
        while buffer.count - start < count, !isAtEnd { try fill() }
        return buffer.withUnsafeBufferPointer {
            body(UnsafeBufferPointer(rebasing: $0[start...].prefix(count)))
        }
    }

    /// Everything that is left.
    func readAll() throws(InputError) -> [UInt8] {
        while !isAtEnd { try fill() }
        let rest = start == 0 ? buffer : Array(buffer[start...])
        offset += rest.count
        buffer = []
        start = 0
        return rest
    }

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
        let held = buffer.count
        // Long lines grow the block by half each time, which keeps the whole linear.
        let room = max(Self.blockSize, held / 2)
        buffer.append(contentsOf: repeatElement(0, count: room))
        var count = 0
        defer {
            buffer.removeLast(room - count)
            isAtEnd = count == 0
        }
        count = try buffer.withUnsafeMutableBufferPointer { bytes throws(InputError) in
            try SystemCalls.read(
                descriptor,
                into: UnsafeMutableRawBufferPointer(UnsafeMutableBufferPointer(rebasing: bytes[held...])))
        }
    }
}
