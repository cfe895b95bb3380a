import Foundation
import Incidents
import TestSupport
import Testing

@testable import Formats

@Suite("Report files")
struct ReportFilesTests {
    private func read(
        _ paths: [String], _ options: ReportOptions = ReportOptions()
    ) -> (reports: [Report], findings: [Finding], failures: [InputError]) {
        var files = ReportFiles(paths, options: options)
        var reports: [Report] = []
        var findings: [Finding] = []
        while let batch = files.next() {
            reports += batch.reports
            findings += batch.findings
        }
        #expect(files.reportCount == reports.count)
        return (reports, findings, files.failures.map(\.error))
    }

    @Test("A folder gives its reports by name, with what its index says of them")
    func folder() throws {
        try TestFiles.withFolder { folder in
            try TestFiles.write("Second.", to: "b.txt", in: folder)
            try TestFiles.write(
                "<html><meta name=date content=2020-02-02><p>First.</p>", to: "a.html", in: folder)
            try TestFiles.write("Third.", to: "sub/c.txt", in: folder)
            try TestFiles.write("\u{89}PNG", to: "picture.png", in: folder)
            try TestFiles.write(
                "\u{FEFF}File;Published;Source\r\nb.txt;2016-01-05;\"A; B\"\r\ngone.txt;2016-01-01;\r\n",
                to: "index.csv", in: folder)
            let (reports, findings, failures) = read([folder.path])
            #expect(reports.map(\.id) == ["a.html", "b.txt", "sub/c.txt"])
            #expect(reports.map(\.text) == ["First.", "Second.", "Third."])
            #expect(reports.map { $0.published?.description } == ["2020-02-02", "2016-01-05", nil])
            #expect(reports[1].source == "A; B")
            #expect(failures.isEmpty)
            #expect(findings.count == 2, "the missing file and the picture: \(findings)")
        }
    }

    @Test("Bad lines of JSON lines are reported with line and byte; the others are read")
    func jsonLines() throws {
        let lines = [
            #"{"id":"a","text":"One","published":"2016-01-05T10:00:00Z","source":"S"}"#,
            #"{"id":"b","text":"Two""#, "", "not json",
            #"{"id":7,"text":"Three","extra":{"x":[1]}}"#,
            #"{"text":"Four","published":"soon"}"#, #"{"id":"e","body":"Five"}"#, #"[1]"#,
            #"{"id":"a","text":"again"} x"#, #"{"id":"a","text":null,"text":"last wins"}"#,
        ]
        try TestFiles.withFolder { folder in
            let path = try TestFiles.write(
                lines.joined(separator: "\n"), to: "reports.jsonl", in: folder)
            let (reports, findings, failures) = read([path])
            #expect(reports.map(\.id) == ["a", "7", "reports.jsonl:6", "a#2"])
            #expect(reports.map(\.text) == ["One", "Three", "Four", "last wins"])
            #expect(reports[0].published == Day(iso: "2016-01-05"))
            #expect(failures.isEmpty)
            let positions = findings.compactMap { finding -> Int? in
                if case .line(let line) = finding.position { line } else { nil }
            }
            #expect(positions == [2, 4, 6, 7, 8, 9])
            #expect(findings[0].message.contains("byte \(lines[0].utf8.count + 1 + 22)"))
            #expect(findings.contains { $0.hint?.contains("\"body\"") == true })
            #expect(findings.last?.message == "a second report has the id a; it is called a#2")
        }
    }

    @Test("One JSON document may hold a report or a list of them")
    func jsonDocuments() throws {
        try TestFiles.withFolder { folder in
            let one = try TestFiles.write("{\n \"text\": \"One\"\n}", to: "one.json", in: folder)
            let list = try TestFiles.write(
                "[\n{\"text\":\"A\"},\n{\"id\":\"b\",\"text\":\"B\"},\n{\"x\":1}]", to: "list.json",
                in: folder)
            let (reports, findings, _) = read([one, list])
            #expect(reports.map(\.id) == ["one.json", "list.json:1", "b"])
            #expect(findings.map(\.position) == [.line(4)])
        }
    }

    @Test(
        "A kind is recognised from content, not from the name",
        arguments: [
            ("  <!DOCTYPE html><p>x", ReportKind.html), ("<p>x", .html), ("<3 is a heart", .text),
            ("{\"text\":\"x\"}", .jsonl), ("{\"text\":\"x\"}\n{\"text\":\"y\"}\n", .jsonl),
            ("{\n\"text\":\"x\"}", .json), ("[{\"text\":\"x\"}]", .json), ("[Caption] Text", .text),
            ("{Caption} Text", .text), ("Plain text.", .text), ("\u{1E}{\"text\":\"x\"}\n", .jsonl),
        ])
    func kinds(_ text: String, _ expected: ReportKind) {
        var text = text
        #expect(text.withUTF8 { ReportKind.recognise($0) } == expected)
    }

