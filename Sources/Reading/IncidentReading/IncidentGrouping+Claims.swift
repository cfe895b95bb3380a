internal import Incidents

/// Gives claims and accusations to the deeds they are of.
extension IncidentGrouping {
    /// A claim is of the deed its own sentence points to, else of the last one told before.
    mutating func add(_ claims: [(ClaimReader.Claim, section: Int)]) {
        guard !claims.isEmpty else { return }
        let told = deeds()
        for (claim, section) in claims {
            if let index = deed(of: claim, inSection: section, among: told) {
                drafts[index].add(claim)
            }
        }
    }

    private struct Deed {
        let sentence: Int
        let draft: Int
        let isRecent: Bool
    }

    /// Where each deed that somebody may claim is told, in the order of the text.
    private func deeds() -> [Deed] {
        drafts.indices.filter { Self.claimable.contains(drafts[$0].family) }.flatMap { index in
            let isRecent = isRecent(drafts[index])
            return drafts[index].events.map {
                Deed(sentence: $0.sentence, draft: index, isRecent: isRecent)
            }
        }.sorted { ($0.sentence, $0.draft) < ($1.sentence, $1.draft) }
    }

    private func deed(
        of claim: ClaimReader.Claim, inSection section: Int, among told: [Deed]
    ) -> Int? {
        let end = told.partitioningIndex { $0.sentence > claim.sentence }
        let near = told[..<end].suffix(Self.claimReach).filter {
            drafts[$0.draft].section == section
        }
        if let pointed = near.first(where: { $0.sentence == claim.sentence }) {
            return pointed.draft
        }
        // Of a killing and the fires that went with it, the killing.
        func rank(_ deed: Deed) -> Int {
            deed.sentence - (drafts[deed.draft].family == .things ? 3 : 0)
        }
        return near.filter(\.isRecent).max { rank($0) < rank($1) }?.draft
    }

    /// How many tellings back a claim may reach.
    private static let claimReach = 12
    private static let claimable: Set<EventFamily> = [.violence, .siege, .taking, .things]
}
