/// How to read an incident list where it does not say itself.
public struct ListReadingOptions: Sendable {
    /// Columns by name, for what their names do not tell.
    public var columns: [ListRole: String] = [:]
    /// The order of day and month in dates such as `05/01/2016`; `nil` = told by the dates themselves.
    public var dateOrder: DateOrder?

    /// The reference system of the coordinates, as in `EPSG:32638`; `nil` = longitude and latitude.
    public var referenceSystem: String?

    public init() {}
}

/// Which of the two small numbers of a date is the day.
public enum DateOrder: String, Sendable, CaseIterable {
    case dayFirst = "dmy"
    case monthFirst = "mdy"
}
