import Earth
import Gazetteer
import Incidents
import TestSupport
import Testing

@testable import Reading

@Suite("Places named in a report")
struct PlaceReaderTests {
    let gazetteer: CompiledGazetteer
    let reader: PlaceReader

    init() throws {
        gazetteer = try #require(SampleGazetteer.shared)
        reader = PlaceReader(gazetteer: gazetteer)
    }

    private func read(_ text: String) -> [Mention] { reader.mentions(in: AnalyzedText(text)) }

    private func ids(_ text: String) -> [String] {
        read(text).map { $0.text + "=" + ($0.resolution.place?.id ?? "–") }
    }

    /// Every dictionary match, before any gate.
    private func matches(_ text: String) -> [String] {
        let analyzed = AnalyzedText(text)
        let words = TextWords(analyzed).words
        return NameMatcher(gazetteer: gazetteer, text: analyzed, words: words).hits()
            .filter { !$0.form.contains(.unlisted) }
            .map { hit in
                analyzed.string(
                    TextSpan(Int(words[Int(hit.first)].start), Int(words[Int(hit.end) - 1].end)))
            }
    }

    @Test("A mention inside a longer name is not reported twice")
    func longestMatch() {
        #expect(matches("Shelling near Haditha Dam and Haditha.") == ["Haditha Dam", "Haditha"])
        #expect(ids("Troops guard the Haditha dam in Anbar province.").first == "Haditha=t:7")
    }

    @Test("A name never runs over a comma or a line's end")
    func borders() {
        #expect(matches("In Haditha, Dam workers fled.") == ["Haditha"])
        #expect(matches("They reached Haditha\nDam workers fled.") == ["Haditha"])
    }

    @Test("A possessive is no part of the span, and may stand inside a name")
    func possessives() {
        #expect(matches("In Haditha’s streets and Mosul's ruins") == ["Haditha", "Mosul"])
        #expect(matches("from Land's End to Paris") == ["Land's End", "Paris"])
    }

