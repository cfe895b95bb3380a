internal import Dispatch
internal import Synchronization

/// Makes values on several threads, and hands each on, in their order, while later ones are being made.
///
/// No more than a few values wait to be handed on: where `take` is slow, so is `make`.
///
/// - Parameter take: Takes one value at a time, on any of the threads. After an error it is not asked again.
func inOrder<Value: Sendable, Failure: Error>(
    _ count: Int, threads: Int, make: @Sendable (Int) -> Value,
    take: (Value) throws(Failure) -> Void
) throws(Failure) {
    guard threads > 1, count > 1 else {
        for number in 0..<max(0, count) { try take(make(number)) }
        return
    }
    let pieces = OrderedPieces<Value>(count)
    let room = DispatchSemaphore(value: 0)
    for _ in 0..<threads * 4 { room.signal() }
    // The pieces let one thread at a time take, and a lock lies between any two of them.
    nonisolated(unsafe) var failure: Failure?
    nonisolated(unsafe) let take = take
    DispatchQueue.concurrentPerform(iterations: min(threads, count)) { _ in
        while true {
            room.wait()
            guard let number = pieces.claim() else {
                room.signal()
                return
            }
            pieces.add(make(number), number)
            while let value = pieces.next() {
                do throws(Failure) { try take(value) } catch { failure = error }
                pieces.handedOn(isWell: failure == nil)
                room.signal()
            }
        }
    }
    if let failure { throw failure }
}

/// Which of the values 0..<`count` are claimed, made and handed on.
private final class OrderedPieces<Value: Sendable>: Sendable {
    private struct State {
        var claimed = 0
        var handedOn = 0
        var isHandingOn = false
        var made: [Int: Value] = [:]
    }

    private let count: Int
    private let state = Mutex(State())
    private let hasFailed = Atomic(false)

    init(_ count: Int) { self.count = count }

    /// - Returns: The number of a value to make; `nil` when none is left, or none is wanted.
    func claim() -> Int? {
        guard !hasFailed.load(ordering: .relaxed) else { return nil }
        return state.withLock { state in
            guard state.claimed < count else { return nil }
            state.claimed += 1
            return state.claimed - 1
        }
    }

    func add(_ value: Value, _ number: Int) { state.withLock { $0.made[number] = value } }

    /// The next value to hand on, if it is made and no other is just being handed on.
    func next() -> Value? {
        guard !hasFailed.load(ordering: .relaxed) else { return nil }
        return state.withLock { state in
            guard !state.isHandingOn, let value = state.made.removeValue(forKey: state.handedOn)
            else { return nil }
            state.isHandingOn = true
            return value
        }
    }

    func handedOn(isWell: Bool) {
        if !isWell { hasFailed.store(true, ordering: .relaxed) }
        state.withLock { state in
            state.handedOn += 1
            state.isHandingOn = false
        }
    }
}
