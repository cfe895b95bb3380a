public import Foundation

/// Files tests read and write.
public enum TestFiles {
    /// The package's own folder.
    public static let package = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// A file or folder beside the package, in `shared`; `nil` when it is not there, with the reason printed.
    public static func shared(_ path: String) -> URL? {
        let url = package.deletingLastPathComponent().appending(path: "shared/" + path)
        guard FileManager.default.fileExists(atPath: url.path) else {
            print("skipped: ../shared/\(path) is not there")
            return nil
        }
        return url
    }

    public static func names(in folder: URL) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    }

    public static func bytes(_ url: URL) throws -> [UInt8] { Array(try Data(contentsOf: url)) }

    /// Gives `body` an empty folder that is gone afterwards.
    public static func withFolder<Result>(_ body: (URL) throws -> Result) throws -> Result {
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "sandtable-tests-" + UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        return try body(folder)
    }

    @discardableResult
    public static func write(_ bytes: [UInt8], to name: String, in folder: URL) throws -> String {
        let url = folder.appending(path: name)
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: url)
        return url.path
    }

    @discardableResult
    public static func write(_ text: String, to name: String, in folder: URL) throws -> String {
        try write(Array(text.utf8), to: name, in: folder)
    }
}
