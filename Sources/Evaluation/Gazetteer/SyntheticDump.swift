import Foundation

/// A dump in the shape of GeoNames' allCountries, made from a seed: 19 tab columns, countries with
/// divisions of two levels, names of several scripts, alternates, populations.
struct SyntheticDump {
    let rows: Int
    private var state: UInt64

    init(rows: Int, seed: UInt64) {
        self.rows = rows
        state = seed
    }

    /// SplitMix64.
    private mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var z = state
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return z ^ (z >> 31)
    }

    private mutating func below(_ count: Int) -> Int { Int(next() % UInt64(count)) }

    private static let countries = 200
    private static let divisionsOfCountry = 16
    private static let districtsOfDivision = 10

    mutating func write(to path: String) throws {
        try Data().write(to: URL(fileURLWithPath: path))
        let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
        var block: [UInt8] = []
        var id = 1
        for number in 0..<rows {
            id += 1 + below(2)
            append(row: number, id: id, to: &block)
            if block.count > 1 << 20 {
                try file.write(contentsOf: block)
                block.removeAll(keepingCapacity: true)
            }
        }
        try file.write(contentsOf: block)
        try file.close()
    }

    /// The divisions come first, then everything else.
    private mutating func append(row number: Int, id: Int, to block: inout [UInt8]) {
        let divisions = Self.countries * Self.divisionsOfCountry
        let districts = divisions * Self.districtsOfDivision
        var feature = ("P", "PPL")
        var division = below(divisions)
        var district = below(Self.districtsOfDivision)
        if number < Self.countries {
            feature = ("A", "PCLI")
            division = number * Self.divisionsOfCountry
        } else if number < Self.countries + divisions {
            feature = ("A", "ADM1")
            division = number - Self.countries
        } else if number < Self.countries + divisions + districts {
            feature = ("A", "ADM2")
            division = (number - Self.countries - divisions) / Self.districtsOfDivision
            district = (number - Self.countries - divisions) % Self.districtsOfDivision
        } else {
            feature = Self.features[min(below(20), Self.features.count - 1)]
        }
        let country = division / Self.divisionsOfCountry
        let name = name()
        let hasDivision = feature.1 != "PCLI"
        let hasDistrict = hasDivision && feature.1 != "ADM1"
        let fields = [
            "\(id)", name, name, alternates(of: name), decimal(latitude: country),
            decimal(longitude: country), feature.0, feature.1, Self.code(country), "",
            hasDivision ? "\(division % Self.divisionsOfCountry + 1)" : "00",
            hasDistrict ? "\(district + 1)" : "", "", "",
            feature.0 == "P" && below(8) == 0 ? "\(below(50_000))" : "0", "", "\(below(900))",
            "Etc/UTC", "2020-01-01",
        ]
        block += fields.joined(separator: "\t").utf8
        block.append(0x0A)
    }

    private static let features = [
        ("P", "PPL"), ("P", "PPL"), ("P", "PPL"), ("P", "PPL"), ("P", "PPL"), ("P", "PPL"),
        ("P", "PPL"), ("P", "PPLX"), ("H", "STM"), ("H", "STM"), ("T", "MT"), ("T", "HLL"),
        ("S", "SCH"), ("S", "HTL"), ("S", "FRM"), ("L", "LCTY"), ("S", "DAM"), ("S", "AIRF"),
    ]

    private static func code(_ country: Int) -> String {
        String(UnicodeScalar(UInt8(65 + country / 26)))
            + String(UnicodeScalar(UInt8(65 + country % 26)))
    }

    /// Each country is a cell of the globe.
    private mutating func decimal(latitude country: Int) -> String {
        let degrees = -60 + country / 20 * 12 + below(12)
        return "\(degrees).\(10_000 + below(89_999))"
    }

    private mutating func decimal(longitude country: Int) -> String {
        let degrees = -180 + country % 20 * 18 + below(18)
        return "\(degrees).\(10_000 + below(89_999))"
    }

    private static let syllables = [
        "al", "ba", "kar", "mo", "sul", "ha", "di", "tha", "ra", "ma", "qa", "yya", "ber", "lin",
        "ton",
        "ville", "san", "ta", "cruz", "po", "lo", "vo", "grad", "ny", "shi", "ko", "na", "ga", "ri",
        "zur",
        "dam", "feld", "burg", "wa", "di", "jeb", "el", "tel", "kh", "an", "pur", "abad", "stan",
        "ov", "ka",
    ]
    private static let openings = [
        "", "", "", "", "Al ", "San ", "Tall ", "Khirbat ", "Novo ", "Bad ", "Lake ", "Mount ",
    ]

    private mutating func name() -> String {
        var name = ""
        for _ in 0..<(2 + below(3)) { name += Self.syllables[below(Self.syllables.count)] }
        return Self.openings[below(Self.openings.count)] + name.prefix(1).uppercased()
            + name.dropFirst()
    }

    private static let letters = [
        "ا", "ب", "ت", "ح", "د", "ر", "س", "ع", "ق", "ك", "ل", "م", "ن", "ه", "و", "ي",
    ]

    /// One row in three has some, as in the real dump.
    private mutating func alternates(of name: String) -> String {
        guard below(3) == 0 else { return "" }
        var names: [String] = []
        for _ in 0...below(4) {
            if below(3) == 0 {
                names.append((0..<(4 + below(6))).map { _ in Self.letters[below(16)] }.joined())
            } else {
                names.append(name + Self.syllables[below(Self.syllables.count)])
            }
        }
        return names.joined(separator: ",")
    }
}
