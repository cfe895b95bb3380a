import Foundation
import Incidents
import TestSupport
import Testing

@testable import Formats

@Suite("The map page")
struct MapPageTests {
    private func page(
        title: String = "Incidents", reportTitle: String = "Blast",
        library: MapLibrary? = nil
    ) throws -> MapPage {
        let sample = try SampleRows(title: reportTitle)
        return try MapPage(
            title: title, rows: sample.rows, reports: [sample.report], sites: [sample.dam],
            borders: [Array(#"{"type":"FeatureCollection","features":[]}"#.utf8)],
            library: library ?? TestLibrary.minimal())
    }

    private func text(_ page: MapPage) -> String { String(decoding: page.html(), as: UTF8.self) }

    /// What stands in the `id` script element, read as JSON.
    private func embedded(_ id: String, in html: String) throws -> Any {
        let opening = try #require(html.range(of: "id=\"\(id)\">"))
        let closing = try #require(
            html.range(of: "</script>", range: opening.upperBound..<html.endIndex))
        let json = html[opening.upperBound..<closing.lowerBound]
        return try JSONSerialization.jsonObject(with: Data(json.utf8))
    }

    @Test("Every place of the template is filled")
    func filled() throws {
        #expect(!text(try page()).contains("{{"))
    }

    @Test("The same incidents give the same bytes")
    func repeatable() throws {
        #expect(try page().html() == page().html())
    }

    @Test("Incidents, unlocated ones too, arrive with place, toll, site and cluster")
    func data() throws {
        let data = try #require(try embedded("data", in: text(page())) as? [String: Any])
        let rows = try #require(data["incidents"] as? [[String: Any]])
        #expect(data["reportCount"] as? Int == 1)
        #expect(rows.map { $0["id"] as? String } == ["inc-1", "inc-2"])
        #expect((rows[0]["toll"] as? [String: [Int]]) == ["killed": [24, 60]])
        #expect((rows[0]["nearest"] as? [String: Any])?["compass"] as? String == "S")
        #expect(rows[0]["cluster"] as? Int == 1)
        #expect(((rows[0]["place"] as? [String: Any])?["latitude"] as? Double) == 34.135)
        #expect(rows[1]["place"] is NSNull)
    }

    @Test(
        "Borders that would break the page are refused, with the byte",
        arguments: [("", 0), ("[]", 0), ("{\"features\":[}", 13), ("{} {}", 3), ("<kml/>", 0)])
    func brokenBorders(text: String, position: Int) {
        let error = #expect(throws: InputError.self) {
            try MapPage.check(borders: Array(text.utf8))
        }
        guard case .malformed(_, position) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test("Borders of this project are sound")
    func ownBorders() throws {
        let folder = TestFiles.package.appending(path: "Data/borders")
        for name in try TestFiles.names(in: folder) {
            try MapPage.check(borders: TestFiles.bytes(folder.appending(path: name)))
        }
    }

    @Test(
        "Words from a report cannot leave the place where they stand",
        arguments: [
            "</script><script>alert(1)</script>", "<!--<script>", "\u{2028}\u{2029}",
            "\"><img src=x onerror=alert(1)>", "{{script}}", "\\u003c/script>", "\u{0}\u{1b}[31m",
        ])
    func hostileWords(words: String) throws {
        let html = text(try page(title: words, reportTitle: words))
        #expect(html.components(separatedBy: "<script").count == 5)
        #expect(html.components(separatedBy: "</script>").count == 5)
        #expect(!html.contains("<img"))
        let data = try #require(try embedded("data", in: html) as? [String: Any])
        let rows = try #require(data["incidents"] as? [[String: Any]])
        let told = try #require(rows[0]["reports"] as? [[String: Any]])
        #expect(told[0]["title"] as? String == words)
    }

    @Test("The content policy names the script and the style that the page carries, and no other")
    func policy() throws {
        let html = text(try page())
        let start = try #require(html.range(of: "<script>", options: .backwards)).upperBound
        let end = try #require(html.range(of: "</script>", options: .backwards)).lowerBound
        let client = base64(sha256(Array(html[start..<end].utf8)))
        let library = base64(sha256(try TestLibrary.minimal().script))
        #expect(html.contains("script-src 'sha256-\(library)' 'sha256-\(client)';"))
        #expect(html.contains("default-src 'none'"))
        #expect(!html.contains("unsafe-"))
    }

    @Test(
        "The client makes text only, and asks no network for anything",
        arguments: [
            "innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "Function(",
            "fetch(", "XMLHttpRequest", "WebSocket", "EventSource", "import(", "sendBeacon",
            "http://", "https://", "url(", "@import",
        ])
    func clientIsHarmless(forbidden: String) throws {
        let client = MapPage(rows: [], library: try TestLibrary.minimal())
        // The name of the SVG vocabulary looks like an address and is none.
        let html = text(client).replacing("http://www.w3.org/2000/svg", with: "")
        #expect(!html.contains(forbidden))
    }

    @Test(
        "A library that would end its element is refused, and an empty one",
        arguments: [
            ("", "i{}"), ("a", ""), ("a</SCRIPT >", "i{}"), ("<!-- a", "i{}"), ("a", "</style>"),
        ])
    func brokenLibrary(script: String, style: String) {
        #expect(throws: InputError.self) {
            try MapLibrary(script: Array(script.utf8), style: Array(style.utf8))
        }
    }

    @Test("The library is told to no debugger where its sources are")
    func sourceMap() throws {
        let script = Array("var L;\n//# sourceMappingURL=leaflet.min.js.map\n".utf8)
        let library = try MapLibrary(script: script, style: Array("i{}".utf8))
        #expect(library.script == Array("var L;\n".utf8))
    }

    @Test("The client, with the licence of its library, is at most 66 KiB")
    func size() throws {
        #expect(MapPage(rows: [], library: try TestLibrary.minimal()).html().count <= 67_584)
    }

    @Test(
        "A browser draws the page without an error, and its table tells what, where, when and how near"
    )
    func inABrowser() throws {
        guard let chromium = Program("chromium", "chromium-browser", "google-chrome") else {
            print("skipped: no Chromium on this machine")
            return
        }
        guard let library = try TestLibrary.installed() else {
            print("skipped: Leaflet is not installed on this machine")
            return
        }
        let result = try TestFiles.withFolder { folder in
            let file = folder.appending(path: "map.html")
            let page = try page(reportTitle: "<b>bold</b>", library: library)
            try Data(page.html()).write(to: file)
            return try chromium.run([
                "--headless=new", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=2000",
                "--enable-logging=stderr", "--user-data-dir=\(folder.path)/profile", "--dump-dom",
                "\(file.absoluteString)#inc-1",
            ])
        }
        // Whatever the page had tried to load, its policy would have refused with a console message.
        #expect(!result.errors.contains("CONSOLE"), "\(result.errors)")
        let shown = result.output
        #expect(shown.contains("<title>Incidents</title>"))
        #expect(shown.contains("data-markers=\"1\""), "one of the two incidents has a place")
        #expect(shown.contains("data-ready=\"true\""))
        #expect(shown.contains("24–60 killed"))
        #expect(shown.contains("8 km S of Haditha Dam (3.2–13 km)"))
        #expect(shown.contains("5 Jan 2016"))
        #expect(shown.contains("<mark>Gunmen attacked the post at dawn.</mark>"))
        #expect(shown.contains("&lt;b&gt;bold&lt;/b&gt;"))
    }
}

@Suite("Quotes in their paragraph")
struct QuoteSurroundingsTests {
    @Test("The rest of the paragraph stands around the quote, and nothing of its neighbours")
    func paragraph() throws {
        let sample = try SampleRows()
        let around = surroundings(of: sample.rows[0].incident.quotes[0], in: sample.report.text)
        #expect(around.before == "Before. ")
        #expect(around.after == " After, in Ħadītha.")
    }

    @Test("Long surroundings are cut between characters")
    func cut() {
        let text = String(repeating: "ذ", count: 400) + "X" + String(repeating: "€", count: 400)
        let quote = Quote(span: TextSpan(800, 801), text: "X")
        let around = surroundings(of: quote, in: text)
        #expect(around.before == String(repeating: "ذ", count: 160))
        #expect(around.after == String(repeating: "€", count: 106))
    }

    @Test("A quote that is not at its place has no surroundings")
    func elsewhere() {
        let quote = Quote(span: TextSpan(2, 5), text: "abc")
        #expect(surroundings(of: quote, in: "abcdef") == ("", ""))
        #expect(surroundings(of: quote, in: "ab") == ("", ""))
    }
}
