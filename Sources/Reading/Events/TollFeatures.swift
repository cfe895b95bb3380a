internal import Gazetteer
internal import Incidents

/// What speaks for and against a figure being the toll of a deed: what is said of those it counts and how
/// far from the deed, and how it stands to the other figures around.
struct TollFeatures {
    let draft: DraftIncident
    let figures: [TollFigure]
    /// What grammar counts.
    let counted: Toll?

    func add(_ candidate: TollChooser.Candidate, to f: inout FeatureSet) {
        for way in candidate.ways { addWay(way, &f) }
        addValue(candidate, &f)
        addRivals(candidate, &f)
        f.removeRepeatedNames()
    }

    private func addWay(_ way: TollChooser.Way, _ f: inout FeatureSet) {
        let kind = way.kind.rawValue
        f.add("way=", kind)
        f.add("way=", kind, "|", draft.type.rawValue)
        let isSum = way.figures.count > 1
        if isSum {
            f.add("sum=", kind, "|", way.figures.count)
            let named = way.figures.count(where: \.isNamed)
            f.add("sum,names=", named, "|", way.figures.count - named)
            if way.figures.contains(where: { $0.isTotal }) { f.add("sum,all") }
        }
        for figure in way.figures where way.kind != .all {
            addFigure(figure, isSum ? "sum " : "", &f)
        }
    }

    private func addFigure(_ figure: TollFigure, _ way: String, _ f: inout FeatureSet) {
        let role = figure.role.rawValue
        let away = figure.away < 0 ? "before" : figure.away == 0 ? "here" : "behind"
        f.add(way, "role=", role)
        f.add(way, "role=", role, "|", away, "|", figure.isTied)
        f.add(way, "role=", role, "|", figure.kind.rawValue)
        f.add(way, "role=", role, "|", draft.type.rawValue)
        f.add(way, "by=", figure.concept, "|", figure.isTied)
        f.add(way, "away=", figure.away < 0 ? "-" : "+", abs(figure.away), "|", role)
        let form = figure.isNamed ? "named" : figure.isCounted ? "counted" : "bare"
        f.add(way, "form=", form, "|", role)
        f.add(way, "form=", form, "|", role, "|", figure.isTied)
        if figure.isTotal { f.add(way, "all|", role) }
        if figure.noun == "other" { f.add(way, "others|", role) }
    }

    private func addValue(_ candidate: TollChooser.Candidate, _ f: inout FeatureSet) {
        let size = Self.size(candidate.minimum, candidate.maximum)
        f.add("value=", size)
        f.add("value=", size, "|", draft.type.rawValue)
        f.add("ways=", candidate.ways.count)
        let kinds = Set(candidate.ways.map(\.kind.rawValue)).sorted()
        for (index, kind) in kinds.enumerated() {
            f.add("value=", size, "|", kind)
            for other in kinds[(index + 1)...] { f.add("ways=", kind, "+", other) }
        }
        guard let counted else {
            f.add("grammar=none")
            f.add("grammar=none|", size)
            return
        }
        let isSame = candidate.ways.contains { $0.kind == .grammar }
        let own = Self.size(counted.minimum, counted.maximum)
        f.add("grammar=", isSame, "|", own)
        if !isSame {
            let isMore = (candidate.minimum ?? 0) > (counted.minimum ?? 0)
            f.add("grammar=less|", isMore)
            for kind in kinds { f.add("grammar=less|", isMore, "|", kind) }
        }
    }

    private func addRivals(_ candidate: TollChooser.Candidate, _ f: inout FeatureSet) {
        let dead = figures.filter(\.isOfDead)
        let value = candidate.minimum ?? 0
        let kind = candidate.ways.first?.kind.rawValue ?? "-"
        let same = dead.filter {
            $0.minimum == candidate.minimum && $0.maximum == candidate.maximum
        }
        f.add("greater=", min(dead.count { ($0.minimum ?? 0) > value }, 3))
        f.add("less=", min(dead.count { ($0.minimum ?? 0) < value }, 3))
        f.add("same=", min(same.count, 4))
        f.add("greater=", dead.contains { ($0.minimum ?? 0) > value }, "|", kind)
        f.add("greater,tied=", dead.contains { $0.isTied && ($0.minimum ?? 0) > value }, "|", kind)
        f.add("dead=", min(dead.count, 6), "|", kind)
        f.add("names=", min(Set(dead.filter(\.isNamed).map(\.noun)).count, 4), "|", kind)
        if let first = dead.first { f.add("first=", first.minimum == candidate.minimum, "|", kind) }
        if let last = dead.last { f.add("last=", last.minimum == candidate.minimum, "|", kind) }
        f.add("told=", min(draft.events.count, 5), "|", kind)
        if draft.isBackdrop { f.add("backdrop|", kind) }
    }

    private static func size(_ minimum: Int?, _ maximum: Int?) -> String {
        let least = minimum ?? 0
        let sizes = [0, 1, 2, 3, 5, 9, 19, 49]
        let size = sizes.first { least <= $0 }.map { "≤\($0)" } ?? "more"
        return maximum == nil ? size + "…" : maximum == minimum ? size : size + "–"
    }

}
