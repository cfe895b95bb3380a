import Incidents
import TestSupport
import Testing

@testable import Formats

@Suite("HTML pages")
struct HTMLPageTests {
    private func page(_ source: String) -> HTMLPage {
        var source = source
        return source.withUTF8 { HTMLPage($0) }
    }

    @Test(
        "Blocks become paragraphs, breaks become lines, other white space collapses",
        arguments: [
            ("<p>One  two\n three</p><p>Four</p>", "One two three\n\nFour"),
            ("a<br>b<br><br>c", "a\nb\n\nc"), ("<div><div><p>x</p></div></div>y", "x\n\ny"),
            ("<ul><li>a<li>b</ul>", "a\nb"),
            ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a\tb\nc"),
            ("Mo<b>su</b>l", "Mosul"), ("<pre>a\n  b</pre>", "a\nb"),
            ("1 < 2 and <3", "1 < 2 and <3"),
            ("a<!-- <p>no</p> -->b", "ab"), ("<![CDATA[kept]]>", "kept]]>"),
            ("<P CLASS='x>y'>quoted</P>", "quoted"), ("text only", "text only"), ("", ""),
        ])
    func blocks(_ source: String, _ expected: String) {
        #expect(page(source).text == expected)
    }

    @Test("Scripts, styles, menus and hidden parts are left out; article text around them stays")
    func dropped() {
        let text = page(
            """
            <html><head><title>T</title><style>p{}</style></head><body>
            <nav><a>Home</a><ul><li>World</ul></nav>
            <script>if (a < b) document.write("<p>no</p>")</script><noscript>no</noscript>
            <p>Shelling hit the town.</p><template><p>no</p></template><svg><text>no</text></svg>
            <aside><p>An aside.</p></aside><form><p>In a form.</p><button>Send</button></form>
            <footer><p>About us</p></footer></body></html>
            """
        ).text
        #expect(text == "Shelling hit the town.\n\nAn aside.\n\nIn a form.\n\nAbout us")
    }

    @Test("A menu that is never closed loses nothing, and does not take the article with it")
    func unclosedMenu() {
        #expect(page("<nav>Menu<p>Story</p>").text == "Menu\n\nStory")
        #expect(page("<nav>Menu<article><p>Story</p></article></nav>").text.contains("Story"))
        #expect(page("<nav>a<svg>b</nav><p>Story</p></svg>").text == "Story")
    }

    @Test(
        "Character references, named and numeric",
        arguments: [
            ("caf&eacute; &amp; bar", "café & bar"), ("&#1575;&#x644;", "ال"), ("&#146;s", "’s"),
            ("AT&T &unknown; &", "AT&T &unknown; &"), ("&nbsp;x", "\u{A0}x"), ("a&ltb", "a&ltb"),
            ("a&lt b", "a< b"), ("&#0;&#xD800;&#99999999;", "\u{FFFD}\u{FFFD}\u{FFFD}"),
            ("&#;", "&#;"),
            ("&mdash;&hellip;&yuml;&Zcaron;", "—…ÿŽ"),
        ])
    func references(_ source: String, _ expected: String) {
        #expect(page(source).text == expected)
    }

    @Test("Title, day of publication, source, address and language come from the head")
    func metadata() {
        let page = page(
            """
            <html lang="en-GB"><head><title> Blast at  dam | The Paper </title>
            <meta property="og:site_name" content="The Paper"><meta content="Blast &amp; fire" property=og:title>
            <link rel=canonical href="https://example.org/a">
            <meta name="date" content="2016-01-09">
            <script type="application/ld+json">{"@graph":[{"x":[1]},{"datePublished":"2016-01-05T10:00:00+03:00"}]}</script>
            </head><body><time datetime="2016-01-10">x</time><p>Text</p></body></html>
            """)
        #expect(page.metadata.title == "Blast & fire")
        #expect(page.metadata.published == Day(iso: "2016-01-05"))
        #expect(page.metadata.source == "The Paper")
        #expect(page.metadata.url == "https://example.org/a")
        #expect(page.metadata.language == "en-GB")
        #expect(page.text == "x\n\nText")
    }

    @Test(
        "Days of publication as pages write them",
        arguments: [
            ("2016-01-05", "2016-01-05"), ("2016-01-05T23:00:00Z", "2016-01-05"),
            ("20160105", "2016-01-05"),
            ("Tue, 05 Jan 2016 10:00:00 GMT", "2016-01-05"), ("5 January 2016", "2016-01-05"),
            ("January 5, 2016", "2016-01-05"), ("10:30 5 Sept 2016", "2016-09-05"),
            ("05/01/2016", nil),
            ("2016-02-30", nil), ("soon", nil), ("", nil),
        ] as [(String, String?)])
    func days(_ text: String, _ expected: String?) {
        #expect(PublishedDay.read(text)?.description == expected)
    }

    @Test("Open tags, quotes and comments by the hundred thousand are read in linear time")
    func bombs() {
        for piece in [
            "<div>", "<nav>", "<a href=\"", "<!--", "<script>", "</svg><svg>", "&", "<", "<b x='",
        ] {
            let bomb = String(repeating: piece, count: 20_000) + "<p>end</p>"
            _ = page(bomb).text
        }
        #expect(page(String(repeating: "<nav>", count: 250_000) + "<p>end</p>").text == "end")
    }

    @Test("Pages cut off or changed anywhere are read, never a crash")
    func mutations() {
        let original = Array(
            "<html><nav>m</nav><p title=\"a>b\">x &eacute; &#233;</p><!-- c --><script>s</script><pre>t</pre>"
                .utf8)
        var random = SplitMix(seed: 13)
        for round in 0..<3000 {
            var changed = Array(original[..<(round % original.count)])
            if !changed.isEmpty {
                changed[Int.random(in: 0..<changed.count, using: &random)] = UInt8.random(
                    in: 0...127, using: &random)
            }
            _ = changed.withUnsafeBufferPointer { HTMLPage($0).text }
        }
    }
}
