import Earth
public import Incidents

/// Reads rules of alerts, in YAML or in strict JSON; every fault is told with its line.
///
///     rules:
///       - name: near a dam
///         when: enter
///         within: 15km
///         of: [dam]
///       - {name: 3 in a week, when: count, count: 3, within: 10km, days: 7}
///
///     {"rules": [
///       {"name": "near a dam", "when": "enter", "within": "15km", "of": ["dam"]},
///       {"name": "3 in a week", "when": "count", "count": 3, "within": "10km", "days": 7}]}
///
/// | when | raised by | fields, besides those of every rule |
/// |---|---|---|
/// | `enter` | an incident within the distance of a site | `within` |
/// | `count` | so many within the distance in so many days | `within`, `count`, `days`, `ends_below`? |
/// | `rate` | `factor` times the mean of the `baseline` windows before | `within`, `factor`, `days`, `baseline`, `count`? |
/// | `dwell` | incidents over so many days without a longer gap than `gap` | `within`, `days`, `gap` |
/// | `cluster` | a new cluster of at least `count` | `within`, `count`, `days` |
/// | `growth` | a cluster grown by the share `growth` (0.5 = half as many again) | `within`, `count`, `days`, `growth` |
///
/// Every rule has a `name` of its own and may have `types` (of incidents), `certainty` (`possible` or
/// `certain`), `quiet_days`, and `known_within` (a distance: incidents whose place is known no better do
/// not count); a rule about sites also `of` (kinds of sites) and `sites` (ids). A faulty
/// rule is left out with a finding of severity `error`, as is a field that is not known.
public enum RuleReader {
    public static func read(
        path: String
    ) throws(InputError) -> (rules: [AlertRule], findings: [Finding]) {
        let file = try MappedFile(path: path)
        return try file.withBytes { bytes throws(InputError) in
            try read(bytes, origin: path == "-" ? "standard input" : path)
        }
    }

    static func read(
        _ bytes: UnsafeBufferPointer<UInt8>, origin: String
    ) throws(InputError) -> (rules: [AlertRule], findings: [Finding]) {
        guard bytes.contains(where: { !$0.isHTMLSpace }) else { throw .empty }
        if let what = BinaryContent.recognise(bytes) { throw .binary(what: what) }
        let sheet = try sheet(bytes)
        let (rules, faults) = rules(of: sheet)
        let findings = faults.sorted { $0.position < $1.position }.map {
            Finding(
                .error, origin: origin, at: .line(line(of: $0.position, in: bytes)), $0.message,
                hint: $0.hint)
        }
        return (rules, findings)
    }

    /// What begins with a brace is JSON.
    private static func sheet(
        _ bytes: UnsafeBufferPointer<UInt8>
    ) throws(InputError) -> RuleSheet {
        var sheet = RuleSheet()
        let isJSON = bytes.first { !$0.isHTMLSpace } == UInt8(ascii: "{")
        do {
            if isJSON { try sheet.read(bytes) } else { try sheet.readYAML(bytes) }
            return sheet
        } catch let error as JSONError {
            throw .malformed(
                "line \(line(of: error.position, in: bytes)): \(error.explanation)", position: nil)
        } catch let error as YAMLFault {
            throw .malformed(
                "line \(line(of: error.position, in: bytes)): \(error.message)", position: nil)
        } catch {
            throw .malformed("\(error)", position: nil)
        }
    }

    private static func rules(of sheet: RuleSheet) -> ([AlertRule], [RuleFault]) {
        var faults = sheet.faults
        var rules: [AlertRule] = []
        var names: Set<String> = []
        for draft in sheet.drafts {
            var builder = RuleBuilder(draft)
            let rule = builder.rule()
            faults += builder.faults
            guard let rule, builder.faults.isEmpty else { continue }
            if names.insert(rule.id).inserted {
                rules.append(rule)
            } else {
                faults.append(
                    RuleFault(
                        draft.position, "a second rule is called \"\(rule.id)\"",
                        hint: "name them apart"))
            }
        }
        return (rules, faults)
    }

    /// 1-based.
    private static func line(of position: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int {
        1 + bytes.prefix(position).count { $0 == UInt8(ascii: "\n") }
    }
}