    @Test("Dots, hyphens and marks are spelled as one likes")
    func spellings() {
        #expect(
            matches("St. Louis, Saint Louis and al-Anbar") == [
                "St. Louis", "Saint Louis", "al-Anbar",
            ])
        #expect(matches("at the Ayn al-Asad military base") == ["Ayn al-Asad"])
        #expect(matches("MOSUL and Mōsul") == ["MOSUL", "Mōsul"])
    }

    @Test("Short words are places only in the letters of an abbreviation")
    func abbreviations() {
        #expect(matches("He told us in the US that U.S. troops") == ["US", "U.S."])
        #expect(matches("It cost US$5 million") == [])
        #expect(matches("Troy, NC and Troy, N.Y.") == ["Troy", "NC", "Troy", "N.Y."])
        // The town of Ūn in India folds to the same letters.
        #expect(matches("The U.N. said") == [])
    }

    @Test("The division behind a name decides which place it is")
    func containers() {
        #expect(ids("A fire broke out in Troy, N.C., on Monday.").first == "Troy=t:11")
        #expect(ids("A fire broke out in Troy, N.Y., on Monday.").first == "Troy=t:12")
    }

    @Test("A report's country decides between places of one name")
    func countries() {
        let text = "Iraqi troops fought in Haditha, in Anbar province, as others left Baghdad."
        #expect(ids(text).contains("Haditha=t:6"))
    }

    @Test("Adjectives, governments and organisations are told from the place itself")
    func roles() {
        let mentions = read(
            "Syrian troops left Mosul. U.S. airstrikes in Iraq went on. Baghdad said it was pleased."
        )
        let roles = Dictionary(mentions.map { ($0.text, $0.role) }) { first, _ in first }
        #expect(roles["Syrian"] == .demonym)
        #expect(roles["Mosul"] == .literal)
        #expect(roles["U.S."] == .metonym)
        #expect(roles["Iraq"] == .literal)
        #expect(roles["Baghdad"] == .metonym)
    }

    @Test("A person's name is no place, whatever the gazetteer holds")
    func people() {
        let text = "Mustafa Salim spoke. Mr. Jordan said Paul Jordan had left. Jordan smiled."
        #expect(ids(text) == [])
        let names = reader.read(AnalyzedText(text)).names
        #expect(names.contains { $0.kind == .person && text[$0.span] == "Mustafa Salim" })
    }

    @Test("A name the gazetteer lacks is put among the places around it, and says so")
    func unlisted() throws {
        let text =
            "The militants seized the village of Kampungu near Haditha in Anbar province, Iraq."
        let mention = try #require(read(text).first { $0.text == "Kampungu" })
        let place = try #require(mention.resolution.place)
        #expect(place.id == "unlisted:kampungu")
        #expect(place.radius >= .kilometers(50))
        #expect(mention.resolution.reasons.first?.evidence.contains("not in the gazetteer") == true)
    }

    @Test(
        "A village is found by another spelling where the places around it speak for that",
        arguments: [
            ("the village of Qayara in Syria", "Qayara", "t:25"),
            ("Tall Zebdeen village near Mosul in Nineveh province", "Tall Zebdeen", "t:26"),
        ])
    func spelledOtherwise(text: String, name: String, id: String) throws {
        let mention = try #require(read("Militants seized \(text).").first { $0.text == name })
        #expect(mention.resolution.place?.id == id)
    }

    @Test("A name that only sounds like one far away is not put there")
    func soundsLikeFarAway() throws {
        let text = "Militants seized the village of Kayyara near Troy in North Carolina."
        let mention = try #require(read(text).first { $0.text == "Kayyara" })
        #expect(mention.resolution.place?.id == "unlisted:kayyara")
    }

    private func place(of name: String, in text: String) throws -> Place? {
        try #require(read(text).first { $0.text == name }).resolution.place
    }

    @Test("A number written out is no place of that name, the place is")
    func numberWords() throws {
        let many = "Rebels burned a village near Haditha. Eighty-four people died in the flames."
        #expect(!read(many).contains { $0.text.hasPrefix("Eighty") })
        let village = "A barn burned down in Eighty Four, a village south of Troy."
        #expect(read(village).contains { $0.text == "Eighty Four" })
    }

    @Test("Another spelling is not looked for across the border of the countries of a report")
    func spellingAbroad() throws {
        let text = """
            Insurgents burned the village of Madimbaa in Mozambique on Tuesday. They had come from Macomia, \
            where Mozambique has soldiers, and fled toward Cabo Delgado's coast.
            """
        let place = try #require(try place(of: "Madimbaa", in: text))
        #expect(place.id == "unlisted:madimbaa")
        #expect(place.country == "MZ")
    }

    @Test(
        "A name stays in the division that the report puts it in, and is put there by no place elsewhere",
        arguments: [
            "Gunmen raided the village of Madimba in Mozambique's Cabo Delgado province, near Macomia.",
            "Gunmen raided Madimba, a village in Cabo Delgado, after they had left Macomia.",
        ])
    func claimed(text: String) throws {
        let place = try #require(try place(of: "Madimba", in: text))
        #expect(place.id == "unlisted:madimba")
        #expect(place.country == "MZ")
        #expect(place.radius >= .kilometers(50))
    }

    @Test("A name said to lie in its own division is found there")
    func claimMet() throws {
        let text = "Gunmen raided the village of Madimba in Tanzania's Mtwara region on Sunday."
        #expect(try place(of: "Madimba", in: text)?.id == "t:30")
    }

    @Test("Another spelling in the province named wins over the very name in another")
    func spellingInProvince() throws {
        let text = "Shells fell on Mazraa village in Homs province, activists in Syria said."
        #expect(try place(of: "Mazraa", in: text)?.id == "t:35")
        let nineveh = "Shells fell on Mazraa village in Nineveh province, police in Iraq said."
        #expect(try place(of: "Mazraa", in: nineveh)?.id == "t:34")
    }

    @Test(
        "Arabic words for districts and quarters lead names in",
        arguments: ["Markaz", "Nahiyat", "Qada", "Mintaqat"])
    func arabicKinds(word: String) {
        let text = "The strike in Anbar, Iraq hit \(word) Barwana on Monday."
        #expect(ids(text).contains("Barwana=t:23"))
    }

    @Test("Neither an honorific, an era nor a contraction is a place")
    func lookalikes() {
        #expect(matches("They met in Iraq, Ms. Hadi said.") == ["Iraq"])
        #expect(!matches("Built in 250 B.C., it stands in Iraq.").contains("B.C."))
        #expect(!read("In Haditha and I’ve they spoke.").map(\.text).contains("I’ve"))
    }

    @Test("A report of thousands of unknown villages is read as fast as one of a hundred")
    func manyUnknownNames() throws {
        let syllables = ["ka", "mu", "ri", "zo", "ta", "be", "lu", "ni"]
        let names = (0..<2000).map { number in
            "K" + (0..<4).map { syllables[number >> (3 * $0) & 7] }.joined()
        }
        let text = names.map { "Shelling hit the village of \($0) near Mosul." }
            .joined(separator: " ")
        let found = Set(read(text).map(\.text))
        #expect(found.count { $0.hasPrefix("K") } > 1000)
    }

    @Test("The reasons of a candidate add up to its score")
    func reasons() throws {
        var options = PlaceReaderOptions()
        options.explains = true
        let reader = PlaceReader(gazetteer: gazetteer, options: options)
        let mentions = reader.mentions(
            in: AnalyzedText("Iraqi troops fought in Haditha, in Anbar."))
        let candidates = mentions.flatMap(\.resolution.candidates)
        #expect(!candidates.isEmpty)
        for candidate in candidates {
            let sum = candidate.reasons.reduce(0) { $0 + $1.weight }
            #expect(abs(sum - candidate.score) < 1e-3)
        }
    }

    @Test("Equal text gives equal mentions")
    func deterministic() {
        let text = "Fighting in Haditha, Hit and Barwana in Anbar; U.S. jets struck near Mosul."
        #expect(read(text) == read(text))
    }

    @Test("Any text can be read", arguments: [21, 22, 23] as [UInt64])
    func hostile(seed: UInt64) {
        var random = SplitMix(seed: seed)
        let pieces = [
            "Haditha", "al-", "U.S.", "'s", "’", ",", "\n", "(", "—", "St.", "\u{202E}",
            "e\u{301}\u{301}",
            "Iraqi", "of", "Dam", "Mr.", "🙂", "العراق", "\u{0}", "Abu", "-", ".", "$", "  ", "X",
        ]
        for _ in 0..<300 {
            let text = (0..<Int.random(in: 0..<60, using: &random)).map { _ in
                pieces.randomElement(using: &random).map {
                    $0 + (Bool.random(using: &random) ? " " : "")
                } ?? ""
            }.joined()
            var last = 0
            for mention in read(text) {
                #expect(mention.span.start >= last, "seed \(seed): \(text.debugDescription)")
                #expect(text[mention.span] == mention.text)
                last = mention.span.end
            }
        }
    }

    @Test("A name of ten thousand letters is read in linear time")
    func longNames() {
        #expect(read(String(repeating: "Haditha", count: 10_000)).isEmpty)
        _ = read(String(repeating: "Haditha ", count: 5_000))
        _ = read(String(repeating: "Al-", count: 10_000))
    }

    @Test("A newspaper's other reports tell which of two towns it means")
    func sources() {
        let local = AnalyzedText(
            "Police in Troy, N.C., closed a road. Residents of Troy, N.C., complained.")
        var lexicon = SourceLexicon()
        for _ in 0..<6 { lexicon.add(reader.contribution(of: local)) }
        let text = AnalyzedText("Firefighters were called to a house in Troy on Monday.")
        let alone = reader.mentions(in: text).first?.resolution.place?.id
        let known = reader.mentions(in: text, source: lexicon).first?.resolution.place?.id
        #expect(alone == "t:12")
        #expect(known == "t:11")
    }

    @Test("What a newspaper's reports took a name for does not prove itself")
    func outlook() throws {
        var lexicon = SourceLexicon()
        for _ in 0..<6 { lexicon.add(reader.contribution(of: AnalyzedText("A fire in Troy."))) }
        lexicon.add(reader.contribution(of: AnalyzedText("A fire in Mosul.")))
        func near(_ text: String) -> [Float] {
            let text = AnalyzedText(text)
            let words = TextWords(text).words
            var hits = NameMatcher(gazetteer: gazetteer, text: text, words: words).hits()
            let groups = NameGroups(hits: &hits, words: words, text: text, gazetteer: gazetteer)
            return groups.groups.flatMap { group in
                groups.candidates[group.candidates].map {
                    lexicon.outlook(of: group, groups.candidates).nearShare(of: $0)
                }
            }
        }
        #expect(near("A fire in Troy.") == [0, 0])
        #expect(try #require(near("A fire in Mosul.").first) == 0)
        #expect(try #require(near("A fire in Qayyarah.").first) > 0)
    }

    @Test("A focus prefers the places that lie in it, by country or by box, and says so")
    func focus() throws {
        let text = AnalyzedText("Firefighters were called to a house in Troy on Monday.")
        let alone = try #require(reader.mentions(in: text).first?.resolution)
        let other = try #require(alone.candidates.first { $0.place.id == "t:11" }?.place)
        #expect(alone.place?.id == "t:12")
        let (x, y) = (other.coordinate.longitude, other.coordinate.latitude)
        var focused = reader
        focused.options.explains = true
        focused.options.focus = PlaceFocus(
            box: try Box(west: x - 0.5, south: y - 0.5, east: x + 0.5, north: y + 0.5))
        let found = try #require(focused.mentions(in: text).first?.resolution)
        #expect(found.place?.id == "t:11")
        #expect(
            found.candidates.first?.reasons.contains { $0.evidence == "inFocus" && $0.weight > 0 }
                == true)
        focused.options.focus = PlaceFocus(countries: ["XX"])
        #expect(focused.mentions(in: text).first?.resolution.place?.id == "t:12")
    }
}

@Suite("Words of texts and of names")
struct WordAgreementTests {
    @Test(
        "The tokenizer and the gazetteer's compiler key a name alike",
        arguments: [
            "Haditha", "Ar-Ramādī", "U.S.", "St. Louis", "Ba'qubah", "Baʿqūbah", "Land's End",
            "Deir ez-Zor",
            "Ayn al-Asad", "K1", "N.C.", "Côte d'Ivoire", "Tal ‘Afar", "Łódź", "الرمادي",
            "Coeur d’Alene",
            "Guinea-Bissau", "São Tomé", "Al-Ba'ir", "Xi'an", "Q-West", "Dún Laoghaire", "Kyiv",
            "Київ",
        ])
    func agreement(name: String) {
        let text = AnalyzedText(name)
        let tokens = text.tokens.filter { $0.kind != .mark }.map(\.key)
        #expect(tokens == NameWords(name).keys)
    }
}
