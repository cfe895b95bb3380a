import ArgumentParser
import Formats
import Gazetteer
import Incidents

struct GazetteerCheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Compares the whole gazetteer with its checksums, and looks for doubtful places.",
        discussion: """
            Example: sandtable gazetteer check --gazetteer sandtable.sandgaz

            Doubtful are places that stand twice, and places inside the outline of another division than
            the one they claim, or of another country. They are remarks; only damage makes the exit status 65.
            """)

    @Flag(help: "Lists all doubtful places, not only five of each sort.") var all = false
    @Flag(name: [.short, .long], help: "Says nothing but errors on standard error.")
    var quiet = false
    @OptionGroup var options: GazetteerOptions

    func run() async throws {
        let gazetteer = try options.open()
        try gazetteer.verify()
        let all = DivisionOutlines()
        let outlines = all.ofLevel(1)
        let outside = gazetteer.placesOutsideTheirDivision(outlines)
        let countries = all.ofLevel(0)
        let abroad = try gazetteer.placesOutsideTheirCountry(countries)
        let duplicates = gazetteer.duplicates()
        let messages = Messages(isQuiet: quiet)
        say(outside, messages)
        say(abroad, messages)
        say(duplicates, messages)
        var out = OutputBuffer()
        out.append(line: "\(gazetteer.path): sound, \(gazetteer.count) places")
        out.append(
            line: "\(outside.count) lie outside the division they claim"
                + (outlines.isEmpty ? " (no outlines at hand)" : ", of \(outlines.count) outlines"))
        out.append(
            line: "\(abroad.count) lie in another country than theirs"
                + (countries.isEmpty
                    ? " (no outlines at hand)" : ", of \(countries.count) outlines"))
        out.append(line: "\(duplicates.count) stand twice within 1 km")
        try OutputFile(path: nil).write(&out)
    }

    private func say(_ findings: [Finding], _ messages: Messages) {
        messages.say(all ? findings : Array(findings.prefix(5)))
        if !all, findings.count > 5 {
            messages.say("… and \(findings.count - 5) more; --all lists them")
        }
    }
}

extension DivisionOutlines {
    fileprivate func ofLevel(_ level: Int) -> [DivisionOutline] {
        outlines.filter { $0.level == level }.map {
            DivisionOutline(
                country: $0.country, name: $0.name, region: $0.region, shape: $0.shape)
        }
    }
}
