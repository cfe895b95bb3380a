import Analysis
import ArgumentParser
import Earth
import Formats
import Gazetteer

/// Why the run ends without what was asked for, and the exit status that says so to other programs.
struct Failure: Error {
    let status: Int32
    /// `nil` = the status says it all, or the message was given before.
    let message: String?

    static let nothingFound = Failure(status: 1, message: nil)
    static func usage(_ message: String) -> Failure { Failure(status: 64, message: message) }
    static func badData(_ message: String?) -> Failure { Failure(status: 65, message: message) }
    static func noInput(_ message: String?) -> Failure { Failure(status: 66, message: message) }

    init(status: Int32, message: String?) {
        self.status = status
        self.message = message
    }

    /// - Returns: `nil` for what ArgumentParser says itself.
    init?(_ error: any Error) {
        switch error {
        case let failure as Failure: self = failure
        case let error as OutputError: self.init(error)
        case let error as GazetteerError: self.init(error)
        case let error as InputError: self = .badData(error.description)
        case let error as CQL2Error: self = .usage(error.description)
        case let error as AnalysisError: self = .usage(error.description)
        case let error as EarthError: self = .badData(error.description)
        case is CleanExit, is ExitCode, is ValidationError: return nil
        default:
            // Parser errors have no public type; all others are ours, or faults.
            guard Sandtable.exitCode(for: error) != .failure else {
                self.init(status: 70, message: "\(error)")
                return
            }
            return nil
        }
    }

    private init(_ error: OutputError) {
        switch error {
        case .closedPipe: self.init(status: 0, message: nil)
        case .cannotCreate: self.init(status: 73, message: error.description)
        case .namedTwice: self = .usage(error.description)
        case .cannotWrite: self.init(status: 74, message: error.description)
        }
    }

    private init(_ error: GazetteerError) {
        switch error {
        case .cannotRead, .nothingToCompile: self = .noInput(error.description)
        case .cannotWrite: self.init(status: 73, message: error.description)
        case .notAGazetteer, .wrongVersion, .damaged: self = .badData(error.description)
        }
    }

    /// The failure of an input that the caller named.
    static func input(_ path: String, _ error: InputError) -> Failure {
        let message = "\(path): \(error)" + (error.hint.map { " — \($0)" } ?? "")
        switch error {
        case .missing, .unreadable, .empty: return .noInput(message)
        case .binary, .malformed, .unknownKind: return .badData(message)
        }
    }

    func report() {
        if let message { Messages.print("error: " + message) }
    }
}
