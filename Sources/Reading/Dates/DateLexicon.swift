internal import Gazetteer
internal import Incidents

/// The words of English date expressions and what they may do there.
enum DateLexicon {
    static let words: WordMap<DateWord> = {
        var table: [WordKey: DateWord] = [:]
        for (words, word) in entries {
            for name in words.split(separator: " ") { table[WordKey(folded: name.utf8)] = word }
        }
        for name in Feasts.words where table[name] == nil { table[name] = .feastPart }
        for name in Feasts.namingWords { table[name] = .feast }
        return WordMap(table)
    }()

    static let ordinalEndings: WordSet = [
        WordKey("st"), WordKey("nd"), WordKey("rd"), WordKey("th"),
    ]
    static let plural = WordKey("s")
    static let nights = WordKey("nights")
    static let morning = WordKey("morning")
    static let date = WordKey("date")
    static let letterA = WordKey("a")
    static let letterP = WordKey("p")
    /// What news counts in thousands: after "in 2000" these make a number of it.
    static let counted: WordSet = [
        WordKey("people"), WordKey("soldiers"), WordKey("troops"), WordKey("men"), WordKey("homes"),
        WordKey("houses"), WordKey("families"), WordKey("villages"), WordKey("dollars"),
        WordKey("metres"),
        WordKey("meters"), WordKey("feet"), WordKey("pounds"), WordKey("miles"), WordKey("km"),
    ]
    /// After 11 September these mean the attacks of 2001.
    static let attacks: WordSet = [
        WordKey("attack"), WordKey("attacks"), WordKey("terrorist"), WordKey("terror"),
        WordKey("hijackings"),
    ]
    /// What happens in a year: after "the 2014" these are told of, not counted.
    static let dated: WordSet = [
        WordKey("attacks"), WordKey("bombings"), WordKey("blasts"), WordKey("killings"),
        WordKey("elections"), WordKey("floods"), WordKey("protests"), WordKey("riots"),
        WordKey("clashes"), WordKey("crisis"), WordKey("talks"), WordKey("peace"),
    ]
    /// Makes and kinds of cars, which are named by their year.
    static let cars: WordSet = [
        WordKey("acura"), WordKey("audi"), WordKey("bmw"), WordKey("buick"), WordKey("cadillac"),
        WordKey("chevrolet"), WordKey("chevy"), WordKey("chrysler"), WordKey("dodge"),
        WordKey("ford"), WordKey("gmc"), WordKey("honda"), WordKey("hyundai"), WordKey("isuzu"),
        WordKey("jeep"), WordKey("kia"), WordKey("lexus"), WordKey("mazda"), WordKey("mercedes"),
        WordKey("mercury"), WordKey("mitsubishi"), WordKey("nissan"), WordKey("oldsmobile"),
        WordKey("plymouth"), WordKey("pontiac"), WordKey("saturn"), WordKey("subaru"),
        WordKey("suzuki"), WordKey("toyota"), WordKey("volkswagen"), WordKey("volvo"),
        WordKey("sedan"), WordKey("pickup"), WordKey("minivan"), WordKey("suv"),
        WordKey("motorcycle"),
    ]
    static let pronouns: WordSet = [
        WordKey("he"), WordKey("she"), WordKey("it"), WordKey("they"), WordKey("we"), WordKey("i"),
        WordKey("there"),
    ]
    /// Of other calendars than the civil one.
    static let calendars: WordSet = [
        WordKey("chinese"), WordKey("lunar"), WordKey("jewish"), WordKey("persian"),
        WordKey("iranian"), WordKey("tibetan"), WordKey("khmer"), WordKey("vietnamese"),
        WordKey("school"),
    ]
    static let sayings: WordSet = [
        WordKey("said"), WordKey("says"), WordKey("told"), WordKey("added"),
    ]
    /// After a Sunday or the like, these make the name of a paper.
    static let papers: WordSet = [
        WordKey("times"), WordKey("telegraph"), WordKey("mirror"), WordKey("mail"),
        WordKey("express"),
        WordKey("herald"), WordKey("independent"), WordKey("star"),
    ]
    /// Weekdays with an epithet are the names of past events.
    static let epithets: WordSet = [
        WordKey("bloody"), WordKey("super"),
    ]

