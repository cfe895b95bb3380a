import ArgumentParser
import Earth
import Formats
import Incidents

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

    /// `44.4,33.3`: longitude first.
    static func coordinate(_ text: String) throws -> Coordinate {
        let numbers = try degrees(text, 2, "a point is longitude,latitude, as in 44.4,33.3")
        do throws(EarthError) {
            return try Coordinate(longitude: numbers[0], latitude: numbers[1])
        } catch {
            throw ValidationError(error.description)
        }
    }

    /// `42,33,45,35`: west, south, east, north; west above east crosses 180°.
    static func box(_ text: String) throws -> Box {
        let numbers = try degrees(text, 4, "a box is west,south,east,north, as in 42,33,45,35")
        do throws(EarthError) {
            return try Box(
                west: numbers[0], south: numbers[1], east: numbers[2], north: numbers[3])
        } catch {
            throw ValidationError(error.description)
        }
    }

    private static func degrees(_ text: String, _ count: Int, _ hint: String) throws -> [Double] {
        let numbers = text.split(separator: ",", omittingEmptySubsequences: false).compactMap {
            Double(String($0.drop { $0 == " " }))
        }
        guard numbers.count == count, text.count(where: { $0 == "," }) == count - 1 else {
            throw ValidationError(hint)
        }
        return numbers
    }

    /// `2016-01-05`.
    static func day(_ text: String) throws -> Day {
        guard let day = Day(iso: text) else {
            throw ValidationError("write the day as in 2016-01-05")
        }
        return day
    }

    /// `3d`, `2w`: whole days.
    static func days(_ text: String) throws -> Int {
        do throws(QuantityText.Fault) { return try QuantityText.days(text) } catch {
            throw ValidationError(error.description)
        }
    }
}
