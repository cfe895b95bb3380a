internal import Earth
internal import Gazetteer
internal import Incidents

/// Reads the incidents of a report from its words, places and dates.
///
/// A cascade over tokens, without a parser: units → phrases → events of a clause → tellings with
/// place, day and toll → incidents. Sentences without a word that tells of an event cost one look-up
/// a word.
/// - Source: in the manner of J. R. Hobbs et al., "FASTUS: a cascaded finite-state transducer for
///   extracting information from natural-language text", 1997.
struct IncidentReader {
    let text: AnalyzedText
    let report: Report
    let mentions: [Mention]
    let dates: [DateExpression]
    let published: Day?
    let lexicon: Lexicon
    /// For the sites a text names by their kind alone; `nil` leaves these at their division.
    var gazetteer: CompiledGazetteer?
    /// People and organisations.
    var names: [ProperNames.Name] = []
    /// For a brief report; `nil` where grammar alone decides.
    var models: FittedModels?
    /// For a longer report; `nil` where every draft that can stand is an incident.
    var selection: SelectionModel?
    /// For a longer report: what its words tell of, besides grammar.
    var deeds: DeedModels?
    /// Places the drafts of longer reports that grammar leaves without a place.
    var ranker: EventPlaceRanker?
    /// Names who suffered violent deeds, and who is held responsible.
    var chosenBy: FittedModels?
    /// Whether reasons name what spoke for a model's choice.
    var explains = false

    /// In brief reports they decide; in longer ones, and in those of the wires with a dateline, they choose
    /// among what grammar finds, and help where it finds nothing.
    mutating func use(_ models: FittedModels) {
        chosenBy = models
        if report.text.utf8.count <= BriefReport.mostBytes, !isDatelined {
            self.models = models
        } else {
            ranker = models.places
            selection = models.selection.weights.isEmpty ? nil : models.selection
            deeds = models.deeds.weights.isEmpty ? nil : models.deeds
        }
    }

    /// A report of the wires; a line alone with a place before it is a headline.
    private var isDatelined: Bool {
        guard text.sentences.count > 1 else { return false }
        return ReportSections(text: text, mentions: mentions, dates: dates).starts[0] ?? 0 > 0
    }

    func incidents() -> [Incident] {
        let sections = ReportSections(text: text, mentions: mentions, dates: dates)
        let sentences = sentences(sections)
        let drafts = drafts(sentences, sections)
        guard !drafts.isEmpty else { return [] }
        let builder = builder(sentences)
        return refined(drafts, sentences).compactMap { builder.incident(from: $0) }
    }

    func sentences(_ sections: ReportSections) -> SentenceReader {
        var sentences = SentenceReader(
            text: text, lexicon: lexicon, places: mentions.map { text.tokenRange($0.span) },
            dates: dates.map { CountedDays.tokens(of: $0, in: text) })
        sentences.starts = sections.starts
        return sentences
    }

    func grouping(
        _ sentences: SentenceReader, _ sections: ReportSections, keepingDoubtful: Bool = false
    ) -> IncidentGrouping {
        var grouping = IncidentGrouping(published: published)
        grouping.keepsDoubtful = keepingDoubtful
        // What the headline says in short the body tells better: it joins last.
        let tellings = tellings(sentences, sections)
        for telling in tellings where !telling.isHeadline { grouping.add(telling) }
        let body = grouping.drafts.count
        for telling in tellings where telling.isHeadline { grouping.add(telling) }
        grouping.account(from: body)
        guard !grouping.drafts.isEmpty else { return grouping }
        grouping.add(claims(sentences, sections))
        return grouping
    }

    private func drafts(_ sentences: SentenceReader, _ sections: ReportSections) -> [DraftIncident]
    {
        let grouping = grouping(sentences, sections, keepingDoubtful: selection != nil)
        if let brief = brief(sentences) {
            return filled(
                brief.ruled(grouping.drafts) { unrecognised($0, sentences) }, sentences)
        }
        guard let selection else {
            return filled(placed(grouping.drafts, sentences), sentences)
        }
        let candidates = candidates(grouping, sentences, sections)
        // What stands by itself is chosen in view of its place.
        let standing = placed(candidates.drafts, sentences, leavingDoubtful: true)
        let chosen = selected(candidates, placed: standing, selection)
        return filled(placed(chosen, sentences), sentences)
    }