    private static let entries: [(String, DateWord)] =
        months + weekdays + numbers + units + parts + directions + functions

    private static let months: [(String, DateWord)] = [
        ("january", .month(1)), ("february", .month(2)), ("march", .month(3)), ("april", .month(4)),
        ("may", .month(5)), ("june", .month(6)), ("july", .month(7)), ("august", .month(8)),
        ("september", .month(9)), ("october", .month(10)), ("november", .month(11)),
        ("december", .month(12)),
        ("jan", .shortMonth(1)), ("feb", .shortMonth(2)), ("mar", .shortMonth(3)),
        ("apr", .shortMonth(4)),
        ("jun", .shortMonth(6)), ("jul", .shortMonth(7)), ("aug", .shortMonth(8)),
        ("sep sept", .shortMonth(9)), ("oct", .shortMonth(10)), ("nov", .shortMonth(11)),
        ("dec", .shortMonth(12)),
        ("winter wintertime", .season(.winter)), ("spring springtime", .season(.spring)),
        ("summer summertime", .season(.summer)), ("autumn fall", .season(.autumn)),
    ]

    private static let weekdays: [(String, DateWord)] = [
        ("monday", .weekday(.monday)), ("tuesday", .weekday(.tuesday)),
        ("wednesday", .weekday(.wednesday)), ("thursday", .weekday(.thursday)),
        ("friday", .weekday(.friday)), ("saturday", .weekday(.saturday)),
        ("sunday", .weekday(.sunday)),
        ("mondays", .weekdays(.monday)), ("tuesdays", .weekdays(.tuesday)),
        ("wednesdays", .weekdays(.wednesday)), ("thursdays", .weekdays(.thursday)),
        ("fridays", .weekdays(.friday)), ("saturdays", .weekdays(.saturday)),
        ("sundays", .weekdays(.sunday)),
        ("mon", .shortWeekday(.monday)), ("tue tues", .shortWeekday(.tuesday)),
        ("wed weds", .shortWeekday(.wednesday)), ("thu thur thurs", .shortWeekday(.thursday)),
        ("fri", .shortWeekday(.friday)), ("sat", .shortWeekday(.saturday)),
        ("sun", .shortWeekday(.sunday)),
        ("today tonight tonite otd", .day(0)), ("yesterday", .day(-1)),
        ("tomorrow tmr tmrw", .day(1)), ("now currently presently nowadays", .now),
        ("overnight", .overnight),
    ]

    private static let units: [(String, DateWord)] = [
        ("sec", .unit(.second)), ("seconds secs", .units(.second)),
        ("minute min", .unit(.minute)), ("minutes mins", .units(.minute)),
        ("hour hr", .unit(.hour)), ("hours hrs", .units(.hour)),
        ("day", .unit(.day)), ("days", .units(.day)), ("week", .unit(.week)),
        ("weeks", .units(.week)),
        ("weekend", .unit(.weekend)), ("weekends", .units(.weekend)),
        ("fortnight", .unit(.fortnight)), ("fortnights", .units(.fortnight)),
        ("month", .unit(.month)), ("months", .units(.month)),
        ("quarter", .unit(.quarter)), ("quarters", .units(.quarter)),
        ("year", .unit(.year)), ("years yrs", .units(.year)),
        ("decade", .unit(.decade)), ("decades", .units(.decade)),
        ("century", .unit(.century)), ("centuries", .units(.century)),
        ("business working", .business),
    ]

    private static let numbers: [(String, DateWord)] =
        cardinals + ordinals + [
            ("hundred", .magnitude(100)), ("thousand", .magnitude(1000)),
            ("million billion trillion mn bn", .multitude), ("a an", .article), ("half", .half),
            ("few", .vague(3)), ("several", .vague(3)), ("couple", .vague(2)),
            ("dozen", .vague(12)),
            ("twenties", .decade(20)), ("thirties", .decade(30)), ("forties", .decade(40)),
            ("fifties", .decade(50)), ("sixties", .decade(60)), ("seventies", .decade(70)),
            ("eighties", .decade(80)), ("nineties", .decade(90)),
        ]

