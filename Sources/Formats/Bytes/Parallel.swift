internal import Dispatch

/// One value for each of 0..<`count`, in their order, each made on a thread of its own.
func mapInParallel<Value: Sendable>(
    _ count: Int, _ body: @Sendable (Int) -> Value
) -> [Value] {
    guard count > 1 else { return (0..<max(0, count)).map(body) }
    var values = [Value?](repeating: nil, count: count)
    values.withUnsafeMutableBufferPointer { slots in
        // Every thread writes only the slot of its own number.
        nonisolated(unsafe) let slots = slots
        DispatchQueue.concurrentPerform(iterations: count) { slots[$0] = body($0) }
    }
    return values.compactMap { $0 }
}

extension UnsafeBufferPointer<UInt8> {
    /// The first byte after a line end at or after `position`; the end of the bytes if there is none.
    func startOfLine(after position: Int) -> Int {
        guard position < count,
            let end = firstPosition(of: UInt8(ascii: "\n"), from: position)
        else { return count }
        return end + 1
    }

    /// Cuts a range into at most `count` nearly equal parts, each of which begins after a line end.
    ///
    /// - Returns: Where the parts begin, and the end of the range.
    func partsOfLines(in range: Range<Int>, _ count: Int) -> [Int] {
        var starts = [range.lowerBound]
        for part in 1..<Swift.max(1, count) {
            let border = range.lowerBound + range.count / count * part
            let start = startOfLine(after: border)
            if start > starts[starts.count - 1], start < range.upperBound { starts.append(start) }
        }
        return starts + [range.upperBound]
    }
}
