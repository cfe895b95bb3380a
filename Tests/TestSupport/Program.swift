public import Foundation

/// Another program run by a test, to its end.
public struct Program: Sendable {
    public let executable: URL

    /// A program on the `PATH`; `nil` when this machine has none of these names.
    public init?(_ names: String...) {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        let paths = names.flatMap { name in folders.map { "\($0)/\(name)" } }
        guard let path = paths.first(where: FileManager.default.isExecutableFile(atPath:)) else {
            return nil
        }
        executable = URL(fileURLWithPath: path)
    }

    public init(executable: URL) { self.executable = executable }

    public struct Result: Sendable {
        public let status: Int32
        public let output: String
        public let errors: String
    }

    /// Runs it without input. Output goes through files, so that no pipe can fill up and block.
    public func run(
        _ arguments: [String], in folder: URL? = nil, environment: [String: String]? = nil
    ) throws -> Result {
        try TestFiles.withFolder { scratch in
            let process = Process()
            process.executableURL = executable
            process.arguments = arguments
            process.currentDirectoryURL = folder
            if let environment { process.environment = environment }
            process.standardInput = FileHandle.nullDevice
            let output = scratch.appending(path: "output")
            let errors = scratch.appending(path: "errors")
            process.standardOutput = try emptyFile(output)
            process.standardError = try emptyFile(errors)
            try process.run()
            process.waitUntilExit()
            return Result(
                status: process.terminationStatus,
                output: String(decoding: try Data(contentsOf: output), as: UTF8.self),
                errors: String(decoding: try Data(contentsOf: errors), as: UTF8.self))
        }
    }
}

private func emptyFile(_ url: URL) throws -> FileHandle {
    try Data().write(to: url)
    return try FileHandle(forWritingTo: url)
}
