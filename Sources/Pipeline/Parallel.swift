/// The only place where reports are worked on in parallel.
enum Parallel {
    /// `items` transformed, in their order, however the work was spread.
    ///
    /// Items travel in chunks of `chunkSize`; no more than `workers` chunks are under way at a time, so
    /// results waiting for their turn stay few.
    static func map<Item: Sendable, Result: Sendable>(
        _ items: [Item], chunkSize: Int, workers: Int,
        _ transform: @escaping @Sendable (Item) -> Result
    ) async -> [Result] {
        guard workers > 1, items.count > chunkSize else { return items.map(transform) }
        let chunks = stride(from: 0, to: items.count, by: max(1, chunkSize)).map {
            items[$0..<min($0 + max(1, chunkSize), items.count)]
        }
        return await withTaskGroup(of: (Int, [Result]).self) { group in
            var results = [[Result]](repeating: [], count: chunks.count)
            var next = 0
            func start() {
                guard next < chunks.count else { return }
                let index = next
                group.addTask { (index, chunks[index].map(transform)) }
                next += 1
            }
            for _ in 0..<workers { start() }
            while let (index, result) = await group.next() {
                results[index] = result
                start()
            }
            return results.flatMap { $0 }
        }
    }
}
