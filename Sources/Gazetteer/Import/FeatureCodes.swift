internal import Incidents
#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// What the feature codes of GeoNames and of the NGA's GNS mean here.
///
/// - Source: the table of feature codes, geonames.org/export/codes.html; GNS designations are the same.
enum FeatureCodes {
    static func kind(
        class letter: UInt8, code: some Collection<UInt8>, population: UInt32
    ) -> PlaceKind {
        let code = String(decoding: code, as: UTF8.self)
        switch letter {
        case UInt8(ascii: "P"): return populated(code, population)
        case UInt8(ascii: "A"): return division(code)
        case UInt8(ascii: "S"), UInt8(ascii: "L"), UInt8(ascii: "R"):
            if let kind = sites[code] { return kind }
            return letter == UInt8(ascii: "S")
                ? .building
                : code.hasPrefix("RGN")
                    ? .region
                    : letter == UInt8(ascii: "L")
                        ? .land : .locality
        case UInt8(ascii: "H"), UInt8(ascii: "T"), UInt8(ascii: "V"), UInt8(ascii: "U"):
            if let found = nature.first(where: { code.hasPrefix($0.prefix) }) { return found.kind }
            let isWater = letter == UInt8(ascii: "H") || letter == UInt8(ascii: "U")
            return isWater ? .water : .land
        default: return .locality
        }
    }

    private static func populated(_ code: String, _ population: UInt32) -> PlaceKind {
        switch code {
        case "PPLC": return .capital
        case "PPLX": return .quarter
        case "PPLQ", "PPLW", "PPLH", "PPLCH": return .locality
        case "PPLA": return .city
        default: break
        }
        if population >= 100_000 { return .city }
        return population >= 5000 || code == "PPLA2" ? .town : .village
    }

    private static func division(_ code: String) -> PlaceKind {
        switch code {
        case "ADM1": .admin1
        case "ADM2": .admin2
        case "ADM3", "ADM4", "ADM5", "ADMD", "PRSH": .admin3
        case "PCL", "PCLI", "PCLD", "PCLF", "PCLIX", "PCLS": .country
        default: .region
        }
    }

    private static let sites: [String: PlaceKind] = [
        "DAM": .dam, "DAMQ": .dam, "DAMSB": .dam, "WEIR": .barrage, "AIRB": .base, "AIRP": .airport,
        "AIRF": .airport, "AIRH": .airport, "AIRQ": .airport, "INSM": .base, "MILB": .base,
        "NVB": .base, "FT": .base, "PRN": .prison, "PSTB": .crossing, "PSTC": .crossing,
        "BDG": .bridge, "BDGQ": .bridge, "HSP": .hospital, "HSPC": .hospital, "HSPD": .hospital,
        "OILR": .refinery, "OILJ": .plant, "PS": .powerplant, "PSH": .powerplant,
        "PSN": .powerplant, "PMPW": .waterworks, "RSVT": .waterworks, "MFG": .plant,
        "MFGC": .plant, "MFGM": .plant, "CMP": .camp, "CMPRF": .camp, "CMPL": .camp,
        "CMPO": .camp, "OILF": .oilfield, "GASF": .gasfield, "OILP": .pipeline, "OILW": .oilfield,
        "PRT": .port, "PIER": .port, "CONT": .continent, "AREA": .region, "TRB": .region,
        "PRK": .land,
    ]

    /// Longer prefixes first.
    private static let nature: [(prefix: String, kind: PlaceKind)] = [
        ("RSV", .lake), ("LK", .lake), ("LGN", .lake), ("STM", .river), ("WAD", .river),
        ("CNL", .river), ("SEA", .sea), ("OCN", .sea), ("GULF", .sea), ("STRT", .sea),
        ("BAY", .sea), ("CHN", .sea), ("MT", .mountain), ("PK", .mountain), ("HLL", .mountain),
        ("RDG", .mountain), ("VLC", .mountain), ("PASS", .mountain), ("ISL", .island),
        ("ATOL", .island), ("DSRT", .desert), ("ERG", .desert), ("PLN", .plain), ("VAL", .valley),
        ("GRGE", .valley), ("CNYN", .valley), ("FRST", .forest),
    ]
}

/// The radius of a place whose source gives none, in hundreds of metres, as the tables of this project
/// have it (`Gazetteer/README.md`).
enum UsualRadius {
    static func of(_ kind: PlaceKind, population: UInt32) -> UInt16 {
        switch kind {
        case .capital, .city:
            let growth = pow(max(Double(population), 100_000) / 100_000, 0.4)
            return UInt16(min(250, 40 * growth))
        case .town: return population >= 50_000 ? 40 : population >= 20_000 ? 30 : 20
        case .village, .quarter, .camp, .locality: return 15
        case .continent: return 30_000
        case .country: return 3000
        case .admin1, .region, .sea: return 500
        case .admin2, .desert: return 200
        case .admin3, .river, .plain: return 80
        case .lake, .mountain, .island, .valley, .forest, .water, .land: return 50
        case .pipeline, .powerline, .oilfield, .gasfield: return 50
        default: return 10
        }
    }
}
