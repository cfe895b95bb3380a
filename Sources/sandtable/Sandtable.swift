import ArgumentParser

@main
struct Sandtable: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sandtable",
        abstract: "Finds out from news reports where incidents happened, and what lies near.",
        discussion: """
            Example: sandtable analyze reports/ --sites dams.csv -o incidents.geojson

            Data goes to standard output or -o FILE, everything else to standard error.
            Exit status: 0 done, 1 nothing found where something was asked for, 64 wrong usage,
            65 bad data, 66 no input, 70 a fault of this program, 73 and 74 output failed.
            """,
        version: "0.1.0",
        subcommands: [
            AnalyzeCommand.self, PlacesCommand.self, IncidentsCommand.self, DatesCommand.self,
            LocateCommand.self, MapCommand.self, ExplainCommand.self, ClusterCommand.self,
            NearCommand.self, QueryCommand.self, DivisionsCommand.self, HotspotsCommand.self,
            DensityCommand.self, KnoxCommand.self, ScanCommand.self, AlertsCommand.self,
            WatchCommand.self, ConvertCommand.self, StoreCommand.self, CorrectCommand.self,
            GazetteerCommand.self, DoctorCommand.self,
        ])

    static func main() async {
        fillStandardStreams()
        ignoreClosedPipes()
        Interruption.watch()
        do {
            var command = try parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch {
            guard let failure = Failure(error) else { exit(withError: error) }
            failure.report()
            Self.exit(withError: ExitCode(failure.status))
        }
    }
}
