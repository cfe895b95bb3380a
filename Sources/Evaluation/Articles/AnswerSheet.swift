import Earth
import Foundation
import Incidents

/// What a careful reader finds in some reports: places, incidents and what is no news.
///
/// Facts alone, without the reports' words; spans are UTF-8 bytes of each report's text.
struct AnswerSheet: Decodable {
    /// Words that show whom a toll counts, by side.
    var sides: [String: [String]]
    var places: [String: Area]
    var reports: [ArticleAnswers]

    static func read(_ path: String) throws -> AnswerSheet {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try decoder.decode(
            AnswerSheet.self, from: Data(contentsOf: URL(filePath: path)))
    }
}

struct ArticleAnswers: Decodable {
    /// The report's file name.
    var id: String
    /// Length of the text that the spans were counted in.
    var bytes: Int
    var boilerplate: [AnswerSpan]
    var mentions: [MentionAnswer]
    var incidents: [IncidentAnswer]
    var statedDistances: [DistanceAnswer]
}

struct AnswerSpan: Decodable {
    var start: Int
    var end: Int

    func overlaps(_ span: TextSpan) -> Bool { start < span.end && span.start < end }
}

/// A circle in which an answer is right.
struct Area: Decodable {
    var latitude: Double
    var longitude: Double
    var radiusKm: Double

    func contains(_ coordinate: Coordinate?) -> Bool {
        guard let coordinate, let center = try? Coordinate(longitude: longitude, latitude: latitude)
        else { return false }
        return center.distance(to: coordinate).kilometers <= radiusKm
    }
}

/// A place's name in the text. Only those with the role `literal` are scored.
struct MentionAnswer: Decodable {
    var start: Int
    var end: Int
    var text: String
    var role: String
    /// A name among ``AnswerSheet/places``.
    var place: String

    var span: TextSpan { TextSpan(start, end) }
    var isLiteral: Bool { role == Mention.Role.literal.rawValue }
}

struct IncidentAnswer: Decodable {
    var name: String
    /// A distinct incident that the report brings as news; others may be found but need not.
    var required: Bool
    /// Each acceptable; so are the lists below.
    var status: [String]
    var types: [String]
    /// ACLED event types, alone or followed by `: ` and a sub-event type.
    var acled: [String]
    var places: [Area]
    var dates: AnswerDays
    /// The sentences that tell of it.
    var told: [AnswerSpan]
    var tolls: [TollAnswer]
}

/// The days in which an incident's date must lie.
struct AnswerDays: Decodable {
    var from: Day
    var to: Day
    /// The report does not say when.
    var orUndated: Bool

    private enum CodingKeys: String, CodingKey { case from, to, orUndated }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        func day(_ key: CodingKeys) throws -> Day {
            guard let day = Day(iso: try container.decode(String.self, forKey: key)) else {
                throw DecodingError.dataCorruptedError(
                    forKey: key, in: container, debugDescription: "not a day such as 2016-01-05")
            }
            return day
        }
        from = try day(.from)
        to = try day(.to)
        orUndated = try container.decodeIfPresent(Bool.self, forKey: .orUndated) ?? false
    }

    /// An open end is the day of publication.
    func contain(_ date: EventDate, published: Day?) -> Bool {
        guard let start = date.start else { return orUndated }
        guard let end = date.end ?? published else { return false }
        return from <= start && end <= to
    }
}

struct TollAnswer: Decodable, Equatable {
    var effect: String
    /// A name among ``AnswerSheet/sides``, or `any`.
    var side: String
    var min: Int?
    var max: Int?
    /// A word such as "scores": `min` and `max` bound what it may mean.
    var vague: Bool?

    func fits(_ toll: Casualties) -> Bool {
        guard toll.effect.rawValue == effect else { return false }
        guard vague == true else { return toll.minimum == min && toll.maximum == max }
        guard let least = toll.minimum, let min, let max else { return false }
        return (min...max).contains(least)
    }
}

/// A distance that the text states, with what it is measured between.
struct DistanceAnswer: Decodable {
    var start: Int
    var end: Int
    var of: String
    var from: String
    var statedKm: Double

    func fits(_ distance: StatedDistance) -> Bool {
        start < distance.span.end && distance.span.start < end
            && abs(distance.stated.kilometers - statedKm) < 1
    }
}
