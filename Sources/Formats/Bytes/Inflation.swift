internal import CZlib

/// Unpacks deflated bytes, with a bound on what comes out.
///
/// Tables and GeoJSON shrink to a tenth, rarely to a fiftieth; what grows two hundredfold past the first
/// 64 MB is a bomb, not a list.
enum Inflation {
    private static let largest = 64 << 30
    private static let harmless = 64 << 20
    private static let steepest = 200

    enum Wrapping: Int32 {
        case gzip = 31
        /// As ZIP archives hold it.
        case none = -15
    }

    /// All members of a gzip file, or one raw stream.
    ///
    /// - Parameter unread: Is told where what follows the last member begins, if it is more than zeros.
    /// - Complexity: linear; much that comes out is on disk.
    static func unpack(
        _ bytes: UnsafeBufferPointer<UInt8>, _ wrapping: Wrapping, unread: (Int) -> Void = { _ in }
    ) throws(InputError) -> Spool {
        let output = Spool()
        var rest = bytes[...]
        var block = [UInt8](repeating: 0, count: 1 << 18)
        repeat {
            let part = UnsafeBufferPointer(rebasing: rest)
            rest = rest.dropFirst(
                try unpackOne(part, wrapping, of: bytes.count, through: &block, into: output))
        } while wrapping == .gzip && rest.starts(with: [0x1F, 0x8B])
        if rest.contains(where: { $0 != 0 }) { unread(rest.startIndex) }
        return output
    }

    /// - Returns: How many bytes the stream took.
    private static func unpackOne(
        _ bytes: UnsafeBufferPointer<UInt8>, _ wrapping: Wrapping, of total: Int,
        through block: inout [UInt8], into output: Spool
    ) throws(InputError) -> Int {
        var stream = z_stream()
        let size = Int32(MemoryLayout<z_stream>.size)
        guard inflateInit2_(&stream, wrapping.rawValue, ZLIB_VERSION, size) == Z_OK else {
            throw .unreadable(reason: "zlib cannot be started")
        }
        defer { inflateEnd(&stream) }
        var taken = 0
        while true {
            let input = bytes[taken...].prefix(1 << 30)
            let (code, used, made) = step(&stream, input, &block)
            taken += used
            try block.withUnsafeBufferPointer { block throws(InputError) in
                try output.add(UnsafeBufferPointer(rebasing: block[..<made]))
            }
            try check(output.count, against: total)
            if code == Z_STREAM_END { return taken }
            guard code == Z_OK || code == Z_BUF_ERROR && made > 0 else {
                let reason = stream.msg.map { String(cString: $0) } ?? "it ends too early"
                throw .malformed("the archive is damaged: \(reason)", position: taken)
            }
            if used == 0, made == 0 {
                throw .malformed("the archive is damaged: it ends too early", position: taken)
            }
        }
    }

    private static func step(
        _ stream: inout z_stream, _ input: Slice<UnsafeBufferPointer<UInt8>>, _ block: inout [UInt8]
    ) -> (code: Int32, used: Int, made: Int) {
        let start = UnsafeBufferPointer(rebasing: input)
        return block.withUnsafeMutableBufferPointer { block in
            stream.next_in = UnsafeMutablePointer(mutating: start.baseAddress)
            stream.avail_in = UInt32(start.count)
            stream.next_out = block.baseAddress
            stream.avail_out = UInt32(block.count)
            let code = inflate(&stream, Z_NO_FLUSH)
            return (code, start.count - Int(stream.avail_in), block.count - Int(stream.avail_out))
        }
    }

    private static func check(_ size: Int, against packed: Int) throws(InputError) {
        guard size <= harmless || size / steepest <= packed, size <= largest else {
            throw .malformed(
                "the archive of \(packed) bytes holds more than \(size >> 20) MB: unpack it yourself if it is meant",
                position: nil)
        }
    }
}