    func builder(_ sentences: SentenceReader) -> IncidentBuilder {
        let stated = StatedDistances(text: text, mentions: mentions, sentences: sentences)
        return IncidentBuilder(
            text: text, report: report, published: published,
            newest: published == nil ? newestDay : nil, mentions: mentions,
            stated: stated.statements(), gazetteer: gazetteer)
    }

    private var newestDay: Day? {
        dates.filter {
            $0.kind == .date && $0.date.anchor == .absolute
                && ($0.date.precision == .day || $0.date.precision == .month)
        }.compactMap(\.date.end).max()
    }

    // MARK: Tellings

    func tellings(
        _ sentences: SentenceReader, _ sections: ReportSections
    ) -> [IncidentGrouping.Telling] {
        let reckoner = PlaceReckoner(text: text, mentions: mentions)
        var timeline = Timeline(text: text, published: published, expressions: dates)
        var found: [IncidentGrouping.Telling] = []
        var lastActor: EventMention.Participant?
        var placed: Set<String> = []
        var lastSection = 0
        var lastDay: EventDate?
        let arabic = ArabicTellings(
            text: text, mentions: mentions, published: published, lexicon: .standard)
        for sentence in text.sentences.indices where isNews(sentence) {
            if arabic.isArabic(sentence) {
                let told = arabic.tellings(
                    ofSentence: sentence, before: lastDay,
                    reckoner,
                    isHeadline: text.paragraphIndex(ofToken: text.sentences[sentence].lowerBound)
                        < sections.headlines)
                found += told
                lastDay = told.last { $0.date?.start != nil }?.date ?? lastDay
            }
            guard sentences.mayTellEvent(sentence) else { continue }
            let phrases = sentences.phrases(ofSentence: sentence)
            let paragraph = text.paragraphIndex(ofToken: text.sentences[sentence].lowerBound)
            let section = sections.section(ofParagraph: paragraph)
            if section != lastSection { (lastActor, placed, lastSection) = (nil, [], section) }
            if let before = unread(before: sentence, found.last, sentences) {
                lastActor = before.firstActor() ?? lastActor
            }
            let finder = EventFinder(
                text: text, phrases: phrases, mentions: mentions, lastActor: lastActor)
            var told: [IncidentGrouping.Telling] = []
            for var event in events(by: finder, placed) {
                let date = date(of: event, &timeline, paragraph)
                if sections.sections[section].isBackground || isLookingBack(sentence) {
                    event.isBackdrop = true
                }
                if event.places.isEmpty, !event.isBackdrop, !event.isReaction,
                    !isSpokenOf(event, found)
                {
                    let isTold = found.last?.event.sentence == sentence - 1
                    event.places = isTold ? [] : scene(before: sentence, paragraph, sentences)
                    if event.places.isEmpty, !event.isNominal || event.concept == .ied {
                        event.places = scene(after: sentence, paragraph, sentences)
                    }
                }
                told.append(
                    IncidentGrouping.Telling(
                        event: event,
                        places: places(of: event, sections.sections[section], reckoner),
                        date: date, paragraph: paragraph, section: section,
                        isHeadline: paragraph < sections.headlines,
                        opensEntry: sections.starts[sentence] != nil,
                        entry: entry(sections.sections[section], event, reckoner)))
                if let place = told.last?.places.first?.place, isRecent(date) {
                    placed.insert(place.id)
                }
            }
            let counted = countingDays(told, phrases, after: found)
            found += sharingPlaces(sinceDays(sharingDays(counted, phrases), phrases))
            lastActor = finder.firstActor() ?? lastActor
        }
        return found
    }

    /// "Gunmen stopped three trucks. *They* shot…": the sentence before, which tells of no event, says
    /// who they are.
    private func unread(
        before sentence: Int, _ last: IncidentGrouping.Telling?, _ sentences: SentenceReader
    ) -> EventFinder? {
        guard sentence > 0, last?.event.sentence != sentence - 1,
            text.sentences[sentence].prefix(2).contains(where: { text.tokens[$0].key == Self.they })
        else { return nil }
        return EventFinder(
            text: text, phrases: sentences.phrases(ofSentence: sentence - 1), mentions: mentions,
            lastActor: nil)
    }

