/// GDELT's name of a place: "Ramadi, Al Anbar, Iraq", "Al Anbar, Iraq" or "Iraq".
///
/// - Source: GDELT Event Database codebook 2.0, `ActionGeo_FullName`.
struct GDELTPlace {
    let name: String
    var admin1: String?
    var country: String?

    init(_ fullName: String) {
        let parts = fullName.split(separator: ",").map { $0.trimmed }
        name = parts.first ?? fullName
        country = parts.last
        // "Belarus (general)" is no division.
        if parts.count > 2, let division = parts.dropLast().last, !division.hasSuffix("(general)") {
            admin1 = division
        }
    }
}
