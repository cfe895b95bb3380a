import ArgumentParser
import Foundation
import Incidents
import Reading

/// How many date expressions are found, and how many of them get the right days.
///
/// Counts as annotated corpora of date expressions are scored in the news reading: where an annotation offers a
/// past and a future day, the past one is right; open ranges, times, durations and habits do not count.
struct DatesEvaluation: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dates", abstract: "Score date expressions against a corpus of JSON lines.")

    @Argument(help: "JSON lines: id, text, reference, results.")
    var corpus: String

    @Option(help: "Score only even (a) or odd (b) lines.")
    var half: Half?

    @Flag(help: "List what was missed, wrong or spurious.")
    var errors = false

    @Option(help: "Write what was read as JSON lines.")
    var predictions: String?

    enum Half: String, ExpressibleByArgument { case a, b }

    func run() throws {
        let cases = try DateCase.read(corpus).enumerated()
            .filter { half == nil || ($0.offset % 2 == 0) == (half == .a) }.map(\.element)
        var score = DateScore()
        var lines: [String] = []
        for one in cases {
            let read = one.read(DateReader())
            let problems = score.count(one, read)
            lines.append(one.line(read))
            if errors, !problems.isEmpty {
                print("\(one.reference) | \(one.text)\n" + problems.joined(separator: "\n"))
            }
        }
        if let predictions {
            try (lines.joined(separator: "\n") + "\n").write(
                toFile: predictions, atomically: true, encoding: .utf8)
        }
        print(score.summary)
    }
}

/// First and last day, inclusive.
struct DayPair: Hashable, CustomStringConvertible {
    var first: Day
    var last: Day
    var description: String { first == last ? "\(first)" : "\(first)…\(last)" }
}

struct DateCase {
    let id: String
    let text: String
    let reference: Day
    let wanted: [(span: TextSpan, days: DayPair)]
    /// Annotations that do not count: what is read there is neither right nor wrong.
    let ignored: [TextSpan]

    static func read(_ path: String) throws -> [DateCase] {
        try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map {
            DateCase(try JSONDecoder().decode(Line.self, from: Data($0.utf8)))
        }
    }

    private struct Line: Decodable {
        struct Value: Decodable { var type, value, start, end: String? }
        struct Result: Decodable {
            var start, end: Int?
            var kind: String?
            var values: [Value]
        }
        var id, text, reference: String
        var results: [Result]
    }

    private init(_ line: Line) {
        id = line.id
        text = line.text
        reference = Day(iso: line.reference) ?? Day(number: 0)
        var wanted: [(TextSpan, DayPair)] = []
        var ignored: [TextSpan] = []
        let counted: Set = ["date", "daterange", "datetime", "datetimerange"]
        for result in line.results {
            guard let start = result.start, let end = result.end else { continue }
            let span = TextSpan(start, end)
            let kind = result.kind ?? ""
            if counted.contains(kind), let days = Self.days(result.values, reference) {
                wanted.append((span, days))
            } else {
                ignored.append(span)
            }
        }
        self.wanted = wanted
        self.ignored = ignored
    }

    /// The past reading of the values offered.
    private static func days(_ values: [Line.Value], _ reference: Day) -> DayPair? {
        let pairs = values.compactMap(pair)
        return pairs.filter { $0.first <= reference }.max { $0.order < $1.order }
            ?? pairs.min { $0.order < $1.order }
    }

    private static func pair(_ value: Line.Value) -> DayPair? {
        if let text = value.value, text != "not resolved" {
            return Day(iso: text).map { DayPair(first: $0, last: $0) }
        }
        guard let first = value.start.flatMap({ Day(iso: $0) }),
            let end = value.end.flatMap({ Day(iso: $0) })
        else { return nil }
        return DayPair(first: first, last: value.type == "daterange" && end > first ? end - 1 : end)
    }

    struct Read {
        var span: TextSpan
        var text: String
        var days: DayPair?
    }

    /// Dates with both ends, spans in code points as the corpus counts them.
    func read(_ reader: DateReader) -> [Read] {
        let reading = reader.read(AnalyzedText(text), published: reference)
        return zip(reading.expressions, reading.dates).compactMap { expression, date in
            guard expression.kind == .date, let start = date.start, let end = date.end else {
                return nil
            }
            return Read(
                span: codePoints(expression.span), text: expression.text,
                days: DayPair(first: start, last: date.lastPeriodStart ?? end))
        }
    }

    private func codePoints(_ span: TextSpan) -> TextSpan {
        func count(_ end: Int) -> Int { text.utf8.prefix(end).count { $0 & 0xc0 != 0x80 } }
        return TextSpan(count(span.start), count(span.end))
    }

    func line(_ read: [Read]) -> String {
        let dates = read.compactMap { date in
            date.days.map {
                #"{"start":\#(date.span.start),"end":\#(date.span.end),"from":"\#($0.first)","to":"\#($0.last)"}"#
            }
        }
        return #"{"id":"\#(id)","dates":[\#(dates.joined(separator: ","))]}"#
    }
}

extension DayPair {
    fileprivate var order: (Int, Int) { (first.number, last.number) }
}

struct DateScore {
    private var gold = 0
    private var predicted = 0
    private var found = 0
    private var right = 0

    /// - Returns: One line for each expression missed, wrong or spurious.
    mutating func count(_ one: DateCase, _ all: [DateCase.Read]) -> [String] {
        var problems: [String] = []
        let read = all.filter { item in
            one.wanted.contains { $0.span.overlaps(item.span) }
                || !one.ignored.contains { $0.overlaps(item.span) }
        }
        var used: Set<Int> = []
        gold += one.wanted.count
        predicted += read.count
        for (span, days) in one.wanted {
            guard
                let index = read.indices.first(where: {
                    !used.contains($0) && read[$0].span.overlaps(span)
                })
            else {
                problems.append("    missed \(days)")
                continue
            }
            used.insert(index)
            found += 1
            if Self.isRight(read[index].days, days) {
                right += 1
            } else {
                problems.append(
                    "    wrong “\(read[index].text)” \(read[index].days.map { "\($0)" } ?? "–") for \(days)"
                )
            }
        }
        for index in read.indices where !used.contains(index) {
            problems.append(
                "    spurious “\(read[index].text)” \(read[index].days.map { "\($0)" } ?? "–")")
        }
        return problems
    }

    /// The corpus writes ends of ranges as exclusive, also where the text states the last day.
    private static func isRight(_ read: DayPair?, _ wanted: DayPair) -> Bool {
        guard let read, read.first == wanted.first else { return false }
        return read.last == wanted.last
            || (wanted.first != wanted.last && read.last == wanted.last + 1)
    }

    var summary: String {
        func line(_ name: String, _ count: Int) -> String {
            let precision = predicted > 0 ? Double(count) / Double(predicted) : 0
            let recall = gold > 0 ? Double(count) / Double(gold) : 0
            let f = gold + predicted > 0 ? 2 * Double(count) / Double(gold + predicted) : 0
            return String(format: "%@ P %.3f R %.3f F1 %.3f", name, precision, recall, f)
        }
        return line("found", found) + "\n" + line("right", right)
            + "\n(\(predicted) read, \(gold) annotated)"
    }
}
