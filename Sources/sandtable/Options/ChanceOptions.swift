import ArgumentParser

/// How chance is tried.
struct ChanceOptions: ParsableArguments {
    @Option(help: "How often the days are shuffled; p is no smaller than 1 / (1 + this).")
    var permutations = 999
    @Option(help: "Equal seeds give equal results.") var seed: UInt64 = 1

    func validate() throws {
        guard (0...1_000_000).contains(permutations) else {
            throw ValidationError("--permutations must be from 0 to 1000000")
        }
    }
}
