import Incidents
import Reading

/// What the reports of a batch say about their sources: a local paper's Dublin is its own.
///
/// Each report is read with the lexicon of its source's other reports in the batch, so memory is bounded
/// by the batch, and neither threads nor the order within it matter.
struct SourceLexicons: Sendable {
    private var lexicons: [String: SourceLexicon] = [:]
    private var contributions: [SourceContribution?]

    /// Sources with fewer reports in a batch say too little.
    static let leastReports = 3

    static let none = SourceLexicons(contributions: [])

    private init(contributions: [SourceContribution?]) { self.contributions = contributions }

    /// Twice: what the first round knows of a source, the second reads its reports by. Where a name stands
    /// alone in most reports, the first round takes it for the best known place; the second may tell better.
    init(
        _ reports: [Report], workers: Int, chunkSize: Int,
        _ contribution: @escaping @Sendable (Report, SourceLexicon?) -> SourceContribution
    ) async {
        let first = await SourceLexicons(
            reports, knowing: .none, workers: workers, chunkSize: chunkSize, contribution)
        self = await SourceLexicons(
            reports, knowing: first, workers: workers, chunkSize: chunkSize, contribution)
    }

    private init(
        _ reports: [Report], knowing known: SourceLexicons, workers: Int, chunkSize: Int,
        _ contribution: @escaping @Sendable (Report, SourceLexicon?) -> SourceContribution
    ) async {
        var counts: [String: Int] = [:]
        for report in reports { counts[report.source ?? "", default: 0] += 1 }
        let telling = counts.filter { !$0.key.isEmpty && $0.value >= Self.leastReports }
        contributions = await Parallel.map(
            Array(reports.enumerated()), chunkSize: chunkSize, workers: workers
        ) { index, report in
            telling[report.source ?? ""] == nil
                ? nil : contribution(report, known.lexicon(for: index, of: report))
        }
        // Sums of floats depend on their order, the order of the reports must not matter.
        for index in reports.indices.sorted(by: { reports[$0].id < reports[$1].id }) {
            guard let source = reports[index].source, let contribution = contributions[index] else {
                continue
            }
            lexicons[source, default: SourceLexicon()].add(contribution)
        }
    }

    /// The lexicon of all other reports of a report's source.
    func lexicon(for index: Int, of report: Report) -> SourceLexicon? {
        guard contributions.indices.contains(index), let own = contributions[index],
            let source = report.source, var lexicon = lexicons[source]
        else { return nil }
        lexicon.remove(own)
        return lexicon
    }
}
