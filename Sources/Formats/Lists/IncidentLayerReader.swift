internal import Earth
public import Incidents

/// The incident layer read back: what `IncidentLayer` wrote as GeoJSON, as rows again.
///
/// The layer is flat, so a row that was read back knows less: one quote without its paragraph, one
/// toll for each effect, the strongest reasons and the first rival places, no candidates' scores.
/// What it never knew stays unknown. Clusters
/// are left out: each row bears the number of its own.
extension IncidentLayer {
    /// - Throws: ``InputError`` if the file cannot be read, is not GeoJSON, or has no incident in it.
    /// - Complexity: linear; the file is mapped, not loaded.
    public static func rows(
        path: String
    ) throws(InputError) -> (rows: [LocatedIncident], findings: [Finding]) {
        let file = try ListFile.read(path: path, origin: path)
        let read = try file.bytes.withBytes { bytes throws(InputError) in
            try rows(bytes, origin: path)
        }
        return (read.rows, file.findings + read.findings)
    }

    /// The rows of a list that is the incident layer; see ``IncidentList/isIncidentLayer``.
    public static func rows(_ list: IncidentList) throws(InputError) -> [LocatedIncident] {
        try list.file.withBytes { bytes throws(InputError) in
            try rows(bytes, origin: list.origin).rows
        }
    }

    static func rows(
        _ bytes: UnsafeBufferPointer<UInt8>, origin: String
    ) throws(InputError) -> (rows: [LocatedIncident], findings: [Finding]) {
        var rows: [LocatedIncident] = []
        var findings: [Finding] = []
        var reader = GeoJSONReader(bytes)
        do throws(GeoJSONReader.Failure) {
            try reader.forEach { feature in
                guard feature["type"]?.text != "cluster" else { return }
                rows.append(LocatedIncident(feature, number: rows.count + 1))
                findings += remarks(on: feature, origin: origin)
            }
        } catch {
            throw .malformed(error.description, position: nil)
        }
        guard !rows.isEmpty else { throw .malformed("no incident is in it", position: nil) }
        return (rows, findings)
    }

    private static func remarks(on feature: GeoJSONFeature, origin: String) -> [Finding] {
        var remarks = [feature.problem.map { "\($0); the incident has no place" }].compactMap { $0 }
        if feature.type == nil {
            let type = feature["type"]?.text.map { "\"\($0)\"" } ?? "nothing"
            remarks.append("its type, \(type), is none known here; taken as \"other\"")
        }
        return remarks.map { Finding(.note, origin: origin, at: .byte(feature.position), $0) }
    }
}

extension LocatedIncident {
    init(_ feature: GeoJSONFeature, number: Int) {
        let id = feature["id"]?.text ?? feature.id ?? "row-\(number)"
        let place = IncidentPlace(feature)
        self.init(
            id: id, incident: Incident(feature, id: id), place: place,
            reports: ReportReference.all(feature),
            nearest: place?.coordinate.flatMap { Proximity(feature, of: $0) },
            cluster: feature["cluster_role"]?.text.flatMap(ClusterRole.init).map {
                ClusterLabel(number: feature["cluster"]?.integer, role: $0)
            },
            alert: feature["alert"]?.text)
        ring = feature["site_ring"]?.number.map { .kilometers($0) }
    }
}

extension Incident {
    fileprivate init(_ feature: GeoJSONFeature, id: String) {
        let type = feature.type ?? (feature["type"]?.text == nil ? .unknown : .other)
        let acled = feature["acled_event_type", "event_type"]?.text.map {
            ACLEDType($0, feature["acled_sub_event_type", "sub_event_type"]?.text ?? "")
        }
        self.init(
            id: id, report: feature["report"]?.text ?? "", type: type, acled: acled,
            stage: feature["stage"]?.text.flatMap(Stage.init) ?? .accomplished,
            status: feature["status"]?.text.flatMap(Status.init) ?? .current,
            certainty: feature["certainty"]?.text.flatMap(Certainty.init) ?? .reported,
            date: EventDate(feature),
            actors: feature.actors("actor1", .perpetrator) + feature.actors("actor2", .target),
            weapons: feature.list("weapon"),
            casualties: feature.toll("killed", .killed) + feature.toll("injured", .injured),
            quotes: [feature["quote"]?.text].compactMap { $0 }.map {
                Quote(span: TextSpan(0, 0), text: $0)
            },
            confidence: min(1, max(0, feature["confidence"]?.number ?? 0)),
            reasons: EvidenceText.reasons(feature["reasons"]?.text ?? ""))
    }
}

extension EventDate {
    fileprivate init(_ feature: GeoJSONFeature) {
        let precision = feature["date_precision"]?.text.flatMap(Precision.init)
        let expression = feature["date_text"]?.text ?? ""
        self.init(
            start: feature["date_start"]?.text.flatMap { Day(iso: $0) },
            end: feature["date_end"]?.text.flatMap { Day(iso: $0) },
            precision: precision ?? .unknown, span: nil, expression: expression,
            anchor: .missing)
    }
}

