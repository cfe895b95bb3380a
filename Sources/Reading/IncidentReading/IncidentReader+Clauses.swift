internal import Gazetteer
internal import Incidents

/// What clauses of one sentence say of each other's events.
extension IncidentReader {
    /// "Seven people died *when a convoy was ambushed*": who died, where and on which day, is said of
    /// what the second clause tells.
    func withOccasions(
        _ events: [EventMention], _ phrases: SentencePhrases
    ) -> [EventMention] {
        var kept = events
        for harm in events
        where IncidentGrouping.harm.contains(harm.concept)
            && (harm.isPassive || harm.concept == .missing)
        {
            // "were killed *in an attack near Gulmarg* in Baramulla district": one deed, whichever of the places
            // is the nearer to either word.
            if let deed = kept.firstIndex(where: { isOwnDeed($0, of: harm, phrases) }) {
                kept[deed].absorb(harm)
                kept.removeAll { $0.trigger == harm.trigger }
                continue
            }
            // "died *in a bombing* in Kabul, two days after gunmen attacked…": that is what killed them.
            let own = phrases.clause(around: harm.chunk)
            guard
                !kept.contains(where: {
                    $0.isNominal && own.contains($0.chunk) && $0.chunk > harm.chunk
                        && !IncidentGrouping.harm.contains($0.concept)
                }),
                let occasion = kept.firstIndex(where: {
                    isOccasion($0, of: harm, phrases) && !IncidentGrouping.harm.contains($0.concept)
                })
            else { continue }
            kept[occasion].isBackdrop = harm.isBackdrop
            kept[occasion].absorb(harm)
            kept.removeAll { $0.trigger == harm.trigger }
        }
        return kept.filter { !isCauseOfSame($0, kept, phrases) }
    }

    private func isOwnDeed(
        _ event: EventMention, of harm: EventMention, _ phrases: SentencePhrases
    ) -> Bool {
        event.isNominal && event.chunk == harm.chunk + 2
            && phrases.head(harm.chunk + 1).key == Words.in && !event.places.isEmpty
            && !IncidentGrouping.harm.contains(event.concept)
            && event.places.first?.mention != harm.places.first?.mention
    }

    /// "Floods killed thousands *when two dams burst*": one disaster, told by what brought it about.
    private func isCauseOfSame(
        _ event: EventMention, _ events: [EventMention], _ phrases: SentencePhrases
    ) -> Bool {
        let family = EventFamily.of(event.type)
        guard family == .disaster || family == .things, event.perpetrators.isEmpty,
            event.casualties.isEmpty,
            let opening = phrases.subordinator(of: phrases.clause(around: event.chunk)),
            Self.occasions.contains(opening)
        else { return false }
        let places = Set(event.places.map(\.mention))
        return events.contains {
            EventFamily.of($0.type) == .disaster && $0.chunk < event.chunk
                && places.isSubset(of: $0.places.map(\.mention))
        }
    }

    private func isOccasion(
        _ event: EventMention, of harm: EventMention, _ phrases: SentencePhrases
    ) -> Bool {
        // "when *a rocket* hit a house": the noun tells it, and its verb was taken for the same.
        guard !event.isNominal || phrases.verb(withSubject: event.chunk) != nil,
            Self.occasional.contains(EventFamily.of(event.type)),
            event.chunk > harm.chunk, !event.tense.isPerfect
        else { return false }
        let clause = phrases.clause(around: event.chunk)
        return harm.chunk < clause.lowerBound && !phrases.isSetApart(clause, in: text)
            && phrases.chunks[clause.lowerBound].kind == .subordinator
            && Self.occasions.contains(phrases.head(clause.lowerBound).key)
            && !phrases.chunks[harm.chunk..<clause.lowerBound].dropFirst().contains {
                $0.kind == .boundary || $0.kind == .subordinator || $0.kind == .relative
            }
    }

    private static let occasional: Set<EventFamily> = [.violence, .disaster, .things]
    private static let occasions: WordSet = [WordKey("when"), WordKey("after"), WordKey("as")]

    /// "Dozens have been killed *since rebels overran the town on Wednesday*": what has gone on since a
    /// day of the same sentence.
    func sinceDays(
        _ told: [IncidentGrouping.Telling], _ phrases: SentencePhrases
    ) -> [IncidentGrouping.Telling] {
        told.map { telling in
            guard telling.date == nil, telling.event.tense.isPerfect, !telling.event.isNominal,
                let day = told.first(where: { isSince($0.event, phrases) })?.date,
                let start = day.start
            else { return telling }
            var telling = telling
            telling.date = EventDate(
                start: start, end: published, precision: .days, span: day.span,
                expression: "since " + day.expression, anchor: day.anchor)
            return telling
        }
    }

