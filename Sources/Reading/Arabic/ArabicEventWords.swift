internal import Gazetteer
internal import Incidents

/// Words that tell of an event only beside others: "defused" of a charge is one, and of a decision is none.
extension ArabicClause {
    /// What its word says by itself, or with those that stand around it.
    func tells(_ concept: EventConcept, at index: Int) -> Bool {
        switch concept {
        // "قضى ثلاثة جنود", and not "قضى القاضي".
        case .die where Self.ruled.contains(words[index].key):
            index + 1 < words.count
                && (words[index + 1].number != nil || words[index + 1].person == .civilian)
        case .defuse: isOfCharges(index)
        // "قبضت على شبكة", and not "قبضت راتبها".
        case .arrest where Self.held.contains(words[index].key):
            words[index...].prefix(9).contains { $0.key == Self.on }
        case .protest where Self.gathered.contains(words[index].key): isOfProtest
        case .ied, .carBomb, .grenade:
            !words.indices[..<index].suffix(8).contains {
                words[$0].event == .defuse && isOfCharges($0)
            }
        // "استرد الجيش بلدة", and not "استرد المصرف أمواله".
        case .capture, .retake:
            !Self.seized.contains(words[index].key)
                || words[index...].prefix(8).contains {
                    Self.kinds.contains($0.key) || Self.ground.contains($0.key)
                }
        case .agree: words.contains { Self.peace.contains($0.key) || Self.isArmed($0.person) }
        default: true
        }
    }

    private static let held = keys("قبض", "قبضت", "وقبضت")
    private static let on = ArabicLexicon.key("على")
    private static let gathered = keys(
        "سار", "ساروا", "تجمع", "تجمعوا", "احتشد", "احتشدت", "واحتشد", "وتجمع")
    private static let ruled = keys("قضى", "فقضى", "وقضى")

    /// "أبطلت مفعول *عبوة*", and not "أبطلت المحكمة القرار".
    private func isOfCharges(_ index: Int) -> Bool {
        words[index...].prefix(10).contains {
            $0.senses.contains(.thing) || Self.charges.contains($0.event ?? .die)
        }
    }

    private static let charges: ConceptSet = [.ied, .carBomb, .grenade, .shell]

    private static func isArmed(_ kind: Actor.Kind?) -> Bool {
        kind == .state || kind == .rebel || kind == .militia
    }

    private static let seized = keys(
        "بسط", "بسطت", "أحكم", "أحكمت", "انتزع", "انتزعت", "استرد", "استردت")
    private static let ground = keys(
        "سيطرته", "سيطرتها", "قبضته", "قبضتها", "نفوذه", "نفوذها")
    private static let peace = keys(
        "هدنة", "الهدنة", "مصالحة", "المصالحة", "سلام", "السلام", "وقف", "لوقف", "بوقف", "تهدئة",
        "التهدئة", "للتهدئة", "تبادل", "لتبادل", "الأسرى", "أسرى", "انسحاب", "خروج", "إخراج")

    /// "شارك في مسيرة": a march, which is written as a drone is.
    func isMarch(_ index: Int) -> Bool {
        Self.marches.contains(words[index].key) && isOfProtest
    }

    private var isOfProtest: Bool {
        words.contains {
            $0.event == .protest && !Self.gathered.contains($0.key) || $0.person == .protester
                || Self.ofMarches.contains($0.key)
        }
    }

    private static let marches = keys("مسيرة", "مسيرات", "المسيرة", "المسيرات", "بمسيرة", "ومسيرة")
    private static let ofMarches = keys(
        "شارك", "شاركوا", "شاركت", "سلمية", "حاشدة", "جماهيرية", "احتجاجية", "تندد", "منددة",
        "تطالب", "للمطالبة", "رفضا", "تضامنا", "نظم", "نظمت", "خرج", "خرجوا")

    static func keys(_ words: String...) -> Set<WordKey> {
        Set(words.map { ArabicLexicon.key($0) })
    }
}
