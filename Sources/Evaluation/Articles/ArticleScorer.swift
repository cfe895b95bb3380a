import Earth
import Incidents

/// Scores what was read from one report against its answers, and notes every miss.
struct ArticleScorer {
    let sheet: AnswerSheet
    let answers: ArticleAnswers
    let reading: ReportReading
    private(set) var score = ArticleScore()
    /// One line for each thing missed, wrong or spurious, with its words.
    private(set) var notes: [String] = []
    /// Every incident read, with the answer it was taken for.
    private(set) var incidents: [String] = []

    init(sheet: AnswerSheet, answers: ArticleAnswers, reading: ReportReading) {
        self.sheet = sheet
        self.answers = answers
        self.reading = reading
        scoreIncidents()
        scoreMentions()
        scoreBoilerplate()
        scoreDistances()
    }

    // MARK: Incidents

    private mutating func scoreIncidents() {
        let incidents = reading.incidents
        let pairing = IncidentPairing(
            answers.incidents, incidents, published: reading.report.published)
        for (index, answer) in answers.incidents.enumerated() where answer.required {
            let fit = pairing.byAnswer[index]
            scoreRequired(answer, fit, fit.map { incidents[$0.read] })
            for toll in answer.tolls {
                scoreToll(toll, of: answer, read: figures(for: toll, of: index, in: pairing))
            }
        }
        for (index, incident) in incidents.enumerated() {
            let fit = pairing.byRead[index]
            list(incident, fit)
            if incident.status == .current {
                scoreCurrent(incident, fit: fit, repeats: pairing.repeated[index])
            }
        }
    }

    private mutating func scoreRequired(
        _ answer: IncidentAnswer, _ fit: IncidentFit?, _ incident: Incident?
    ) {
        score.required += 1
        guard let fit, let incident else {
            note("missed", answer.name, told(answer))
            return
        }
        guard fit.isStatusRight else {
            note("missed", "\(answer.name): told as \(incident.status.rawValue)", words(incident))
            return
        }
        score.found += 1
        if fit.isTyped { score.typed += 1 }
        if fit.isPlaced { score.placed += 1 }
        if fit.isDated { score.dated += 1 }
        if fit.isWhole { score.whole += 1 }
        if !fit.isTyped { note("wrong type", answer.name, incident.type.rawValue) }
        if !fit.isDated { note("wrong day", answer.name, dateWords(incident)) }
    }

    /// What was read of the incident; and of its parts, where the sheet has the toll with them too.
    private func figures(
        for toll: TollAnswer, of index: Int, in pairing: IncidentPairing
    ) -> [Casualties] {
        answers.incidents.indices.filter {
            $0 == index
                || !answers.incidents[$0].required && answers.incidents[$0].tolls.contains(toll)
        }
        .compactMap { pairing.byAnswer[$0] }
        .flatMap { reading.incidents[$0.read].casualties }
    }

    private mutating func scoreToll(
        _ toll: TollAnswer, of answer: IncidentAnswer, read figures: [Casualties]
    ) {
        score.tolls += 1
        let fitting = figures.filter(toll.fits)
        guard !fitting.isEmpty else {
            let read = figures.map(tollWords).joined(separator: "; ")
            note("wrong toll", "\(answer.name): \(toll.words)", read.isEmpty ? "none read" : read)
            return
        }
        score.tollsRight += 1
        let sideWords = sheet.sides[toll.side] ?? []
        let isSideRight =
            toll.side == "any"
            || fitting.contains { figure in
                sideWords.contains { figure.side.lowercased().contains($0) }
            }
        if isSideRight {
            score.sidesRight += 1
        } else {
            note(
                "wrong side", "\(answer.name): \(toll.side)",
                fitting.map(\.side).joined(separator: "; "))
        }
    }

    private mutating func scoreCurrent(_ incident: Incident, fit: IncidentFit?, repeats: Int?) {
        guard let fit else {
            score.spurious += 1
            let why = repeats.map { "spurious, repeats “\(answers.incidents[$0].name)”" }
            note(why ?? "spurious", summary(incident), words(incident))
            return
        }
        let answer = answers.incidents[fit.answer]
        if answer.isCurrent {
            score.current += 1
            guard !fit.isPlaced else { return }
            score.misplaced += 1
            note("misplaced", answer.name, placeWords(incident))
        } else {
            score.backgroundAsCurrent += 1
            note("\(answer.status[0]) told as current", answer.name, words(incident))
        }
    }

    // MARK: Places

