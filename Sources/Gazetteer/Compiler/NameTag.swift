internal import Incidents

/// The tag before an alternate name in a table: `demonym:Iraqi`, `ar:الرمادي`.
enum NameTag {
    static func split(
        _ entry: ArraySlice<UInt8>, placeKind: PlaceKind
    ) -> (kind: NameKind, name: ArraySlice<UInt8>) {
        guard let colon = entry.prefix(12).firstIndex(of: UInt8(ascii: ":")) else {
            return (.alternate, entry)
        }
        let name = entry[(colon + 1)...]
        switch String(decoding: entry[..<colon], as: UTF8.self) {
        // Of Walker County only "Walker" is left: a weaker name than an alias of a town.
        case "short": return (placeKind == .admin2 ? .stripped : .short, name)
        case "abbr": return (.abbreviation, name)
        case "demonym": return (.demonym, name)
        case "stripped": return (.stripped, name)
        case "old": return (.old, name)
        case let tag where isLanguage(tag): return (.alternate, name)
        default: return (.alternate, entry)
        }
    }

    /// Two or three lower-case letters, perhaps followed by a script or region ("ku-Arab").
    private static func isLanguage(_ tag: String) -> Bool {
        let subtags = tag.split(separator: "-", omittingEmptySubsequences: false)
        guard let language = subtags.first, (2...3).contains(language.utf8.count) else {
            return false
        }
        return language.utf8.allSatisfy { $0 &- 0x61 < 26 }
    }
}
