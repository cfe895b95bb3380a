/// Gazetteer files in tab-separated columns.
public enum DumpKind: String, Hashable, Sendable, CaseIterable {
    /// A table of this project (`Gazetteer/README.md`).
    case table
    /// A country of GeoNames, citiesN or allCountries: 19 columns without a header.
    case geonames
    /// alternateNamesV2 of GeoNames.
    case alternateNames = "alternate-names"
    /// admin1CodesASCII or admin2Codes of GeoNames.
    case divisionCodes = "division-codes"
    /// The NGA's GEOnet Names Server, either generation of columns.
    case gns

    /// Judges by the first lines; `nil` for what is none of them.
    static func recognize(firstLines lines: [[UInt8]]) -> DumpKind? {
        let rows = lines.map { $0.split(separator: 0x09, omittingEmptySubsequences: false) }
        guard let first = rows.first else { return nil }
        let header = first.map { String(decoding: $0, as: UTF8.self).lowercased() }
        if header.contains("ufi"), header.contains("lat") || header.contains("lat_dd") {
            return .gns
        }
        if ["id", "name", "kind", "latitude"].allSatisfy(header.contains) { return .table }
        // One bad row must not decide: most of the first rows do.
        for (kind, fits) in shapes where rows.count(where: fits) * 2 > rows.count { return kind }
        return nil
    }

    private typealias Row = [ArraySlice<UInt8>]
    private static let shapes: [(DumpKind, @Sendable (Row) -> Bool)] = [
        (.geonames, { $0.count == 19 && isNumber($0[0]) && isDecimal($0[4]) && isDecimal($0[5]) }),
        (
            .alternateNames,
            {
                (4...10).contains($0.count) && isNumber($0[0]) && isNumber($0[1])
                    && $0[2].count < 10
            }
        ),
        (
            .divisionCodes,
            {
                $0.count == 4 && $0[0].contains(UInt8(ascii: ".")) && !isDecimal($0[0])
                    && isNumber($0[3])
            }
        ),
    ]

    private static func isNumber(_ field: ArraySlice<UInt8>) -> Bool {
        !field.isEmpty && field.allSatisfy { $0 &- 0x30 < 10 }
    }

    private static func isDecimal(_ field: ArraySlice<UInt8>) -> Bool {
        TableNumber.scaled(field, decimals: 6) != nil
    }
}
