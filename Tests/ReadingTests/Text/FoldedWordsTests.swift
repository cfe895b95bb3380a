import Gazetteer
import Testing

@testable import Reading

@Suite("Folded words of a text")
struct FoldedWordsTests {
    @Test("Each token folds as a name does")
    func likeNames() {
        let text = AnalyzedText(
            """
            The U.S. army's 1,000 men left Ar-Ramādī, Ba’quba and Ba'qubah at 5.30 on the 4th; \
            L’Aquila’s O'Neill, القاهرة and “naïve” F-16s: 3.5 km\u{0301} “x” Straße \u{FFFD}é'
            """)
        var words = FoldedWords(reserving: 0)
        for token in text.tokens { words.append(token, of: text) }
        #expect(words.count == text.tokens.count)
        for (index, token) in text.tokens.enumerated() where token.kind != .mark {
            #expect(
                String(decoding: words[index], as: UTF8.self)
                    == NameFolding.fold(text.string(token)))
        }
    }
}
