internal import Incidents

/// Whether an incident is what the report is about or is told as background.
struct IncidentStatus {
    let published: Day?
    /// The newest day that a report without a day of publication names: it was not written before that.
    var newest: Day?

    /// News of a week or two is current; what is dated earlier, or only to a past month or year, is background.
    static let currentDays = 21
    /// What is told of a longer stretch than this is background.
    static let longestNews = 45

    func status(of draft: DraftIncident) -> Incident.Status {
        if let date = draft.date, date.isLasting(draft.isOngoing) { return .ongoing }
        // "after a two-week siege" it is over.
        if draft.type == .siege, !draft.isBackdrop, draft.date?.precision != .year,
            !draft.events.contains(where: \.isOver)
        {
            return .ongoing
        }
        if let date = draft.date, let status = status(of: date) { return status }
        if draft.isBackdrop { return .background }
        if draft.isGeneric { return .generic }
        if draft.isOngoing { return .ongoing }
        return .current
    }

    private func status(of date: EventDate) -> Incident.Status? {
        guard let end = date.end ?? date.start, date.anchor != .assumed else { return nil }
        guard let published else { return isPast(date, end) ? .background : nil }
        // "in recent months" sets a background, it dates no news.
        if let start = date.start, end - start > Self.longestNews { return .background }
        switch date.precision {
        case .day, .days, .week:
            return published - end > Self.currentDays ? .background : .current
        case .month:
            return published - end > 0
                && !(end.month == published.month && end.year == published.year)
                ? .background : .current
        case .season, .year, .decade:
            return end < published || published - (date.start ?? end) > 60 ? .background : nil
        case .unknown: return nil
        }
    }

    /// Without a day of publication: news has a day, so what is dated by a year lies back, and so does what
    /// happened a year before another day of the report.
    private func isPast(_ date: EventDate, _ end: Day) -> Bool {
        switch date.precision {
        case .year, .decade, .season: true
        default: newest.map { $0 - end > Self.year } ?? false
        }
    }

    private static let year = 365
}
