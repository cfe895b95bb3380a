import Earth
import Incidents

/// What the page's client reads: one JSON object with incidents, sites and the number of reports.
struct MapPageData {
    let page: MapPage
    private let reports: [String: Report]

    init(page: MapPage) {
        self.page = page
        reports = Dictionary(
            page.reports.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    func json() -> [UInt8] {
        var json = JSONWriter()
        json.beginObject()
        json.member("reportCount", page.reportCount ?? knownReports)
        json.list("incidents", page.rows) { json, row in write(row, to: &json) }
        json.list("sites", page.sites) { json, site in write(site, to: &json) }
        json.endObject()
        return json.out.bytes
    }

    private var knownReports: Int {
        Set(page.reports.map(\.id)).union(page.rows.flatMap { $0.reports.map(\.id) }).count
    }

    // MARK: An incident

    private func write(_ row: LocatedIncident, to json: inout JSONWriter) {
        let incident = row.incident
        json.beginObject()
        json.member("id", row.id)
        json.member("title", row.title)
        json.member("type", incident.type.rawValue)
        json.member("family", family(of: incident.acled))
        json.list("acled", [incident.acled.event, incident.acled.subEvent]) { $0.value($1) }
        json.member("stage", incident.stage.rawValue)
        json.member("status", incident.status.rawValue)
        json.member("certainty", incident.certainty.rawValue)
        json.member("confidence", incident.confidence, decimals: 3)
        write(incident.date, to: &json)
        write(row.place, to: &json)
        writeTolls(of: incident, to: &json)
        writeActors(of: incident, to: &json)
        writeQuotes(of: incident, to: &json)
        write(row.nearest, to: &json)
        json.member("cluster", row.cluster?.number)
        json.member("clusterRole", row.cluster?.role.rawValue)
        json.member("alert", row.alert)
        json.list("reports", row.reports) { json, report in write(report, to: &json) }
        json.reasons(incident.reasons)
        write(incident.merge, to: &json)
        json.endObject()
    }

    /// Why tellings of several reports were taken for one incident.
    private func write(_ merge: Merge?, to json: inout JSONWriter) {
        guard let merge else { return }
        json.list("merge", merge.links) { json, link in
            json.beginObject()
            json.member("score", link.score, decimals: 2)
            json.reasons(link.reasons)
            json.endObject()
        }
    }

    private func family(of type: ACLEDType) -> String {
        switch type.event {
        case "Battles": "battle"
        case "Explosions/Remote violence": "explosion"
        case "Violence against civilians": "civilians"
        case "Protests", "Riots": "protest"
        case "Strategic developments": "strategic"
        default: "other"
        }
    }

    private func write(_ date: EventDate, to json: inout JSONWriter) {
        json.key("date")
        json.beginObject()
        json.member("start", date.start?.description)
        json.member("end", date.end?.description)
        json.member("precision", date.precision.rawValue)
        json.member("expression", date.expression)
        json.member("anchor", date.anchor.rawValue)
        json.endObject()
    }

    private func writeTolls(of incident: Incident, to json: inout JSONWriter) {
        json.key("toll")
        json.beginObject()
        for (name, effect) in Casualties.Effect.named {
            let toll = incident.toll(effect)
            guard !toll.isUnknown else { continue }
            json.list(name, [toll.minimum, toll.maximum]) { $0.value(orNull: $1) }
        }
        json.endObject()
        json.list("casualties", incident.casualties) { json, casualties in
            json.beginObject()
            json.member("effect", casualties.effect.rawValue)
            json.member("side", casualties.side)
            json.member("low", casualties.minimum)
            json.member("high", casualties.maximum)
            json.member("text", casualties.text)
            json.member("source", casualties.source)
            if incident.merge != nil { json.member("report", casualties.report ?? incident.report) }
            json.endObject()
        }
    }

    private func writeActors(of incident: Incident, to json: inout JSONWriter) {
        json.list("actors", incident.actors) { json, actor in
            json.beginObject()
            json.member("text", actor.text)
            json.member("name", actor.name)
            json.member("role", actor.role.rawValue)
            json.member("kind", actor.kind.rawValue)
            json.endObject()
        }
        json.list("weapons", incident.weapons) { $0.value($1) }
    }

    // MARK: Its words

    /// The best words of each report stand in their paragraph; the others are often from the same one.
    private func writeQuotes(of incident: Incident, to json: inout JSONWriter) {
        var told: Set<String> = []
        let count = min(6, max(3, incident.merge?.members.count ?? 0))
        json.list("quotes", incident.quotes.prefix(count)) { json, quote in
            let id = quote.report ?? incident.report
            let report = reports[id]
            let isFirst = told.insert(id).inserted
            let around = surroundings(of: quote, in: isFirst ? report?.text ?? "" : "")
            json.beginObject()
            json.member("before", around.before)
            json.member("text", quote.text)
            json.member("after", around.after)
            json.member("language", report?.language)
            if incident.merge != nil { json.member("report", id) }
            json.endObject()
        }
    }

    private func write(_ report: ReportReference, to json: inout JSONWriter) {
        json.beginObject()
        json.member("id", report.id)
        json.member("title", report.title)
        json.member("source", report.source)
        json.member("published", report.published?.description)
        json.member("url", report.url)
        json.endObject()
    }

    // MARK: Its place

    private func write(_ located: IncidentPlace?, to json: inout JSONWriter) {
        let resolution = located?.mention.resolution
        json.key("place")
        if let located { write(located, to: &json) } else { json.null() }
        let rivals = resolution?.candidates.filter { $0.place.id != resolution?.place?.id } ?? []
        json.list("rivals", rivals.prefix(5)) { json, rival in
            json.beginObject()
            json.member("name", rival.place.name)
            json.member("kind", rival.place.kind.rawValue)
            json.member("admin1", rival.place.admin1)
            json.member("country", rival.place.countryName)
            json.position(rival.place.coordinate)
            json.endObject()
        }
        let unresolved = resolution?.place == nil ? resolution?.reasons ?? [] : []
        json.member("explanation", unresolved.map(\.evidence).joined(separator: "; "))
    }

    private func write(_ located: IncidentPlace, to json: inout JSONWriter) {
        let place = located.place
        json.beginObject()
        json.member("text", located.mention.text)
        json.member("relation", located.relation.rawValue)
        json.member("name", place?.name)
        json.member("kind", place?.kind.rawValue)
        json.member("id", place?.id)
        json.member("admin1", located.divisions?.admin1)
        json.member("country", located.divisions?.country)
        json.member("countryName", located.divisions?.countryName)
        if let away = located.displacement {
            json.key("away")
            json.beginObject()
            json.member("km", away.distance.kilometers, decimals: 1)
            json.member("compass", away.bearing.compassPoint)
            json.endObject()
        }
        json.position(located.coordinate)
        json.member("radius", located.radius.kilometers, decimals: 2)
        json.list("stated", located.stated) { json, stated in
            json.beginObject()
            json.member("from", stated.from)
            json.member("stated", stated.stated.kilometers, decimals: 2)
            json.member("measured", stated.measured?.kilometers, decimals: 2)
            json.endObject()
        }
        json.reasons(located.mention.resolution.reasons)
        json.endObject()
    }

    private func write(_ nearest: Proximity?, to json: inout JSONWriter) {
        json.key("nearest")
        guard let nearest else { return json.null() }
        json.beginObject()
        json.member("id", nearest.site.id)
        json.member("name", nearest.site.name)
        json.member("kind", nearest.site.kind.rawValue)
        json.member("km", nearest.distance.kilometers, decimals: 2)
        json.member("low", nearest.minimum.kilometers, decimals: 2)
        json.member("high", nearest.maximum.kilometers, decimals: 2)
        json.member("compass", nearest.bearing.compassPoint)
        json.point(of: nearest.site.geometry)
        json.endObject()
    }

    // MARK: A site

    private func write(_ site: Site, to json: inout JSONWriter) {
        json.beginObject()
        json.member("id", site.id)
        json.member("name", site.name)
        json.member("kind", site.kind.rawValue)
        json.member("country", site.country)
        json.member("source", site.source)
        json.member("radius", site.radius.kilometers, decimals: 2)
        json.point(of: site.geometry)
        json.list("lines", site.geometry.outlines) { json, line in
            json.array(line) { $0.pair($1) }
        }
        json.endObject()
    }
}

extension Casualties.Effect {
    fileprivate static let named: [(StaticString, Self)] = [
        ("killed", .killed), ("injured", .injured), ("captured", .captured),
        ("missing", .missing), ("displaced", .displaced), ("survived", .survived),
        ("casualties", .casualties),
    ]
}

extension Geometry {
    /// Lines and rings to be drawn; a point has none.
    fileprivate var outlines: [[Coordinate]] {
        switch self {
        case .point: []
        case .line(let line): [line]
        case .lines(let lines): lines
        case .polygon(let rings): rings
        case .polygons(let polygons): polygons.flatMap { $0 }
        }
    }
}

extension JSONWriter {
    fileprivate mutating func array<Values: Sequence>(
        _ values: Values, _ write: (inout JSONWriter, Values.Element) -> Void
    ) {
        beginArray()
        for value in values { write(&self, value) }
        endArray()
    }

    fileprivate mutating func list<Values: Sequence>(
        _ name: StaticString, _ values: Values, _ write: (inout JSONWriter, Values.Element) -> Void
    ) {
        key(name)
        array(values, write)
    }

    fileprivate mutating func value(orNull number: Int?) {
        if let number { value(number) } else { null() }
    }

    fileprivate mutating func position(_ coordinate: Coordinate?) {
        member("longitude", coordinate?.longitude, decimals: 5)
        member("latitude", coordinate?.latitude, decimals: 5)
    }

    fileprivate mutating func pair(_ coordinate: Coordinate) {
        array([coordinate.longitude, coordinate.latitude]) { $0.value($1, decimals: 5) }
    }

    fileprivate mutating func point(of geometry: Geometry) {
        key("point")
        if case .point(let coordinate) = geometry { pair(coordinate) } else { null() }
    }
}

/// The rest of the paragraph that a quote stands in, at most 320 bytes on each side; empty where
/// the quote is not found at its place, as when it comes from another report.
func surroundings(of quote: Quote, in text: String) -> (before: String, after: String) {
    var text = text
    return text.withUTF8 { bytes in
        let span = quote.span
        guard span.end <= bytes.count, bytes[span.start..<span.end].elementsEqual(quote.text.utf8)
        else { return ("", "") }
        var start = span.start
        while start > 0, span.start - start < 320, !isParagraphEnd(bytes, at: start - 1) {
            start -= 1
        }
        while start < span.start, bytes[start] & 0xC0 == 0x80 { start += 1 }
        var end = span.end
        while end < bytes.count, end - span.end < 320, !isParagraphEnd(bytes, at: end) { end += 1 }
        while end < bytes.count, end > span.end, bytes[end] & 0xC0 == 0x80 { end -= 1 }
        return (
            String(decoding: bytes[start..<span.start], as: UTF8.self),
            String(decoding: bytes[span.end..<end], as: UTF8.self)
        )
    }
}

private func isParagraphEnd(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
    let newline = UInt8(ascii: "\n")
    guard bytes[index] == newline else { return false }
    return (index > 0 && bytes[index - 1] == newline)
        || (index + 1 < bytes.count && bytes[index + 1] == newline)
}
