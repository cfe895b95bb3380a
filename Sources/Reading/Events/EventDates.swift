internal import Gazetteer
internal import Incidents

/// Ties a date expression to an event: one of its own clause before one of its sentence; never the
/// day on which somebody said it.
struct EventDates {
    let text: AnalyzedText
    let phrases: SentencePhrases
    let expressions: [DateExpression]
    /// The chunks that tell of events in this sentence: each keeps the days of its own clause.
    var eventChunks: [Int] = []

    func link(_ event: inout EventMention) {
        let own = event.clause(in: phrases)
        let opening = phrases.opening
        if isHabit(event, own) { event.modality = .generic }
        var best: EventMention.DateLink?
        for unit in phrases.units.indices {
            guard let index = phrases.units[unit].date, canDate(expressions[index], event) else {
                continue
            }
            let chunk = phrases.chunk(ofUnit: unit)
            // The day of another clause is another event's, unless it opens the whole sentence.
            let isOwn = own.contains(chunk)
            guard
                isOwn || opening.contains(chunk) || closes(chunk) || isShared(chunk, event)
                    || isSharedBehind(chunk, event) || phrases.isOfPurpose(chunk, of: event.chunk)
                    || phrases.isExplained(chunk, by: event.chunk, eventChunks, in: text)
                    || isTrailing(chunk, event) && expressions[index].value != .present
            else { continue }
            guard !isOfOther(chunk, than: event), !isSaid(chunk), !leadsToEvent(unit),
                !isCountedApart(unit, event), !isPossessive(unit) || event.chunk == chunk + 1,
                isPossessive(unit) || !TollVerb.dates(chunk, in: phrases)
            else { continue }
            var strength = isOwn ? 8 : 5
            strength -= min(abs(chunk - event.chunk) / 3, 3)
            if isOfAside(chunk, event) || isBracketed(unit) { strength -= 4 }
            // "for the fourth time *this year* on 5 August".
            if isOfYear(expressions[index].value) { strength -= 3 }
            // "sentenced on Friday for *a 2019 bombing*".
            if event.isNominal, chunk + 1 == event.chunk || chunk == event.chunk { strength += 5 }
            if strength > best?.strength ?? .min {
                best = EventMention.DateLink(expression: index, strength: strength)
            }
        }
        event.date = best ?? openingDay(of: event) ?? adjoining(event)
    }

    /// "Unexploded ordnance *kills* dozens of people *every month*".
    private func isHabit(_ event: EventMention, _ own: Range<Int>) -> Bool {
        let told = event.isNominal ? phrases.verb(withSubject: event.chunk) : event.chunk
        // As it is written: what a headline tells in the present it tells of the past.
        guard let told, phrases.chunks[told].verb.tense == .present,
            !phrases.chunks[told].verb.isPerfect
        else { return false }
        return own.contains { chunk in
            phrases.head(chunk).date.map { expressions[$0].kind == .habit } ?? false
        }
    }

    /// "the first attack *since 2015, when* gunmen stormed a hotel": the day right before the clause is its own.
    private func openingDay(of event: EventMention) -> EventMention.DateLink? {
        let own = event.clause(in: phrases)
        guard phrases.subordinator(of: own) == Self.when else { return nil }
        var before = own.lowerBound - 1
        if before > 0, phrases.chunks[before].kind == .comma { before -= 1 }
        guard before >= 0, phrases.chunks[before].kind == .date,
            let index = phrases.head(before).date
        else { return nil }
        return EventMention.DateLink(expression: index, strength: 8, isOpening: true)
    }

    private static let when = WordKey("when")

    private func isOfYear(_ value: DateValue) -> Bool {
        switch value {
        case .year, .relative(.year, _): true
        default: false
        }
    }

