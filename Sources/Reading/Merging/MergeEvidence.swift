internal import Incidents

/// What speaks for or against two tellings being of one incident, with its weight in natural-log odds.
///
/// The weights are set by hand, for precision: two bombings in one large city on one day must stay
/// two, so type, day and a city's name together do not reach ``threshold``; one thing more must
/// agree, such as a toll or the site. In a village they suffice.
enum MergeEvidence: Hashable, Sendable {
    /// A whole sentence stands in both: one report copied the other, or both an agency.
    case sameSentence
    /// One type that says what was done: "suicide bombing".
    case sameType
    /// One type that says little: "attack".
    case sameGeneralType
    /// "attack" and the "ambush" it was.
    case kindredTypes
    /// One place of the gazetteer; weighs more, the smaller it is.
    case samePlace(Double)
    /// Two places whose circles meet.
    case nearPlaces(Double)
    /// A place and the district or province it lies in.
    case containedPlace
    case sameDay
    /// Intervals of a few days that overlap.
    case overlappingDays
    /// Weeks that overlap.
    case overlappingWeeks
    /// The same month, season or year.
    case samePeriod
    /// Told of neighbouring days, as what happens at night.
    case adjacentDays
    /// One does not say the day, and the other's fits its publication.
    case unstatedDay
    /// Neither says the day; they were published together.
    case unstatedDays
    /// One figure in both; a large one is hardly chance.
    case sameToll(Casualties.Effect, Int)
    case agreeingTolls(Casualties.Effect)
    /// Figures that differ no more than first and later counts do.
    case nearTolls(Casualties.Effect)
    case rivalTolls(Casualties.Effect)
    case farTolls(Casualties.Effect)
    case samePerpetrator
    /// A state's forces in one, its enemies in the other.
    case opposedPerpetrators
    case sameVictims
    case sameWeapon
    /// "market", "checkpoint".
    case sameSite
    case differentSites

    /// From here two tellings are of one incident: odds of 150 to 1, against the many pairs that share
    /// a place and a day by chance.
    static let threshold = 5.0

    var weight: Double {
        switch self {
        case .sameSentence: 4
        case .sameType: 2
        case .sameGeneralType: 0.7
        case .kindredTypes: 0.4
        case .samePlace(let weight), .nearPlaces(let weight): weight
        case .containedPlace: 0.3
        case .sameDay: 1.5
        case .overlappingDays: 1
        case .overlappingWeeks: 0.6
        case .samePeriod: 0.4
        case .adjacentDays: -1.5
        case .unstatedDay: 0.3
        case .unstatedDays: 0.2
        case .sameToll(_, let count): count >= 10 ? 1.5 : count >= 3 ? 1 : 0.3
        case .agreeingTolls: 0.3
        case .nearTolls: 0
        case .rivalTolls: -0.7
        case .farTolls: -1.5
        case .samePerpetrator: 0.5
        case .opposedPerpetrators: -1.5
        case .sameVictims: 0.3
        case .sameWeapon: 0.4
        case .sameSite: 0.7
        case .differentSites: -0.7
        }
    }
}
