import Foundation
import Incidents
import Reading

/// A sentence with an event and the places where people said it happened.
struct EventPlaceCase {
    let id: String
    let text: String
    let event: TextSpan
    let places: [TextSpan]
    let offsets: CodePointOffsets

    /// Sentences that repeat stay in one fold.
    func fold(of count: Int) -> Int {
        let words = text.trimmingCharacters(in: .whitespacesAndNewlines)
        return Int(stableHash(words) >> 20 % UInt64(count))
    }

    private struct Line: Decodable {
        struct Span: Decodable { var start, end: Int }
        var id, text: String
        var event: Span
        var locations: [Span]
    }

    static func read(_ path: String) throws -> [EventPlaceCase] {
        let data = try Data(contentsOf: URL(fileURLWithPath: path))
        return try data.split(separator: 0x0A).map {
            let line = try JSONDecoder().decode(Line.self, from: $0)
            let offsets = CodePointOffsets(line.text)
            return EventPlaceCase(
                id: line.id, text: line.text,
                event: offsets.span(line.event.start, line.event.end),
                places: line.locations.map { offsets.span($0.start, $0.end) }, offsets: offsets)
        }
    }
}

/// Corpora count code points, we count UTF-8 bytes.
struct CodePointOffsets {
    /// The byte at which each code point begins, and the end of the text.
    private var bytes = [0]

    init(_ text: String) {
        for scalar in text.unicodeScalars {
            bytes.append(bytes[bytes.count - 1] + UTF8.width(scalar))
        }
    }

    func span(_ start: Int, _ end: Int) -> TextSpan {
        let last = bytes.count - 1
        return TextSpan(bytes[min(max(start, 0), last)], bytes[min(max(end, start, 0), last)])
    }

    /// The code point that begins at a byte.
    func codePoint(_ byte: Int) -> Int {
        var low = 0
        var high = bytes.count - 1
        while low < high {
            let middle = (low + high) / 2
            if bytes[middle] < byte { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

/// How well the places of events are found.
struct EventPlaceScore {
    private var found = 0
    private var predicted = 0
    private var marked = 0
    private var exact = 0
    private var none = 0
    private var leftEmpty = 0

    mutating func add(_ marks: [TextSpan], _ places: [TextSpan]) {
        predicted += places.count
        marked += marks.count
        exact += Set(places).intersection(marks).count
        var used: Set<Int> = []
        for place in places {
            let mark = marks.indices.first { !used.contains($0) && marks[$0].overlaps(place) }
            if let mark {
                used.insert(mark)
                found += 1
            }
        }
        if marks.isEmpty {
            none += 1
            if places.isEmpty { leftEmpty += 1 }
        }
    }

    /// F1 of spans that overlap.
    var overlap: Double { f1(found) }
    var empty: Double { none > 0 ? Double(leftEmpty) / Double(none) : 0 }

    private func f1(_ hits: Int) -> Double {
        predicted + marked > 0 ? 2 * Double(hits) / Double(predicted + marked) : 0
    }

    var summary: String {
        String(
            format: "overlap F1 %.3f  exact F1 %.3f  sentences without a place left empty %.3f",
            overlap,
            f1(exact), empty)
    }
}
