internal import Gazetteer
internal import Incidents

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// A reading of a name.
struct PlaceCandidate: Sendable {
    var place: PlaceIndex
    var nameKind: NameKind
    var placeClass: CandidateClass
    var kind: PlaceKind
    var country: UInt16
    /// Index + 1 of the divisions it is or lies in.
    var admin1: UInt32
    var admin2: UInt32
    var logPopulation: Float
    var population: UInt32
    var logAlternates: Float
    var point: GreatCircle
    /// The cell of half a degree it lies in.
    var cell: Int32

    static let cellsPerRow: Int32 = 1000
}

/// One name of a report with all its mentions: they are taken to mean one place.
struct NameGroup: Sendable {
    var name: UInt32
    /// The same for the same name in any report.
    var key: UInt64
    var form: NameHit.Form
    var hits: [Int32] = []
    /// Where its mentions begin, in words; the first few.
    var positions: [Int32] = []
    var candidates: Range<Int> = 0..<0
    /// The number of words of the name.
    var words: Int
}

/// The names of a report and their candidate places.
struct NameGroups: Sendable {
    private(set) var groups: [NameGroup] = []
    private(set) var candidates: [PlaceCandidate] = []

    static let mostCandidates = 40
    private static let mostPositions = 16

    /// Groups hits by name and form, and tells each hit its group.
    init(hits: inout [NameHit], words: [TextWord], gazetteer: CompiledGazetteer) {
        var known = KeyTable()
        var mentions: [Int] = []
        for index in hits.indices {
            let hit = hits[index]
            let key =
                hit.form.contains(.unlisted)
                ? hit.words.reduce(1) { ($0 << 7 ^ words[$1].key.hash) | 1 << 63 }
                : UInt64(hit.name) << 8 | UInt64(hit.form.rawValue)
            let group = known.number(of: key, orNew: Int32(groups.count))
            if group == groups.count {
                groups.append(
                    NameGroup(name: hit.name, key: key, form: hit.form, words: hit.words.count))
                mentions.append(0)
            }
            mentions[Int(group)] += 1
            hits[index].group = group
        }
        listMentions(hits, mentions)
        var postings: [NamePosting] = []
        candidates.reserveCapacity(groups.count * 4)
        for index in groups.indices {
            postings.removeAll(keepingCapacity: true)
            gazetteer.appendPostings(
                ofName: groups[index].name, limit: Self.mostCandidates, to: &postings)
            let start = candidates.count
            let isInitials = groups[index].form.contains(.initials)
            for posting in postings where !isInitials || Self.allowsInitials(posting) {
                if let candidate = Self.candidate(posting, gazetteer) {
                    candidates.append(candidate)
                }
            }
            groups[index].candidates = start..<candidates.count
        }
    }

    private mutating func listMentions(_ hits: [NameHit], _ counts: [Int]) {
        for (index, count) in counts.enumerated() {
            groups[index].hits.reserveCapacity(count)
            groups[index].positions.reserveCapacity(min(count, Self.mostPositions))
        }
        for (index, hit) in hits.enumerated() {
            let group = Int(hit.group)
            groups[group].hits.append(Int32(index))
            if groups[group].positions.count < Self.mostPositions {
                groups[group].positions.append(hit.first)
            }
        }
    }

    static func allowsInitials(_ posting: NamePosting) -> Bool {
        posting.kind == .abbreviation || posting.kind == .short
    }

    private static func candidate(
        _ posting: NamePosting, _ gazetteer: CompiledGazetteer
    ) -> PlaceCandidate? {
        guard let record = gazetteer.record(posting.place) else { return nil }
        let kind = gazetteer.kind(record)
        let placeClass = CandidateClass(kind)
        return PlaceCandidate(
            place: posting.place, nameKind: posting.kind, placeClass: placeClass, kind: kind,
            country: record.country,
            admin1: placeClass == .admin1 ? posting.place + 1 : record.admin1,
            admin2: placeClass == .admin2 ? posting.place + 1 : record.admin2,
            logPopulation: record.population == 0 ? 0 : log10f(Float(record.population)),
            population: record.population,
            logAlternates: logf(1 + Float(record.alternates)),
            point: GreatCircle(
                longitudeMicrodegrees: record.longitude, latitudeMicrodegrees: record.latitude),
            cell: (record.latitude + 90_000_000) / 500_000 * PlaceCandidate.cellsPerRow
                + (record.longitude + 180_000_000) / 500_000)
    }
}
