internal import CZlib

/// Packs bytes. The same bytes give the same, since no time of day is put in.
enum Deflation {
    static func gzip(_ bytes: OutputBuffer) throws(OutputError) -> OutputBuffer {
        var stream = z_stream()
        let size = Int32(MemoryLayout<z_stream>.size)
        // 15 bits of window, 16 more for the wrapping of gzip.
        guard
            deflateInit2_(
                &stream, 6, Z_DEFLATED, 31, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, size) == Z_OK
        else { throw failure }
        defer { deflateEnd(&stream) }
        var packed = OutputBuffer()
        let bound = Int(deflateBound(&stream, UInt(bytes.count)))
        var isWhole = false
        bytes.withBytes { input in
            packed.fill(atMost: bound) { place in
                stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
                stream.avail_in = UInt32(clamping: input.count)
                stream.next_out = place
                stream.avail_out = UInt32(clamping: bound)
                isWhole = deflate(&stream, Z_FINISH) == Z_STREAM_END
                return bound - Int(stream.avail_out)
            }
        }
        guard isWhole else { throw failure }
        return packed
    }

    private static var failure: OutputError {
        .cannotWrite(path: "the archive", reason: "zlib cannot pack it")
    }
}