    private static let cardinals: [(String, DateWord)] =
        """
        one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen \
        seventeen eighteen nineteen twenty
        """
        .split(separator: " ").enumerated().map { (String($1), .cardinal($0 + 1)) } + [
            ("thirty", .cardinal(30)), ("forty", .cardinal(40)), ("fifty", .cardinal(50)),
            ("sixty", .cardinal(60)), ("seventy", .cardinal(70)), ("eighty", .cardinal(80)),
            ("ninety", .cardinal(90)),
        ]

    private static let ordinals: [(String, DateWord)] =
        """
        first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth \
        fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth
        """
        .split(separator: " ").enumerated().map { (String($1), .ordinal($0 + 1)) } + [
            ("thirtieth", .ordinal(30)), ("final", .ordinal(-1)),
        ]

    private static let parts: [(String, DateWord)] = [
        (
            "morning afternoon evening night nighttime daytime predawn lunchtime noontime",
            .partOfDay
        ),
        ("mornings afternoons evenings nights", .partsOfDay),
        ("noon midday midnight dawn dusk daybreak sunrise sunset nightfall noonish sundown", .hour),
        ("am pm ampm", .meridiem), ("oclock", .oclock),
        ("gmt utc est edt pst pdt cet cest bst eet msk local", .zone),
        ("early", .edge(.early)), ("mid", .edge(.middle)), ("late", .edge(.late)),
        ("earlier", .earlier), ("later", .later),
        ("start outset", .border(.early)), ("middle midst", .border(.middle)),
        ("end close", .border(.late)),
        ("beginning starting commencing", .beginning), ("ending", .ending),
        ("rest remainder remaining", .rest),
    ]

    private static let directions: [(String, DateWord)] = [
        ("last", .direction(.last)), ("previous prior", .direction(.previous)),
        ("past", .direction(.past)),
        ("this current", .direction(.this)), ("next", .direction(.next)),
        ("coming upcoming", .direction(.coming)), ("same that", .direction(.same)),
        ("following ensuing", .direction(.following)), ("preceding", .direction(.preceding)),
        ("calendar fiscal fy", .yearWord(.year)),
    ]

    private static let functions: [(String, DateWord)] = [
        ("the", .the), ("of", .of), ("in", .in), ("on", .on), ("at", .at), ("by", .by),
        ("from", .from),
        ("to into", .to), ("until till til", .until), ("through thru", .through), ("since", .since),
        ("before", .before), ("after", .after), ("between", .between), ("and", .and), ("or", .or),
        ("for", .for), ("within", .within), ("during", .during), ("over", .over),
        ("about around approximately roughly nearly almost some circa", .about), ("ago back", .ago),
        ("recent", .recent),
        ("hence", .hence), ("than", .than), ("more", .more), ("less fewer under", .less),
        ("no not", .not),
        ("time", .time), ("shortly just soon", .filler), ("present moment date", .present),
        ("every each", .every), ("eve", .eve), ("onward onwards", .onward),
        (
            "daily weekly monthly quarterly yearly annually annual nightly hourly biweekly bimonthly everyday",
            .habitual
        ),
        ("will shall would going wont expected scheduled due plan plans planned", .future),
    ]
}

