import Earth
import Incidents

/// Two incidents told with hostile words, one of them without a place.
struct SampleRows {
    let report: Report
    let rows: [LocatedIncident]
    let dam: Site

    init(title: String = "Blast near the dam") throws {
        let told = "Gunmen attacked the post at dawn."
        report = Report(
            id: "a.txt", text: "First lines.\n\nBefore. \(told) After, in Ħadītha.\n\nNext.",
            title: title, published: Day(iso: "2016-01-05"), source: "Sample", language: "en")
        dam = Site(
            id: "s:1", name: "Haditha Dam", kind: .dam,
            geometry: .point(try Coordinate(longitude: 42.355, latitude: 34.207)),
            radius: .kilometers(1), country: "IQ", source: "sample")
        let reference = ReportReference(report)
        let start = 14 + "Before. ".utf8.count
        let quote = Quote(span: TextSpan(start, start + told.utf8.count), text: told)
        var located = Self.incident("inc-1", quote: quote)
        located.places = [try Self.haditha()]
        let lost = Self.incident("inc-2", quote: quote)
        rows =
            LocatedIncident.rows(of: located, reports: [reference]).map { [dam] in
                var row = $0
                row.nearest = Proximity(
                    site: dam, distance: .kilometers(8), minimum: .kilometers(3.2),
                    maximum: .kilometers(12.8), bearing: Bearing(degrees: 170))
                row.ring = .kilometers(10)
                row.cluster = ClusterLabel(number: 1, role: .core)
                return row
            } + LocatedIncident.rows(of: lost, reports: [reference])
    }

    private static func incident(_ id: String, quote: Quote) -> Incident {
        Incident(
            id: id, report: "a.txt", type: .ambush,
            date: EventDate(
                start: Day(iso: "2016-01-05"), end: Day(iso: "2016-01-05"), precision: .day,
                span: nil, expression: "at dawn", anchor: .publication),
            casualties: [
                Casualties(
                    effect: .killed, side: "soldiers", minimum: 24, maximum: 60,
                    span: TextSpan(0, 0), text: "between two dozen and 60")
            ],
            quotes: [quote], confidence: 0.8, reasons: [Reason("attacked", weight: 2)])
    }

    private static func haditha() throws -> IncidentPlace {
        let place = Place(
            id: "geonames:95788", name: "Haditha", kind: .town,
            coordinate: try Coordinate(longitude: 42.378, latitude: 34.135),
            radius: .kilometers(4), country: "IQ", countryName: "Iraq", admin1: "Anbar",
            admin2: "", population: 0)
        let mention = Mention(
            span: TextSpan(0, 0), text: "Ħadītha", role: .literal,
            resolution: Resolution(place: place, confidence: 0.9))
        return IncidentPlace(
            mention: mention, relation: .at, coordinate: place.coordinate, radius: place.radius)
    }
}
