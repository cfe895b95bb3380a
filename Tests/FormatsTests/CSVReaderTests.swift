import Foundation
import TestSupport
import Testing

@testable import Formats

@Suite("CSV reader")
struct CSVReaderTests {
    private func rows(_ text: String, delimiter: Character = ",") -> [[String]] {
        rows(Array(text.utf8), delimiter: delimiter)
    }

    private func rows(_ bytes: [UInt8], delimiter: Character = ",") -> [[String]] {
        bytes.withUnsafeBufferPointer { bytes in
            var reader = CSVReader(bytes, delimiter: delimiter.asciiValue ?? 0)
            var row = CSVRow()
            var rows: [[String]] = []
            while reader.next(&row) { rows.append((0..<row.count).map { row.text($0, of: bytes) }) }
            return rows
        }
    }

    @Test("The csv-spectrum samples are read as their JSON twins say")
    func spectrum() throws {
        guard let folder = TestFiles.shared("bad-inputs/csv-spectrum") else { return }
        for name in try TestFiles.names(in: folder.appending(path: "csvs")) {
            let read = rows(try TestFiles.bytes(folder.appending(path: "csvs/" + name)))
            let twin = name.replacing(".csv", with: ".json")
            let data = try Data(contentsOf: folder.appending(path: "json/" + twin))
            let expected = try JSONDecoder().decode([[String: String]].self, from: data)
            let header = try #require(read.first)
            let found = read.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(header, $0)) }
            #expect(found == expected, "\(name)")
        }
    }

    @Test(
        "Fields, quotes and line ends",
        arguments: [
            ("a,b\nc,d\n", [["a", "b"], ["c", "d"]]), ("a,b\r\nc,d", [["a", "b"], ["c", "d"]]),
            ("a,b\rc,d", [["a", "b"], ["c", "d"]]), ("\u{FEFF}a,b", [["a", "b"]]),
            ("a,,\n,,b", [["a", "", ""], ["", "", "b"]]), ("\"\"\n", [[""]]),
            ("\"a\"\"b\",c", [["a\"b", "c"]]),
            ("\"a,\nb\",c\nd,e", [["a,\nb", "c"], ["d", "e"]]),
            ("\n\na\n\n", [["a"]]), ("5\" pipe,x", [["5\" pipe", "x"]]),
            ("\"a\"b,c", [["ab", "c"]]), ("", []),
        ] as [(String, [[String]])])
    func fields(_ text: String, _ expected: [[String]]) {
        #expect(rows(text) == expected)
    }

    @Test("A quote that nothing closes ends with its line and is reported")
    func unclosed() {
        let text = "a,b\n\"oops,1\nc,2\n"
        #expect(rows(text) == [["a", "b"], ["\"oops", "1"], ["c", "2"]])
        Array(text.utf8).withUnsafeBufferPointer { bytes in
            var reader = CSVReader(bytes)
            var row = CSVRow()
            while reader.next(&row) {}
            #expect(reader.unclosedQuote == 4)
        }
    }

    @Test("Any table that is written is read back, whatever its fields hold")
    func roundTrip() {
        let alphabet = Array(#"ab,;"  é|"# + "\n\r\t")
        var random = SplitMix(seed: 5)
        for _ in 0..<300 {
            let width = Int.random(in: 1...9, using: &random)
            let table = (0..<Int.random(in: 1...6, using: &random)).map { _ in
                (0..<width).map { _ in
                    String(
                        (0..<Int.random(in: 0...12, using: &random)).compactMap { _ in
                            alphabet.randomElement(using: &random)
                        })
                }
            }
            let text = table.map { row in
                row.map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }.joined(separator: ",")
            }.joined(separator: "\r\n")
            #expect(rows(text).map(bytes) == table.map(bytes), "seed 5")
        }
    }

    /// "\r\n" is one character; here two fields are compared byte by byte.
    private func bytes(_ row: [String]) -> [[UInt8]] { row.map { Array($0.utf8) } }

    @Test("Any bytes are cut where a reader of one byte at a time cuts them")
    func cuts() {
        let alphabet = Array(",,,\n\r\"ab;\u{FF}".utf8)
        var random = SplitMix(seed: 9)
        for round in 0..<400 {
            let length = Int.random(in: 0...300, using: &random)
            // Long fields make stops rare.
            let letters = alphabet + [UInt8](repeating: 0x78, count: round % 40)
            let bytes = (0..<length).compactMap { _ in letters.randomElement(using: &random) }
            bytes.withUnsafeBufferPointer { bytes in
                var reader = CSVReader(bytes)
                var row = CSVRow()
                var position = 0
                while reader.next(&row) {
                    let expected = slowRow(bytes, from: &position)
                    #expect((0..<row.count).map(row.range) == expected, "seed 9")
                    #expect(reader.position == position, "seed 9")
                }
                #expect(slowRow(bytes, from: &position).isEmpty, "seed 9")
            }
        }
    }

    /// The fields of the next row that is not blank; empty at the end.
    private func slowRow(
        _ bytes: UnsafeBufferPointer<UInt8>, from position: inout Int
    ) -> [Range<Int>] {
        let stops = Array(",\n\r".utf8)
        func stop(from start: Int) -> Int {
            (start..<bytes.count).first { stops.contains(bytes[$0]) } ?? bytes.count
        }
        while position < bytes.count {
            let first = position
            var fields: [Range<Int>] = []
            while true {
                let start = position
                var (field, end) = (start..<stop(from: start), stop(from: start))
                if start < bytes.count, bytes[start] == UInt8(ascii: "\""),
                    let quote = closingQuote(bytes, of: start)
                {
                    end = stop(from: quote + 1)
                    field = end > quote + 1 ? start..<end : start + 1..<quote
                }
                fields.append(field)
                position = end + 1
                guard end < bytes.count, bytes[end] == UInt8(ascii: ",") else {
                    let isPair =
                        bytes[min(end, bytes.count - 1)] == UInt8(ascii: "\r")
                        && end + 1 < bytes.count && bytes[end + 1] == UInt8(ascii: "\n")
                    position = min(bytes.count, end + (isPair ? 2 : 1))
                    break
                }
            }
            if fields != [first..<first] { return fields }
        }
        return []
    }

    private func closingQuote(_ bytes: UnsafeBufferPointer<UInt8>, of start: Int) -> Int? {
        var position = start + 1
        while position < bytes.count {
            guard bytes[position] == UInt8(ascii: "\"") else {
                position += 1
                continue
            }
            guard position + 1 < bytes.count, bytes[position + 1] == UInt8(ascii: "\"") else {
                return position
            }
            position += 2
        }
        return nil
    }

    @Test(
        "The delimiter is worked out from the first rows",
        arguments: [
            ("a,b,c\n1,2,3\n", ","), ("a;b;c\n1,5;2;3\n", ";"), ("a\tb\n1\t2,3\n", "\t"),
            ("a|b|c\n1|2|3", "|"), ("name\nx\n", ","), ("file,note\nx,\"a;b;c;d;e;f\"\n", ","),
        ] as [(String, Character)])
    func delimiter(_ text: String, _ expected: Character) {
        Array(text.utf8).withUnsafeBufferPointer {
            #expect(CSVDialect.delimiter(of: $0) == expected.asciiValue)
        }
    }

    @Test("Rows know their lines and bytes")
    func positions() {
        Array("h1,h2\n\"x\ny\",1\nz,2\n".utf8).withUnsafeBufferPointer { bytes in
            var reader = CSVReader(bytes)
            var row = CSVRow()
            var positions: [[Int]] = []
            while reader.next(&row) { positions.append([row.line, row.start]) }
            #expect(positions == [[1, 0], [2, 6], [4, 14]])
        }
    }
}
