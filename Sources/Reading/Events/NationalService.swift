internal import Gazetteer

/// Which of a state's services a word names; all of one service of a country are one actor, named as ACLED
/// names them: "Military Forces of Uganda".
enum NationalService {
    case military, police, government

    init?(_ word: WordKey) {
        if Self.soldiers.contains(word) {
            self = .military
        } else if Self.policemen.contains(word) {
            self = .police
        } else if Self.governments.contains(word) {
            self = .government
        } else {
            return nil
        }
    }

    func name(of country: String) -> String {
        let country = Self.takesArticle(country) ? "the " + country : country
        return switch self {
        case .military: Self.forces + country
        case .police: "Police Forces of " + country
        case .government: "Government of " + country
        }
    }

    /// Is where the deeds are; what a government says may be of anywhere.
    var isArmed: Bool { self != .government }

    /// "the United States", "the Central African Republic", "the Philippines".
    private static func takesArticle(_ country: String) -> Bool {
        country.hasPrefix("United ") || country.contains("Republic")
            || country.hasSuffix("Islands") || plurals.contains(country)
    }

    private static let plurals: Set<String> = [
        "Philippines", "Netherlands", "Bahamas", "Gambia", "Maldives", "Comoros", "Seychelles",
        "Palestinian Territories",
    ]

    /// "Syrian *rebel* forces", "Iranian-*backed* troops", "*former* Iraqi soldiers": not the nation's.
    static func isNotOwn(_ word: WordKey) -> Bool { notOwn.contains(word) }

    private static let notOwn: WordSet = [
        WordKey("backed"), WordKey("led"), WordKey("supported"), WordKey("trained"),
        WordKey("allied"), WordKey("aligned"), WordKey("sponsored"),
        WordKey("opposition"), WordKey("rebel"), WordKey("separatist"), WordKey("militia"),
        WordKey("paramilitary"), WordKey("tribal"), WordKey("kurdish"), WordKey("proxy"),
        WordKey("pro"), WordKey("anti"), WordKey("former"), WordKey("ex"), WordKey("dissident"),
        WordKey("irregular"), WordKey("private"), WordKey("resistance"),
    ]

    /// Whose army a name of ``name(of:)`` names.
    static func country(ofForces name: String) -> String? {
        guard name.hasPrefix(forces) else { return nil }
        let country = name.dropFirst(forces.count)
        return String(country.hasPrefix("the ") ? country.dropFirst(4) : country)
    }

    private static let forces = "Military Forces of "

    private static let soldiers: WordSet = [
        WordKey("army"), WordKey("military"), WordKey("troops"), WordKey("troop"),
        WordKey("soldiers"), WordKey("soldier"), WordKey("forces"), WordKey("marines"),
        WordKey("marine"), WordKey("navy"), WordKey("paratroopers"), WordKey("commandos"),
        WordKey("guards"), WordKey("guard"), WordKey("warplanes"), WordKey("warplane"),
        WordKey("jets"), WordKey("jet"), WordKey("conscripts"), WordKey("servicemen"),
    ]
    private static let policemen: WordSet = [
        WordKey("police"), WordKey("policemen"), WordKey("policeman"), WordKey("gendarmes"),
        WordKey("gendarmerie"), WordKey("constables"),
    ]
    private static let governments: WordSet = [
        WordKey("government"), WordKey("regime"), WordKey("junta"),
    ]
}
