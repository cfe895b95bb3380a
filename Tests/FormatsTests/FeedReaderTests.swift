import Incidents
import TestSupport
import Testing

@testable import Formats

@Suite("News feeds")
struct FeedReaderTests {
    private func read(_ text: String) throws -> [Report] {
        try TestFiles.withFolder { folder in
            var files = ReportFiles([try TestFiles.write(text, to: "feed.xml", in: folder)])
            var reports: [Report] = []
            while let batch = files.next() { reports += batch.reports }
            return reports
        }
    }

    @Test("Items of RSS become reports, escaped or wrapped markup becomes text")
    func rss() throws {
        let reports = try read(
            """
            <?xml version="1.0"?><rss version="2.0"><channel><title>The Wire</title><link>https://example.org</link>
            <item><title>Blast &amp; fire</title><link>https://example.org/1</link><guid>g1</guid>
            <pubDate>Tue, 05 Jan 2016 10:00:00 GMT</pubDate><description>&lt;p&gt;Short.&lt;/p&gt;</description>
            <content:encoded><![CDATA[<p>A long <b>story</b>.</p><p>More.</p>]]></content:encoded></item>
            <!-- <item><title>no</title></item> -->
            <item><title>Second</title></item></channel></rss>
            """)
        #expect(reports.map(\.id) == ["g1", "feed.xml:2"])
        #expect(reports[0].text == "Blast & fire\n\nA long story.\n\nMore.")
        #expect(reports[0].published == Day(iso: "2016-01-05"))
        #expect(reports[0].source == "The Wire")
        #expect(reports[0].url == "https://example.org/1")
        #expect(reports[1].text == "Second")
    }

    @Test("Entries of Atom become reports")
    func atom() throws {
        let reports = try read(
            """
            <feed xmlns="http://www.w3.org/2005/Atom"><title>Wire</title>
            <entry><id>urn:1</id><title type="html">Clash</title><link href="https://example.org/a"/>
            <updated>2020-02-03T00:00:00Z</updated><published>2020-02-02T00:00:00Z</published>
            <content type="xhtml"><div><p>One.</p><p>Two.</p></div></content></entry></feed>
            """)
        #expect(reports.map(\.text) == ["Clash\n\nOne.\n\nTwo."])
        #expect(reports[0].published == Day(iso: "2020-02-02"))
        #expect(reports[0].url == "https://example.org/a")
    }

    @Test(
        "A broken feed gives what can be read",
        arguments: [
            "<rss><item><title>A", "<rss><item><title>A</item>", "<rss><![CDATA[", "<feed>",
        ])
    func broken(_ text: String) throws {
        #expect(try read(text).count <= 1)
    }
}
