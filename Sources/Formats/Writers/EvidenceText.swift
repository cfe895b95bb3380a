import Earth
import Incidents

/// Reasons and rival places as one cell of a table holds them, to be read by people and read back:
///
///     “bombing” tells of bomb (+0.2); a toll is given (+0.1)
///     Hit, Aleppo, SY (village) @37.18,36.2; …
enum EvidenceText {
    static func text(_ reasons: [Reason]) -> String {
        reasons.map { reason in
            reason.weight == 0
                ? plain(reason.evidence) : "\(plain(reason.evidence)) (\(signed(reason.weight)))"
        }.joined(separator: "; ")
    }

    static func text(_ places: [Place]) -> String {
        places.map { place in
            let name = [place.name, place.admin1, place.country].map(plain).filter { !$0.isEmpty }
            let point =
                "\(number(place.coordinate.longitude, 4)),\(number(place.coordinate.latitude, 4))"
            return name.joined(separator: ", ") + " (\(place.kind.rawValue)) @\(point)"
        }.joined(separator: "; ")
    }

    // MARK: Reading back

    static func reasons(_ text: String) -> [Reason] {
        items(text).map { item in
            guard let (words, inside) = bracketed(item[...]), let weight = Double(inside) else {
                return Reason(String(item))
            }
            return Reason(String(words), weight: weight)
        }
    }

    /// What the layer does not say of a rival, such as its id, stays empty.
    static func places(_ text: String) -> [Place] {
        items(text).compactMap { item in
            guard let at = item.lastIndex(of: "@"), let (names, inside) = bracketed(item[..<at]),
                let kind = PlaceKind(rawValue: String(inside))
            else { return nil }
            let degrees = item[item.index(after: at)...].split(separator: ",").compactMap {
                Double($0)
            }
            guard degrees.count == 2,
                let point = try? Coordinate(longitude: degrees[0], latitude: degrees[1])
            else { return nil }
            let parts = names.split(separator: ",").map { String($0).trimmed }
            return Place(
                id: "", name: parts.first ?? "", kind: kind, coordinate: point, radius: .zero,
                country: parts.last ?? "", countryName: parts.last ?? "",
                admin1: parts.count > 2 ? parts[parts.count - 2] : "", admin2: "", population: 0)
        }
    }

    private static func items(_ text: String) -> [String] {
        text.split(separator: ";").map { String($0).trimmed }
    }

    /// "words (inside)" → "words", "inside".
    private static func bracketed(_ text: Substring) -> (Substring, Substring)? {
        let text = text.last == " " ? text.dropLast() : text
        guard text.last == ")", let open = text.lastIndex(of: "(") else { return nil }
        return (
            text[..<open].last == " " ? text[..<open].dropLast() : text[..<open],
            text[text.index(after: open)...].dropLast()
        )
    }

    private static func plain(_ text: String) -> String {
        String(text.map { $0 == ";" ? "," : $0 })
    }

    private static func signed(_ weight: Double) -> String {
        (weight > 0 ? "+" : "") + number(weight, 2)
    }

    private static func number(_ value: Double, _ decimals: Int) -> String {
        var out = OutputBuffer()
        out.append(value, decimals: decimals)
        return out.text
    }
}
