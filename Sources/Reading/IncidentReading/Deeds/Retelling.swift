internal import Incidents

/// Tells which doubtful drafts are of a deed that the report tells of elsewhere.
///
/// A report says a thing several times, and in the end with fewer words than in the beginning. So what says
/// too little to stand is taken for a deed of that kind told before, unless places or days speak against it.
struct Retelling {
    let published: Day?
    let scores: DeedScores

    /// A report of more deeds of one kind than this is a list: what it tells, it tells once.
    private static let most = 40

    /// The standing drafts, and those doubtful ones that are of none of them: the likeliest of each deed.
    func joined(_ doubtful: [DraftIncident], to standing: [DraftIncident]) -> [DraftIncident] {
        var drafts = standing
        var known = [[Int]](repeating: [], count: DeedKind.allCases.count)
        for index in drafts.indices {
            if let kind = DeedKind(drafts[index].type) { known[kind.rawValue].append(index) }
        }
        for draft in byLikelihood(doubtful) {
            guard let kind = DeedKind(draft.type) else { continue }
            let same = known[kind.rawValue].prefix(Self.most).first { isSame(drafts[$0], draft) }
            if let same {
                drafts[same].add(retelling: draft)
            } else {
                known[kind.rawValue].append(drafts.count)
                drafts.append(draft)
            }
        }
        return drafts
    }

    private func byLikelihood(_ drafts: [DraftIncident]) -> [DraftIncident] {
        let likelihoods = drafts.map { draft in
            DeedKind(draft.type).flatMap { kind in
                draft.events.map { scores.ofSentence($0.sentence, kind) }.max()
            } ?? 0
        }
        return drafts.indices.sorted { (likelihoods[$0], $1) > (likelihoods[$1], $0) }
            .map { drafts[$0] }
    }

    private func isSame(_ told: DraftIncident, _ again: DraftIncident) -> Bool {
        isOnePlace(told.place, again.place) && isOneDay(told.date, again.date)
    }

    private func isOnePlace(_ a: IncidentPlace?, _ b: IncidentPlace?) -> Bool {
        guard let a, let b, let first = a.place, let second = b.place else { return true }
        if first.id == second.id { return true }
        let grouping = IncidentGrouping(published: published)
        return grouping.contains(a, b) || grouping.contains(b, a)
    }

    private func isOneDay(_ a: EventDate?, _ b: EventDate?) -> Bool {
        guard let a, let b, a.anchor != .assumed, b.anchor != .assumed,
            let start = a.start, let end = a.end ?? published,
            let otherStart = b.start, let otherEnd = b.end ?? published
        else { return true }
        return start <= otherEnd && otherStart <= end
    }
}