    private static let they = WordKey("they")

    /// The day its words give, or the period its paragraph set.
    private func date(
        of event: EventMention, _ timeline: inout Timeline, _ paragraph: Int
    ) -> EventDate? {
        if event.isFrame, event.isNominal { return nil }
        if let date = timeline.date(of: event, dates) { return date }
        if event.concept == .siege { return nil }
        return timeline.setting(paragraph, before: event.sentence)
            ?? timeline.scene(before: event.sentence)
    }

    /// Its own places, unless the head of its entry names a finer one there: "NAIROBI: Troops repelled a
    /// raid in Lamu County" happened in the county.
    private func places(
        of event: EventMention, _ section: ReportSections.Section, _ reckoner: PlaceReckoner
    ) -> [IncidentPlace] {
        let own = reckoner.places(of: event)
        let headed = entry(section, event, reckoner).places
        guard let mine = own.first, let its = headed.first else { return own }
        let isFiner =
            PlaceReckoner.fineness(its.place?.kind) > PlaceReckoner.fineness(mine.place?.kind)
        return isFiner && mine.relation != .offset && mine.relation != .near
            && Self.mayLie(its, in: mine) ? headed : own
    }

    private static func mayLie(_ place: IncidentPlace, in other: IncidentPlace) -> Bool {
        if let divisions = place.divisions, let name = other.place?.name,
            [divisions.admin2, divisions.admin1, divisions.countryName].contains(name)
        {
            return true
        }
        guard let inner = place.coordinate, let outer = other.coordinate else { return true }
        return inner.distance(to: outer) <= place.radius + other.radius
    }

    /// What the head of its entry says of where and when.
    private func entry(
        _ section: ReportSections.Section, _ event: EventMention, _ reckoner: PlaceReckoner
    ) -> IncidentGrouping.Entry {
        var heading = event
        let relation: IncidentPlace.Relation = areEnds(section.places) ? .between : .at
        heading.places = section.places.map {
            EventMention.PlaceLink(mention: $0, relation: relation, strength: 5)
        }
        return IncidentGrouping.Entry(
            places: event.isReaction ? [] : reckoner.places(of: heading),
            date: section.date.map { dates[$0].date })
    }

    /// "On this day in 1993: …".
    private func isLookingBack(_ sentence: Int) -> Bool {
        let keys = text.sentences[sentence].prefix(3).map { text.tokens[$0].key }
        return keys == Self.onThisDay
    }

    private static let onThisDay = [WordKey("on"), WordKey("this"), WordKey("day")]

    /// Where the sentence before set the scene without telling of an event: "Gunmen stopped three
    /// trucks 70 kilometres east of Rutba. They shot one driver dead."
    private func scene(
        before sentence: Int, _ paragraph: Int, _ sentences: SentenceReader
    ) -> [EventMention.PlaceLink] {
        guard sentence > 0,
            text.sentences[sentence - 1].lowerBound >= text.paragraphs[paragraph].lowerBound,
            EventPlaces.mayPlace(sentence - 1, sentences)
        else { return [] }
        let phrases = sentences.phrases(ofSentence: sentence - 1)
        guard
            let verb = phrases.chunks.firstIndex(where: {
                $0.kind == .verbGroup && $0.verb.isFinite
            }),
            phrases.chunks[verb].verb.tense == .past,
            phrases.head(verb).lexeme?.grammar != .report
        else { return [] }
        var scene = EventMention(
            sentence: sentence - 1, trigger: phrases.tokens(verb), chunk: verb, concept: .clash,
            type: .other, isWeak: true, isNominal: false)
        EventPlaces(text: text, phrases: phrases, mentions: mentions, eventChunks: []).link(&scene)
        return scene.places.filter { $0.strength >= 6 }
    }

    /// A question tells of nothing.
    func isNews(_ sentence: Int) -> Bool {
        guard let first = text.sentences[sentence].first, let last = text.sentences[sentence].last
        else { return false }
        return !text.tokens[first].flags.contains(.boilerplate)
            && text.tokens[last].mark != .question
    }

