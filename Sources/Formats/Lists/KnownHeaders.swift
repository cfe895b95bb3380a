/// The columns of files that come without a header line.
enum KnownHeaders {
    /// - Returns: `nil` for rows that are laid out like none of them.
    static func header(ofRow fields: [String]) -> [String]? {
        guard let first = fields.first, !first.isEmpty, first.utf8.allSatisfy(\.isASCIIDigit) else {
            return nil
        }
        switch fields.count {
        case 58: return gdelt1
        case 61: return gdelt2
        case 49 where Double(fields[29]) != nil && Double(fields[30]) != nil: return ged
        default: return nil
        }
    }

    /// - Source: GDELT Event Database codebook 2.0.
    private static let gdelt2 = gdelt(geo: [
        "Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID",
    ])

    /// - Source: GDELT Event Database codebook 1.03, with the source address that daily files have.
    private static let gdelt1 = gdelt(geo: [
        "Type", "FullName", "CountryCode", "ADM1Code", "Lat", "Long", "FeatureID",
    ])

    private static func gdelt(geo: [String]) -> [String] {
        let actor = [
            "Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code",
            "Religion2Code", "Type1Code", "Type2Code", "Type3Code",
        ]
        let event =
            "IsRootEvent EventCode EventBaseCode EventRootCode QuadClass GoldsteinScale NumMentions NumSources NumArticles AvgTone"
        return words("GLOBALEVENTID SQLDATE MonthYear Year FractionDate")
            + ["Actor1", "Actor2"].flatMap { who in actor.map { who + $0 } } + words(event)
            + ["Actor1Geo_", "Actor2Geo_", "ActionGeo_"].flatMap { whose in geo.map { whose + $0 } }
            + ["DATEADDED", "SOURCEURL"]
    }

    /// - Source: UCDP GED codebook 25.1; its Candidate files.
    private static let ged = words(
        "id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id conflict_name dyad_dset_id dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a side_b_dset_id side_b_new_id side_b number_of_sources source_article source_office source_date source_headline source_original where_prec where_coordinates where_description adm_1 adm_2 latitude longitude geom_wkt priogrid_gid country country_id region event_clarity date_prec date_start date_end deaths_a deaths_b deaths_civilians deaths_unknown best high low gwnoa gwnob"
    )

    private static func words(_ text: String) -> [String] {
        text.split(separator: " ").map(String.init)
    }
}
