import Incidents
import TestSupport
import Testing

@Suite("Tolls")
struct TollTests {
    private func figure(
        _ side: String, _ low: Int?, _ high: Int?, _ text: String = ""
    ) -> Casualties {
        Casualties(
            effect: .killed, side: side, minimum: low, maximum: high, span: TextSpan(0, 0),
            text: text)
    }

    private func toll(_ figures: [Casualties]) -> Toll {
        Incident(id: "i", report: "r", type: .attack, casualties: figures).toll(.killed)
    }

    @Test("Sides add up, and a total is not added to them")
    func sides() {
        let sides = [figure("soldiers", 14, 14), figure("civilians", 3, 3)]
        #expect(toll(sides) == Toll(minimum: 17, maximum: 17))
        #expect(toll(sides + [figure("unspecified", 20, 22)]) == Toll(minimum: 20, maximum: 22))
        #expect(toll(sides + [figure("unspecified", 5, 5)]) == Toll(minimum: 17, maximum: 17))
    }

    @Test("A sum too large for a number stays the largest one")
    func overflow() {
        let figures = [figure("a", .max, .max), figure("b", 1, 1)]
        #expect(toll(figures) == Toll(minimum: .max, maximum: .max))
    }

    @Test("Rival figures for one side widen its bounds")
    func rivals() {
        let rivals = [figure("civilians", 46, 46), figure("civilians", 80, 80)]
        #expect(toll(rivals) == Toll(minimum: 46, maximum: 80))
    }

    @Test("A lower bound that another figure meets adds nothing; one above it leaves the toll open")
    func bounds() {
        #expect(
            toll([figure("civilians", 20, nil), figure("civilians", 23, 23)])
                == Toll(minimum: 23, maximum: 23))
        #expect(
            toll([figure("civilians", 30, nil), figure("civilians", 23, 23)])
                == Toll(minimum: 23, maximum: nil))
        #expect(
            toll([figure("civilians", 25, nil), figure("civilians", 40, nil)])
                == Toll(minimum: 25, maximum: nil))
    }

    @Test("“At least 20” and “up to 60” are 20 to 60")
    func bothEnds() {
        let most = figure("civilians", nil, 60)
        #expect(
            toll([figure("civilians", 20, nil), most]) == Toll(minimum: 20, maximum: 60))
        #expect(
            toll([figure("civilians", 24, nil, "dozens"), most]) == Toll(minimum: 24, maximum: 60))
    }

    @Test("Who was counted stands over “dozens”")
    func vague() {
        let dozens = figure("unspecified", 24, nil, "dozens")
        #expect(toll([dozens]) == Toll(minimum: 24, maximum: nil))
        #expect(
            toll([dozens, figure("people", 51, nil, "at least 51 people")])
                == Toll(minimum: 51, maximum: nil))
    }

    @Test("One side in several words is one side; “people” is a total, of which sides are parts")
    func sideNames() {
        let soldiers = [figure("soldiers", 14, 14), figure("Iraqi soldiers", 19, 19)]
        #expect(toll(soldiers) == Toll(minimum: 14, maximum: 19))
        let people = [figure("people", 12, 12), figure("children", 7, 7)]
        #expect(toll(people) == Toll(minimum: 12, maximum: 12))
    }

    @Test("Nothing stated is not zero")
    func unknown() {
        #expect(toll([]).isUnknown)
        #expect(toll([figure("soldiers", nil, nil)]).isUnknown)
        #expect(toll([figure("soldiers", 0, 0)]) == Toll(minimum: 0, maximum: 0))
    }

    /// "At least 20 dead" beside "a deputy governor" once gave 20–1.
    @Test("A total without an upper bound is not capped by one side's figure")
    func openTotal() {
        let figures = [figure("unspecified", 20, nil), figure("officials", 1, 1)]
        #expect(toll(figures) == Toll(minimum: 20, maximum: nil))
    }

    @Test("The lower bound is never above the upper, whatever is stated")
    func ordered() {
        var random = SplitMix(seed: 20)
        for round in 0..<2000 {
            let figures = (0..<Int.random(in: 0...5, using: &random)).map { _ in
                let low = Int.random(in: 0...9, using: &random)
                let high =
                    Bool.random(using: &random) ? low + Int.random(in: 0...9, using: &random) : nil
                let side = ["unspecified", "a", "b"].randomElement(using: &random) ?? "a"
                return figure(side, Bool.random(using: &random) || high == nil ? low : nil, high)
            }
            let toll = toll(figures)
            if let low = toll.minimum, let high = toll.maximum {
                #expect(
                    low <= high,
                    "seed 20, round \(round): \(figures.map { ($0.side, $0.minimum, $0.maximum) })")
            }
        }
    }
}
