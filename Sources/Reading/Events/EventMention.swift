internal import Gazetteer
internal import Incidents

/// One telling of an event: a trigger with what its clause says of it. Several make an incident.
struct EventMention {
    let sentence: Int
    /// Token range of the word or phrase that tells of it.
    let trigger: Range<Int>
    /// Indices into the sentence's phrases.
    let chunk: Int
    var concept: EventConcept
    var type: IncidentType
    var isWeak: Bool
    var isNominal: Bool
    /// A definite noun ("the attack") points back to an event told before.
    var isDefinite = false
    /// A bare plural without day or place speaks of a kind of event.
    var isPlural = false

    var perpetrators: [Participant] = []
    var targets: [Participant] = []
    /// The noun groups that name what it was done with, as tokens.
    var weapons: [Range<Int>] = []
    /// What suffers it, in all words of its noun group.
    var things: ThingClass = []
    /// What suffers it, by the head of its noun group.
    var patient: ThingClass = []
    var hasPatient = false
    /// It is "he", "she" or "them".
    var isOfPronoun = false
    /// It is told by a word that the lexicon does not know: "an administrator".
    var isOfStranger = false
    /// It is a name that the lexicon does not know.
    var isOfName = false
    /// It befalls one alone: "the suspect fled".
    var isOfOne = false
    /// "since 2015 … has killed 10,000": many events in one figure.
    var isCumulative = false
    /// "a *battle* over taxes", "an *explosion* of colour".
    var isFigurative = false
    /// It is done to bodies: "eight bodies were found".
    var isOfBodies = false
    /// What does it, when that is a thing: warplanes, an earthquake.
    var agent: ThingClass = []
    /// What its clause says it was done with.
    var means: ThingClass = []
    /// The event noun in its "by" or "with" phrase: "killed by a mine".
    var meansConcept: EventConcept?

    /// How many contrasts ("while", "whereas", "but") stand before it in its sentence: events on both
    /// sides of one are two.
    var contrasts = 0
    /// Nouns for sites and settlements in its clause, by which a later "the prison" finds it.
    var siteWords: Set<WordKey> = []
    /// "the second attack in two days" names one of a series, and neither its day nor its place.
    /// The place without an entry in the gazetteer is the likeliest of those chosen.
    var isUnlistedFirst = false
    /// "A *second* blast", "*another* attack": the word that tells it apart from what was told before.
    var order: WordKey?
    var isFrame = false
    /// Spoken of by somebody ("condemned the attack"), who has a place and day of his own.
    var isReaction = false
    /// What somebody is charged with: the day of the charge is not its own.
    var isAccusation = false
    /// Its object is "it": the place spoken of.
    var concernsIt = false
    /// "An assault is being prepared": somebody means to do it.
    var isAnnounced = false
    /// "Fighting continues".
    var isContinuing = false
    /// "the siege *ended* on Saturday".
    var isOver = false
    /// A weapon in a "with" or "using" phrase: how another event was done.
    var isMeans = false
    /// Told as what came before: "after a bomb had killed…", "which once held…".
    var isBackdrop = false

    /// What stands as its verb's subject suffers it.
    var isPassive = false
    var modality = Modality.asserted
    var tense = VerbGroup()
    var certainty = Incident.Certainty.reported

    var places: [PlaceLink] = []
    /// A name that no gazetteer knows, where it took place all the same.
    var unlistedPlace: TextSpan?
    /// The mentions of its sentence from where somebody went to where.
    var journey: Range<Int>?
    /// The places were chosen by the ranker: all of them hold.
    var hasChosenPlaces = false
    /// How likely the ranker takes the best of them to be.
    var placeLikelihood = 0.0
    /// The ranker looked for places in its sentence, whether or not it chose any.
    var isJudged = false
    var date: DateLink?
    var casualties: [Casualties] = []
    /// Who says so in its sentence; empty when the report itself does.
    var speaker = ""
    var reasons: [Reason] = []

    /// Takes over what a verb says of this event.
    mutating func absorb(_ verb: EventMention) {
        casualties += verb.casualties
        targets += verb.targets
        things.formUnion(verb.things)
        patient.formUnion(verb.patient)
        means.formUnion(verb.means)
        absorbPlaces(verb)
        date = verb.date ?? date
        isWeak = isWeak && verb.isWeak
    }

    /// Where the ranker chose for both, what it chose more surely holds.
    private mutating func absorbPlaces(_ verb: EventMention) {
        guard hasChosenPlaces || verb.hasChosenPlaces else {
            places += verb.places
            hasChosenPlaces = hasChosenPlaces || verb.hasChosenPlaces
            unlistedPlace = unlistedPlace ?? verb.unlistedPlace
            return
        }
        guard verb.placeLikelihood > placeLikelihood else { return }
        (places, unlistedPlace) = (verb.places, verb.unlistedPlace)
        (placeLikelihood, hasChosenPlaces) = (verb.placeLikelihood, true)
    }

    func clause(in phrases: SentencePhrases) -> Range<Int> {
        isNominal ? phrases.clause(ofNoun: chunk) : phrases.clause(around: chunk)
    }

    enum Modality: String {
        case asserted, attempted, threatened, planned
        /// Did not happen, or only might: no incident.
        case negated, hypothetical
        /// A habit or a kind.
        case generic
    }

    struct Participant: Hashable {
        let tokens: Range<Int>
        let text: String
        let name: String
        let kind: Actor.Kind
    }

    /// A place tied to the event, and how.
    struct PlaceLink {
        let mention: Int
        let relation: IncidentPlace.Relation
        /// Higher is closer: own clause before own sentence before what was told before.
        let strength: Int
        var offset: Offset?
        /// What the verb acts on: "retook *Ramadi*".
        var isObject = false
        /// Not for the ranker to weigh: told before ("the capital"), or where a road begins.
        var isSettled = false
        /// The countries whose border it was near.
        var border: BorderTable.Pair?

        /// Not at the place named, but where the words lead from it.
        var isReckoned: Bool { offset != nil || relation == .between || border != nil }
    }

    struct DateLink {
        let expression: Int
        let strength: Int
        /// "the first attack since 2015, *when* gunmen stormed a hotel": of the period that it is since.
        var isOpening = false
    }
}

/// "35 miles north of": how far and which way from a named place.
struct Offset: Hashable {
    /// `nil` when only a direction is given.
    let kilometers: Double?
    /// `nil` when only a distance is given.
    let degrees: Double?
    let tokens: Range<Int>
}
