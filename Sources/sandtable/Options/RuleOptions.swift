import Analysis
import Formats
import Incidents

/// A file of rules, read and checked.
enum RuleOptions {
    static func read(_ path: String) throws -> (rules: [AlertRule], findings: [Finding]) {
        do throws(InputError) { return try RuleReader.read(path: path) } catch {
            throw Failure.input(path, error)
        }
    }

    /// The rules, if all are sound. The faults have been said as findings.
    static func checked(
        _ rules: [AlertRule], _ findings: [Finding], _ path: String
    ) throws -> [AlertRule] {
        guard !findings.contains(where: { $0.severity == .error }) else {
            throw Failure.badData(nil)
        }
        guard !rules.isEmpty else { throw Failure.badData("\(path): holds no rules") }
        do throws(AnalysisError) {
            for rule in rules { try rule.check() }
        } catch {
            throw Failure.badData("\(path): \(error)")
        }
        return rules
    }
}
