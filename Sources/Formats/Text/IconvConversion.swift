#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Text in any encoding but UTF-8, turned into UTF-8 by the system's iconv.
enum IconvConversion {
    /// - Returns: `nil` when this system cannot read `encoding`.
    static func run(
        _ bytes: UnsafeBufferPointer<UInt8>, from encoding: TextEncoding
    ) -> DecodedText? {
        let converter = iconv_open("UTF-8", encoding.name)
        guard converter != iconv_t(bitPattern: -1), let converter else { return nil }
        defer { iconv_close(converter) }
        var result = DecodedText(text: "", encoding: encoding)
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count)
        var position = 0
        while position < bytes.count {
            let stop = step(converter, bytes, &position, &output)
            // EINVAL is a character cut off by the end of the input.
            guard stop == EILSEQ || stop == EINVAL else { continue }
            result.replacements += 1
            result.firstReplacement = result.firstReplacement ?? position
            output.append(contentsOf: "\u{FFFD}".utf8)
            position += min(encoding.unitSize, bytes.count - position)
        }
        result.text = String(decoding: output, as: UTF8.self)
        return result
    }

    /// Converts until an error, a full block (`E2BIG`) or the end (0).
    private static func step(
        _ converter: iconv_t, _ bytes: UnsafeBufferPointer<UInt8>, _ position: inout Int,
        _ output: inout [UInt8]
    ) -> Int32 {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 1 << 14) { block in
            let start = UnsafeRawPointer(bytes.baseAddress?.advanced(by: position))
            // iconv takes its input as mutable and never writes to it.
            var source = UnsafeMutableRawPointer(mutating: start)?.assumingMemoryBound(
                to: CChar.self)
            var sourceLeft = bytes.count - position
            var target = block.baseAddress
            var targetLeft = block.count
            let status = iconv(converter, &source, &sourceLeft, &target, &targetLeft)
            let failure = status == -1 ? errno : 0
            position = bytes.count - sourceLeft
            let written = UnsafeRawBufferPointer(block).prefix(block.count - targetLeft)
            output.append(contentsOf: written)
            return failure
        }
    }
}

extension TextEncoding {
    /// How many bytes to step over when they mean nothing.
    fileprivate var unitSize: Int {
        if name.hasPrefix("UTF-16") { return 2 }
        return name.hasPrefix("UTF-32") ? 4 : 1
    }
}
