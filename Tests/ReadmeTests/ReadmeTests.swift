import Foundation
import TestSupport
import Testing

/// What README shows is what happens. `SANDTABLE_RECORD=1 make test` writes the outputs anew, to be
/// read as a diff.
@Suite("README")
struct ReadmeTests {
    private static let readme = TestFiles.package.appending(path: "README.md")

    @Test("Every command in README does what it is shown to do")
    func commands() throws {
        guard BuiltProgram.find() != nil, let shell = Program("bash") else { return }
        for example in try ConsoleExample.all(in: Self.readme) where !example.usesMake {
            let result = try shell.run(
                ["-c", example.command], in: TestFiles.package,
                environment: BuiltProgram.environment)
            #expect(result.status == 0, "\(example.command): \(result.errors)")
            guard !example.output.isEmpty else { continue }
            if ProcessInfo.processInfo.environment["SANDTABLE_RECORD"] != nil {
                try example.record(result.output, in: Self.readme)
                continue
            }
            #expect(
                example.matches(result.output),
                "\(example.command) printed:\n\(result.output)")
        }
    }

    @Test("Every make target in README exists")
    func makeTargets() throws {
        let makefile = try String(
            contentsOf: TestFiles.package.appending(path: "Makefile"), encoding: .utf8)
        let examples = try ConsoleExample.all(in: Self.readme).filter(\.usesMake)
        #expect(!examples.isEmpty)
        for example in examples {
            for target in example.command.split(separator: " ").dropFirst()
            where !target.contains("=") {
                #expect(makefile.contains("\n\(target):"), "make \(target)")
            }
        }
    }

    @Test("The Swift example in README is the one that the tests run")
    func snippet() throws {
        let source = TestFiles.package.appending(path: "Tests/ReadmeTests/Snippet.swift")
        let code = try String(contentsOf: source, encoding: .utf8)
        let readme = try String(contentsOf: Self.readme, encoding: .utf8)
        let shown = try #require(readme.components(separatedBy: "```swift\n").dropFirst().first)
            .components(separatedBy: "\n```")[0]
        #expect(code.filter { !$0.isWhitespace }.contains(shown.filter { !$0.isWhitespace }))
    }

    @Test("Every file that README or another page links to is there")
    func links() throws {
        for page in ["README.md", "CHANGELOG.md", "Data/README.md", "Gazetteer/README.md"] {
            let url = TestFiles.package.appending(path: page)
            guard let text = try? String(contentsOf: url, encoding: .utf8) else { continue }
            for match in text.matches(of: /\]\(([^)#:]+)(?:#[^)]*)?\)/) {
                let target = url.deletingLastPathComponent().appending(path: String(match.output.1))
                #expect(
                    FileManager.default.fileExists(atPath: target.path),
                    "\(page) links to \(match.output.1)")
            }
        }
    }
}

/// A command in a `console` block, and what it is shown to print.
struct ConsoleExample {
    let command: String
    /// Lines; one that is `…` stands for any number of lines.
    let output: [String]

    var usesMake: Bool { command.hasPrefix("make ") }

    static func all(in file: URL) throws -> [ConsoleExample] {
        let text = try String(contentsOf: file, encoding: .utf8)
        let blocks = text.components(separatedBy: "```console\n").dropFirst()
        return blocks.flatMap { examples(in: $0.components(separatedBy: "```")[0]) }
    }

    private static func examples(in block: String) -> [ConsoleExample] {
        var examples: [ConsoleExample] = []
        for line in block.split(separator: "\n").map(String.init) {
            if line.hasPrefix("$ ") {
                examples.append(ConsoleExample(command: String(line.dropFirst(2)), output: []))
            } else if let last = examples.popLast() {
                examples.append(
                    ConsoleExample(command: last.command, output: last.output + [line]))
            }
        }
        return examples
    }

    /// Shows in `file` what the command printed.
    func record(_ printed: String, in file: URL) throws {
        let text = try String(contentsOf: file, encoding: .utf8)
        let shown = (["$ " + command] + output).joined(separator: "\n")
        let lines = printed.split(separator: "\n").map(String.init)
        let recorded = (["$ " + command] + lines).joined(separator: "\n")
        try text.replacing(shown, with: recorded).write(to: file, atomically: true, encoding: .utf8)
    }

    /// Whether the lines shown are the lines printed; empty lines and spaces at line ends do not count.
    func matches(_ printed: String) -> Bool {
        var rest = printed.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }[
            ...]
        var skips = false
        for line in output.map({ $0.trimmingCharacters(in: .whitespaces) }) {
            if line == "…" {
                skips = true
            } else if skips {
                guard let index = rest.firstIndex(of: line) else { return false }
                rest = rest[(index + 1)...]
                skips = false
            } else {
                guard rest.first == line else { return false }
                rest.removeFirst()
            }
        }
        return skips || rest.isEmpty
    }
}
