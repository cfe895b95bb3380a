internal import Dispatch
internal import Synchronization

/// Runs `body` once for each of 0..<`count`, on at most `threads` threads, and waits.
///
/// Chunks are claimed as threads get free, so the order is not fixed: results must go to places of
/// their own, chosen by the index. `threads` ≤ 1 runs in order on the caller's thread.
func inParallel(_ count: Int, threads: Int, _ body: @Sendable (Int) -> Void) {
    let workers = min(threads, count)
    guard workers > 1 else {
        for i in 0..<max(0, count) { body(i) }
        return
    }
    let next = Atomic(0)
    DispatchQueue.concurrentPerform(iterations: workers) { _ in
        while true {
            let i = next.wrappingAdd(1, ordering: .relaxed).oldValue
            guard i < count else { return }
            body(i)
        }
    }
}

/// One value per index, in index order.
func mapInParallel<Value: Sendable>(
    _ count: Int, threads: Int, _ body: @Sendable (Int) -> Value
) -> [Value] {
    var values = [Value?](repeating: nil, count: count)
    values.withUnsafeMutableBufferPointer { slots in
        // Every worker writes only the slot of its own index.
        nonisolated(unsafe) let slots = slots
        inParallel(count, threads: threads) { slots[$0] = body($0) }
    }
    return values.compactMap { $0 }
}

/// The `part`-th of `parts` nearly equal pieces of 0..<`count`.
func piece(_ part: Int, of parts: Int, in count: Int) -> Range<Int> {
    count * part / parts..<count * (part + 1) / parts
}
