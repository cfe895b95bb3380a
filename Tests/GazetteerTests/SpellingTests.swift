import Earth
import Foundation
import Incidents
import TestSupport
import Testing

@testable import Gazetteer

/// Towns with the names tables give them, and what reports write for them.
private let towns: [(id: String, name: String, names: String, spellings: [String])] = [
    (
        "ramadi", "Ramadi", "Ar Ramādī|ar:الرمادي",
        ["ar-Ramadi", "Al Ramadi", "El Ramadi", "Alramadi", "Rammadi", "الرمادى"]
    ),
    (
        "fallujah", "Fallujah", "Al Fallūjah|ar:الفلوجة",
        ["Falluja", "Faluja", "Al-Fallujah", "Fallooja", "Falludjah", "الفلوجه"]
    ),
    (
        "haditha", "Haditha", "Al Ḩadīthah",
        ["Hadithah", "Haditheh", "Hadeetha", "Hadihta", "Haditha town", "الحديثة"]
    ),
    ("qaim", "Al-Qaim", "Al Qā'im", ["Qaim", "al-Qa'im", "Alqaim", "Kaim", "القائم"]),
    (
        "qayyarah", "Qayyarah", "Al Qayyārah",
        ["Qayyara", "Qayarah", "Gayara", "Kayyara", "القيارة"]
    ),
    ("mukayshifah", "Mukayshifah", "", ["Mukaishefah", "Mukaishifa", "Mukayshfa", "المكيشيفة"]),
    (
        "hawija", "Hawija", "Al Ḩawījah|ar:الحويجة",
        ["Hawijah", "Al-Huwayjah", "Huwaija", "Haweeja", "Al Hawayjah"]
    ),
    ("baqubah", "Baqubah", "Ba`qūbah", ["Ba'quba", "Baquba", "Bakuba", "Baqouba", "بعقوبة"]),
    ("khalis", "Khalis", "Al Khāliş", ["al-Khalis", "Khales", "الخالص"]),
    (
        "dayr", "Deir ez-Zor", "Dayr az Zawr|ar:دير الزور",
        ["Deir al-Zour", "Dayr Az Zor", "Deir Ezzor", "Dayr ar Zawr", "Der Zor", "Deir ez Zour"]
    ),
    ("raqqah", "Raqqa", "Ar Raqqah|ar:الرقة", ["Rakka", "Al-Raqqah", "Raqa", "ar-Raqqa", "الرقه"]),
    (
        "shaddadi", "Al Shaddadi", "Ash Shaddādah",
        ["Shaddadi", "ash-Shadadi", "Al Shadaddi", "Shaddadeh"]
    ),
    ("tikrit", "Tikrit", "Tikrīt", ["Takrit", "Tekrit", "Tikreet", "تكريت"]),
    ("samarra", "Samarra", "Sāmarrā'|ar:سامراء", ["Samara", "Samarrah", "Samarra East", "سامرا"]),
    ("mosul", "Mosul", "Al Mawşil|ar:الموصل", ["al-Mosul", "Al Mosil", "Mossul", "Moussul"]),
    (
        "tallafar", "Tal Afar", "Tall `Afar",
        ["Tallafar", "Telafar", "Tel Afar", "Tall Afar", "تلعفر"]
    ),
    ("abukamal", "Abu Kamal", "Albū Kamāl", ["Al-Bukamal", "Albukamal", "Abou Kamal", "Bukamal"]),
    (
        "muqdadiyah", "Muqdadiyah", "Al Miqdādīyah",
        ["Muqudadiyah", "Miqdadiya", "al-Muqdadia", "Mukdadiya", "المقدادية"]
    ),
    ("qamishli", "Qamishli", "Al Qāmishlī", ["Kamishli", "Qamishly", "Qamishlo", "القامشلي"]),
]

@Suite("Spellings of one name")
struct SpellingTests {
    private static func gazetteer() throws -> SampleTables {
        var rows = SampleTables.header
        for (index, town) in towns.enumerated() {
            rows += SampleTables.row(
                "x:\(town.id)", town.name, "town", "\(30 + Double(index) / 10)", "43",
                country: "IQ", names: town.names)
        }
        return try SampleTables(["towns.tsv": rows])
    }

    @Test("Each town is found first by every spelling that reports use")
    func pairs() throws {
        let sample = try Self.gazetteer()
        defer { sample.remove() }
        let gazetteer = try sample.open()
        for town in towns {
            for spelling in town.spellings {
                let found = gazetteer.locate(spelling).map(\.place.id)
                #expect(found.first == "x:\(town.id)", "\(spelling) gave \(found)")
            }
        }
    }

    @Test("A name beside others counts the one that lies near the point asked for")
    func qurayyah() throws {
        let rows =
            SampleTables.header
            + SampleTables.row(
                "x:1", "Kurayyah", "village", "33.90", "42.55", country: "IQ", names: "Qurayyah")
            + SampleTables.row("x:2", "Qayyarah", "town", "35.80", "43.29", country: "IQ")
        let sample = try SampleTables(["places.tsv": rows])
        defer { sample.remove() }
        let gazetteer = try sample.open()
        #expect(gazetteer.locate("Qurayyah").first?.place.id == "x:1")
        var options = LocateOptions()
        options.near = try Coordinate(longitude: 43.12, latitude: 36.34)
        #expect(gazetteer.locate("Qurayyah", options).map(\.place.id).contains("x:2"))
        options.near = try Coordinate(longitude: 43.2, latitude: 35.9)
        #expect(gazetteer.locate("Qurayyah", options).first?.place.id == "x:2")
    }

