import ArgumentParser
import Earth
import Foundation
import Gazetteer
import Incidents
import Reading

/// Scores the incident reader on the free text of a conflict data set: nothing of it was used for fitting.
struct CodedEventsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "coded-events",
        abstract:
            "Compares incidents read from the headlines of UCDP GED rows with what the rows say.",
        discussion: """
            Each headline is read as a report of the day its source gives. A headline often tells of several events, of \
            which the row is one: “first” is the incident read first, “nearest” the one closest to the row. Rows that are \
            known no better than to the district (where_prec over 3) are left out.
            """)

    @OptionGroup var gazetteer: GazetteerOption
    @Argument(help: "A CSV file of UCDP GED, unpacked.") var file: String
    @Option(help: "List so many rows whose nearest incident is farther than 161 km off.")
    var misses = 0
    @Option(
        help: "List so many rows whose toll or day disagrees, though the place is within 25 km.")
    var disagreements = 0

    func run() throws {
        var headlines = HeadlineReader(reader: Reader(gazetteer: try gazetteer.open()))
        var score = CodedEventScore()
        var listed = (misses: 0, disagreements: 0)
        for event in try CodedEvent.read(file) {
            let incidents = event.headlines.flatMap { headlines.incidents($0) }
            let fit = score.count(incidents, event)
            if fit.isMiss, listed.misses < misses {
                listed.misses += 1
                print("miss", event.summary, fit.summary, separator: "\t")
            }
            if fit.disagrees, listed.disagreements < disagreements {
                listed.disagreements += 1
                print("disagrees", event.summary, fit.summary, separator: "\t")
            }
        }
        print(score.table)
    }
}

/// One headline and the day it appeared.
struct Headline: Hashable {
    var text: String
    var published: Day?
}

/// Reads each headline once, however many rows quote it.
private struct HeadlineReader {
    let reader: Reader
    private var read: [Headline: [Incident]] = [:]

    init(reader: Reader) { self.reader = reader }

    mutating func incidents(_ headline: Headline) -> [Incident] {
        if let known = read[headline] { return known }
        let report = Report(id: "headline", text: headline.text, published: headline.published)
        let incidents = reader.read(report).incidents
        read[headline] = incidents
        return incidents
    }
}
