/// Sorts more values than memory should hold: sorted runs go to a spool and are merged at the end.
///
/// - Complexity: O(*n* log *n*); memory is one run and a block of each.
struct SpooledSort<Element: BitwiseCopyable & Comparable>: ~Copyable {
    private var run: [Element] = []
    private var spool: Spool
    /// Numbers of elements of the runs in the spool.
    private var runs: [Int] = []
    private let runCount: Int

    init(beside path: String, runBytes: Int = 64 << 20) {
        spool = Spool(beside: path)
        runCount = max(1024, runBytes / MemoryLayout<Element>.stride)
    }

    var failure: String? { spool.failure }
    var count: Int { runs.reduce(run.count, +) }

    mutating func append(_ element: Element) {
        if run.count >= runCount { spill() }
        run.append(element)
    }

    private mutating func spill() {
        run.sort()
        run.withUnsafeBytes { spool.append(contentsOf: $0) }
        runs.append(run.count)
        run.removeAll(keepingCapacity: true)
    }

    /// Passes all elements in order; `false` when the spool could not be read back. Empties the sorter.
    mutating func drain(_ body: (Element) -> Void) -> Bool {
        if runs.isEmpty {
            run.sort()
            for element in run { body(element) }
            run = []
            return true
        }
        if !run.isEmpty { spill() }
        run = []
        var heap = MergeHeap<Element>(spool: spool, runs: runs)
        while let element = heap.next(spool) { body(element) }
        return heap.isComplete && spool.failure == nil
    }
}

/// The least of the heads of several sorted runs, block by block.
private struct MergeHeap<Element: BitwiseCopyable & Comparable> {
    private struct Run {
        var block: [Element] = []
        var position = 0
        var next: Int
        let end: Int
    }

    private var runs: [Run] = []
    /// Indexes of runs, the one with the least head first.
    private var heap: [Int] = []
    private(set) var isComplete = true

    private static var blockCount: Int { max(1, (1 << 20) / MemoryLayout<Element>.stride) }

    init(spool: borrowing Spool, runs counts: [Int]) {
        var start = 0
        for count in counts {
            runs.append(Run(next: start, end: start + count))
            start += count
        }
        for index in runs.indices where refill(index, spool) {
            heap.append(index)
            siftUp(heap.count - 1)
        }
    }

    mutating func next(_ spool: borrowing Spool) -> Element? {
        guard let least = heap.first else { return nil }
        let element = runs[least].block[runs[least].position]
        runs[least].position += 1
        if runs[least].position == runs[least].block.count, !refill(least, spool) {
            heap.swapAt(0, heap.count - 1)
            heap.removeLast()
        }
        siftDown()
        return element
    }

    private mutating func refill(_ index: Int, _ spool: borrowing Spool) -> Bool {
        let stride = MemoryLayout<Element>.stride
        let count = min(Self.blockCount, runs[index].end - runs[index].next)
        guard count > 0 else { return false }
        let offset = runs[index].next * stride
        var isRead = false
        runs[index].block = [Element](unsafeUninitializedCapacity: count) { buffer, filled in
            isRead = spool.read(
                into: UnsafeMutableRawBufferPointer(
                    start: buffer.baseAddress, count: count * stride), at: offset)
            filled = isRead ? count : 0
        }
        runs[index].position = 0
        runs[index].next += count
        if !isRead { isComplete = false }
        return isRead
    }

    /// Ties go to the earlier run, so that equal elements keep their order.
    private func precedes(_ a: Int, _ b: Int) -> Bool {
        let x = runs[a].block[runs[a].position]
        let y = runs[b].block[runs[b].position]
        return x < y || (!(y < x) && a < b)
    }

    private mutating func siftUp(_ start: Int) {
        var child = start
        while child > 0, precedes(heap[child], heap[(child - 1) / 2]) {
            heap.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    private mutating func siftDown() {
        var parent = 0
        while true {
            var least = parent
            for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count {
                if precedes(heap[child], heap[least]) { least = child }
            }
            guard least != parent else { return }
            heap.swapAt(parent, least)
            parent = least
        }
    }
}
