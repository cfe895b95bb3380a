import Earth
import Formats
import Gazetteer
import Incidents
import Pipeline
import Store

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// What the commands that work on a store have in common.
enum StoreRun {
    static func open(_ path: String, _ mode: Store.Mode) throws -> Store {
        try saying(path) { () throws(StoreError) in
            try Store(path: path, layer: IncidentLayer.layer, mode)
        }
    }

    /// Runs `body`; what the store refuses becomes the failure of the run.
    static func saying<Result>(
        _ path: String, _ body: () throws(StoreError) -> Result
    ) throws -> Result {
        do throws(StoreError) { return try body() } catch {
            let message = "\(path): \(error)"
            switch error {
            case .missing: throw Failure.noInput(message)
            case .notAStore, .tooNew, .mergedInCircle, .damaged: throw Failure.badData(message)
            case .unknownIncident: throw Failure(status: 1, message: message)
            case .cannotWrite: throw Failure(status: 74, message: message)
            case .busy: throw Failure(status: 75, message: message)
            }
        }
    }

    /// As ``saying(_:_:)``, for work that may fail elsewhere too.
    static func reading(_ path: String, _ body: () throws -> Void) throws {
        do { try body() } catch let error as StoreError {
            try saying(path) { () throws(StoreError) in throw error }
        }
    }

    static func write(
        _ out: inout OutputBuffer, _ output: OutputOptions, endsLine: Bool = true
    ) throws {
        let file = try OutputFile(path: output.output)
        if endsLine { out.endLine() }
        try file.write(&out)
        try file.commit()
    }

    /// Corrections to places that a gazetteer no longer has, or has somewhere else.
    static func conflicts(
        _ corrections: [StoredCorrection], _ path: String, _ store: String
    ) throws -> [Finding] {
        let gazetteer = try CompiledGazetteer(path: path)
        return corrections.filter { !$0.isUndone }.compactMap { stored in
            guard case .place(let place) = stored.correction.action, place.id.contains(":") else {
                return nil
            }
            let start = "correction \(stored.number): \(place.id) (\(place.name))"
            guard let known = gazetteer.place(id: place.id) else {
                return Finding(.warning, origin: store, "\(start) is not in the gazetteer any more")
            }
            let moved = known.coordinate.distance(to: place.coordinate)
            guard moved > max(place.radius, .kilometers(1)) else { return nil }
            return Finding(
                .warning, origin: store,
                "\(start) now lies \(Int(moved.kilometers.rounded())) km away from where it was put"
            )
        }
    }

    /// The present moment, ISO 8601 in UTC.
    static var now: String {
        var seconds = time(nil)
        var parts = tm()
        gmtime_r(&seconds, &parts)
        let day = Day(
            year: Int(parts.tm_year) + 1900, month: Int(parts.tm_mon) + 1, day: Int(parts.tm_mday))
        func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return
            "\(day?.description ?? "")T\(two(parts.tm_hour)):\(two(parts.tm_min)):\(two(parts.tm_sec))Z"
    }
}

/// An analysis on its way into a store: what was read goes there batch by batch, the incidents in the end.
struct KeptRun {
    let path: String
    private let store: Store
    private let signature: Signature

    init(_ path: String, by signature: Signature) throws {
        self.path = path
        self.signature = signature
        store = try StoreRun.open(path, .creating)
    }

    func keep(_ readings: [ReportReading]) throws {
        _ = try StoreRun.saying(path) { () throws(StoreError) in
            try store.append(mentionsOf: readings, by: signature)
        }
    }

    func correct(_ rows: [LocatedIncident]) throws -> [LocatedIncident] {
        try StoreRun.saying(path) { () throws(StoreError) in
            try store.corrected(rows, as: IncidentLayer.feature)
        }
    }

    /// - Parameter rows: As they were read: the store applies its corrections itself.
    func finish(_ rows: [LocatedIncident], _ alerts: [Alert]) throws -> Store.Tally {
        try StoreRun.saying(path) { () throws(StoreError) in
            let tally = try store.append(
                rows.map(IncidentLayer.feature), origin: "analyze", by: signature)
            _ = try store.append(alerts, by: signature)
            return tally
        }
    }
}

extension ReportRun {
    mutating func say(_ tally: Store.Tally, of store: String) {
        say(tally.findings)
        messages.say(
            "\(store): \(tally.added) incidents added, \(tally.changed) changed, \(tally.unchanged) unchanged"
                + (tally.corrected > 0 ? ", \(tally.corrected) under corrections" : ""))
    }
}

extension ListRun {
    mutating func readIncidents(
        _ path: String, _ options: ListReadingOptions
    ) throws -> [LocatedIncident] {
        try Self.incidents(of: read(path, options))
    }

    /// Rows of the incident layer as they are, rows of other lists in its words.
    static func incidents(of list: IncidentList) throws -> [LocatedIncident] {
        if list.isIncidentLayer {
            do throws(InputError) { return try IncidentLayer.rows(list) } catch {
                throw Failure.input(list.origin, error)
            }
        }
        var rows: [LocatedIncident] = []
        rows.reserveCapacity(list.count)
        list.forEachIncident { rows.append($0) }
        return rows
    }
}
