public import Earth
public import Incidents

/// What is in a gazetteer, counted.
public struct GazetteerCounts: Hashable, Sendable {
    public var kinds: [PlaceKind: Int] = [:]
    /// By ISO code; "" = none.
    public var countries: [String: Int] = [:]
    /// By what ids begin with.
    public var sources: [String: Int] = [:]
}

/// The outline of a country or of a first-level division.
public struct DivisionOutline: Sendable {
    public var country: String
    public var name: String
    public var region: Region
    public var shape: Geometry

    public init(country: String, name: String, region: Region, shape: Geometry) {
        self.country = country
        self.name = name
        self.region = region
        self.shape = shape
    }
}

extension CompiledGazetteer {
    /// Counts all places by kind, country and source. A pass over the records: 10 ns each.
    public func counts() -> GazetteerCounts {
        var kinds = [Int](repeating: 0, count: 256)
        var sources = [Int](repeating: 0, count: 256)
        var countries: [UInt16: Int] = [:]
        forEachRecord { _, record in
            kinds[Int(record.kindNumber)] += 1
            sources[Int(record.idSource)] += 1
            countries[record.country, default: 0] += 1
        }
        var counts = GazetteerCounts()
        for (number, count) in kinds.enumerated() where count > 0 {
            counts.kinds[
                self.kinds.indices.contains(number) ? self.kinds[number] : .locality, default: 0] +=
                count
        }
        for (number, count) in sources.enumerated() where count > 0 {
            let source = self.sources.indices.contains(number) ? self.sources[number] : ""
            counts.sources[source, default: 0] += count
        }
        for (code, count) in countries { counts.countries[CountryCode.unpack(code)] = count }
        return counts
    }

    private func forEachRecord(_ body: (PlaceIndex, PlaceRecord) -> Void) {
        for index in 0..<PlaceIndex(count) { if let record = record(index) { body(index, record) } }
    }

    // MARK: Faults

    /// Places that lie inside the outline of another division than the one they claim. A place that no
    /// outline holds is let pass: outlines are simplified.
    public func placesOutsideTheirDivision(_ outlines: [DivisionOutline]) -> [Finding] {
        let outlinesOfCountry = Dictionary(grouping: outlines) { CountryCode.pack($0.country) }
        var findings: [Finding] = []
        forEachRecord { index, record in
            guard record.admin1 != 0, kind(record).group != .division,
                let outlines = outlinesOfCountry[record.country],
                let claimed = self.record(record.admin1 - 1).map(name)
            else { return }
            let point = coordinate(record)
            // A line, a river, a wide site: its point says little of where it lies.
            guard record.radius <= 100, let own = outlines.first(where: { $0.name == claimed }),
                !own.region.covers(point),
                let other = outlines.first(where: { $0.name != claimed && $0.region.covers(point) }
                ),
                let place = place(index)
            else { return }
            findings.append(
                Finding(
                    .warning, origin: place.id,
                    "\(place.name) (\(place.kind.rawValue)) claims \(claimed) and lies in \(other.name)"
                ))
        }
        return findings
    }

    /// Places that lie inside the outline of another country than theirs, and further than `reach` and
    /// their own radius from the outline of theirs. What lies in disputed land is among them.
    public func placesOutsideTheirCountry(
        _ outlines: [DivisionOutline], beyond reach: Distance = .kilometers(50)
    ) throws(EarthError) -> [Finding] {
        let outlinesOfCountry = Dictionary(grouping: outlines) { CountryCode.pack($0.country) }
        var edges: [UInt16: GeometryIndex] = [:]
        for (country, outlines) in outlinesOfCountry {
            edges[country] = try GeometryIndex(outlines.map(\.shape))
        }
        var findings: [Finding] = []
        forEachRecord { index, record in
            guard let own = outlinesOfCountry[record.country], record.country != 0 else { return }
            let point = coordinate(record)
            guard !own.contains(where: { $0.region.covers(point) }),
                let other = outlines.first(where: { $0.region.covers(point) }),
                let gap = edges[record.country]?.nearestPoint(to: point)?.distance,
                gap > reach + .meters(Double(record.radius) * 100), let place = place(index)
            else { return }
            findings.append(
                Finding(
                    .warning, origin: place.id,
                    "\(place.name) (\(place.kind.rawValue)) is said to be in \(place.countryName) and lies in \(other.name), \(Int(gap.kilometers)) km away"
                ))
        }
        return findings
    }

    /// Places of one kind that bear one name and lie within `reach` of each other.
    ///
    /// - Complexity: O(*n* log *n*) for the *n* places of a name.
    public func duplicates(within reach: Distance = .kilometers(1)) -> [Finding] {
        var seen: Set<UInt64> = []
        var findings: [Finding] = []
        for name in 0..<UInt32(nameCount) {
            let places = postings(ofName: name).filter { $0.kind == .official }.map(\.place)
            guard places.count > 1 else { continue }
            let rows = places.compactMap { place in record(place).map { (place, $0) } }
                .sorted { ($0.1.latitude, $0.0) < ($1.1.latitude, $1.0) }
            for (position, first) in rows.enumerated() {
                for second in rows[(position + 1)...] {
                    // A degree of latitude is at least 110.57 km.
                    let gap = Double(second.1.latitude - first.1.latitude) / 1e6 * 110.5
                    guard gap <= reach.kilometers else { break }
                    guard first.1.kindNumber == second.1.kindNumber,
                        coordinate(first.1).distance(to: coordinate(second.1)) <= reach,
                        seen.insert(UInt64(first.0) << 32 | UInt64(second.0)).inserted
                    else { continue }
                    findings.append(
                        Finding(
                            .note, origin: id(first.1),
                            "\(self.name(first.1)) (\(kind(first.1).rawValue)) stands again as "
                                + id(second.1)))
                }
            }
        }
        return findings
    }
}
