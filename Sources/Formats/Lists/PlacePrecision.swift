import Earth
import Incidents

/// How exactly a place is known, in the words that the codebooks of incident lists share.
enum PlacePrecision: CaseIterable {
    /// A facility or a populated place.
    case exact
    case near
    case district, province
    /// A river, a road, a border: something long or wide.
    case feature
    case country
    /// The high seas and the air above them.
    case international

    /// - Parameter radius: Tells where kind and relation do not.
    init(_ relation: IncidentPlace.Relation, _ kind: PlaceKind, _ radius: Distance) {
        switch kind {
        case .continent, .region, .country: self = .country
        case .admin1: self = .province
        case .admin2, .admin3: self = .district
        case .sea: self = .international
        case _ where kind.group == .nature && (relation == .at || relation == .within):
            self = .feature
        case _ where relation == .at: self = .exact
        default: self.init(beside: radius)
        }
    }

    /// Of what lies near, between or within something.
    private init(beside radius: Distance) {
        self =
            switch radius.kilometers {
            case ...25: .near
            case ...50: .district
            case ...150: .province
            default: .country
            }
    }

    var relation: IncidentPlace.Relation {
        switch self {
        case .exact: .at
        case .near: .near
        case .district, .province, .feature, .country, .international: .within
        }
    }

    var kind: PlaceKind {
        switch self {
        case .exact, .near: .locality
        case .district: .admin2
        case .province: .admin1
        case .feature: .land
        case .country: .country
        case .international: .sea
        }
    }
}

/// Codes of how exactly a place is known.
///
/// The radii are round figures for what the codebooks describe in words. GDELT's code is a kind of place:
/// country, state of the United States, city there, city elsewhere, province elsewhere.
///
/// - Source: codebooks of ACLED ("geo_precision"), UCDP GED ("where_prec"), GTD ("specificity") and
///   GDELT 2.0 ("ActionGeo_Type").
enum PrecisionScale: CaseIterable {
    case acled, ucdp, gtd, gdelt

    /// What each code means, from 1.
    private var meanings: [(PlacePrecision, kilometers: Double)] {
        switch self {
        case .acled: [(.exact, 3), (.near, 15), (.province, 75)]
        case .ucdp:
            [
                (.exact, 3), (.near, 15), (.district, 30), (.province, 75), (.feature, 75),
                (.country, 300), (.international, 300),
            ]
        case .gtd: [(.exact, 3), (.near, 15), (.district, 30), (.province, 75), (.country, 300)]
        case .gdelt:
            [(.country, 300), (.province, 150), (.exact, 5), (.exact, 5), (.province, 75)]
        }
    }

    /// `nil` for a code that the scale does not have.
    func precision(of code: Int) -> PlacePrecision? {
        meanings.indices.contains(code - 1) ? meanings[code - 1].0 : nil
    }

    func radius(of code: Int) -> Distance? {
        meanings.indices.contains(code - 1) ? .kilometers(meanings[code - 1].kilometers) : nil
    }

    /// `nil` where the scale has no code for such a place.
    ///
    /// - Parameter country: ISO 3166-1; GDELT has codes of its own for places in the United States.
    func code(for precision: PlacePrecision, country: String) -> Int? {
        let isAmerican = country == "US"
        switch (self, precision) {
        case (.gdelt, .exact), (.gdelt, .near): return isAmerican ? 3 : 4
        case (.gdelt, .province): return isAmerican ? 2 : 5
        case (.acled, .district): return 2
        case (.acled, .feature): return 3
        case (.gtd, .feature): return 3
        default: return meanings.firstIndex { $0.0 == precision }.map { $0 + 1 }
        }
    }
}

extension IncidentPlace {
    /// How exactly it is known in the codes of others; `nil` without a position.
    func code(in scale: PrecisionScale) -> Int? {
        guard coordinate != nil else { return nil }
        let precision = PlacePrecision(relation, place?.kind ?? .locality, radius)
        return scale.code(for: precision, country: place?.country ?? "")
    }
}