    /// "attacked the town *a week after the army retook Ramadi*": counted from what the report told before.
    func countingDays(
        _ told: [IncidentGrouping.Telling], _ phrases: SentencePhrases,
        after found: [IncidentGrouping.Telling]
    ) -> [IncidentGrouping.Telling] {
        let link = phrases.units.firstIndex {
            $0.date.map { CountedDays.isOpen(dates[$0], in: text) } ?? false
        }
        guard let unit = link, let index = phrases.units[unit].date else { return told }
        let chunk = phrases.chunk(ofUnit: unit)
        guard let base = told.first(where: { $0.event.chunk > chunk }),
            let day = base.date?.start ?? found.last(where: { isSame($0, base) })?.date?.start
        else { return told }
        return told.map { telling in
            guard telling.event.date == nil, telling.event.chunk < chunk,
                phrases.clause(around: telling.event.chunk).contains(chunk)
            else { return telling }
            var telling = telling
            telling.date = dates[index].resolved(
                by: DateResolver(published: published, event: day))
            return telling
        }
    }

    /// Of one kind, at one place, and dated.
    private func isSame(
        _ earlier: IncidentGrouping.Telling, _ telling: IncidentGrouping.Telling
    ) -> Bool {
        let places = Set(telling.places.compactMap { $0.place?.id })
        return earlier.event.type == telling.event.type && earlier.date?.precision == .day
            && (places.isEmpty || earlier.places.contains { places.contains($0.place?.id ?? "") })
    }

    private func isSince(_ event: EventMention, _ phrases: SentencePhrases) -> Bool {
        !event.isNominal
            && phrases.subordinator(of: phrases.clause(around: event.chunk)) == Self.since
    }

    /// "*The kidnapping* came days after…": told before, and where it was told.
    func isSpokenOf(
        _ event: EventMention, _ found: [IncidentGrouping.Telling]
    ) -> Bool {
        event.isNominal && event.isDefinite && !event.isPlural
            && found.contains { $0.event.type == event.type && !$0.places.isEmpty }
    }

    /// "Barwana - Haditha" is a stretch; "Dhobley, Lower Juba" is a town and what it lies in.
    func areEnds(_ named: [Int]) -> Bool {
        let places = named.compactMap { mentions[$0].resolution.place }
        guard named.count == 2, places.count == 2 else { return false }
        let fineness = places.map { PlaceReckoner.fineness($0.kind) }
        return fineness[0] == fineness[1] && fineness[0] > 1
    }

    /// "killed dozens *at a rally*": where violence struck, no news of its own.
    func withoutScenes(
        _ events: [EventMention], _ phrases: SentencePhrases
    ) -> [EventMention] {
        events.filter { event in
            guard event.isNominal, event.type == .protest, event.chunk > 0,
                Self.amid.contains(phrases.head(event.chunk - 1).key)
            else { return true }
            return !events.contains {
                $0.chunk < event.chunk && EventFamily.of($0.type) == .violence
                    && !phrases.areApart($0.chunk, event.chunk)
            }
        }
    }

    private static let amid: WordSet = [
        WordKey("at"), WordKey("during"), WordKey("on"), WordKey("of"), WordKey("into"),
        WordKey("outside"), WordKey("near"),
    ]

    /// Who claims deeds and who is blamed for them, each with the section it is said in.
    func claims(
        _ sentences: SentenceReader, _ sections: ReportSections
    ) -> [(ClaimReader.Claim, section: Int)] {
        text.sentences.indices.lazy.filter {
            ClaimReader.mayClaim(text.sentences[$0], of: text) && isNews($0)
        }.flatMap { sentence in
            let section = sections.section(
                ofParagraph: text.paragraphIndex(ofToken: text.sentences[sentence].lowerBound))
            return ClaimReader(
                text: text, phrases: sentences.phrases(ofSentence: sentence), mentions: mentions
            ).claims().map { ($0, section) }
        }
    }

