package import Earth

/// Quantities as people write them: a number and its unit. A bare number is refused, because whoever
/// reads it later cannot know what it meant.
package enum QuantityText {
    package struct Fault: Error, Hashable, CustomStringConvertible {
        package let description: String
    }

    /// `5km`, `500m`, `3mi`, `2nmi`.
    package static func distance(_ text: String) throws(Fault) -> Distance {
        let (number, unit) = split(text)
        guard let number, number >= 0, number.isFinite else {
            throw Fault(description: "a distance is a number and its unit, as in 5km or 500m")
        }
        switch unit {
        case "m": return .meters(number)
        case "km": return .kilometers(number)
        case "mi": return .miles(number)
        case "nmi": return .meters(number * 1852)
        case "": throw Fault(description: "a distance needs its unit: \(text)km or \(text)m?")
        default:
            throw Fault(description: "\(unit) is not a unit of distance: use m, km, mi or nmi")
        }
    }

    /// `3d`, `2w`: whole days.
    package static func days(_ text: String) throws(Fault) -> Int {
        let (number, unit) = split(text)
        guard let number, number >= 0, number <= 100_000, number == number.rounded() else {
            throw Fault(description: "a time is a number and its unit, as in 3d or 2w")
        }
        switch unit {
        case "d": return Int(number)
        case "w": return Int(number) * 7
        case "": throw Fault(description: "a time needs its unit: \(text)d?")
        default: throw Fault(description: "\(unit) is not a unit of time: use d or w")
        }
    }

    private static func split(_ text: String) -> (number: Double?, unit: String) {
        let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == "." || $0 == "-") }
        let unit = text.dropFirst(digits.count).drop { $0 == " " }.lowercased()
        return (Double(digits), unit)
    }
}
