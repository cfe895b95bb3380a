import Earth
import Incidents

/// The members of an incident in `incidents` lines.
extension JSONWriter {
    mutating func incidents(_ reading: ReportReading, full: Bool) {
        member("published", reading.report.published?.description)
        key("incidents")
        beginArray()
        for incident in reading.incidents { self.incident(incident, full: full) }
        endArray()
    }

    private mutating func incident(_ incident: Incident, full: Bool) {
        beginObject()
        member("id", incident.id)
        member("type", incident.type.rawValue)
        member("acled_event_type", incident.acled.event)
        member("acled_sub_event_type", incident.acled.subEvent)
        member("stage", incident.stage.rawValue)
        member("status", incident.status.rawValue)
        member("certainty", incident.certainty.rawValue)
        date(incident.date)
        key("places")
        beginArray()
        for place in incident.places { self.place(place, full: full) }
        endArray()
        actors(incident.actors.filter { $0.role != .source })
        names("claimed_by", incident.actors, .claimant)
        names("blamed", incident.actors, .accused)
        names("attribution", incident.actors, .source)
        key("weapons")
        beginArray()
        for weapon in incident.weapons { value(weapon) }
        endArray()
        casualties(incident.casualties)
        quotes(incident.quotes)
        trigger(incident)
        member("confidence", incident.confidence, decimals: 3)
        reasons(incident.reasons)
        endObject()
    }

    private mutating func date(_ date: EventDate) {
        key("date")
        beginObject()
        member("start", date.start?.description)
        member("end", date.end?.description)
        member("precision", date.precision.rawValue)
        member("expression", date.expression)
        member("anchor", date.anchor.rawValue)
        endObject()
    }

    private mutating func place(_ place: IncidentPlace, full: Bool) {
        beginObject()
        placeMembers(
            place.mention, coordinate: place.coordinate, radius: place.radius,
            divisions: place.divisions, full: full)
        member("relation", place.relation.rawValue)
        key("span")
        span(place.mention.span)
        if !place.stated.isEmpty {
            key("stated")
            beginArray()
            for distance in place.stated { stated(distance) }
            endArray()
        }
        endObject()
    }

    private mutating func stated(_ distance: StatedDistance) {
        beginObject()
        member("start", distance.span.start)
        member("end", distance.span.end)
        member("from", distance.from)
        member("stated_km", distance.stated.kilometers, decimals: 1)
        member("measured_km", distance.measured?.kilometers, decimals: 1)
        endObject()
    }

    private mutating func span(_ span: TextSpan) {
        beginArray()
        value(span.start)
        value(span.end)
        endArray()
    }

    private mutating func actors(_ actors: [Actor]) {
        key("actors")
        list(of: actors)
    }

    mutating func list(of actors: [Actor]) {
        beginArray()
        for actor in actors {
            beginObject()
            member("text", actor.text)
            member("name", actor.name)
            member("role", actor.role.rawValue)
            member("kind", actor.kind.rawValue)
            endObject()
        }
        endArray()
    }

    private mutating func names(
        _ member: StaticString, _ actors: [Actor], _ role: Actor.Role
    ) {
        key(member)
        beginArray()
        for actor in actors where actor.role == role { value(actor.name) }
        endArray()
    }

    private mutating func casualties(_ casualties: [Casualties]) {
        key("casualties")
        list(of: casualties)
    }

    mutating func list(of casualties: [Casualties]) {
        beginArray()
        for figure in casualties {
            beginObject()
            member("effect", figure.effect.rawValue)
            member("side", figure.side)
            member("min", figure.minimum)
            member("max", figure.maximum)
            member("text", figure.text)
            member("start", figure.span.start)
            member("end", figure.span.end)
            member("source", figure.source.isEmpty ? nil : figure.source)
            endObject()
        }
        endArray()
    }

    private mutating func trigger(_ incident: Incident) {
        guard let span = incident.trigger,
            let quote = incident.quotes.first(where: { $0.span.contains(span) }),
            quote.span.count == quote.text.utf8.count
        else { return }
        key("trigger")
        beginObject()
        member("start", span.start)
        member("end", span.end)
        let words = quote.text.utf8.dropFirst(span.start - quote.span.start).prefix(span.count)
        member("text", String(decoding: words, as: UTF8.self))
        endObject()
    }

    private mutating func quotes(_ quotes: [Quote]) {
        key("quotes")
        beginArray()
        for quote in quotes {
            beginObject()
            member("start", quote.span.start)
            member("end", quote.span.end)
            member("text", quote.text)
            endObject()
        }
        endArray()
    }
}