    /// "lost power *on Saturday* after substations were hit", "was evacuated after a dam burst *on Friday*":
    /// the only day of a sentence whose clauses follow on each other.
    private func adjoining(_ event: EventMention) -> EventMention.DateLink? {
        let dated = phrases.units.indices.filter { phrases.units[$0].date != nil }
        guard dated.count == 1, let unit = dated.first, let index = phrases.units[unit].date,
            canDate(expressions[index], event),
            Self.adjoined.contains(expressions[index].date.precision),
            !event.isReaction, !event.isBackdrop || expressions[index].date.precision == .month,
            !leadsToEvent(unit), !isPossessive(unit)
        else { return nil }
        let chunk = phrases.chunk(ofUnit: unit)
        let own = phrases.clause(around: event.chunk)
        let other = phrases.clause(around: chunk)
        guard !isSaid(chunk), !TollVerb.dates(chunk, in: phrases), !isOfOther(chunk, than: event),
            !phrases.areApart(chunk, event.chunk),
            own.upperBound == other.lowerBound || other.upperBound == own.lowerBound,
            !phrases.isSetApart(own.lowerBound < other.lowerBound ? other : own, in: text),
            let joint = phrases.subordinator(of: own.lowerBound < other.lowerBound ? other : own),
            Self.joints.contains(joint),
            phrases.hasFiniteVerb(other), phrases.hasFiniteVerb(own) || event.isNominal
        else { return nil }
        return EventMention.DateLink(expression: index, strength: 1)
    }

    private static let adjoined: Set<EventDate.Precision> = [.day, .month]
    private static let joints: WordSet = [
        WordKey("after"), WordKey("when"), WordKey("as"), WordKey("while"),
    ]

    /// "on Friday the ministry condemned *the attack*", "charged on Monday with *robbing* a bank": the
    /// day of what was said or charged is not the day of what happened.
    private func isOfOther(_ chunk: Int, than event: EventMention) -> Bool {
        if event.isReaction { return abs(chunk - event.chunk) > 2 || chunk < event.chunk }
        return event.isAccusation && chunk < event.chunk
    }

    /// "A clinic, *damaged in April*, was hit again": the day of a participle between commas.
    private func isOfAside(_ chunk: Int, _ event: EventMention) -> Bool {
        guard chunk < event.chunk else { return false }
        let between = phrases.chunks[(chunk + 1)..<event.chunk]
        guard between.contains(where: { $0.kind == .comma }),
            let comma = phrases.chunks[..<chunk].lastIndex(where: { $0.kind == .comma })
        else { return false }
        return phrases.chunks[comma..<chunk].contains { $0.kind == .verbGroup }
    }

    /// "(12 January 2024) Rebels destroyed…": the day of the report.
    private func isBracketed(_ unit: Int) -> Bool {
        let first = phrases.units[unit].tokens.lowerBound
        return first > 0 && text.tokens[first - 1].mark == .open
            && first - 1 == text.sentences[phrases.sentence].lowerBound
    }

    /// "was arrested after a search *Monday*": behind a phrase that holds no verb and no event.
    private func isTrailing(_ chunk: Int, _ event: EventMention) -> Bool {
        let clause = phrases.clause(around: chunk)
        return chunk > event.chunk && !phrases.areApart(chunk, event.chunk)
            && !clause.contains {
                phrases.chunks[$0].kind == .verbGroup || eventChunks.contains($0)
            }
    }

    /// "on December 26 fighters crossed the river *and took it*": of two deeds joined by "and" the first,
    /// which is no event, is dated.
    private func isShared(_ chunk: Int, _ event: EventMention) -> Bool {
        let before = phrases.clause(around: chunk)
        return chunk < event.chunk && !event.isNominal && !phrases.areApart(chunk, event.chunk)
            && (isFurther(event.chunk)
                || !eventChunks.contains {
                    before.contains($0) || (chunk..<event.chunk).contains($0)
                })
            && phrases.chunks[chunk..<event.chunk].contains { $0.kind == .conjunction }
            && !phrases.chunks[chunk..<event.chunk].contains {
                $0.kind == .subordinator || $0.kind == .relative
            }
    }

    /// "killed two gendarmes on Sunday *and set their truck ablaze*".
    private func isFurther(_ verb: Int) -> Bool {
        guard verb > 0, phrases.chunks[verb - 1].kind == .conjunction,
            let before = phrases.chunks[..<verb].lastIndex(where: {
                $0.kind == .verbGroup && $0.verb.isFinite
            }), let subject = phrases.subject(of: verb)
        else { return false }
        return phrases.subject(of: before) == subject
    }

