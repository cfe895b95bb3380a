import Testing

@testable import Incidents

@Suite("Tolls")
struct TollTests {
    private func figure(_ side: String, _ minimum: Int?, _ maximum: Int?) -> Casualties {
        Casualties(
            effect: .killed, side: side, minimum: minimum, maximum: maximum, span: TextSpan(0, 0),
            text: "")
    }

    private func toll(_ figures: [Casualties]) -> Toll {
        Incident(id: "", report: "", type: .attack, casualties: figures).toll(.killed)
    }

    @Test("Sides add up, rival figures widen, and a total is not added to its parts")
    func sum() {
        #expect(toll([]) == Toll(minimum: nil, maximum: nil))
        #expect(
            toll([figure("soldiers", 3, 3), figure("militants", 20, 25)])
                == Toll(minimum: 23, maximum: 28))
        #expect(
            toll([figure("soldiers", 24, 24), figure("soldiers", 60, 60)])
                == Toll(minimum: 24, maximum: 60))
        #expect(
            toll([figure("unspecified", 24, 24), figure("soldiers", 10, 10)])
                == Toll(minimum: 24, maximum: 24))
        #expect(toll([figure("soldiers", 10, nil)]) == Toll(minimum: 10, maximum: nil))
        #expect(toll([figure("a", Int.max, Int.max), figure("b", 1, 1)]).minimum == Int.max)
    }
}
