/// A text with its origin and its day of publication.
public struct Report: Hashable, Sendable {
    /// Stable and unique among the reports of a run: given by the input, or made from its origin.
    public var id: String
    /// What was read, in full: boilerplate is marked later, never cut out.
    public var text: String
    public var title: String?
    public var published: Day?
    public var source: String?
    public var url: String?
    /// BCP 47, when the input says it.
    public var language: String?

    public init(
        id: String, text: String, title: String? = nil, published: Day? = nil,
        source: String? = nil, url: String? = nil, language: String? = nil
    ) {
        self.id = id
        self.text = text
        self.title = title
        self.published = published
        self.source = source
        self.url = url
        self.language = language
    }
}
