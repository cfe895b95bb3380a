/// Look-ups of many names side by side: each step is taken for all of them before the next, since reads
/// that do not wait for each other are several times as fast where every one misses the cache.
extension CompiledGazetteer {
    /// What ``probe(_:)`` says of each of these keys.
    package func probes(of keys: [WordKey]) -> [NameProbe] {
        let slots = sections[.slots]
        let count = slots.count / 8
        guard count > 0 else { return Array(repeating: .nothing, count: keys.count) }
        let heads = keys.map { key in
            let start = HashPlace.start(HashPlace.mix(key.hash), count: count)
            return NameSlot(bits: sections.wide(slots, at: start * 8))
        }
        return zip(keys, heads).map { key, head in
            if head.isEmpty { return .nothing }
            if head.matches(NameSlot.fingerprint(HashPlace.mix(key.hash))) { return head.probe }
            return probe(key)
        }
    }

    /// The readings of each of these names, best known places first, at most `limit` of each.
    package func postings(ofNames names: [UInt32], limit: Int) -> NamePostings {
        let firsts = names.map { firstPosting(ofName: $0) }
        let heads = firsts.map { sections.number(sections[.postings], at: $0) }
        var found = NamePostings()
        found.postings.reserveCapacity(names.count * 2)
        found.ends.reserveCapacity(names.count)
        for (first, head) in zip(firsts, heads) {
            if limit > 0, NamePosting(bits: head).isLast {
                found.postings.append(NamePosting(bits: head))
            } else {
                appendPostings(from: first, limit: limit, to: &found.postings)
            }
            found.ends.append(found.postings.count)
        }
        return found
    }

    package func records(of postings: [NamePosting]) -> [PlaceRecord?] {
        postings.map { record($0.place) }
    }
}

/// The readings of several names, one behind the other.
package struct NamePostings: Sendable {
    package fileprivate(set) var postings: [NamePosting] = []
    /// Where those of each name end.
    fileprivate var ends: [Int] = []

    /// Where those of a name lie among the postings.
    package func range(ofName index: Int) -> Range<Int> {
        (index > 0 ? ends[index - 1] : 0)..<ends[index]
    }
}
