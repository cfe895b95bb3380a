internal import Gazetteer
internal import Incidents

/// An incident while its tellings are gathered.
///
/// What all its events say together is kept as they come, so a report that tells one thing a thousand
/// times costs no more for each.
struct DraftIncident {
    private(set) var events: [EventMention]
    var date: EventDate?
    /// Tied to an event by its own clause; `nil` while nothing says where.
    var place: IncidentPlace?
    var placing = Placing.clause
    var otherPlaces: [IncidentPlace]
    /// Where it was last spoken of.
    private(set) var lastSentence: Int
    private(set) var lastParagraph: Int
    /// The section of the report it was first told in, and the one that spoke of it last.
    let section: Int
    private(set) var lastSection: Int
    /// The first that the body of the report tells.
    let isFirst: Bool

    /// The type of the first telling; a general one ("killed", "attack") gives way to the most
    /// telling type of the same sentence ("in a suicide bombing").
    private(set) var type = IncidentType.other
    private var typingSentence: Int?
    private var givesWay = false
    private(set) var things: ThingClass = []
    private(set) var siteWords: Set<WordKey> = []
    private(set) var perpetrators: [EventMention.Participant] = []
    /// As grammar ties them to the words that tell of it.
    private(set) var targets: [EventMention.Participant] = []
    private(set) var perpetratorNames: Set<String> = []
    private(set) var effects: Set<Casualties.Effect> = []
    /// For each effect and side the greatest of the least and the least of the most that was counted: what
    /// contradicts any figure contradicts these.
    private(set) var bounds: [Casualties] = []
    private(set) var claims: [ClaimReader.Claim] = []
    /// How likely the surest place is that the ranker chose for one of its events.
    private(set) var placeLikelihood = 0.0
    private(set) var isBackdrop = true
    private(set) var isGeneric = true
    private(set) var isOngoing = false
    /// It says how many came to harm.
    var tellsHarm: Bool { !effects.isEmpty }
    /// What its report as a whole tells of, where that decides.
    var ruling: BriefReport.Ruling?
    /// Grammar does not recognise it: the words of its brief report do.
    var isUnrecognised = false
    /// Says too little to stand for an incident by itself.
    var isDoubtful = false
    /// Only the words of its sentences tell of it.
    var isProposed = false
    /// How many doubtful drafts may tell of it, too.
    private(set) var retellings = 0
    /// Why it was chosen, and who did it by another part of the report.
    var reasons: [Reason] = []

    /// What gave it its place: a clause that tells of it, other words of its sentences, or those beside
    /// them and what the report is about.
    enum Placing: String { case clause, words, story }

    init(_ telling: IncidentGrouping.Telling, isFirst: Bool) {
        events = []
        date = telling.date
        place = telling.places.first
        otherPlaces = Array(telling.places.dropFirst())
        lastSentence = telling.event.sentence
        lastParagraph = telling.paragraph
        section = telling.section
        lastSection = telling.section
        self.isFirst = isFirst
        add(telling)
    }

    mutating func add(_ telling: IncidentGrouping.Telling) {
        let event = telling.event
        events.append(event)
        lastSentence = event.sentence
        lastParagraph = telling.paragraph
        lastSection = telling.section
        things.formUnion(event.things)
        effects.formUnion(event.casualties.map(\.effect))
        for count in event.casualties { narrowBounds(by: count) }
        siteWords.formUnion(event.siteWords)
        let doers = doers(of: event)
        perpetrators += doers
        targets += event.targets
        placeLikelihood = max(placeLikelihood, event.placeLikelihood)
        perpetratorNames.formUnion(doers.map(\.name))
        isBackdrop = isBackdrop && event.isBackdrop
        isGeneric = isGeneric && event.modality == .generic
        isOngoing =
            isOngoing || event.isContinuing
            || event.tense.isProgressive && event.tense.tense == .present && !event.isReaction
        refineType(with: event)
    }

