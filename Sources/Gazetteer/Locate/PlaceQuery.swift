internal import Incidents

/// A name as somebody asks for it, taken apart: "Qayyarah town, Nineveh".
struct PlaceQuery {
    /// Folded.
    var name: [UInt8]
    /// What the place lies in, as written behind a comma, "in" or a bracket.
    var container: String?

    /// The ways to take a name apart, the whole name first.
    static func readings(of name: String) -> [PlaceQuery] {
        var readings = [PlaceQuery(name: NameWords(name).joined, container: nil)]
        for separator in [",", "(", " in "] {
            guard let cut = name.firstRange(of: separator) else { continue }
            let head = NameWords(String(name[..<cut.lowerBound])).joined
            let tail = String(name[cut.upperBound...].filter { $0 != ")" })
            guard !head.isEmpty, !NameWords(tail).joined.isEmpty else { continue }
            readings.append(PlaceQuery(name: head, container: tail))
        }
        return readings.filter { !$0.name.isEmpty }
    }
}

extension String {
    fileprivate func firstRange(of part: String) -> Range<String.Index>? {
        var start = startIndex
        while start < endIndex {
            if self[start...].hasPrefix(part) {
                return start..<index(start, offsetBy: part.count)
            }
            start = index(after: start)
        }
        return nil
    }
}