    @Test(
        "A container after a comma, in brackets or behind “in” decides between places of one name")
    func containers() throws {
        let sample = try CompiledGazetteerTests.sample()
        defer { sample.remove() }
        let gazetteer = try sample.open()
        for query in ["Ramadi, Anbar", "Ramadi (Anbar)", "Ramadi in Al Anbar", "Rammadi, Iraq"] {
            #expect(gazetteer.locate(query).first?.place.id == "geonames:98717", "\(query)")
        }
        #expect(gazetteer.locate("Ramadi, Atlantis").isEmpty)
    }

    @Test("Words of kind say which place of a name is meant")
    func kinds() throws {
        let rows =
            SampleTables.header
            + SampleTables.row("x:1", "Sinjar", "town", "36.3", "41.9", population: "80000")
            + SampleTables.row("x:2", "Sinjar", "mountain", "36.4", "41.8")
            + SampleTables.row("x:3", "Sinjar", "admin2", "36.2", "41.7")
        let sample = try SampleTables(["places.tsv": rows])
        defer { sample.remove() }
        let gazetteer = try sample.open()
        #expect(gazetteer.locate("Sinjar").first?.place.id == "x:1")
        #expect(gazetteer.locate("Jabal Sinjar").first?.place.id == "x:2")
        #expect(gazetteer.locate("Sinjar mountains").first?.place.id == "x:2")
        #expect(gazetteer.locate("Qada Sinjar").first?.place.id == "x:3")
        #expect(gazetteer.locate("town of Sinjar").first?.place.id == "x:1")
        #expect(gazetteer.locate("the town").isEmpty)
        #expect(gazetteer.locate("City").isEmpty)
    }

    @Test("Arabic and Latin spellings share the skeleton of their consonants")
    func skeletons() {
        for (arabic, latin) in [
            ("الرمادي", "Ar Ramadi"), ("القيارة", "Qayyarah"), ("دير الزور", "Dayr az Zawr"),
            ("الفلوجة", "Fallujah"), ("خانقين", "Khanaqin"), ("حمص", "Hims"), ("كركوك", "Kirkuk"),
        ] {
            let (a, b) = (NameWords(arabic).joined, NameWords(latin).joined)
            #expect(NameSound(folded: a).skeleton == NameSound(folded: b).skeleton, "\(latin)")
        }
    }

    @Test(
        "The distance is 0 for a name itself, symmetric, and within its bound", arguments: [3, 4])
    func distances(seed: UInt64) {
        var random = SplitMix(seed: seed)
        func word() -> [UInt8] {
            (0..<Int.random(in: 1...14, using: &random)).map { _ in
                UInt8.random(in: 0x61...0x7A, using: &random)
            }
        }
        for _ in 0..<2000 {
            let (a, b) = (word(), word())
            #expect(SpellingDistance.between(a, a, bound: 0) == 0)
            let there = SpellingDistance.between(a, b, bound: 1000)
            #expect(there == SpellingDistance.between(b, a, bound: 1000), "seed \(seed) \(a) \(b)")
            if let there, there > 0 {
                #expect(SpellingDistance.between(a, b, bound: there) == there)
                #expect(SpellingDistance.between(a, b, bound: there - 1) == nil)
            }
        }
    }

    @Test(
        "What rules a name out unread never rules out one whose spelling is near",
        arguments: [5, 6])
    func signatures(seed: UInt64) {
        var random = SplitMix(seed: seed)
        let letters = Array("aeiouwyhkqgcbdfjlmnprstvxz".utf8)
        for _ in 0..<20_000 {
            let a = (0..<Int.random(in: 5...11, using: &random)).map { _ in
                letters.randomElement(using: &random) ?? 0x61
            }
            var b = a
            for _ in 0..<Int.random(in: 1...2, using: &random) {
                let index = Int.random(in: 1..<b.count, using: &random)
                switch Int.random(in: 0..<4, using: &random) {
                case 0 where b.count > 4: b.remove(at: index)
                case 1: b.swapAt(index, index - 1)
                case 2: b.insert(letters.randomElement(using: &random) ?? 0x61, at: index)
                default: b[index] = letters.randomElement(using: &random) ?? 0x61
                }
            }
            guard let distance = SpellingDistance.between(a, b, bound: 24) else { continue }
            let (one, other) = (NameSound(folded: a), NameSound(folded: b))
            let hash = NameSound.hash(other.skeleton)
            SkeletonNeighbors(one).forEach { neighbor, cost in
                guard neighbor == hash else { return }
                let least = 2 * cost + SoundEntry.leastCost(one.signature, other.signature)
                #expect(
                    least <= 2 * distance,
                    "seed \(seed): \(String(decoding: a, as: UTF8.self)) \(String(decoding: b, as: UTF8.self))"
                )
            }
        }
    }

    @Test("Every name is found again with one letter missing or two exchanged", arguments: [9, 10])
    func slips(seed: UInt64) throws {
        let sample = try Self.gazetteer()
        defer { sample.remove() }
        let gazetteer = try sample.open()
        var random = SplitMix(seed: seed)
        for town in towns where town.name.count >= 7 {
            var letters = Array(town.name)
            let index = Int.random(in: 1..<(letters.count - 1), using: &random)
            if Bool.random(using: &random) {
                letters.remove(at: index)
            } else {
                letters.swapAt(index, index - 1)
            }
            let query = String(letters)
            #expect(
                gazetteer.locate(query).contains { $0.place.id == "x:\(town.id)" },
                "seed \(seed): \(query)")
        }
    }
}
