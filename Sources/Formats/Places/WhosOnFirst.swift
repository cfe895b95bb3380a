import Incidents

/// The properties of a feature by name, as text.
struct PlaceProperties {
    private var values: [String: PropertyValue] = [:]

    init(_ feature: GeoJSONFeature) {
        for (name, value) in feature.properties { values[name] = value }
    }

    subscript(_ name: String) -> String? { values[name]?.text }

    func number(_ name: String) -> Double? { values[name]?.number }

    /// Strings and numbers of a property that is an array of them.
    func list(_ name: String) -> [String] {
        guard case .json(var json)? = values[name] else { return [] }
        return json.withUTF8 { bytes in
            var reader = JSONReader(bytes)
            var list: [String] = []
            guard case .array? = try? reader.value() else { return [] }
            while (try? reader.nextElement()) == true {
                guard let value = try? reader.value() else { break }
                switch value {
                case .string(let text): list.append(reader.string(text))
                case .number(let range): list.append(reader.bytes(range))
                default: return list
                }
            }
            return list
        }
    }

    /// Names in the order of their bytes.
    var names: [String] { values.keys.sorted() }
}

/// Features of Who's On First: `wof:`, `name:` and `geom:` properties.
///
/// - Source: github.com/whosonfirst/whosonfirst-properties.
enum WhosOnFirst {
    static func read(
        _ properties: PlaceProperties, _ draft: inout PlaceDraft, _ body: (GazetteerEntry) -> Void
    ) {
        let isOver =
            !properties.list("wof:superseded_by").isEmpty
            || properties["edtf:deprecated"].map { $0 != "uuuu" && $0 != "" } ?? false
        guard !isOver, properties["mz:is_current"] != "0" else { return }
        let longitude = properties["lbl:longitude"] ?? properties["geom:longitude"]
        let latitude = properties["lbl:latitude"] ?? properties["geom:latitude"]
        let english = properties.list("name:eng_x_preferred").first
        guard
            var entry = draft.entry(
                id: id(properties), name: english ?? properties["wof:name"],
                kind: kind(properties["wof:placetype"] ?? ""), longitude: longitude,
                latitude: latitude)
        else { return }
        entry.country = properties["wof:country"] ?? properties["iso:country"] ?? ""
        entry.population =
            (properties.number("wof:population") ?? properties.number("gn:population"))
            .flatMap { $0 >= 0 && $0 < 4e9 ? Int($0) : nil } ?? 0
        var seen: Set<String> = [entry.name]
        for name in properties.names where name.hasPrefix("name:") {
            entry.names += properties.list(name).filter { seen.insert($0).inserted }
        }
        if let name = properties["wof:name"], seen.insert(name).inserted {
            entry.names.append(name)
        }
        draft.add(entry, body)
    }

    /// The GeoNames id where one is known, so that both are one place.
    private static func id(_ properties: PlaceProperties) -> String? {
        if let number = properties["gn:id"], number != "0" { return "geonames:\(number)" }
        if let concordances = properties["wof:concordances"],
            let number = member("gn:id", of: concordances)
        {
            return "geonames:\(number)"
        }
        return properties["wof:id"].map { "wof:\($0)" }
    }

    private static func member(_ name: StaticString, of json: String) -> String? {
        var json = json
        return json.withUTF8 { bytes in
            var reader = JSONReader(bytes)
            guard case .object? = try? reader.value() else { return nil }
            while let key = try? reader.nextKey() {
                let isMember = reader.matches(key, name)
                guard let value = try? reader.value() else { return nil }
                guard isMember else {
                    switch value {
                    case .object, .array: return nil
                    default: continue
                    }
                }
                switch value {
                case .number(let range): return reader.bytes(range)
                case .string(let text): return reader.string(text)
                default: return nil
                }
            }
            return nil
        }
    }

    static func kind(_ placetype: String) -> PlaceKind {
        switch placetype {
        case "continent", "empire": .continent
        case "country", "dependency", "disputed": .country
        case "region", "macroregion": .admin1
        case "county", "macrocounty": .admin2
        case "localadmin": .admin3
        case "locality": .village
        case "borough", "macrohood", "neighbourhood", "microhood": .quarter
        case "ocean", "marinearea": .sea
        case "campus", "venue", "building": .building
        default: .locality
        }
    }
}