    private func events(by finder: EventFinder, _ placed: Set<String>) -> [EventMention] {
        let phrases = finder.phrases
        let found = finder.events().filter {
            EventTyper.type(of: $0) != nil
                || IncidentGrouping.harm.contains($0.concept) && !$0.agent.contains(.disease)
        }
        if found.isEmpty { return [] }
        let places = places(phrases, found, placed)
        let judge = judge(phrases)
        let days = EventDates(
            text: text, phrases: phrases, expressions: dates, eventChunks: found.map(\.chunk))
        let tolls = TollReader(text: text, phrases: phrases, mentions: mentions)
        var events: [EventMention] = []
        for var event in found {
            days.link(&event)
            places.link(&event)
            if let models { judge?.review(&event, models.places) }
            // "seized it in 2012; others took it in 2014": one "it" in one sentence.
            if event.concernsIt,
                let same = events.last(where: { $0.concernsIt && !$0.places.isEmpty })
            {
                event.places = same.places
            }
            if event.isNominal, event.concept == .die, isOfBodies(event) { event.date = nil }
            event.casualties = tolls.casualties(of: event)
            event.speaker = tolls.speaker(of: event.chunk)
            event.certainty = CertaintyReader(text: text, phrases: phrases).certainty(of: event)
            guard event.modality != .negated, event.modality != .hypothetical,
                !event.isCumulative
            else { continue }
            guard let type = EventTyper.type(of: event) ?? harmOnly(event) else { continue }
            event.type = type
            events.append(event)
        }
        events = sharingReckoned(events).filter { !isEndOfOther($0, events) }
        return withOccasions(withoutScenes(absorbed(events, phrases), phrases), phrases)
    }

    /// "stormed a hotel …, killing nine before troops ended *the siege*": no siege but that of the deed told.
    private func isEndOfOther(_ event: EventMention, _ told: [EventMention]) -> Bool {
        event.concept == .siege && event.isNominal && event.isDefinite
            && told.contains { EventFamily.of($0.type) == .violence }
    }

    /// "a bombing that killed ten near Baiji": the verb whose subject is an event's noun tells the same
    /// event, and what it says of toll, place and day is the noun's.
    private func absorbed(_ events: [EventMention], _ phrases: SentencePhrases) -> [EventMention] {
        var kept = events
        for verb in events where !verb.isNominal {
            guard let subject = phrases.subject(of: verb.chunk),
                let noun = kept.firstIndex(where: {
                    $0.isNominal && $0.chunk == relatedNoun(subject, of: verb, kept, phrases)
                }),
                EventFamily.of(verb.type) == EventFamily.of(kept[noun].type) || verb.type == .other
                    || IncidentGrouping.harm.contains(verb.concept)
                    || isHarmToThings(verb, kept[noun])
            else { continue }
            kept[noun].absorb(verb)
            kept.removeAll { $0.trigger == verb.trigger }
        }
        return absorbingCounts(kept, phrases)
    }

    /// "the attack, which left *ten dead*": what a noun counts is counted of the event that left it.
    private func absorbingCounts(
        _ events: [EventMention], _ phrases: SentencePhrases
    ) -> [EventMention] {
        var kept = events
        for count in events
        where count.isNominal && IncidentGrouping.harm.contains(count.concept)
            && !count.casualties.isEmpty
        {
            guard
                let verb = phrases.chunks[..<count.chunk].lastIndex(where: { $0.kind == .verbGroup }
                ),
                Self.leaving.contains(phrases.head(verb).key),
                let subject = phrases.subject(of: verb),
                let noun = kept.firstIndex(where: {
                    $0.isNominal && $0.chunk == subject && $0.trigger != count.trigger
                })
            else { continue }
            kept[noun].absorb(count)
            kept.removeAll { $0.trigger == count.trigger }
        }
        return kept
    }

    private static let leaving: WordSet = [
        WordKey("left"), WordKey("leaving"), WordKey("leaves"),
    ]

    /// "a strike that *set a tanker ablaze*".
    private func isHarmToThings(_ verb: EventMention, _ deed: EventMention) -> Bool {
        EventFamily.of(verb.type) == .things && EventFamily.of(deed.type) == .violence
    }

    /// Deaths and wounds alone are no type, but belong to an incident told before.
    private func harmOnly(_ event: EventMention) -> IncidentType? {
        IncidentGrouping.harm.contains(event.concept) && !event.casualties.isEmpty ? .other : nil
    }
}
