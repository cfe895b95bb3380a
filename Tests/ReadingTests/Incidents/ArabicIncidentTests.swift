import Gazetteer
import Incidents
import Testing

@testable import Reading

@Suite("Incidents of Arabic reports")
struct ArabicIncidentTests {
    let reader: Reader

    init() throws { reader = Reader(gazetteer: try #require(SampleGazetteer.shared)) }

    private func incidents(_ text: String) -> [Incident] {
        reader.read(Report(id: "t", text: text, published: Day(iso: "2016-01-05"))).incidents
    }

    @Test("Every line of the table is understood")
    func faults() { #expect(ArabicLexicon.standard.faults.isEmpty) }

    @Test(
        "Event words give the core types",
        arguments: [
            ("انفجرت سيارة مفخخة في الموصل يوم الأحد.", IncidentType.carBomb),
            ("قصفت المدفعية أحياء في الموصل يوم الأحد.", .shelling),
            ("شن الطيران غارات جوية على مواقع في الموصل أمس.", .airstrike),
            ("اندلعت اشتباكات بين الجيش ومسلحين في الموصل يوم السبت.", .clash),
            ("هاجم مسلحون نقطة تفتيش في الموصل أمس.", .attack),
            ("اختطف مسلحون ثلاثة عمال في الموصل يوم الاثنين.", .abduction),
            ("اعتقلت الشرطة خمسة أشخاص في الموصل يوم الاثنين.", .arrest),
            ("تظاهر مئات المواطنين في الموصل يوم الجمعة.", .protest),
            ("انفجر لغم أرضي في الموصل أمس.", .roadsideBomb),
            ("استعاد الجيش السيطرة على بلدات قرب الموصل يوم السبت.", .recapture),
            ("شارك المئات في مسيرة في الموصل يوم الجمعة.", .protest),
            ("قتلت طائرة مسيرة شخصين في الموصل يوم الجمعة.", .airstrike),
            ("توصل الطرفان إلى هدنة في الموصل يوم الجمعة.", .agreement),
        ])
    func types(text: String, type: IncidentType) {
        let found = incidents(text)
        #expect(found.map(\.type).first == type)
        #expect(found.first?.places.first?.place?.name == "Mosul")
    }

    @Test(
        "Words that tell of incidents beside others tell of none beside these",
        arguments: [
            "قضى القاضي بسجن ثلاثة متهمين في الموصل أمس.",
            "وقع الوزيران اتفاقية تجارية في الموصل أمس.",
            "أبطلت المحكمة قرار البلدية في الموصل أمس.",
            "افتتح الوزير معرضا في ميدان الشهداء في الموصل أمس.",
            "استرد المصرف أمواله في الموصل أمس.",
            "تجمع الأطفال أمام المدرسة في الموصل أمس.",
            "قبضت الموظفة راتبها في الموصل أمس.",
            "انتزع الفريق الفوز في الموصل أمس.",
        ])
    func otherwise(text: String) { #expect(incidents(text).isEmpty) }

    @Test(
        "Figures are words, digits of either kind, and the dual",
        arguments: [
            ("قتل تسعة مدنيين في الموصل أمس.", ["killed 9–9"]),
            ("قتل ١٢ جنديا في الموصل أمس.", ["killed 12–12"]),
            ("مقتل ما لا يقل عن 20 شخصا في الموصل أمس.", ["killed 20–?"]),
            ("قتل 20 شخصا على الأقل في الموصل أمس.", ["killed 20–?"]),
            ("قال ضابط لم يكشف عن اسمه إن مدنيا قتل في الموصل أمس.", ["killed 1–1"]),
            ("انفجرت سيارة مفخخة في الموصل أمس دون سقوط قتلى.", ["killed 0–0"]),
            (
                "أدى الانفجار في الموصل أمس إلى مقتل السائق وإصابة راكبين.",
                ["killed 1–1", "injured 2–2"]
            ),
            (
                "قتل خمسة وعشرون مدنيا وأصيب اثنا عشر آخرون في الموصل أمس.",
                ["killed 25–25", "injured 12–12"]
            ),
        ])
    func tolls(text: String, expected: [String]) {
        let found = incidents(text).flatMap(\.casualties).map {
            "\($0.effect.rawValue) \($0.minimum.map(String.init) ?? "?")–\($0.maximum.map(String.init) ?? "?")"
        }
        #expect(found == expected)
    }

    @Test(
        "Days are weekdays, “yesterday”, and months under both their names",
        arguments: [
            ("قتل مدني في الموصل يوم الأحد.", "2016-01-03"),
            ("قتل مدني في الموصل أمس.", "2016-01-04"),
            ("قتل مدني في الموصل في 2 يناير 2016.", "2016-01-02"),
            ("قتل مدني في الموصل في 20 نيسان 2015.", "2015-04-20"),
        ])
    func days(text: String, day: String) {
        #expect(incidents(text).first?.date.start == Day(iso: day))
    }

    @Test("“The same day” counts from the day told before")
    func sameDay() {
        let text =
            "قتل مدني في قصف على الموصل يوم الأحد.\nوفي اليوم نفسه اعتقلت الشرطة رجلين في هيت."
        #expect(incidents(text).last?.date.start == Day(iso: "2016-01-03"))
    }
}
