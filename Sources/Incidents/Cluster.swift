/// How one incident stands to its cluster.
public enum ClusterRole: String, Hashable, Sendable, CaseIterable { case core, border, noise }

/// Which cluster an incident belongs to; `nil` number = noise.
public struct ClusterLabel: Hashable, Sendable {
    public let number: Int?
    public let role: ClusterRole

    public init(number: Int?, role: ClusterRole) {
        self.number = number
        self.role = role
    }

    public static let noise = ClusterLabel(number: nil, role: .noise)
}
