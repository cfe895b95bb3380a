internal import Incidents

/// The classes the place models tell apart.
enum CandidateClass: UInt8, CaseIterable {
    case country, continent, region, admin1, admin2, capital, city, town, village, nature, site

    init(_ kind: PlaceKind) {
        switch kind {
        case .country: self = .country
        case .continent: self = .continent
        case .region: self = .region
        case .admin1: self = .admin1
        case .admin2, .admin3: self = .admin2
        case .capital: self = .capital
        case .city: self = .city
        case .town: self = .town
        case .village, .quarter, .camp, .locality: self = .village
        default: self = kind.group == .nature ? .nature : .site
        }
    }

    var isPopulated: Bool { self == .capital || self == .city || self == .town || self == .village }
    /// So large that its point says little about where things are.
    var isWide: Bool { self == .country || self == .continent || self == .region }
}
