import Foundation
import Incidents
import Reading

/// F1 per class, weighted by how often the class is right.
struct WeightedF1 {
    private var hits: [String: Int] = [:]
    private var gold: [String: Int] = [:]
    private var predicted: [String: Int] = [:]

    mutating func add(_ wanted: String, _ found: String) {
        gold[wanted, default: 0] += 1
        predicted[found, default: 0] += 1
        if wanted == found { hits[wanted, default: 0] += 1 }
    }

    var value: Double {
        let all = gold.values.reduce(0, +)
        let sum = gold.keys.sorted().reduce(0.0) { sum, key in
            let (hit, wanted) = (Double(hits[key] ?? 0), Double(gold[key] ?? 0))
            return sum + wanted * 2 * hit / (wanted + Double(predicted[key] ?? 0))
        }
        return all > 0 ? sum / Double(all) : 0
    }
}

/// Scores as the shared task did: on what ACLED records.
struct TypeScore {
    private var subEvents = WeightedF1()
    private var events = WeightedF1()

    mutating func add(_ wanted: ReportedType, _ found: ReportedType?) {
        guard let acled = wanted.acled else { return }
        subEvents.add(wanted.rawValue, found?.rawValue ?? "")
        events.add(acled.event, found?.acled?.event ?? "")
    }

    var ofSubEvents: Double { subEvents.value }
    var ofEvents: Double { events.value }

    var summary: String {
        String(
            format: "weighted F1 of 25 types %.3f, of 6 event types %.3f", subEvents.value,
            events.value)
    }
}

/// How many snippets the first incident read from them is right for.
struct TypeAccuracy {
    private var told = (right: 0, all: 0)
    private var nothing = (right: 0, all: 0)

    mutating func add(_ wanted: ReportedType?, _ found: ReportedType?, tellsNothing: Bool) {
        if let wanted {
            guard wanted.acled != nil else { return }
            told.all += 1
            if wanted == found { told.right += 1 }
        } else {
            nothing.all += 1
            if tellsNothing { nothing.right += 1 }
        }
    }

    var ofIncidents: Double { Double(told.right) / Double(max(1, told.all)) }
    var ofNothing: Double { Double(nothing.right) / Double(max(1, nothing.all)) }
}
