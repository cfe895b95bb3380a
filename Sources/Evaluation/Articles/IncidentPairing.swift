import Incidents

/// How well an incident that was read answers one that was expected.
struct IncidentFit {
    let answer: Int
    let read: Int
    let isTyped: Bool
    let isPlaced: Bool
    let isDated: Bool
    let isStatusRight: Bool
    fileprivate let isToldFirst: Bool
    fileprivate let isRequired: Bool
    /// Of the type that the answer names first.
    fileprivate let isNamed: Bool

    /// `nil` when the two do not speak of one thing: no sentence in common, or neither the type nor
    /// place and day agree.
    fileprivate init?(
        _ answer: (offset: Int, element: IncidentAnswer), _ read: (offset: Int, element: Incident),
        published: Day?
    ) {
        let (expected, incident) = (answer.element, read.element)
        guard
            incident.quotes.contains(where: { quote in
                expected.told.contains { $0.overlaps(quote.span) }
            })
        else { return nil }
        self.answer = answer.offset
        self.read = read.offset
        isTyped = expected.accepts(incident.type, incident.acled)
        isPlaced = expected.places.contains { $0.contains(incident.places.first?.coordinate) }
        isDated = expected.dates.contain(incident.date, published: published)
        isStatusRight = expected.status.contains(incident.status.rawValue)
        isToldFirst =
            incident.quotes.first.map { first in expected.told.contains { $0.overlaps(first.span) }
            }
            ?? false
        isRequired = expected.required
        isNamed = expected.types.first == incident.type.rawValue
        guard isTyped || (isPlaced && isDated) else { return nil }
    }

    var isWhole: Bool { isTyped && isPlaced && isDated && isStatusRight }

    /// An incident that may answer a required one or a part of it answers the whole, even when it
    /// is not dated as it should.
    fileprivate var score: Int {
        (isTyped ? 6 : 0) + (isPlaced ? 6 : 0) + (isDated ? 4 : 0) + (isToldFirst ? 4 : 0)
            + (isStatusRight ? 2 : 0) + (isRequired ? 5 : 0) + (isNamed ? 1 : 0)
    }

    /// The best first; of equal ones the earlier answer, then the earlier incident.
    fileprivate static func precedes(_ a: IncidentFit, _ b: IncidentFit) -> Bool {
        (-a.score, a.answer, a.read) < (-b.score, b.answer, b.read)
    }
}

/// Pairs answers and incidents one to one, the best fits first.
struct IncidentPairing {
    private(set) var byAnswer: [Int: IncidentFit] = [:]
    private(set) var byRead: [Int: IncidentFit] = [:]
    /// For incidents left over: the answer they would have been, had it not been given better.
    private(set) var repeated: [Int: Int] = [:]

    init(_ answers: [IncidentAnswer], _ incidents: [Incident], published: Day?) {
        var fits: [IncidentFit] = []
        for answer in answers.enumerated() {
            for incident in incidents.enumerated() {
                if let fit = IncidentFit(answer, incident, published: published) {
                    fits.append(fit)
                }
            }
        }
        fits.sort(by: IncidentFit.precedes)
        for fit in fits where byAnswer[fit.answer] == nil && byRead[fit.read] == nil {
            byAnswer[fit.answer] = fit
            byRead[fit.read] = fit
        }
        for fit in fits where byRead[fit.read] == nil && repeated[fit.read] == nil {
            repeated[fit.read] = fit.answer
        }
    }
}

extension IncidentAnswer {
    func accepts(_ type: IncidentType, _ pair: ACLEDType) -> Bool {
        types.contains(type.rawValue) || acled.contains(pair.event)
            || acled.contains("\(pair.event): \(pair.subEvent)")
    }

    /// It may be told as news.
    var isCurrent: Bool { status.contains(Incident.Status.current.rawValue) }
}