    private mutating func scoreMentions() {
        let read = reading.mentions
        let pairs = PlaceScore.pair(answers.mentions.map(\.span), read.map(\.span))
        let byAnswer = Dictionary(uniqueKeysWithValues: pairs.map { ($0.gold, $0.found) })
        for (index, answer) in answers.mentions.enumerated() where answer.isLiteral {
            scoreMention(answer, byAnswer[index].map { read[$0] })
        }
        let known = Set(pairs.map(\.found))
        for (index, mention) in read.enumerated()
        where !known.contains(index) && mention.role == .literal && !isBoilerplate(mention.span) {
            score.unlisted += 1
            note("unlisted place", "\(mention.text) at \(mention.span.start)", placeWords(mention))
        }
    }

    private mutating func scoreMention(_ answer: MentionAnswer, _ mention: Mention?) {
        score.literals += 1
        guard let mention else {
            note("missed place", "\(answer.text) at \(answer.start)", "")
            return
        }
        score.mentionsFound += 1
        if sheet.places[answer.place]?.contains(mention.resolution.place?.coordinate) == true {
            score.mentionsPlaced += 1
        } else {
            note("misplaced name", "\(answer.text) at \(answer.start)", placeWords(mention))
        }
    }

    // MARK: Boilerplate and distances

    private func isBoilerplate(_ span: TextSpan) -> Bool {
        answers.boilerplate.contains { $0.overlaps(span) }
    }

    private mutating func scoreBoilerplate() {
        let quotes = reading.incidents.flatMap(\.quotes).map(\.span)
        let spans = reading.mentions.map(\.span) + reading.dates.compactMap(\.span) + quotes
        for span in spans where isBoilerplate(span) {
            score.boilerplate += 1
            note("from boilerplate", "at \(span.start)", reading.report.text[span])
        }
    }

    private mutating func scoreDistances() {
        let stated = reading.incidents.flatMap(\.places).flatMap(\.stated)
        for answer in answers.statedDistances {
            score.distances += 1
            if stated.contains(where: answer.fits) {
                score.distancesFound += 1
            } else {
                note("missed distance", "\(answer.of) from \(answer.from)", "\(answer.statedKm) km")
            }
        }
    }
}

// MARK: Words of the notes

extension ArticleScorer {
    private mutating func note(_ what: String, _ which: String, _ details: String) {
        notes.append("\(what): \(which)" + (details.isEmpty ? "" : " | \(details)"))
    }

    private mutating func list(_ incident: Incident, _ fit: IncidentFit?) {
        let tolls = incident.casualties.map { ", " + tollWords($0) }.joined()
        let answer = fit.map { "= " + answers.incidents[$0.answer].name } ?? "= nothing"
        incidents.append("\(incident.status.rawValue) \(summary(incident))\(tolls) \(answer)")
    }

    private func told(_ answer: IncidentAnswer) -> String {
        answer.told.first.map { excerpt(TextSpan($0.start, $0.end)) } ?? ""
    }

    private func words(_ incident: Incident) -> String {
        incident.quotes.first.map { excerpt($0.span) } ?? ""
    }

    private func excerpt(_ span: TextSpan) -> String {
        let text = reading.report.text[span].replacing("\n", with: " ")
        return "@\(span.start) “" + (text.count > 90 ? text.prefix(90) + "…" : text) + "”"
    }

    private func summary(_ incident: Incident) -> String {
        "\(incident.type.rawValue), \(placeWords(incident)), \(dateWords(incident))"
    }

    private func dateWords(_ incident: Incident) -> String {
        func words(_ day: Day?) -> String { day.map { "\($0)" } ?? "?" }
        let date = incident.date
        return "\(words(date.start))…\(words(date.end)) (\(date.expression))"
    }

    private func placeWords(_ incident: Incident) -> String {
        incident.places.first.map { "\($0.relation.rawValue) \(placeWords($0.mention))" }
            ?? "no place"
    }

    private func placeWords(_ mention: Mention) -> String {
        guard let place = mention.resolution.place else { return "\(mention.text): unresolved" }
        return "\(place.name) \(place.kind.rawValue) \(place.country)"
    }

    private func tollWords(_ toll: Casualties) -> String {
        func words(_ number: Int?) -> String { number.map(String.init) ?? "?" }
        return "\(toll.effect.rawValue) \(words(toll.minimum))–\(words(toll.maximum)) \(toll.side)"
    }
}

extension TollAnswer {
    fileprivate var words: String {
        "\(effect) \(min.map(String.init) ?? "?")–\(max.map(String.init) ?? "?") \(side)"
    }
}
