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
    /// How far its name is from the one in the text, in eighths of a letter for each letter; `nil` when it is the same.
    var spelling: Float?
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
    /// Its first mention.
    var first: Int
    /// All of them, and where the first few begin, in words. Of arrays that all names share.
    var hits: ArraySlice<Int32> = []
    var positions: ArraySlice<Int32> = []
    var candidates: Range<Int> = 0..<0
    /// The number of words of the name.
    var words: Int

    var isUnlisted: Bool { form.contains(.unlisted) }
}

/// The names of a report and their candidate places.
struct NameGroups: Sendable {
    private(set) var groups: [NameGroup] = []
    private(set) var candidates: [PlaceCandidate] = []
    /// Where the report says that its names lie.
    private(set) var claims: [NameClaims.Claim] = []

    static let mostCandidates = 40
    private static let mostPositions = 16

    /// Groups hits by name and form, and tells each hit its group.
    init(
        hits: inout [NameHit], words: [TextWord], text: AnalyzedText, gazetteer: CompiledGazetteer
    ) {
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
                    NameGroup(
                        name: hit.name, key: key, form: hit.form, first: index,
                        words: hit.words.count))
                mentions.append(0)
            }
            mentions[Int(group)] += 1
            hits[index].group = group
        }
        listMentions(hits, mentions)
        claims = NameClaims(words, hits).claims
        var similar = SimilarNames(gazetteer: gazetteer, text: text, words: words)
        let found = gazetteer.postings(
            ofNames: groups.map(\.name), limit: Self.mostCandidates)
        let records = gazetteer.records(of: found.postings)
        candidates.reserveCapacity(found.postings.count)
        for index in groups.indices {
            let start = candidates.count
            let isInitials = groups[index].form.contains(.initials)
            for number in found.range(ofName: index) {
                let posting = found.postings[number]
                guard let record = records[number], !isInitials || Self.allowsInitials(posting)
                else { continue }
                candidates.append(Self.candidate(posting, record, gazetteer))
            }
            groups[index].candidates = start..<candidates.count
            if let reach = similar.reach(of: groups[index], hits, candidates) {
                let range = hits[groups[index].first].words
                addSimilar(similar.names(like: range, reach), to: index, gazetteer)
            }
        }
        addClaimed(hits, &similar, gazetteer)
    }

    // MARK: Where the report says a name lies

    /// Adds the places that sound alike and lie where the report says the name does, when no place of the
    /// very name does.
    private mutating func addClaimed(
        _ hits: [NameHit], _ similar: inout SimilarNames, _ gazetteer: CompiledGazetteer
    ) {
        var found: [Int: [PlaceCandidate]] = [:]
        for claim in claims where found[Int(claim.inner)] == nil {
            let inner = groups[Int(claim.inner)]
            let divisions = candidates[groups[Int(claim.outer)].candidates].filter(\.isDivision)
            guard !divisions.isEmpty,
                similar.mayBeSpelledOtherwise(inner, hits, candidates),
                !candidates[inner.candidates].contains(where: { $0.lies(inAnyOf: divisions) })
            else { continue }
            let isCountry = divisions.allSatisfy { $0.placeClass == .country }
            let names = similar.names(
                like: hits[inner.first].words, isCountry ? .sameConsonants : .slips)
            let places = places(ofNames: names, gazetteer).filter { $0.lies(inAnyOf: divisions) }
            if !places.isEmpty { found[Int(claim.inner)] = Array(places.prefix(Self.mostSimilar)) }
        }
        if !found.isEmpty { insert(found) }
    }

    private func places(
        ofNames names: [(name: UInt32, distance: Float)], _ gazetteer: CompiledGazetteer
    ) -> [PlaceCandidate] {
        names.flatMap { name, distance in
            gazetteer.postings(ofName: name, limit: Self.mostCandidates).compactMap { posting in
                guard let record = gazetteer.record(posting.place) else { return nil }
                var candidate = Self.candidate(posting, record, gazetteer)
                guard Self.maySoundAlike(candidate), !candidate.isDivision else { return nil }
                candidate.spelling = distance
                return candidate
            }
        }
    }

    /// Puts further candidates behind those that names have.
    private mutating func insert(_ found: [Int: [PlaceCandidate]]) {
        var all: [PlaceCandidate] = []
        for index in groups.indices {
            let start = all.count
            all += candidates[groups[index].candidates]
            let known = Set(all[start...].map(\.place))
            all += (found[index] ?? []).filter { !known.contains($0.place) }
            groups[index].candidates = start..<all.count
        }
        candidates = all
    }

    /// Adds the places of names that sound alike, but for those that bear the very name as well. A name
    /// that is known is no slip for a city's: Baghdadi is not Baghdad.
    private mutating func addSimilar(
        _ names: [(name: UInt32, distance: Float)], to index: Int, _ gazetteer: CompiledGazetteer
    ) {
        let known = groups[index].candidates
        for similar in names where similar.name != groups[index].name {
            let postings = gazetteer.postings(ofName: similar.name, limit: Self.mostSimilar)
            for posting in postings where candidates.count - known.lowerBound < Self.mostCandidates
            {
                guard let record = gazetteer.record(posting.place) else { continue }
                var candidate = Self.candidate(posting, record, gazetteer)
                guard Self.maySoundAlike(candidate),
                    known.isEmpty || SimilarNames.isSmall(candidate),
                    !candidates[known.lowerBound...].contains(where: { $0.place == posting.place })
                else { continue }
                candidate.spelling = similar.distance
                candidates.append(candidate)
            }
        }
        groups[index].candidates = known.lowerBound..<candidates.count
    }

    private static let mostSimilar = 12

    /// Everybody spells countries alike; nor is an adjective or a part of a name spelled otherwise.
    private static func maySoundAlike(_ candidate: PlaceCandidate) -> Bool {
        guard !candidate.placeClass.isWide else { return false }
        switch candidate.nameKind {
        case .official, .short, .alternate, .stripped: return true
        case .demonym, .abbreviation, .old: return false
        }
    }

    /// Lays the mentions of all names behind each other, name by name.
    private mutating func listMentions(_ hits: [NameHit], _ counts: [Int]) {
        var next: [Int] = []
        next.reserveCapacity(counts.count)
        var total = 0
        for count in counts {
            next.append(total)
            total += count
        }
        var order = [Int32](repeating: 0, count: hits.count)
        for (index, hit) in hits.enumerated() {
            order[next[Int(hit.group)]] = Int32(index)
            next[Int(hit.group)] += 1
        }
        let positions = order.map { hits[Int($0)].first }
        for (index, count) in counts.enumerated() {
            let mentions = (next[index] - count)..<next[index]
            groups[index].hits = order[mentions]
            groups[index].positions = positions[mentions.prefix(Self.mostPositions)]
        }
    }

    static func allowsInitials(_ posting: NamePosting) -> Bool {
        posting.kind == .abbreviation || posting.kind == .short
    }

    private static func candidate(
        _ posting: NamePosting, _ record: PlaceRecord, _ gazetteer: CompiledGazetteer
    ) -> PlaceCandidate {
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
