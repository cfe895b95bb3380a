internal import Gazetteer

extension PlaceWords {
    /// Words of Arabic, in the usual spelling.
    static let arabicLists: [(WordClass, String)] = [
        (.inside, "في داخل ضمن وسط عبر وفي"),
        (.atNear, "عند قرب بالقرب حول خارج لدى قبالة محيط بمحيط مشارف"),
        (.fromTo, "من إلى نحو باتجاه صوب ومن وإلى حتى"),
        (.otherPreposition, "على بين ضد مع عن فوق تحت وعلى"),
        (.direction, "شمال جنوب شرق غرب شمالي جنوبي شرقي غربي وشمال وجنوب وشرق وغرب شمالى جنوبى"),
        (
            .function,
            """
            في من إلى على عن مع أن إن قال قالت وقال الذي التي الذين هذا هذه ذلك تلك كان كانت وكان قد لقد لم لن لا ما هو
            هي هم كما بعد قبل عند بين ضد كل بعض أي ثم أو و حيث خلال منذ حتى غير إثر جراء بسبب أثناء اليوم أمس غدا صباح
            مساء يوم عام شهر الساعة الأحد الاثنين الإثنين الثلاثاء الأربعاء الخميس الجمعة السبت
            """
        ),
    ]

    /// Generic words come before the name they qualify, with "and", "in", "for" and the article written to
    /// them or not.
    static let arabicKinds: [(WordClass, String)] = [
        ([.cityWord, .arabicKind], "مدينة بلدة مدن بلدات"),
        ([.villageWord, .arabicKind], "قرية قرى حي أحياء منطقة ضاحية ريف ناحية"),
        ([.admin1Word, .arabicKind], "محافظة ولاية إقليم"),
        ([.admin2Word, .arabicKind], "قضاء ناحية مديرية"),
        ([.water, .arabicKind], "نهر بحيرة وادي"),
        ([.land, .arabicKind], "جبل جبال جزيرة"),
        ([.site, .arabicKind], "سد مطار قاعدة سجن معبر مخيم حقل مصفاة معسكر"),
    ]

    private static let joined = ["", "و", "ب", "ل", "ال", "وال", "بال", "لل"]

    /// Both, word by word, folded.
    static var arabic: [(WordClass, String)] {
        arabicLists.map { ($0, folded($1, joinedTo: [""])) }
            + arabicKinds.map { ($0, folded($1, joinedTo: joined)) }
    }

    private static func folded(_ words: String, joinedTo prefixes: [String]) -> String {
        words.split(whereSeparator: \.isWhitespace).flatMap { word in
            prefixes.map { NameFolding.fold($0 + word) }
        }.joined(separator: " ")
    }
}
