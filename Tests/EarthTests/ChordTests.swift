import Earth
import TestSupport
import Testing

@Suite("Chord")
struct ChordTests {
    @Test(
        "A geodesic lies between its chord and the bound from the chord",
        arguments: 0..<8 as Range<UInt64>)
    func bounds(seed: UInt64) {
        var random = SplitMix(seed: seed)
        for _ in 0..<2000 {
            let a = random.uniformPoint()
            let reach = Double.random(in: 0...1, using: &random)
            let bearing = Bearing(degrees: Double.random(in: 0...360, using: &random))
            let b = a.moved(by: .meters(reach * reach * reach * 20_000_000), toward: bearing)
            let geodesic = a.distance(to: b).meters
            let chord = ECEF(a).squaredChord(to: ECEF(b)).squareRoot()
            #expect(chord <= geodesic + 1e-8, "seed \(seed), \(a) – \(b)")
            #expect(
                geodesic <= Chord.longestGeodesic(ofChord: chord) + 1e-8,
                "seed \(seed), \(a) – \(b)")
        }
    }

    @Test("The gap at 5 km is a tenth of a millimetre, so almost no pair needs a geodesic")
    func gap() {
        let chord = Chord(radius: .kilometers(5))
        let gap = chord.possibleSquared.squareRoot() - chord.certainSquared.squareRoot()
        #expect(gap < 0.000_14)
    }

    @Test("No chord is certain for a radius of zero, and every chord for the whole globe")
    func extremes() {
        #expect(Chord(radius: .zero).certainSquared < 0)
        let diameter = 2 * Ellipsoid.equatorialRadius
        #expect(Chord(radius: .kilometers(30_000)).possibleSquared > diameter * diameter)
    }
}