    @Test("A missing, an empty and a binary file are errors; the other files are still read")
    func unusable() throws {
        try TestFiles.withFolder { folder in
            let empty = try TestFiles.write("", to: "empty.txt", in: folder)
            let binary = try TestFiles.write("ab\u{0}\u{0}cd", to: "binary.txt", in: folder)
            let good = try TestFiles.write("Good.", to: "good.txt", in: folder)
            let missing = folder.path + "/missing.txt"
            let (reports, findings, failures) = read([missing, empty, binary, good])
            #expect(reports.map(\.text) == ["Good."])
            #expect(failures == [.missing, .empty, .binary(what: "binary data")])
            #expect(findings.filter { $0.severity == .error }.count == 3)
        }
    }

    @Test("Text keeps its bytes: spans count from the file's own, after a byte order mark")
    func bytesAreKept() throws {
        try TestFiles.withFolder { folder in
            let text = "Line one\r\n\r\n  Línea dos\t\n"
            let path = try TestFiles.write("\u{FEFF}" + text, to: "a.txt", in: folder)
            #expect(Array(read([path]).reports[0].text.utf8) == Array(text.utf8))
        }
    }

    @Test("A day given for the run fills gaps; a report's own day stays, a page's does not")
    func published() throws {
        try TestFiles.withFolder { folder in
            let text = try TestFiles.write("Text", to: "a.txt", in: folder)
            let page = try TestFiles.write(
                "<meta name=date content=2020-02-02><p>x", to: "b.html", in: folder)
            let lines = try TestFiles.write(
                "{\"text\":\"x\",\"published\":\"2019-01-01\"}\n{\"text\":\"y\"}\n", to: "c.jsonl",
                in: folder)
            let day = Day(iso: "2016-01-05")
            let reports = read([text, page, lines], ReportOptions(published: day)).reports
            #expect(reports.map(\.published) == [day, day, Day(iso: "2019-01-01"), day])
        }
    }

    @Test("A long single line is read in one piece, and many lines in bounded batches")
    func sizes() throws {
        try TestFiles.withFolder { folder in
            let long = String(repeating: "word ", count: 1_000_000)
            let path = try TestFiles.write(
                "{\"id\":\"long\",\"text\":\"\(long)\"}\n", to: "long.jsonl", in: folder)
            #expect(read([path]).reports.map(\.text.utf8.count) == [5_000_000])
            let plain = try TestFiles.write(long, to: "long.txt", in: folder)
            #expect(read([plain]).reports.map(\.text.utf8.count) == [5_000_000])
            let many = (0..<1000).map { "{\"id\":\"\($0)\",\"text\":\"t\"}\n" }.joined()
            var files = ReportFiles([try TestFiles.write(many, to: "many.jsonl", in: folder)])
            var sizes: [Int] = []
            while let batch = files.next() { sizes.append(batch.reports.count) }
            #expect(sizes == [256, 256, 256, 232])
        }
    }

    @Test("A text longer than a report may be is cut between words, and the reader is told")
    func tooLong() throws {
        var options = ReportOptions()
        options.mostTextBytes = 1000
        try TestFiles.withFolder { folder in
            for (word, isCutInWords) in [("wörd ", true), ("日本", false)] {
                for repeats in [500, 100_000] {
                    let text = String(repeating: word, count: repeats)
                    let plain = try TestFiles.write(text, to: "a.txt", in: folder)
                    let lines = try TestFiles.write(
                        "{\"id\":\"a\",\"text\":\"\(text)\"}\n{\"id\":\"b\",\"text\":\"Short.\"}\n",
                        to: "a.jsonl", in: folder)
                    for path in [plain, lines] {
                        let (reports, findings, _) = read([path], options)
                        #expect(findings.map(\.severity) == [.warning])
                        #expect(findings.first?.hint?.contains("split it") == true)
                        let read = try #require(reports.first?.text)
                        #expect(text.hasPrefix(read))
                        #expect((990...1000).contains(read.utf8.count), "\(read.utf8.count)")
                        #expect(!isCutInWords || read.hasSuffix("wörd"))
                        #expect(path == plain || reports.last?.text == "Short.")
                    }
                }
            }
        }
    }

    @Test("Text in windows-1252 is converted and the reader is told")
    func encoding() throws {
        try TestFiles.withFolder { folder in
            let bytes: [UInt8] =
                Array("D".utf8) + [0xE9] + Array("g".utf8) + [0xE2] + Array("ts".utf8)
            let path = try TestFiles.write(bytes, to: "a.txt", in: folder)
            let (reports, findings, _) = read([path])
            #expect(reports.map(\.text) == ["Dégâts"])
            #expect(findings.map(\.message) == ["read as CP1252"])
        }
    }
}
