import GeoPackage
public import Incidents

/// Writes features as a GeoPackage 1.3, with typed columns and a spatial index: the layer's points and
/// rows without a place in a table of its name, other shapes in `…_outlines`.
///
/// A database is written in many places at once, so it needs a file; see ``OutputFile/filePath``.
///
/// - Source: OGC 12-128r18.
public final class GeoPackageWriter {
    private let file: GeoPackageFile
    private let path: String

    /// - Parameter path: An empty file, or none.
    public init(_ layer: Layer, path: String) throws(OutputError) {
        self.path = path
        do throws(DatabaseError) { file = try GeoPackageFile(path: path, layer: layer) } catch {
            throw .cannotCreate(path: path, reason: error.reason)
        }
    }

    public func write(_ feature: Feature) throws(OutputError) {
        try output { () throws(DatabaseError) in try file.write(feature) }
    }

    public func finish() throws(OutputError) {
        try output { () throws(DatabaseError) in try file.finish() }
    }

    private func output(_ write: () throws(DatabaseError) -> Void) throws(OutputError) {
        do throws(DatabaseError) { try write() } catch {
            throw .cannotWrite(path: path, reason: error.reason)
        }
    }
}
