/// A short name for lists and maps: "Car bombing near Ramadi".
///
/// - Parameters:
///   - relation: `nil` when no place is stated.
///   - place: Its name; empty for a point that has none.
package func incidentTitle(
    type: String, relation: IncidentPlace.Relation?, place: String
) -> String {
    let what = incidentType(type)
    guard let relation else { return what + ", place not stated" }
    guard !place.isEmpty else { return what + ", place without a name" }
    switch relation {
    case .at: return what + " in " + place
    case .near, .offset: return what + " near " + place
    case .between: return what + " on the way from " + place
    case .within: return what + " within " + place
    }
}

/// As a title begins with it: "Car bombing"; "Incident" where the type is unknown.
package func incidentType(_ type: String) -> String {
    guard type != IncidentType.unknown.rawValue else { return "Incident" }
    var letters = Array(type.utf8)
    if let first = letters.first, first >= 0x61, first <= 0x7A { letters[0] = first - 0x20 }
    return String(decoding: letters, as: UTF8.self)
}
