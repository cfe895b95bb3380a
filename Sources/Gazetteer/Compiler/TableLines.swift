internal import CZlib

/// The lines of a text file, plain or gzipped, one buffer at a time.
struct TableLines: ~Copyable {
    private let file: gzFile
    private let path: String
    private var buffer = [UInt8](repeating: 0, count: 1 << 18)
    private var filled = 0
    private var position = 0
    private(set) var number = 0
    /// What zlib said when the stream broke.
    private(set) var failure: String?

    /// Longer lines are skipped: no row of ours is near it, and files of zeros are all one line.
    static let longestLine = 1 << 20

    init(path: String) throws(GazetteerError) {
        guard let file = gzopen(path, "rb") else {
            throw .cannotRead(path: path, reason: MappedFile.lastError)
        }
        gzbuffer(file, 1 << 18)
        self.file = file
        self.path = path
    }

    deinit { gzclose(file) }

    enum Line { case text, tooLong }

    /// Reads the next line into `line`, without its end; `nil` at the end of the file.
    mutating func next(into line: inout [UInt8]) -> Line? {
        line.removeAll(keepingCapacity: true)
        var isTooLong = false
        var sawAny = false
        while true {
            if position == filled, !refill() {
                if sawAny { number += 1 }
                return sawAny ? (isTooLong ? .tooLong : .text) : nil
            }
            sawAny = true
            let end = buffer[position..<filled].firstIndex(of: 0x0A) ?? filled
            if line.count + end - position > Self.longestLine {
                isTooLong = true
            } else {
                line += buffer[position..<end]
            }
            position = end
            if end < filled {
                position += 1
                number += 1
                if line.last == 0x0D { line.removeLast() }
                return isTooLong ? .tooLong : .text
            }
        }
    }

    private mutating func refill() -> Bool {
        guard failure == nil else { return false }
        let got = gzread(file, &buffer, UInt32(buffer.count))
        if got < 0 {
            var code: Int32 = 0
            failure = gzerror(file, &code).map { String(cString: $0) } ?? "unreadable"
        }
        position = 0
        filled = max(0, Int(got))
        return got > 0
    }
}