extension IncidentPlace {
    fileprivate init?(_ feature: GeoJSONFeature) {
        guard let words = feature["place_text", "place"]?.text else { return nil }
        var coordinate: Coordinate?
        if case .point(let point) = feature.geometry { coordinate = point }
        let radius = Distance.kilometers(max(0, feature["radius_km"]?.number ?? 0))
        let place = coordinate.flatMap { Place(feature, at: $0, radius: radius) }
        let resolution = Resolution(
            place: place, confidence: feature["confidence"]?.number ?? 0,
            candidates: EvidenceText.places(feature["place_rivals"]?.text ?? "").map {
                Resolution.Candidate(place: $0, score: 0, reasons: [])
            },
            reasons: EvidenceText.reasons(feature["place_reasons"]?.text ?? ""))
        self.init(
            mention: Mention(
                span: TextSpan(0, 0), text: words, role: .literal, resolution: resolution),
            relation: feature["relation"]?.text.flatMap(Relation.init) ?? .at,
            coordinate: coordinate, radius: radius)
    }
}

extension Place {
    fileprivate init?(_ feature: GeoJSONFeature, at coordinate: Coordinate, radius: Distance) {
        guard let name = feature["place"]?.text else { return nil }
        let country = feature["country"]?.text ?? ""
        self.init(
            id: feature["gazetteer_id"]?.text ?? "", name: name,
            kind: feature["kind"]?.text.flatMap(PlaceKind.init) ?? .locality,
            coordinate: coordinate, radius: radius, country: country,
            countryName: feature["country_name"]?.text ?? country,
            admin1: feature["admin1"]?.text ?? "", admin2: feature["admin2"]?.text ?? "",
            population: 0)
    }
}

extension Proximity {
    /// The layer does not say where the site lies, but how far and in which direction; the site is
    /// reckoned from that. Its bearing has a tenth of a degree: 90 m at 50 km.
    fileprivate init?(_ feature: GeoJSONFeature, of incident: Coordinate) {
        guard let name = feature["nearest_site"]?.text, let km = feature["site_km"]?.number,
            let degrees = feature["site_bearing"]?.number, (0...20_004).contains(km)
        else { return nil }
        let bearing = Bearing(degrees: degrees)
        let point = incident.origin(ofMove: .kilometers(km), toward: bearing)
        let site = Site(
            id: name, name: name, kind: .locality, geometry: .point(point), radius: .meters(0),
            country: "", source: "")
        self.init(
            site: site, distance: .kilometers(km),
            minimum: .kilometers(feature["site_km_min"]?.number ?? km),
            maximum: .kilometers(feature["site_km_max"]?.number ?? km), bearing: bearing)
    }
}

extension Coordinate {
    /// Whence one gets here by going `distance` toward `bearing`. A few rounds, because meridians
    /// meet: the way back does not start opposite to the way here.
    fileprivate func origin(ofMove distance: Distance, toward bearing: Bearing) -> Coordinate {
        var back = bearing.degrees + 180
        var origin = moved(by: distance, toward: Bearing(degrees: back))
        for _ in 0..<4 {
            back += bearing.degrees - origin.geodesic(to: self).initialBearing.degrees
            origin = moved(by: distance, toward: Bearing(degrees: back))
        }
        return origin
    }
}

extension ReportReference {
    /// Of the reports after the first the layer knows the ids alone.
    fileprivate static func all(_ feature: GeoJSONFeature) -> [ReportReference] {
        guard let first = ReportReference(feature) else { return [] }
        return [first]
            + feature.list("report_ids").filter { $0 != first.id }.map {
                ReportReference(Report(id: $0, text: ""))
            }
    }

    fileprivate init?(_ feature: GeoJSONFeature) {
        guard let id = feature["report"]?.text ?? feature["sources", "source"]?.text else {
            return nil
        }
        self.init(
            Report(
                id: id, text: "", published: feature["published"]?.text.flatMap { Day(iso: $0) },
                source: feature["sources", "source"]?.text, url: feature["url"]?.text))
    }
}

extension GeoJSONFeature {
    fileprivate var type: IncidentType? { self["type"]?.text.flatMap(IncidentType.init) }

    fileprivate func list(_ name: String) -> [String] {
        self[name]?.text?.split(separator: ";").map { String($0).trimmed } ?? []
    }

    fileprivate func actors(_ name: String, _ role: Actor.Role) -> [Actor] {
        list(name).map { Actor(text: $0, name: $0, role: role, kind: .unknown) }
    }

    fileprivate func toll(_ name: String, _ effect: Casualties.Effect) -> [Casualties] {
        let bounds = (self["\(name)_min"]?.integer, self["\(name)_max"]?.integer)
        guard bounds.0 != nil || bounds.1 != nil else { return [] }
        return [
            Casualties(
                effect: effect, side: "unspecified", minimum: bounds.0, maximum: bounds.1,
                span: TextSpan(0, 0), text: "")
        ]
    }
}

extension PropertyValue {
    fileprivate var integer: Int? { number.flatMap { Int(exactly: $0.rounded()) } }
}