    /// "killed three *and torched two houses on Monday*": of two deeds of one subject the last says when.
    private func isSharedBehind(_ chunk: Int, _ event: EventMention) -> Bool {
        guard chunk > event.chunk, !event.isNominal, !phrases.areApart(chunk, event.chunk),
            let joint = phrases.chunks[event.chunk..<chunk].firstIndex(where: {
                $0.kind == .conjunction
            }), phrases.chunks[joint + 1].kind == .verbGroup,
            phrases.chunks[joint + 1].verb.isFinite,
            let subject = phrases.subject(of: joint + 1),
            subject == phrases.subject(of: event.chunk)
        else { return false }
        return !phrases.chunks[event.chunk..<chunk].contains {
            $0.kind == .subordinator || $0.kind == .relative || $0.kind == .date
        }
    }

    /// "…, including towns that were home to millions, *in 2014*": behind the last comma.
    private func closes(_ chunk: Int) -> Bool {
        let before =
            phrases.chunks[chunk - 1 < 0 ? 0 : chunk - 1].kind == .preposition
            ? chunk - 2 : chunk - 1
        guard before >= 0, phrases.chunks[before].kind == .comma else { return false }
        return phrases.chunks[(chunk + 1)...].allSatisfy {
            $0.kind == .boundary || $0.kind == .quote
        }
    }

    /// "for three days" and "every Monday" do not date an event; "killed since Sunday" bounds it.
    private func canDate(_ expression: DateExpression, _ event: EventMention) -> Bool {
        if Self.feasts.contains(WordKey(folded: expression.text.lowercased().utf8)) { return false }
        if case .since = expression.value {
            // "have been killed since 2015", but also "were killed since Friday".
            let isRecent =
                !event.isNominal && event.tense.tense == .past && expression.date.precision == .day
            return (event.tense.isPerfect || isRecent) && Self.lasting.contains(event.concept)
        }
        return expression.kind == .date
    }

    /// "*Wednesday's* attack": the day of that noun and of nothing else.
    private func isPossessive(_ unit: Int) -> Bool {
        unit + 1 < phrases.units.count && phrases.units[unit + 1].tag == .possessive
    }

    /// "a week *after* troops retook it" speaks of the distance to another event, of a day not named here.
    private func leadsToEvent(_ unit: Int) -> Bool {
        phrases.units[unit].date.map { CountedDays.isOpen(expressions[$0], in: text) } ?? false
    }

    /// "Rebels shelled Hit *two days after* troops retook Ramadi *on Friday*": the first dates the shelling and
    /// the second what stands between the two.
    private func isCountedApart(_ unit: Int, _ event: EventMention) -> Bool {
        guard let index = phrases.units[unit].date else { return false }
        let chunk = phrases.chunk(ofUnit: unit)
        if countsFromNext(index) {
            return chunk < event.chunk && !isPastComma(event.chunk, from: chunk)
        }
        guard index > 0, countsFromNext(index - 1),
            let link = phrases.units.firstIndex(where: { $0.date == index - 1 })
        else { return false }
        return event.chunk < phrases.chunk(ofUnit: link) || isPastComma(event.chunk, from: chunk)
    }

    private func countsFromNext(_ index: Int) -> Bool {
        guard case .offset(_, let base) = expressions[index].value, base != .event else {
            return false
        }
        return CountedDays.endsInLink(expressions[index].span, text)
    }

    private func isPastComma(_ chunk: Int, from other: Int) -> Bool {
        other < chunk && phrases.chunks[other..<chunk].contains { $0.kind == .comma }
    }

    /// What goes on "since Sunday".
    private static let lasting: ConceptSet = [
        .kill, .die, .wound, .displace, .missing, .clash, .siege,
    ]
    private static let asWord = WordKey("as")
    /// "On this day in 1993".
    private static let feasts: WordSet = [
        WordKey(folded: "this day".utf8), WordKey(folded: "on this day".utf8),
    ]

    /// "…, officials said *Tuesday*", "said *on Tuesday*".
    private func isSaid(_ chunk: Int) -> Bool {
        // "the army *now* says".
        if chunk + 1 < phrases.chunks.count, phrases.chunks[chunk + 1].kind == .verbGroup,
            phrases.head(chunk + 1).lexeme?.grammar == .report
        {
            return true
        }
        var index = chunk - 1
        // "five dead *as of Friday*": until when it is known.
        if index > 0, phrases.head(index).key == Words.of,
            phrases.head(index - 1).key == Self.asWord
        {
            return true
        }
        if index >= 0, phrases.chunks[index].kind == .preposition { index -= 1 }
        guard index >= 0, phrases.chunks[index].kind == .verbGroup else { return false }
        return phrases.head(index).lexeme?.grammar == .report
    }
}
