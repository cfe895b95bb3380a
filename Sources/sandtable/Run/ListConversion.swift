import Formats
import Gazetteer
import Incidents

/// A list on its way into another one, part by part: its own rows, or incidents under the columns of a
/// profile, located and coarsened as asked.
struct ListConversion {
    private let profile: ListProfile?
    private var location: ListLocation?
    private var publishing: PublishedIncidents?
    private var columns = ListColumnTable()
    private var incidents = IncidentRows()
    private(set) var count = 0

    /// - Parameters:
    ///   - gazetteer: Where places are looked up; `nil` = they are not.
    ///   - profile: `nil` = the list's own columns.
    init(
        _ gazetteer: CompiledGazetteer?, _ profile: ListProfile?, _ publishing: PublishedIncidents?
    ) {
        self.profile = profile
        self.publishing = publishing
        location = gazetteer.map(ListLocation.init)
    }

    /// Of the first pass.
    mutating func look(at part: IncidentList, of bytes: Int) {
        location?.look(at: part)
        if profile == nil {
            columns.add(part)
        } else {
            incidents.look(at: part, of: bytes)
        }
        count += part.count
    }

    /// What the rows look like, known after the first pass.
    enum Layout {
        case own(ListFeatures)
        case profile(ListProfile)

        var layer: Layer {
            switch self {
            case .own(let features): features.layer
            case .profile(let profile): profile.layer
            }
        }

        var tags: [String] { if case .profile(let profile) = self { profile.tags } else { [] } }
    }

    func layout() -> Layout {
        profile.map(Layout.profile)
            ?? .own(ListFeatures(columns, adding: location == nil ? [] : ListLocation.columns))
    }

    /// Of the second pass.
    ///
    /// - Returns: What is to be said of the part's places.
    mutating func write(
        _ part: IncidentList, as layout: Layout, _ body: (Feature) throws -> Void
    ) throws -> [Finding] {
        let located = location?.locate(part)
        switch layout {
        case .own(let features):
            let added = located.map { located in { located.values(ofRow: $0) } }
            try features.forEach(in: part, adding: added, body)
        case .profile(let profile):
            try incidents.forEach(in: part) { row, incident in
                let placed = located?.placed(incident, row: row) ?? incident
                try body(profile.feature(publishing?.published(placed) ?? placed))
            }
        }
        return located?.findings ?? []
    }

    /// Of the list as a whole.
    func lastFindings(_ origin: String) -> [Finding] {
        guard let count = publishing?.outsideCount, count > 0 else { return [] }
        return [
            Finding(
                .warning, origin: origin,
                "\(count) rows lie in no division and are written without a position")
        ]
    }
}
