package import Earth
package import Incidents
internal import Synchronization

/// A gazetteer in one memory-mapped file: names to candidate places, places by position, word facts.
///
/// Opening reads the header and the section table only (well under a millisecond) and trusts them
/// after a checksum; every later read is checked against the section's bounds, so a damaged or
/// malicious file yields missing or wrong places, never a crash. ``verify()`` reads the whole file.
public final class CompiledGazetteer: Sendable {
    public let path: String
    let sections: GazetteerSections
    /// The file's kind numbers, as kinds.
    package let kinds: [PlaceKind]
    let sources: [String]
    private let known = Mutex<[Set<PlaceKind>: [PlaceIndex]]>([:])
    let similarNames = Mutex(SimilarAnswers())

    public init(path: String) throws(GazetteerError) {
        self.path = path
        sections = try GazetteerSections(path: path)
        kinds = sections.textList(.kinds).map { PlaceKind(rawValue: $0) ?? .locality }
        sources = sections.textList(.sources)
    }

    /// The number of places.
    public var count: Int { sections.count(.places, size: PlaceRecord.size) }

    /// What the file was made from: table names and their numbers of rows.
    public var contents: [(table: String, rows: Int)] {
        let text = String(decoding: sections[.contents], as: UTF8.self)
        return text.split(separator: "\n").map { line in
            let fields = line.split(separator: "\t")
            return (String(fields.first ?? ""), fields.dropFirst().first.flatMap { Int($0) } ?? 0)
        }
    }

    /// Whose data it holds: the source's key, the licence and what to say of it.
    public var licences: [(source: String, licence: String, attribution: String, line: String)] {
        let text = String(decoding: sections[.licences], as: UTF8.self)
        return text.split(separator: "\n").map { line in
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
                .map(String.init)
            return (
                fields.first ?? "", fields.count > 1 ? fields[1] : "",
                fields.count > 2 ? fields[2] : "", String(line)
            )
        }
    }

    /// The section of words as it is.
    var wordSection: [UInt8] { Array(sections[.words]) }

    /// Reads the whole file and compares every section with its checksum.
    public func verify() throws(GazetteerError) { try sections.verify(path: path) }

    // MARK: Places

    package func record(_ index: PlaceIndex) -> PlaceRecord? {
        let bytes = sections[.places]
        let offset = Int(index) * PlaceRecord.size
        return offset + PlaceRecord.size <= bytes.count ? PlaceRecord(bytes, at: offset) : nil
    }

    /// The places of some kinds, in order.
    ///
    /// - Complexity: linear in the gazetteer the first time they are asked for, constant afterwards.
    package func places(of kinds: Set<PlaceKind>) -> [PlaceIndex] {
        known.withLock { known in
            if let places = known[kinds] { return places }
            let places = (0..<PlaceIndex(count)).filter {
                record($0).map { kinds.contains(kind($0)) } ?? false
            }
            known[kinds] = places
            return places
        }
    }

    package func kind(_ record: PlaceRecord) -> PlaceKind {
        Int(record.kindNumber) < kinds.count ? kinds[Int(record.kindNumber)] : .locality
    }

    package func coordinate(_ record: PlaceRecord) -> Coordinate {
        Coordinate(
            wrappingLongitude: Double(record.longitude) / 1e6,
            latitude: Double(record.latitude) / 1e6)
    }

    /// The place at `index`, its divisions' names filled in; `nil` outside `0..<count`.
    package func place(_ index: PlaceIndex) -> Place? {
        guard let record = record(index) else { return nil }
        return Place(
            id: id(record), name: name(record), kind: kind(record),
            coordinate: coordinate(record), radius: .meters(Double(record.radius) * 100),
            country: CountryCode.unpack(record.country),
            countryName: country(record.country).flatMap { self.record($0) }.map(name) ?? "",
            admin1: divisionName(record.admin1), admin2: divisionName(record.admin2),
            population: Int(record.population))
    }

    /// The place of that id, as in `geonames:94824`.
    ///
    /// - Complexity: linear: it looks at every place.
    package func place(id: String) -> Place? {
        let parts = id.split(separator: ":", maxSplits: 1).map(String.init)
        guard parts.count == 2, let source = sources.firstIndex(of: parts[0]) else { return nil }
        for index in 0..<PlaceIndex(count) {
            guard let record = record(index), Int(record.idSource) == source else { continue }
            if self.id(record) == id { return place(index) }
        }
        return nil
    }

    package func name(_ record: PlaceRecord) -> String {
        sections.text(.strings, at: record.name)
    }

    func id(_ record: PlaceRecord) -> String {
        let source = Int(record.idSource) < sources.count ? sources[Int(record.idSource)] : ""
        let isText = record.flags & PlaceRecord.idIsText != 0
        let value = isText ? sections.text(.strings, at: record.idValue) : String(record.idValue)
        return source.isEmpty ? value : source + ":" + value
    }

    private func divisionName(_ link: UInt32) -> String {
        link == 0 ? "" : record(link - 1).map(name) ?? ""
    }

    /// The place that stands for a country.
    package func country(_ code: UInt16) -> PlaceIndex? {
        let bytes = sections[.countries]
        var low = 0
        var high = bytes.count / 8
        while low < high {
            let middle = (low + high) / 2
            let found = sections.number(bytes, at: middle * 8)
            if found == UInt32(code) { return sections.number(bytes, at: middle * 8 + 4) }
            if found < UInt32(code) { low = middle + 1 } else { high = middle }
        }
        return nil
    }
}
