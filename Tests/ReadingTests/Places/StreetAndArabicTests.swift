import Gazetteer
import Incidents
import Testing

@testable import Reading

@Suite("Streets, and places in Arabic script")
struct StreetAndArabicTests {
    let gazetteer: CompiledGazetteer

    init() throws { gazetteer = try #require(SampleGazetteer.shared) }

    private func streets(_ text: String) -> [String] {
        let analyzed = AnalyzedText(text)
        let words = TextWords(analyzed).words
        return NameMatcher(gazetteer: gazetteer, text: analyzed, words: words).hits()
            .filter { $0.form.contains(.street) }.map { analyzed.string($0.span(in: words)) }
    }

    @Test(
        "The name of a street is one name, the house number none of it",
        arguments: [
            ("A bomb exploded on Palestine Street in Mosul.", "Palestine Street"),
            ("For years the two lived at 32 W. Bridge St. in the old town.", "W. Bridge St"),
            ("The shop that they kept near East 51st Street was closed.", "East 51st Street"),
            ("The first of the shells fell on St. Mary's Road at dawn.", "St. Mary's Road"),
        ])
    func named(text: String, street: String) {
        #expect(streets(text) == [street])
    }

    @Test("Saints, and streets without a name, are no streets")
    func none() {
        #expect(streets("The murals at Port St. Louis are new.").isEmpty)
        #expect(streets("Street fighting went on. Road works began.").isEmpty)
    }

    @Test(
        "Generic words of Arabic lead a name in and are none themselves",
        arguments: ["مدينة", "بلدة", "وقرية", "بمدينة"])
    func arabicKinds(kind: String) {
        let analyzed = AnalyzedText("قصف على \(kind) حديثة")
        let words = TextWords(analyzed).words
        #expect(words.contains { $0.classes.contains(.arabicKind) })
        let hits = NameMatcher(gazetteer: gazetteer, text: analyzed, words: words).hits()
        #expect(!hits.contains { analyzed.string($0.span(in: words)).contains("دين") })
    }

    private func names(_ text: String) -> [String] {
        let analyzed = AnalyzedText(text)
        let words = TextWords(analyzed).words
        return NameMatcher(gazetteer: gazetteer, text: analyzed, words: words).hits()
            .map { analyzed.string($0.span(in: words)) }
    }

    @Test(
        "Common words of Arabic are no places",
        arguments: [
            "وقع انفجار كبير", "أحدث دمارا كبيرا", "تصاعد دخان كثيف", "في دخان المعركة",
            "القوات الجديدة",
            "المدينة الجديدة", "قرية كبيرة", "وكبيرا",
        ])
    func commonArabic(text: String) {
        #expect(names(text).isEmpty)
    }

    @Test(
        "Behind the word for its kind, or the preposition of a place, a common word is a name",
        arguments: [
            ("قصف على قرية دخان", "دخان"), ("سكان مدينة الجديدة", "الجديدة"),
            ("وصل إلى الجديدة", "الجديدة"),
        ])
    func namedByArabicKind(text: String, name: String) {
        #expect(names(text) == [name])
    }

    @Test("A name of two letters is one where a place would stand")
    func shortNames() {
        #expect(names("The ruins near Ur were shelled.") == ["Ur"])
        #expect(names("The Ur text was lost. Ur text.").isEmpty)
        #expect(names("He read UR in the file.").isEmpty)
    }
}
