/// How to read an incident list where it does not say itself.
public struct ListReadingOptions: Sendable {
    /// Columns by name, for what their names do not tell.
    public var columns: [ListRole: String] = [:]
    /// The order of day and month in dates such as `05/01/2016`; `nil` = told by the dates themselves.
    public var dateOrder: DateOrder?

    /// The reference system of the coordinates, as in `EPSG:32638`; `nil` = longitude and latitude.
    public var referenceSystem: String?

    /// How many threads read at once; `nil` = as many as the machine has processors, if the list is long.
    /// The result is the same.
    public var threads: Int?

    public init() {}
}

extension ListReadingOptions {
    /// A transformation between reference systems serves one thread at a time.
    func threads(forBytes count: Int) -> Int {
        if referenceSystem != nil { return 1 }
        return threads ?? (count < 8 << 20 ? 1 : min(8, SystemCalls.processorCount))
    }
}

/// Which of the two small numbers of a date is the day.
public enum DateOrder: String, Sendable, CaseIterable {
    case dayFirst = "dmy"
    case monthFirst = "mdy"
}
