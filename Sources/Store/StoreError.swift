internal import GeoPackage

/// Why a store refuses.
public enum StoreError: Error, Hashable, Sendable {
    case missing
    /// A database, but not a store of ours.
    case notAStore
    /// Made by a later version of the program.
    case tooNew(version: Int, known: Int)
    /// Another program is writing, and did not finish in time.
    case busy
    case unknownIncident(String)
    /// Incidents merged into each other, or one into itself: none would be left.
    case mergedInCircle(String)
    case cannotWrite(String)
    case damaged(String)
}

extension StoreError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .missing: "no such store"
        case .notAStore: "is not a store: begin one with `sandtable store add`"
        case .tooNew(let version, let known):
            "is a store of version \(version), and this program knows versions up to \(known): use a newer program"
        case .busy: "another program is writing to the store; try again when it is done"
        case .unknownIncident(let id): "holds no incident \(id)"
        case .mergedInCircle(let id):
            "incident \(id) would be merged into itself, and none would be left"
        case .cannotWrite(let reason): "cannot be written: \(reason)"
        case .damaged(let reason): "is damaged: \(reason)"
        }
    }
}

extension StoreError {
    init(_ error: DatabaseError) {
        self =
            if error.isBusy { .busy } else if error.isOutput {
                .cannotWrite(error.reason)
            } else if error
                .isNotADatabase
            { .notAStore } else { .damaged(error.reason) }
    }

    /// Runs what talks to the database; its errors become the store's.
    static func catching<Result>(_ body: () throws -> Result) throws(StoreError) -> Result {
        do { return try body() } catch let error as StoreError {
            throw error
        } catch let error as DatabaseError {
            throw StoreError(error)
        } catch {
            throw .damaged("\(error)")
        }
    }
}
