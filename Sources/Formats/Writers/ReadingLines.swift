import Earth
public import Incidents

/// Writes what was read from reports as JSON lines, one report to a line.
///
/// The shapes are promised to other programs; members may be added, none of these changed:
///
///     places    {"id":…,"places":[{…as `placeMembers` says…}]}
///     dates     {"id":…,"published":…,"dates":[{"start":12,"end":19,"text":"Tuesday","from":"2016-01-05",
///               "to":"2016-01-05","last":"2016-01-05","precision":"day","anchor":"publication"}]}
///     incidents {"id":…,"published":…,"incidents":[{"id":…,"type":…,"acled_event_type":…,
///               "acled_sub_event_type":…,"stage":…,"status":…,"certainty":…,"date":{"start","end",
///               "precision","expression"},"places":[{…as above…,"relation":…,"span":[…]}],"actors":[…],
///               "claimed_by":[…],"blamed":[…],"attribution":[…],"weapons":[…],"casualties":[…],"quotes":[…],"confidence":…,"reasons":[…]}]}
///
/// In `dates`, `start` and `end` are bytes of the text, `from` and `last` the first and the last day, both
/// inclusive. `to` is `last`, but of a range between two periods the day the last one begins on, as
/// annotated corpora have it: "from August to October 2015" reaches from 2015-08-01 to 2015-10-01, and
/// its last day is 2015-10-31. In an incident's date `start` and `end` are days, both inclusive.
public struct ReadingLines: Sendable {
    public enum Shape: String, Sendable, CaseIterable { case places, dates, incidents }

    private let shape: Shape
    private let full: Bool
    private var json = JSONWriter()

    /// - Parameter full: Adds candidates and reasons to each place.
    public init(_ shape: Shape, full: Bool = false) {
        self.shape = shape
        self.full = full
    }

    public var out: OutputBuffer {
        get { json.out }
        set { json.out = newValue }
        _modify { yield &json.out }
    }

    public mutating func write(_ reading: ReportReading) {
        json.beginObject()
        json.member("id", reading.report.id)
        switch shape {
        case .places: json.places(reading, full: full)
        case .dates: json.dates(reading)
        case .incidents: json.incidents(reading, full: full)
        }
        json.endObject()
        json.endLine()
    }
}

extension JSONWriter {
    fileprivate mutating func places(_ reading: ReportReading, full: Bool) {
        key("places")
        beginArray()
        for mention in reading.mentions {
            let place = mention.resolution.place
            beginObject()
            placeMembers(
                mention, coordinate: place?.coordinate, radius: place?.radius,
                divisions: place.map { Divisions($0) }, full: full)
            endObject()
        }
        endArray()
    }

    fileprivate mutating func dates(_ reading: ReportReading) {
        member("published", reading.report.published?.description)
        key("dates")
        beginArray()
        for date in reading.dates {
            beginObject()
            member("start", date.span?.start)
            member("end", date.span?.end)
            member("text", date.expression)
            member("from", date.start?.description)
            member("to", (date.lastPeriodStart ?? date.end)?.description)
            member("last", date.end?.description)
            member("precision", date.precision.rawValue)
            member("anchor", date.anchor.rawValue)
            endObject()
        }
        endArray()
    }
}
