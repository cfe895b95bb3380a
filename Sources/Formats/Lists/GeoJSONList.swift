import Earth
import Incidents

/// Incident lists in GeoJSON, as a collection or one feature to a line.
///
/// A line or polygon stands at the middle of the smallest circle around it, with the circle's radius
/// added to its own. Outlines of clusters, as ``IncidentLayer`` writes them, are no incidents.
struct GeoJSONList {
    private let bytes: UnsafeBufferPointer<UInt8>
    private(set) var entries: ListEntries
    /// Where the next text is looked for; `nil` after the last.
    private var position: Int?
    /// The end of the last text; `nil` when the list broke off for good.
    private var end: Int?
    /// How many rows were handed out before those of `entries`.
    private var handedOut = 0
    /// Up to where there is to be room for rows; `nil` = they come in small portions.
    private var room: Int?

    /// Lines are read in parts at once, if there are any lines: each part from the first line end after
    /// its border, where texts begin. Where that turns out wrong, the rest is read from front to back.
    ///
    /// - Parameters:
    ///   - stretch: Bytes that are read before what they held is handed out.
    ///   - body: Takes the rows in their order; row numbers count from its first.
    static func forEachStretch(
        of stretch: Int, in bytes: UnsafeBufferPointer<UInt8>, origin: String, threads: Int,
        _ body: (ListEntries) -> Void
    ) throws(InputError) {
        var start = 0
        var count = 0
        while threads > 1, start < bytes.count, isLines(bytes) {
            let end =
                bytes.count - start > stretch
                ? bytes.startOfLine(after: start + stretch) : bytes.count
            guard let part = inParts(bytes, start..<end, origin, threads) else { break }
            body(part)
            count += part.count
            start = end
        }
        guard start < bytes.count else { return }
        var list = GeoJSONList(bytes, origin: origin, from: start)
        list.handedOut = count
        try list.read(before: bytes.count, handing: stretch / 256, to: body)
        body(list.entries)
    }

    private static func inParts(
        _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ origin: String, _ threads: Int
    ) -> ListEntries? {
        let starts = bytes.partsOfLines(in: range, threads)
        // The bytes are only read.
        nonisolated(unsafe) let bytes = bytes
        let parts = mapInParallel(starts.count - 1) { part -> (ListEntries, Int)? in
            var list = GeoJSONList(bytes, origin: origin, from: starts[part])
            // The first takes in the others.
            list.room = part == 0 ? range.upperBound : starts[part + 1]
            do throws(InputError) { try list.read(before: starts[part + 1]) } catch { return nil }
            return list.end.map { (list.entries, $0) }
        }
        guard parts.count == starts.count - 1 else { return nil }
        var whole = ListEntries(origin: origin)
        for (part, border) in zip(parts, starts.dropFirst()) {
            guard let (entries, end) = part, end <= border else { return nil }
            whole.append(entries)
        }
        return whole
    }

    /// Whether the first line is a whole object and the second begins with one.
    private static func isLines(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let end = bytes.firstPosition(of: UInt8(ascii: "\n"), from: 0), end + 1 < bytes.count
        else { return false }
        return bytes[..<end].last { !$0.isHTMLSpace } == UInt8(ascii: "}")
            && [UInt8(ascii: "{"), 0x1E].contains(bytes[end + 1])
    }

    private init(_ bytes: UnsafeBufferPointer<UInt8>, origin: String, from start: Int) {
        self.bytes = bytes
        entries = ListEntries(origin: origin)
        position = start
        end = start
    }

