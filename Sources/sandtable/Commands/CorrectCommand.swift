import ArgumentParser
import Earth
import Formats
import Gazetteer
import Incidents
import Store

struct CorrectCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "correct",
        abstract: "Puts an incident of a store right, for good.",
        discussion: """
            Example: sandtable correct 5f3a9c --store incidents.gpkg --place geonames:94824 --scope name-in-area --why "the dam, not the town"

            A correction is applied now and to everything that is added later. Its scope is the
            incident itself (mention), all incidents of its report that name the place with the same
            words (report), all of its country that do (name-in-area), or all that do (everywhere).
            Places, types and --reject have scopes wider than the incident: a word that is no place
            is rejected everywhere.
            """)

    @Argument(help: "The incident's id, or with --undo the correction's number.") var id: String
    @Option(help: "The store.", completion: .file(extensions: ["gpkg"])) var store: String
    @Option(help: "It happened at this place of the gazetteer, as in geonames:94824.") var place:
        String?
    @Option(help: "It happened at this point: lon,lat.") var at: String?
    @Option(help: "How well the point is known, as in 2km.", transform: Quantity.distance)
    var radius: Distance = .kilometers(1)
    @Option(help: "What happened, as in ambush.") var type: String?
    @Option(help: "When: a day, as in 2016-01-05, or two with a slash between.") var date: String?
    @Option(help: "How many were killed: 4, 4-6, 4- for at least 4, or unknown.") var killed:
        String?
    @Option(help: "How many were injured, written likewise.") var injured: String?
    @Option(help: "The id of another incident, which is the same as this one.") var merge: String?
    @Flag(help: "This incident is not the same as the one it was merged into.") var split = false
    @Flag(help: "This is no incident.") var reject = false
    @Flag(help: "Takes a correction back.") var undo = false
    @Option(help: "mention, report, name-in-area or everywhere.") var scope = ScopeName.mention
    @Option(help: "The country or division for name-in-area; default: the incident's country.")
    var area: String?
    @Option(help: "Why, for whoever reads it later.") var why = ""
    @OptionGroup var signer: SignatureOptions
    @OptionGroup var gazetteer: GazetteerOptions

    enum ScopeName: String, ExpressibleByArgument, CaseIterable {
        case mention, report, everywhere
        case nameInArea = "name-in-area"
    }

    func validate() throws {
        let given = [place, at, type, date, killed, injured, merge].compactMap { $0 }.count
        let flags = [split, reject, undo].filter { $0 }.count
        guard given + flags == 1 else {
            throw ValidationError(
                "say one thing: --place, --at, --type, --date, --killed, --injured, --merge, --split, --reject or --undo"
            )
        }
        guard scope == .mention || place != nil || at != nil || type != nil || reject else {
            throw ValidationError(
                "only places, types and --reject go beyond the incident itself")
        }
    }

    func run() async throws {
        let opened = try StoreRun.open(store, .writing)
        if undo { return try takeBack(in: opened) }
        let correction = Correction(try action(), try scope(in: opened), why: why)
        let count = try StoreRun.saying(store) { () throws(StoreError) in
            try opened.correct(correction, by: signer.signature)
        }
        Messages.print("\(count) incident\(count == 1 ? "" : "s") corrected")
    }

    private func takeBack(in opened: Store) throws {
        guard let number = Int(id) else {
            throw Failure.usage("--undo takes the number of a correction")
        }
        let done = try StoreRun.saying(store) { () throws(StoreError) in
            try opened.undo(correction: number, by: signer.signature)
        }
        guard done else {
            throw Failure(status: 1, message: "\(store): no correction \(number) that holds")
        }
    }

    private func action() throws -> Correction.Action {
        if let place { return .place(try known(place)) }
        if let at { return .place(try point(at)) }
        if let type { return .type(try known(type: type)) }
        if let date { return try dates(date) }
        if let killed {
            let (minimum, maximum) = try range(killed)
            return .killed(minimum: minimum, maximum: maximum)
        }
        if let injured {
            let (minimum, maximum) = try range(injured)
            return .injured(minimum: minimum, maximum: maximum)
        }
        if let merge { return .merge(merge) }
        return split ? .split : .reject
    }

    private func known(type: String) throws -> String {
        guard IncidentType(rawValue: type) != nil else {
            let types = IncidentType.allCases.map(\.rawValue)
            throw Failure.usage(
                "\"\(type)\" is no type of incident — \(suggestion(for: type, among: types))")
        }
        return type
    }

    private func known(_ id: String) throws -> Place {
        guard let place = try gazetteer.open().place(id: id) else {
            throw Failure(status: 1, message: "the gazetteer has no place \(id)")
        }
        return place
    }

    private func point(_ text: String) throws -> Place {
        let axes = text.split(separator: ",").compactMap { Double($0) }
        guard axes.count == 2 else {
            throw Failure.usage("write a point as lon,lat, as in 42.3,34.2")
        }
        let point = try Coordinate(longitude: axes[0], latitude: axes[1])
        return Place(
            id: "", name: text, kind: .locality, coordinate: point, radius: radius, country: "",
            countryName: "", admin1: "", admin2: "", population: 0)
    }

    private func dates(_ text: String) throws -> Correction.Action {
        let days = text.split(separator: "/").map { Day(iso: $0) }
        guard (1...2).contains(days.count), !days.contains(nil) else {
            throw Failure.usage("write a date as in 2016-01-05 or 2016-01-05/2016-01-07")
        }
        if let first = days[0], let last = days[days.count - 1], last < first {
            throw Failure.usage("\(last) is before \(first): write the first day first")
        }
        return .date(start: days.first ?? nil, end: days.last ?? nil)
    }

    private func range(_ text: String) throws -> (Int?, Int?) {
        if text == "unknown" { return (nil, nil) }
        let ends = text.split(separator: "-", omittingEmptySubsequences: false)
        let numbers = ends.map { Int($0) }
        switch (ends.count, numbers.first ?? nil, numbers.last ?? nil) {
        case (1, let number?, _): return (number, number)
        case (2, let minimum?, let maximum?) where minimum > maximum:
            throw Failure.usage(
                "\(minimum) is more than \(maximum): write the smaller figure first")
        case (2, let minimum, let maximum) where minimum != nil || maximum != nil:
            return (minimum, maximum)
        default: throw Failure.usage("write a toll as in 4, 4-6, 4- or unknown")
        }
    }

    private func scope(in opened: Store) throws -> Correction.Scope {
        guard scope != .mention else { return .mention(incident: id) }
        let row = try StoreRun.saying(store) { () throws(StoreError) in try opened.values(of: id) }
        guard let row else {
            throw Failure(status: 1, message: "\(store): holds no incident \(id)")
        }
        guard let words = row["place_text"] else {
            throw Failure(
                status: 1,
                message: "incident \(id) names no place: only --scope mention can put it right")
        }
        switch scope {
        case .mention: return .mention(incident: id)
        case .everywhere: return .everywhere(words: words)
        case .report: return .report(row["report"] ?? "", words: words)
        case .nameInArea:
            guard let area = area ?? row["country"] ?? row["country_name"] else {
                throw Failure.usage("say the country or division with --area")
            }
            return .nameInArea(words: words, area: area)
        }
    }
}
