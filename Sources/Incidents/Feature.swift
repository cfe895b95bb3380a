public import Earth

/// One row on its way out: a shape, or none, and flat properties in the order of its columns.
public struct Feature: Hashable, Sendable {
    public var id: String
    /// `nil` = not located; written as `null`, never as a point at 0,0.
    public var geometry: Geometry?
    /// One for each column of the layer.
    public var values: [FieldValue]

    public init(id: String, geometry: Geometry?, values: [FieldValue]) {
        self.id = id
        self.geometry = geometry
        self.values = values
    }
}

/// The value of a property. A column keeps to one case (or `none`), so readers can type it.
public enum FieldValue: Hashable, Sendable {
    case none
    case text(String)
    case integer(Int)
    /// Written with at most this many decimals.
    case number(Double, decimals: Int)
    case flag(Bool)
    /// An object or an array of JSON, well formed. Formats without nesting take it for text.
    case json(String)

    /// `none` for `nil` and for the empty string: unknown has one spelling.
    public static func text(orNone text: String?) -> FieldValue {
        guard let text, !text.isEmpty else { return .none }
        return .text(text)
    }

    public static func integer(orNone integer: Int?) -> FieldValue {
        integer.map { .integer($0) } ?? .none
    }

    public static func kilometers(_ distance: Distance?) -> FieldValue {
        guard let distance, distance.meters.isFinite else { return .none }
        return .number(distance.kilometers, decimals: 3)
    }
}

/// What all values of a column are, as far as they are not `none`. Databases ask for it beforehand.
public enum FieldType: String, Hashable, Sendable, CaseIterable {
    case text, integer, number, flag
    /// A text that is a day of ISO 8601.
    case day
}

/// A set of features with the same properties: the file's name for it and its columns.
public struct Layer: Hashable, Sendable {
    public var name: String
    public var columns: [String]
    /// The types of the columns that are not text.
    public var types: [String: FieldType]
    /// What a map shows as a feature's name, its story and its time span, as far as it has them.
    public var roles: Roles
    /// Whether features may be lines or areas: tables then say them in well-known text.
    public var hasShapes: Bool

    public struct Roles: Hashable, Sendable {
        public var title: String?
        public var description: String?
        public var start: String?
        public var end: String?

        public init(
            title: String? = nil, description: String? = nil, start: String? = nil,
            end: String? = nil
        ) {
            self.title = title
            self.description = description
            self.start = start
            self.end = end
        }
    }

    public init(
        name: String, columns: [String], types: [String: FieldType] = [:], roles: Roles = Roles(),
        hasShapes: Bool = false
    ) {
        self.name = name
        self.columns = columns
        self.types = types
        self.roles = roles
        self.hasShapes = hasShapes
    }

    public func type(of column: String) -> FieldType { types[column] ?? .text }

    package func value(_ column: String?, of feature: Feature) -> FieldValue {
        guard let column, let index = columns.firstIndex(of: column),
            feature.values.indices.contains(index)
        else { return .none }
        return feature.values[index]
    }
}