    /// Reads the texts that begin before `border`. A line that is no GeoJSON is left out with a remark, and
    /// the lines after it are read.
    ///
    /// - Parameter most: Rows that are kept before they are handed out.
    private mutating func read(
        before border: Int, handing most: Int = .max, to body: (ListEntries) -> Void = { _ in }
    ) throws(InputError) {
        let first = position ?? border
        while let start = position, start < border {
            var reader = GeoJSONReader(bytes, from: start)
            let names = AskedNames(&reader)
            do throws(GeoJSONReader.Failure) {
                try reader.forEach(before: border) { feature in
                    guard feature.value(names.type) != .text("cluster") else { return }
                    append(feature, names)
                    if entries.count == 512, let room, feature.end > first {
                        entries.expect((room - first) / (feature.end - first))
                    }
                    if entries.count >= most { handOut(to: body) }
                }
                position = nil
                end = reader.textEnd
            } catch {
                position = reader.isInCollection ? nil : nextText(after: reader.textStart)
                end = position
                guard position != nil || (!reader.isInCollection && handedOut + entries.count > 0)
                else {
                    throw .malformed(error.description, position: nil)
                }
                entries.note(
                    .error, at: reader.textStart, "\(error.description); the line was left out")
            }
        }
    }

    private mutating func handOut(to body: (ListEntries) -> Void) {
        handedOut += entries.count
        body(entries)
        entries = ListEntries(origin: entries.origin)
    }

    /// The start of the next line that begins as an object does, or as RFC 8142 marks one.
    private func nextText(after start: Int) -> Int? {
        var from = start
        while let end = bytes.firstPosition(of: UInt8(ascii: "\n"), from: from) {
            let next = end + 1
            guard next < bytes.count else { return nil }
            if [UInt8(ascii: "{"), 0x1E].contains(bytes[next]) { return next }
            from = next
        }
        return nil
    }
}

// MARK: Rows

/// The properties that a list is asked for, by the numbers a reader gave their names.
private struct AskedNames {
    let type, radius, start, end: [Int32]

    init(_ reader: inout GeoJSONReader) {
        func numbers(_ names: String...) -> [Int32] { names.map { reader.number(of: $0) } }
        type = numbers("type")
        radius = numbers("radius_km", "uncertainty_km")
        start = numbers("date_start", "event_date", "date", "start", "time")
        end = numbers("date_end", "end")
    }
}

extension GeoJSONList {
    private mutating func append(_ feature: GeoJSONFeature, _ names: AskedNames) {
        let number = entries.count + 1
        let own = feature.value(names.radius)?.number.map { Distance.kilometers(max(0, $0)) }
        let start = days(feature, names.start)
        let end = days(feature, names.end)
        var row = ListEntries.Row(
            bytes: feature.position..<feature.end, radius: own ?? .zero, start: start?.first,
            end: end?.last ?? start?.last)
        switch feature.geometry {
        case .point(let point):
            guard point.longitude != 0 || point.latitude != 0 else {
                entries.note(
                    .warning, row: number, at: feature.position, "geometry",
                    "0, 0 is taken for a missing position", hint: ListEntries.missingHint)
                break
            }
            row.point = point
        case let shape?:
            place(&row, around: shape, number)
            if row.point != nil { return entries.append(row, in: shape) }
        case nil:
            entries.note(
                feature.problem == nil ? .note : .warning, row: number, at: feature.position,
                "geometry", feature.problem ?? "no position")
        }
        entries.append(row)
    }

    /// What the first of `names` says that the feature has.
    private mutating func days(_ feature: GeoJSONFeature, _ names: [Int32]) -> DaySpan? {
        for name in names {
            guard let span = feature.span(name) else { continue }
            if span.kind == .plainText, span.range.count >= 10,
                let day = bytes.isoDay(at: span.start)
            {
                return DaySpan(day)
            }
            return written(span, feature.position)
        }
        return nil
    }

    private mutating func written(_ span: JSONSpan, _ position: Int) -> DaySpan? {
        guard let text = span.value(in: bytes).text, !text.trimmed.isEmpty else { return nil }
        let days = DaySpan(text)
        if days == nil { entries.noteNoDay(text, row: entries.count + 1, at: position) }
        return days
    }

    private mutating func place(
        _ row: inout ListEntries.Row, around shape: Geometry, _ number: Int
    ) {
        do throws(EarthError) {
            let circle = try shape.enclosingCircle()
            row.point = circle.center
            row.radius = row.radius + circle.radius
        } catch {
            entries.note(
                .warning, row: number, at: row.bytes.lowerBound, "geometry", error.description)
        }
    }
}
