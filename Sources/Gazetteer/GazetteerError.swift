/// Why a compiled gazetteer cannot be opened or made.
public enum GazetteerError: Error, Hashable, Sendable {
    case cannotRead(path: String, reason: String)
    case cannotWrite(path: String, reason: String)
    case notAGazetteer(path: String)
    case wrongVersion(path: String, found: Int, expected: Int)
    /// The header, a section's bounds or a checksum contradict the file.
    case damaged(path: String, reason: String)
    case nothingToCompile(folder: String)
}

extension GazetteerError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .cannotRead(let path, let reason): "\(path): cannot be read: \(reason)"
        case .cannotWrite(let path, let reason): "\(path): cannot be written: \(reason)"
        case .notAGazetteer(let path):
            "\(path): not a compiled gazetteer — build one with `sandtable gazetteer build`"
        case .wrongVersion(let path, let found, let expected):
            found > expected
                ? "\(path): gazetteer format \(found) of a newer program, this one reads \(expected)"
                    + " — use the newer program, or rebuild with `sandtable gazetteer build`"
                : "\(path): gazetteer format \(found) of an older program, this one reads \(expected)"
                    + " — rebuild it with `sandtable gazetteer build`"
        case .damaged(let path, let reason):
            "\(path): damaged gazetteer: \(reason) — rebuild it with `sandtable gazetteer build`"
        case .nothingToCompile(let folder): "\(folder): no place tables (*.tsv, *.tsv.gz) here"
        }
    }
}
