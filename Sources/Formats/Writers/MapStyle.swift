import Incidents

/// How incidents look on a map: a colour for each of ACLED's event types, a size by the dead.
///
/// The colours are those that people with the usual forms of colour blindness tell apart.
/// - Source: P. Tol, "Colour Schemes" (2021), bright and muted.
enum MapStyle {
    static let colours: [(event: String, colour: String)] = [
        ("Battles", "#ee6677"), ("Explosions/Remote violence", "#cc3311"),
        ("Violence against civilians", "#aa3377"), ("Protests", "#228833"), ("Riots", "#ccbb44"),
        ("Strategic developments", "#4477aa"),
    ]
    static let otherColour = "#777777"
    /// The column that decides.
    static let column = "acled_event_type"

    static func colour(of event: FieldValue) -> String {
        guard case .text(let event) = event else { return otherColour }
        return colours.first { $0.event == event }?.colour ?? otherColour
    }
}