    /// Where the sentence that follows says its traces were found: "A mine killed two engineers. The pickup
    /// was found burning between Sarrin and the bridge."
    func scene(
        after sentence: Int, _ paragraph: Int, _ sentences: SentenceReader
    ) -> [EventMention.PlaceLink] {
        let next = sentence + 1
        guard next < text.sentences.count,
            text.sentences[next].upperBound <= text.paragraphs[paragraph].upperBound,
            text.sentences[next].contains(where: { Self.found.contains(text.tokens[$0].key) }),
            EventPlaces.mayPlace(next, sentences)
        else { return [] }
        let phrases = sentences.phrases(ofSentence: next)
        guard
            let verb = phrases.chunks.firstIndex(where: {
                $0.kind == .verbGroup && $0.verb.isFinite
            }),
            phrases.chunks[verb].verb.isPassive, Self.found.contains(phrases.head(verb).key)
        else { return [] }
        var scene = EventMention(
            sentence: next, trigger: phrases.tokens(verb), chunk: verb, concept: .clash,
            type: .other, isWeak: true, isNominal: false)
        EventPlaces(text: text, phrases: phrases, mentions: mentions, eventChunks: []).link(&scene)
        return scene.places.filter { $0.strength >= 6 }
    }

    private static let found: WordSet = [
        WordKey("found"), WordKey("discovered"), WordKey("recovered"),
    ]
    /// "a bombing in the city on Monday *that killed ten*": the event noun that a relative clause is about,
    /// past the place and day between them.
    func relatedNoun(
        _ subject: Int, of verb: EventMention, _ events: [EventMention], _ phrases: SentencePhrases
    ) -> Int {
        let clause = phrases.clause(around: verb.chunk)
        guard phrases.chunks[clause.lowerBound].kind == .relative else { return subject }
        var index = clause.lowerBound - 1
        while index > 0 {
            if events.contains(where: { $0.isNominal && $0.chunk == index }) { return index }
            switch phrases.chunks[index].kind {
            case .date, .comma, .preposition: break
            case .nounGroup where phrases.head(index).place != nil: break
            default: return subject
            }
            index -= 1
        }
        return subject
    }

    /// What "the city" means is a place of the news, not of what happened long before.
    func isRecent(_ date: EventDate?) -> Bool {
        guard let published, let end = date?.end, date?.anchor != .assumed else { return true }
        return published - end <= IncidentStatus.currentDays
    }

    private static let since = WordKey("since")

    /// "counted seven corpses on Sunday": the day they were found is not the day they died.
    func isOfBodies(_ event: EventMention) -> Bool {
        event.trigger.contains { EventFinder.bodies.contains(text.tokens[$0].key) }
    }

    /// "destroyed a cave *on Thursday* and killed three men": deeds joined by "and" share their day.
    func sharingDays(
        _ told: [IncidentGrouping.Telling], _ phrases: SentencePhrases
    ) -> [IncidentGrouping.Telling] {
        told.map { telling in
            guard telling.date == nil, !telling.event.isNominal,
                let dated = told.last(where: {
                    $0.date?.start != nil && !$0.event.isNominal
                        && $0.event.chunk < telling.event.chunk
                })
            else { return telling }
            let between = phrases.chunks[(dated.event.chunk + 1)..<telling.event.chunk].map(\.kind)
            guard between.contains(.conjunction), !between.contains(.subordinator),
                !between.contains(.relative), !between.contains(.boundary)
            else { return telling }
            var telling = telling
            telling.date = dated.date
            return telling
        }
    }

    /// "Two were killed when their car hit a mine *between A and B*": what is reckoned from names for one
    /// event of a sentence is the place of all that were put at these names.
    func sharingReckoned(_ events: [EventMention]) -> [EventMention] {
        guard
            let reckoned = events.first(where: { $0.places.contains(where: \.isReckoned) })?.places
        else { return events }
        let named = Set(reckoned.map(\.mention))
        return events.map { event in
            guard event.hasChosenPlaces, named.isSuperset(of: event.places.map(\.mention)) else {
                return event
            }
            var event = event
            event.places = reckoned
            event.hasChosenPlaces = false
            return event
        }
    }

    /// "Dozens were killed when rebels overran *Palma*": one sentence, one place.
    func sharingPlaces(_ told: [IncidentGrouping.Telling]) -> [IncidentGrouping.Telling] {
        guard told.count > 1, let shared = told.first(where: { !$0.places.isEmpty })?.places,
            told.allSatisfy({ $0.places.isEmpty || $0.places == shared })
        else { return told }
        let contrasts = told.first { !$0.places.isEmpty }?.event.contrasts
        return told.map { telling in
            guard telling.places.isEmpty, IncidentGrouping.harm.contains(telling.event.concept),
                !telling.event.isBackdrop, telling.event.contrasts == contrasts
            else { return telling }
            var telling = telling
            telling.places = shared
            return telling
        }
    }
}