    private mutating func narrowBounds(by count: Casualties) {
        let known = bounds.firstIndex { $0.effect == count.effect && $0.side == count.side }
        guard let known else { return bounds.append(count) }
        bounds[known].minimum = [bounds[known].minimum, count.minimum].compactMap(\.self).max()
        bounds[known].maximum = [bounds[known].maximum, count.maximum].compactMap(\.self).min()
    }

    /// "Gunmen killed eight residents. *Police exchanged fire* with them": who fought those who did it did
    /// not do it.
    private func doers(of event: EventMention) -> [EventMention.Participant] {
        guard event.type == .clash, type != .clash, type != .other,
            perpetrators.contains(where: { $0.kind == .rebel })
        else { return event.perpetrators }
        return event.perpetrators.filter { $0.kind == .rebel }
    }

    mutating func add(_ claim: ClaimReader.Claim) {
        var claim = claim
        let doers = perpetrators.filter { $0.kind != .state && $0.kind != .civilian }
        if claim.isOfDoer, let doer = doers.first, Set(doers.map(\.name)).count == 1 {
            claim.participant = EventMention.Participant(
                tokens: claim.participant.tokens, text: claim.participant.text, name: doer.name,
                kind: doer.kind)
        }
        claims.append(claim)
    }

    /// Takes from a doubtful draft of the same deed the place and the day that it lacks itself.
    mutating func add(retelling other: DraftIncident) {
        retellings += 1
        if place == nil, let named = other.place {
            place = named
            reasons.append(Reason("told again where “\(named.mention.text)” is named"))
        }
        if date?.start == nil || date?.anchor == .assumed, let day = other.date, day.start != nil {
            date = day
        }
    }

    private mutating func refineType(with event: EventMention) {
        guard let sentence = typingSentence else {
            guard event.type != .other else { return }
            typingSentence = event.sentence
            type = event.type
            givesWay = event.type.specificity <= 2 || event.type == .bombing
            return
        }
        guard event.sentence == sentence, !event.isMeans,
            givesWay && event.type.specificity > type.specificity || isGraver(event)
        else { return }
        type = event.type
    }

    /// "burned houses *and killed six people*": lives weigh more than goods.
    private func isGraver(_ event: EventMention) -> Bool {
        Self.ofGoods.contains(type) && EventFamily.of(event.type) == .violence
            && event.concept == .kill && !event.isNominal && !event.isPassive
            && !event.targets.isEmpty
            && event.perpetrators.contains { perpetratorNames.contains($0.name) }
    }

    private static let ofGoods: Set<IncidentType> = [.arson, .looting, .destruction]

    /// Told in the opening of the report.
    var isLead: Bool { (events.first?.sentence ?? .max) <= 2 }
    var family: EventFamily { EventFamily.of(type) }
    /// Those of them who were killed.
    var victims: [TargetReader.Victim] = []
    /// The words that say that nobody came to harm.
    var harmless: Range<Int>?
    /// Its dead as ``TollChooser`` counts them; `nil` where grammar alone decides.
    var chosenDead: [Casualties]?
    /// Whom the report holds responsible elsewhere.
    var blamed: [EventMention.Participant] = []
    /// What it was done with, as ``WeaponReader`` names it; `nil` where grammar alone decides.
    var chosenWeapons: [Range<Int>]?
    /// As ``TargetReader`` names them; `nil` where grammar alone decides.
    var chosenTargets: [EventMention.Participant]?
}

extension DraftIncident {
    /// The sentences around its first tellings, in order, and how far behind the nearest telling each
    /// stands.
    func surroundings(_ reach: ClosedRange<Int>, tellings: Int, in sentences: Range<Int>)
        -> [(sentence: Int, away: Int)]
    {
        var away: [Int: Int] = [:]
        for telling in Set(events.prefix(tellings).map(\.sentence)).sorted() {
            for step in reach where sentences.contains(telling + step) {
                let known = away[telling + step]
                if known.map({ abs(step) < abs($0) }) ?? true { away[telling + step] = step }
            }
        }
        return away.keys.sorted().map { ($0, away[$0] ?? 0) }
    }
}
