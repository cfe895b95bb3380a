/// Sorts numbers by their bits from `lowBit` up, stably, on several threads.
///
/// - Complexity: one pass over the data for every 11 bits that differ; a second array of the same size.
/// - Source: D. E. Knuth, TAOCP 3, §5.2.5 (least significant digit first).
func radixSort(_ keys: inout [UInt64], from lowBit: Int, threads: Int) {
    guard keys.count > 1 else { return }
    let highest = keys.withUnsafeBufferPointer { all in
        nonisolated(unsafe) let all = all
        let parts = max(1, min(threads, all.count / 65_536))
        return mapInParallel(parts, threads: threads) { part in
            piece(part, of: parts, in: all.count).reduce(into: UInt64(0)) { $0 |= all[$1] }
        }.reduce(0, |)
    }
    let bits = 64 - highest.leadingZeroBitCount
    guard bits > lowBit else { return }
    let passes = (bits - lowBit + 10) / 11
    let digit = (bits - lowBit + passes - 1) / passes
    var scratch = [UInt64](repeating: 0, count: keys.count)
    for pass in 0..<passes {
        scatter(keys, into: &scratch, shift: lowBit + pass * digit, bits: digit, threads: threads)
        swap(&keys, &scratch)
    }
}

/// One pass: counts digits piece by piece, then writes every key to its place.
private func scatter(
    _ keys: [UInt64], into sorted: inout [UInt64], shift: Int, bits: Int, threads: Int
) {
    let parts = max(1, min(threads, keys.count / 65_536))
    let buckets = 1 << bits
    let mask = UInt64(buckets - 1)
    var places = mapInParallel(parts, threads: threads) { part in
        var counts = [Int](repeating: 0, count: buckets)
        counts.withUnsafeMutableBufferPointer { counts in
            keys.withUnsafeBufferPointer { keys in
                for i in piece(part, of: parts, in: keys.count) {
                    counts[Int(truncatingIfNeeded: keys[i] >> UInt64(shift) & mask)] += 1
                }
            }
        }
        return counts
    }
    var next = 0
    for bucket in 0..<buckets {
        for part in 0..<parts {
            let count = places[part][bucket]
            places[part][bucket] = next
            next += count
        }
    }
    let starts = places
    sorted.withUnsafeMutableBufferPointer { sorted in
        // Every part writes only to the places counted for it.
        nonisolated(unsafe) let sorted = sorted
        inParallel(parts, threads: threads) { part in
            var places = starts[part]
            places.withUnsafeMutableBufferPointer { places in
                keys.withUnsafeBufferPointer { keys in
                    for i in piece(part, of: parts, in: keys.count) {
                        let bucket = Int(truncatingIfNeeded: keys[i] >> UInt64(shift) & mask)
                        sorted[places[bucket]] = keys[i]
                        places[bucket] += 1
                    }
                }
            }
        }
    }
}
