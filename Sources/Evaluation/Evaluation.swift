import ArgumentParser

@main
struct Evaluation: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Scores against annotated texts, and benchmarks.",
        subcommands: [
            BenchmarkCommand.self, DatesEvaluation.self, DatesBenchmark.self, PlacesCommand.self,
            FitPlacesCommand.self,
            ReadPlacesCommand.self, BuildGazetteerCommand.self,
        ])
}
