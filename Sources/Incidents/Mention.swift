/// A span of a report that names a place, and what it was taken to mean.
public struct Mention: Hashable, Sendable {
    public var span: TextSpan
    /// The words as written.
    public var text: String
    public var role: Role
    public var resolution: Resolution

    public enum Role: String, Hashable, Sendable, CaseIterable {
        /// The place itself: "in **Haditha**".
        case literal
        /// Its people or adjective: "**Syrian** troops".
        case demonym
        /// Inside the name of an organisation, product or event: "**Alexandria** Police".
        case embedded
        /// The place stands for its government or team: "**Washington** said".
        case metonym
    }

    public init(span: TextSpan, text: String, role: Role, resolution: Resolution) {
        self.span = span
        self.text = text
        self.role = role
        self.resolution = resolution
    }
}
