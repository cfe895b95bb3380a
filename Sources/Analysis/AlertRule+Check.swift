internal import Earth
public import Incidents

extension AlertRule {
    /// - Throws: ``AnalysisError/unusableOption(name:value:hint:)`` with what would be right.
    public func check() throws(AnalysisError) {
        func demand(_ holds: Bool, _ name: String, _ hint: String) throws(AnalysisError) {
            guard holds else {
                throw .unusableOption(
                    name: "rule \(id): \(name)", value: "\(condition)", hint: hint)
            }
        }
        try demand(!id.isEmpty, "id", "give each rule a name of its own")
        try demand(coolDown >= 0, "cool-down", "give 0 days or more")
        switch condition {
        case .enters(let distance):
            try demand(distance.isUsable, "distance", "give a length of 0 or more")
        case .count(let count, let distance, let days, let below):
            try demand(distance.isUsable, "distance", "give a length of 0 or more")
            try demand(count >= 1 && days >= 1, "count", "count and days must be at least 1")
            try demand(below ?? count <= count, "end", "it cannot end above where it begins")
        case .rate(let factor, let count, let distance, let days, let baseline):
            try demand(distance.isUsable, "distance", "give a length of 0 or more")
            try demand(factor > 0 && factor.isFinite, "factor", "give a number above 0")
            try demand(
                count >= 1 && days >= 1 && baseline >= 1, "rate",
                "count, days and baseline must be at least 1")
        case .dwell(let days, let distance, let gap):
            try demand(distance.isUsable, "distance", "give a length of 0 or more")
            try demand(days >= 1 && gap >= 1, "dwell", "days and gap must be at least 1")
        case .newCluster(let radius, let days, let count):
            try demand(radius.isUsable, "radius", "give a length of 0 or more")
            try demand(days >= 1 && count >= 1, "cluster", "days and count must be at least 1")
        case .growingCluster(let radius, let days, let count, let growth):
            try demand(radius.isUsable, "radius", "give a length of 0 or more")
            try demand(days >= 1 && count >= 1, "cluster", "days and count must be at least 1")
            try demand(growth > 0 && growth.isFinite, "growth", "give a share above 0, as 0.5")
        }
    }
}

extension Distance {
    fileprivate var isUsable: Bool { meters >= 0 && meters.isFinite }
}