/// The names of feasts, as words.
enum Feasts {
    private static let names: [(String, Holiday)] = [
        ("new years eve", .newYearsEve), ("new year s eve", .newYearsEve),
        ("new year eve", .newYearsEve),
        ("new years day", .newYear), ("new year s day", .newYear), ("new year day", .newYear),
        ("new years", .newYear), ("new year s", .newYear), ("new year", .newYear),
        ("valentines day", .valentine), ("valentine s day", .valentine),
        ("womens day", .womensDay), ("women s day", .womensDay),
        ("nowruz", .nowruz), ("newroz", .nowruz), ("good friday", .goodFriday),
        ("easter", .easter), ("easter sunday", .easter), ("easter day", .easter),
        ("easter monday", .easterMonday), ("earth day", .earthDay),
        ("may day", .mayDay), ("memorial day", .memorialDay),
        ("juneteenth", .juneteenth), ("freedom day", .juneteenth), ("jubilee day", .juneteenth),
        ("labor day", .laborDay), ("labour day", .laborDay), ("columbus day", .columbusDay),
        ("halloween", .halloween), ("veterans day", .veteransDay), ("thanksgiving", .thanksgiving),
        ("thanksgiving day", .thanksgiving), ("black friday", .blackFriday),
        ("cyber monday", .cyberMonday),
        ("thanks giving", .thanksgiving), ("thanks giving day", .thanksgiving),
        ("groundhog day", .groundhogDay),
        ("bastille day", .bastilleDay), ("all saints day", .allSaints),
        ("all souls day", .allSouls),
        ("guy fawkes day", .guyFawkes), ("guy fawkes night", .guyFawkes), ("flag day", .flagDay),
        ("orthodox christmas", .orthodoxChristmas), ("orthodox easter", .orthodoxEaster),
        ("christmas eve", .christmasEve), ("christmas", .christmas), ("christmas day", .christmas),
        ("xmas", .christmas), ("boxing day", .boxingDay), ("presidents day", .presidentsDay),
        ("martin luther king day", .kingDay), ("mlk day", .kingDay),
        ("mothers day", .mothersDay), ("mother s day", .mothersDay),
        ("fathers day", .fathersDay), ("father s day", .fathersDay),
        ("april fools day", .aprilFools), ("april fool s day", .aprilFools),
        ("april fools", .aprilFools),
        ("st patricks day", .stPatrick), ("st patrick s day", .stPatrick),
        ("ramadan", .ramadan), ("ramadhan", .ramadan), ("ashura", .ashura), ("ashoura", .ashura),
        ("eid al fitr", .eidAlFitr), ("eid ul fitr", .eidAlFitr),
        ("eid al adha", .eidAlAdha), ("eid ul adha", .eidAlAdha),
        ("islamic new year", .islamicNewYear), ("epiphany", .epiphany), ("arbaeen", .arbaeen),
        ("shrove tuesday", .shroveTuesday),
        ("pancake day", .shroveTuesday), ("ash wednesday", .ashWednesday),
        ("palm sunday", .palmSunday), ("maundy thursday", .holyThursday),
        ("holy thursday", .holyThursday), ("holy saturday", .holySaturday),
        ("ascension day", .ascension), ("pentecost", .pentecost), ("whit sunday", .pentecost),
        ("whitsun", .pentecost), ("whit monday", .whitMonday),
        ("trinity sunday", .trinitySunday), ("corpus christi day", .corpusChristi),
        ("election day", .electionDay), ("inauguration day", .inaugurationDay),
        ("anzac day", .anzacDay), ("canada day", .canadaDay),
        ("armistice day", .veteransDay), ("remembrance day", .veteransDay),
        ("st patricks", .stPatrick),
        ("saint patrick s day", .stPatrick), ("saint valentine s day", .valentine),
        ("cinco de mayo", .cincoDeMayo), ("st george s day", .stGeorge),
        ("mardi gras", .shroveTuesday), ("easter saturday", .holySaturday),
        ("president s day", .presidentsDay),
        ("washington s birthday", .presidentsDay), ("singles day", .veteransDay),
        ("all hallows day", .allSaints), ("april fool day", .aprilFools),
        ("juneteenth day", .juneteenth), ("pearl harbor day", .pearlHarborDay),
        ("christmas day eve", .christmasEve), ("xmas day", .christmas), ("xmas eve", .christmasEve),
    ]

    /// Names by the chained key of their words.
    static let byKey: WordMap<Holiday> = {
        var table: [WordKey: Holiday] = [:]
        for (name, holiday) in names { table[key(of: name)] = holiday }
        return WordMap(table)
    }()

    static let longest = 4

    static let words: [WordKey] = names.flatMap { name, _ in
        name.split(separator: " ").map { WordKey(folded: $0.utf8) }
    }

    /// Words that are rare outside the name of a feast. The other names hold a "day", "year" or weekday.
    static let namingWords: [WordKey] =
        names.filter { !$0.0.contains(" ") }.map { WordKey(folded: $0.0.utf8) } + [
            WordKey("eid"), WordKey("fools"), WordKey("mardi"), WordKey("cinco"),
        ]

    private static func key(of name: String) -> WordKey {
        let keys = name.split(separator: " ").map { WordKey(folded: $0.utf8) }
        return keys.dropFirst().reduce(keys.first ?? WordKey(hash: 0)) { $0.followed(by: $1) }
    }
}
