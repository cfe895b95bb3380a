import ArgumentParser

@main
struct Evaluation: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Scores against annotated texts, and benchmarks.",
        subcommands: [
            ArticlesCommand.self,
            BenchmarkCommand.self,
            BuildGazetteerCommand.self,
            CaseCommand.self,
            CodedEventsCommand.self,
            EventPlacesCommand.self,
            DatesBenchmark.self,
            DatesEvaluation.self,
            FitPlacesCommand.self,
            FormatsBenchmark.self,
            MucCommand.self,
            GeneralNewsCommand.self,
            ArabicCommand.self,
            GazetteerBenchmark.self,
            GazetteerLists.self,
            PlacesCommand.self,
            ReadPlacesCommand.self,
            ReadingSpeedCommand.self,
            ScalingCommand.self,
            VillagesCommand.self,
        ])
}
