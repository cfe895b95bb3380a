import Foundation

/// The least quality that the project has reached and keeps, by suite: one file for all of them.
///
/// Floors only rise: ``raise(_:shares:faults:)`` never lowers one.
struct QualityFloors: Codable, Equatable {
    struct Suite: Codable, Equatable {
        /// The more, the better.
        var atLeast: [String: Double] = [:]
        /// The fewer, the better.
        var atMost: [String: Double] = [:]
    }

    typealias Figure = (name: String, value: Double)

    var suites: [String: Suite] = [:]

    init() {}

    init(path: String) throws {
        suites = try JSONDecoder().decode(
            [String: Suite].self, from: Data(contentsOf: URL(filePath: path)))
    }

    func write(to path: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        try (encoder.encode(suites) + Data("\n".utf8)).write(
            to: URL(filePath: path), options: .atomic)
    }

    /// - Returns: One sentence for each figure below its floor or missing, by name.
    func shortfalls(_ suite: String, shares: [Figure], faults: [Figure]) -> [String] {
        guard let floors = suites[suite] else { return ["there are no floors for \(suite)"] }
        let least = shortfalls(floors.atLeast, shares, "at least") { $0 >= $1 }
        let most = shortfalls(floors.atMost, faults, "at most") { $0 <= $1 }
        return least + most
    }

    private func shortfalls(
        _ floors: [String: Double], _ figures: [Figure], _ words: String,
        holds: (Double, Double) -> Bool
    ) -> [String] {
        floors.sorted { $0.key < $1.key }.compactMap { name, floor in
            guard let figure = figures.first(where: { $0.name == name }) else {
                return "\(name) is not measured, should be \(words) \(floor)"
            }
            return holds(figure.value, floor)
                ? nil : "\(name) is \(figure.value), should be \(words) \(floor)"
        }
    }

    /// Takes over every figure that is better than its floor, to two decimals, rounded to the worse side.
    mutating func raise(_ suite: String, shares: [Figure], faults: [Figure]) {
        var floors = suites[suite] ?? Suite()
        for (name, value) in shares {
            floors.atLeast[name] = max(
                floors.atLeast[name] ?? 0, (value * 100).rounded(.down) / 100)
        }
        for (name, value) in faults {
            floors.atMost[name] = min(
                floors.atMost[name] ?? .infinity, (value * 100).rounded(.up) / 100)
        }
        suites[suite] = floors
    }
}
