import ArgumentParser
import Earth
import Formats
import Incidents
import Pipeline

/// What to measure incidents against and how to group them.
struct AnalysisOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Sites to measure distances to: GeoJSON, or CSV with latitude and longitude. May be given more than once.",
            valueName: "file"),
        completion: .file())
    var sites: [String] = []

    @Flag(help: "Also writes the outline of each cluster.")
    var clusters = false

    @Option(
        help: "How near incidents of a cluster are to each other; 10km unless said.",
        transform: Quantity.distance)
    var radius = Distance.kilometers(10)

    @Option(
        help: "How many incidents near each other, itself included, make one the core of a cluster."
    )
    var minCount = 3

    @Flag(help: "Keeps what several reports tell of one incident apart.")
    var noMerge = false

    func validate() throws {
        guard minCount >= 1 else { throw ValidationError("--min-count must be at least 1") }
    }

    func configuration(workers: Int, _ messages: Messages) throws -> Configuration {
        var all: [Site] = []
        for path in sites {
            do throws(InputError) {
                let (sites, findings) = try SiteReader.read(path: path)
                messages.say(findings)
                all += sites
            } catch {
                throw Failure.input(path, error)
            }
        }
        return Configuration(
            sites: all,
            clusters: Configuration.ClusterOptions(radius: radius, minimumCount: minCount),
            mergesReports: !noMerge, workers: workers)
    }
}
