import ArgumentParser
import Earth
import Formats

/// Quantities on the command line; what is wrong with one is a fault of usage.
enum Quantity {
    /// `5km`, `500m`, `3mi`, `2nmi`.
    static func distance(_ text: String) throws -> Distance {
        do throws(QuantityText.Fault) { return try QuantityText.distance(text) } catch {
            throw ValidationError(error.description)
        }
    }

    /// `5km,10km,25km`.
    static func distances(_ text: String) throws -> [Distance] {
        try text.split(separator: ",", omittingEmptySubsequences: false).map {
            let distance = try distance(String($0.drop { $0 == " " }))
            guard distance > .zero else { throw ValidationError("a ring must be wider than 0") }
            return distance
        }
    }

    /// `3d`, `2w`: whole days.
    static func days(_ text: String) throws -> Int {
        do throws(QuantityText.Fault) { return try QuantityText.days(text) } catch {
            throw ValidationError(error.description)
        }
    }
}
