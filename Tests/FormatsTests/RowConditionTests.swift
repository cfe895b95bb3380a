import TestSupport
import Testing

@testable import Formats

@Suite("Conditions on rows")
struct RowConditionTests {
    private func list(_ text: String) throws -> IncidentList {
        try IncidentList.read(bytes: Array(text.utf8), origin: "l")
    }

    private func rows(_ list: IncidentList, _ condition: String) throws -> [Int] {
        let condition = try #require(RowCondition(condition))
        return list.withRows { rows in
            (0..<list.count).filter { condition.holds(of: &rows, row: $0) }
        }
    }

    @Test("A condition is a column, the first comparison in it, and a value")
    func parts() throws {
        let condition = try #require(RowCondition(" event type >= a=b "))
        #expect(condition.column == "event type")
        #expect(condition.comparison == .atLeast)
        #expect(condition.value == "a=b")
        #expect(RowCondition("x!=") == RowCondition("x != "))
        for wrong in ["", "x", "=x", " <3"] { #expect(RowCondition(wrong) == nil, "\(wrong)") }
    }

    @Test("Numbers are compared as numbers, days by their letters, words without case")
    func comparisons() throws {
        let list = try list(
            "lat,lon,n,day,word\n1,1,9,2016-01-05,Bomb\n1,1,10,2015-12-31,bombing\n1,1, ,,\n1,1,1e1,x,y\n"
        )
        #expect(try rows(list, "n>9") == [1, 3])
        #expect(try rows(list, "n=10.0") == [1, 3])
        #expect(try rows(list, "n!=10") == [0, 2])
        #expect(try rows(list, "n<=9") == [0])
        #expect(try rows(list, "day<2016") == [1])
        #expect(try rows(list, "word=bomb") == [0])
        #expect(try rows(list, "word~BOMB") == [0, 1])
        #expect(try rows(list, "word=") == [2])
        #expect(try rows(list, "none=") == [0, 1, 2, 3])
    }

    @Test("Members of features are columns; a name that is nowhere is met with what was meant")
    func features() throws {
        let list = try list(
            """
            {"type":"FeatureCollection","features":[
            {"type":"Feature","properties":{"kind":"a","n":3},"geometry":null},
            {"type":"Feature","properties":{"other":true},"geometry":null}]}
            """)
        #expect(try rows(list, "kind=A") == [0])
        #expect(try rows(list, "n>=3") == [0])
        #expect(try rows(list, "other=true") == [1])
        #expect(list.fault(ofColumn: "other") == nil)
        #expect(
            list.fault(ofColumn: "othr") == "l has no column \"othr\" — did you mean \"other\"?")
    }
}
