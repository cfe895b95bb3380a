import ArgumentParser
import Earth

/// A point on the command line, longitude first: `44.36,33.31`.
enum PointOption {
    static func coordinate(_ text: String) throws -> Coordinate {
        let parts = text.split(separator: ",", omittingEmptySubsequences: false)
            .map { Double($0.drop { $0 == " " }) }
        guard parts.count == 2, let longitude = parts[0], let latitude = parts[1] else {
            throw ValidationError("write a point as longitude,latitude, as in 44.36,33.31")
        }
        do throws(EarthError) {
            return try Coordinate(longitude: longitude, latitude: latitude)
        } catch {
            throw ValidationError("\(error); longitude comes first")
        }
    }
}
