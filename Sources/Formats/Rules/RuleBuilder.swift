import Earth
import Incidents

/// Makes a rule of its fields, and says what is wrong with each.
struct RuleBuilder {
    private let draft: RuleDraft
    private(set) var faults: [RuleFault] = []

    init(_ draft: RuleDraft) { self.draft = draft }

    /// - Returns: `nil` when a field it cannot do without is missing or of no use.
    mutating func rule() -> AlertRule? {
        let name = text("name", "\"name\": \"near a dam\"")
        guard let when = text("when", "\"when\": \"enter\"") else { return nil }
        guard let own = Self.fields[when] else {
            fault(
                at: "when", "\"\(when)\" is no condition",
                hint: suggestion(for: when, among: Self.fields.keys.sorted()))
            return nil
        }
        checkNames(own + Self.common + (Self.clusterRules.contains(when) ? [] : Self.aboutSites))
        let condition = condition(when)
        let kinds = siteKinds()
        let likelihood = likelihood()
        let widest = isGiven("known_within") ? distance("known_within") : nil
        let quiet = isGiven("quiet_days") ? whole("quiet_days", atLeast: 0) : 0
        guard let name, let condition, let quiet else { return nil }
        return AlertRule(
            id: name, condition: condition, siteKinds: kinds, siteIDs: Set(texts("sites")),
            types: Set(texts("types")), likelihood: likelihood, widestRadius: widest,
            coolDown: quiet)
    }

    private static let common = [
        "name", "when", "types", "certainty", "known_within", "quiet_days",
    ]
    private static let aboutSites = ["of", "sites"]
    private static let clusterRules: Set<String> = ["cluster", "growth"]
    private static let fields: [String: [String]] = [
        "enter": ["within"], "count": ["within", "count", "days", "ends_below"],
        "rate": ["within", "factor", "days", "baseline", "count"],
        "dwell": ["within", "days", "gap"], "cluster": ["within", "count", "days"],
        "growth": ["within", "count", "days", "growth"],
    ]

    private mutating func condition(_ when: String) -> AlertRule.Condition? {
        guard let within = distance("within") else { return nil }
        switch when {
        case "enter": return .enters(within: within)
        case "count": return count(within)
        case "rate": return rate(within)
        case "dwell":
            guard let days = whole("days"), let gap = whole("gap") else { return nil }
            return .dwell(days: days, within: within, gap: gap)
        default: return cluster(when, within)
        }
    }

    private mutating func count(_ within: Distance) -> AlertRule.Condition? {
        guard let count = whole("count"), let days = whole("days") else { return nil }
        guard isGiven("ends_below") else {
            return .count(atLeast: count, within: within, days: days)
        }
        guard let below = whole("ends_below") else { return nil }
        if below > count {
            fault(at: "ends_below", "the rule cannot end above where it begins, at \(count)")
        }
        return .count(atLeast: count, within: within, days: days, endsBelow: below)
    }

    private mutating func rate(_ within: Distance) -> AlertRule.Condition? {
        guard let factor = positive("factor"), let days = whole("days"),
            let baseline = whole("baseline"),
            let count = isGiven("count") ? whole("count") : 1
        else { return nil }
        return .rate(
            factor: factor, atLeast: count, within: within, days: days, baseline: baseline)
    }

    private mutating func cluster(_ when: String, _ radius: Distance) -> AlertRule.Condition? {
        guard let count = whole("count"), let days = whole("days") else { return nil }
        guard when == "growth" else {
            return .newCluster(radius: radius, days: days, minimumCount: count)
        }
        guard let growth = positive("growth") else { return nil }
        return .growingCluster(radius: radius, days: days, minimumCount: count, growth: growth)
    }

    private mutating func siteKinds() -> Set<PlaceKind> {
        var kinds: Set<PlaceKind> = []
        for word in texts("of") {
            if let kind = PlaceKind(rawValue: word) {
                kinds.insert(kind)
            } else {
                fault(
                    at: "of", "\"\(word)\" is no kind of site",
                    hint: suggestion(for: word, among: PlaceKind.allCases.map(\.rawValue)))
            }
        }
        return kinds
    }

    private mutating func likelihood() -> Likelihood {
        guard isGiven("certainty") else { return .possible }
        switch text("certainty", "") {
        case "possible": return .possible
        case "certain": return .certain
        case let word?:
            fault(at: "certainty", "\"\(word)\" is no certainty", hint: "possible or certain")
            return .possible
        case nil: return .possible
        }
    }
}

// MARK: Fields

extension RuleBuilder {
    private mutating func checkNames(_ known: [String]) {
        var seen: Set<String> = []
        for field in draft.fields {
            if !known.contains(field.name) {
                faults.append(
                    RuleFault(
                        field.position, "no field \"\(field.name)\" in such a rule",
                        hint: suggestion(for: field.name, among: known)))
            } else if !seen.insert(field.name).inserted {
                faults.append(RuleFault(field.position, "\"\(field.name)\" is given twice"))
            }
        }
    }

    private func field(_ name: String) -> RuleDraft.Field? {
        draft.fields.first { $0.name == name }
    }

    private func isGiven(_ name: String) -> Bool { field(name) != nil }

    private mutating func fault(at name: String, _ message: String, hint: String? = nil) {
        faults.append(RuleFault(field(name)?.position ?? draft.position, message, hint: hint))
    }

    private mutating func refuse(_ name: String, _ hint: String) {
        let what = isGiven(name) ? "\"\(name)\" cannot be used" : "the rule has no \"\(name)\""
        fault(at: name, what, hint: hint)
    }

    private mutating func text(_ name: String, _ hint: String) -> String? {
        if case .text(let text) = field(name)?.value, !text.isEmpty { return text }
        refuse(name, hint.isEmpty ? "write a text" : "write \(hint)")
        return nil
    }

    private mutating func texts(_ name: String) -> [String] {
        switch field(name)?.value {
        case nil: return []
        case .text(let text): return [text]
        case .texts(let texts) where !texts.isEmpty: return texts
        default:
            refuse(name, "write a text or an array of texts")
            return []
        }
    }

    private mutating func whole(_ name: String, atLeast least: Int = 1) -> Int? {
        if case .number(let number) = field(name)?.value, number >= Double(least),
            number <= 100_000, let whole = Int(exactly: number)
        {
            return whole
        }
        refuse(name, "write a whole number from \(least) to 100000")
        return nil
    }

    private mutating func positive(_ name: String) -> Double? {
        if case .number(let number) = field(name)?.value, number > 0, number.isFinite {
            return number
        }
        refuse(name, "write a number above 0")
        return nil
    }

    private mutating func distance(_ name: String) -> Distance? {
        guard case .text(let text) = field(name)?.value else {
            refuse(name, "write a distance with its unit: \"15km\"")
            return nil
        }
        do throws(QuantityText.Fault) { return try QuantityText.distance(text) } catch {
            refuse(name, error.description)
            return nil
        }
    }
}
