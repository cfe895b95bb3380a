internal import Incidents

/// Words that say what sort of place a name is, and are often written to the name or left away:
/// "Qaryat Sakran", "Haditha town", "Jabal Sinjar", "Balad SouthEast".
enum GenericWords {
    /// Kinds, and the words that speak for them; the last line says nothing of the kind.
    private static let table = """
        village: village villages qaryat qaryah karyat kafr deh dehestan قرية گوندی
        city town capital village: town city municipality madinat madinah medinat مدينة شار
        admin2 admin3: district subdistrict sub-district county qada qadha qaza nahiyat nahiya
        admin2 admin3: nahiyah nahia caza mintaqat mantiqat rayon raion ilce shahrestan قضاء ناحية منطقة
        admin1 region: governorate province muhafazat muhafazah mohafazat liwa oblast state region ostan
        admin1 region: vilayet محافظة
        quarter: quarter neighborhood neighbourhood hayy hay mahallat mahallah mahalla suburb حي محلة
        camp base: camp refugee-camp idp-camp mukhayyam mukhayam مخيم
        dam barrage: dam sadd barrage سد
        lake water: reservoir lake buhayrat buhayra hawr birkat بحيرة
        base airport camp: base air-base airbase military-base fob cop jss barracks garrison muaskar
        base airport camp: معسكر قاعدة
        airport base: airport airfield air-field international-airport aerodrome matar مطار
        prison: prison jail detention-center sijn سجن
        crossing: crossing border-crossing border-post checkpoint port-of-entry منفذ
        bridge: bridge jisr جسر
        refinery: refinery oil-refinery
        oilfield: oilfield oil-field oil-fields
        gasfield: gasfield gas-field
        powerplant: power-plant power-station
        mountain: mountain mountains mount mt jabal jebel djebel gebel jibal chiya kuh dagi جبل جبال
        river valley water: river nahr wadi shatt rud cayi valley نهر وادي
        island: island jazirat jazirah جزيرة
        desert: desert badiyat sahra
        plain region: plain plains sahl
        : north south east west northeast northwest southeast southwest north-east north-west
        : south-east south-west northern southern eastern western central center centre town-center
        : city-center outskirts near the area environs
        """

    private typealias Phrase = (words: [[UInt8]], kinds: Set<PlaceKind>)

    /// Longer phrases first.
    private static let phrases: [Phrase] = {
        var phrases: [Phrase] = []
        for line in table.split(separator: "\n") {
            guard let colon = line.firstIndex(of: ":") else { continue }
            let kinds = line[..<colon].split(separator: " ")
                .compactMap { PlaceKind(rawValue: String($0)) }
            for phrase in line[line.index(after: colon)...].split(separator: " ") {
                let words = NameWords(String(phrase)).joined.split(separator: 0x20).map(Array.init)
                phrases.append((words, Set(kinds)))
            }
        }
        return phrases.sorted { $0.words.count > $1.words.count }
    }()

    /// A name without the generic words at its ends.
    struct Stripped {
        var name: [UInt8]
        var kinds: Set<PlaceKind>
        /// The words that were taken away.
        var words: String
    }

    /// - Returns: `nil` for a name without generic words, and for one that consists of nothing else.
    static func strip(_ folded: [UInt8]) -> Stripped? {
        var words = folded.split(separator: 0x20).map(Array.init)
        var kinds: Set<PlaceKind> = []
        var taken: [String] = []
        while let found = match(words) {
            guard found.words.count < words.count else { return nil }
            taken.append(
                found.words.map { String(decoding: $0, as: UTF8.self) }.joined(separator: " "))
            kinds.formUnion(found.kinds)
            if found.atStart {
                words.removeFirst(found.words.count)
                dropLink(&words)
            } else {
                words.removeLast(found.words.count)
            }
        }
        guard !taken.isEmpty else { return nil }
        return Stripped(
            name: Array(words.joined(separator: [0x20])), kinds: kinds,
            words: taken.joined(separator: " "))
    }

    /// Whether the name is nothing but words of kind ("City", "the camp").
    static func isOnlyGeneric(_ folded: [UInt8]) -> Bool {
        var words = folded.split(separator: 0x20).map(Array.init)
        while let found = match(words) {
            if found.atStart {
                words.removeFirst(found.words.count)
            } else {
                words.removeLast(found.words.count)
            }
        }
        return words.isEmpty
    }

    /// "town of Haditha".
    private static func dropLink(_ words: inout [[UInt8]]) {
        if words.count > 1, let first = words.first, first.elementsEqual("of".utf8) {
            words.removeFirst()
        }
    }

    private static func match(
        _ words: [[UInt8]]
    ) -> (words: [[UInt8]], kinds: Set<PlaceKind>, atStart: Bool)? {
        for phrase in phrases where phrase.words.count <= words.count {
            if words.suffix(phrase.words.count).elementsEqual(phrase.words) {
                return (phrase.words, phrase.kinds, false)
            }
            if words.starts(with: phrase.words) { return (phrase.words, phrase.kinds, true) }
        }
        return nil
    }
}
