internal import Gazetteer

/// Words that grammar asks for by name.
enum Words {
    static let the = WordKey("the")
    static let by = WordKey("by")
    static let of = WordKey("of")
    static let or = WordKey("or")
    static let on = WordKey("on")
    static let against = WordKey("against")
    static let from = WordKey("from")
    static let with = WordKey("with")
    static let using = WordKey("using")
    static let between = WordKey("between")
    static let away = WordKey("away")
    static let `in` = WordKey("in")
    static let including = WordKey("including")
}
