import ArgumentParser
import Formats
import Gazetteer

struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Checks that the program has what it needs, and says what to do where not.",
        discussion: "Example: sandtable doctor")

    @OptionGroup var options: GazetteerOptions

    func run() async throws {
        var out = OutputBuffer()
        out.append(line: "program    sandtable \(Sandtable.configuration.version)")
        var failure: Failure?
        do {
            let gazetteer = try options.open()
            try gazetteer.verify()
            out.append(line: "gazetteer  \(gazetteer.path): sound, \(gazetteer.count) places")
        } catch {
            failure = Failure(error)
            out.append(line: "gazetteer  not usable: \(failure?.message ?? "\(error)")")
        }
        out.append(line: "maps       " + Self.maps)
        try OutputFile(path: nil).write(&out)
        if let failure { throw Failure(status: failure.status, message: nil) }
    }

    /// All but maps works without it, so it is no failure.
    private static var maps: String {
        do {
            _ = try MapLibrarySearch.find()
            guard let borders = DataSearch.find("borders") else {
                return "library found; no borders: name a file with --borders, or run `make build`"
            }
            return "library found, borders in \(borders)"
        } catch {
            return Failure(error)?.message ?? "\(error)"
        }
    }
}
