internal import Gazetteer

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// What the other mentions of a name in the report say.
extension GateEvidence {
    func addReport(_ hit: NameHit, _ note: inout Evidence) {
        let habits = habits[Int(hit.group)]
        note(.logMentions, logf(habits.mentions))
        note(.prepositionShare, habits.afterPreposition / max(habits.mentions, 1))
        note(.mostlyCapitalNeighbours, habits.besideCapital / max(habits.mentions, 1))
        if habits.afterInside > 0 { note(.insideElsewhere, 1) }
        if habits.contained > 0 { note(.containedElsewhere, 1) }
        if habits.saying > 0 { note(.sayingElsewhere, 1) }
        note(.ailingShare, habits.ailing / max(habits.mentions, 1))
        if habits.ailing > 0 { note(.ailingElsewhere, 1) }
        if habits.titled > 0 { note(.titledElsewhere, 1) }
        if habits.withKind > 0 { note(.kindElsewhere, 1) }
        if partsOfLonger[Int(hit.group)] { note(.partOfLongerName, 1) }
        if hit.words.contains(where: { names.organisationWords[$0] }) {
            note(.inOrganisationName, 1)
        }
        if hit.words.contains(where: { names.personWords[$0] }) {
            note(.inPersonName, 1)
        }
        if hit.words.count == 1 {
            let count = names.personCounts[words[Int(hit.first)].key.hash] ?? 0
            note(.logInPersonNames, logf(1 + Float(count)))
            if names.partsOfPersons[words[Int(hit.first)].key.hash] != nil {
                addNamesake(habits, facts[Int(hit.group)], &note)
            }
        }
    }

    /// Who was named in full goes by one name afterwards: "Saddam", "Fairfield". What stands in places, and
    /// what everybody knows as a place, is none the less one.
    private func addNamesake(_ habits: NameHabits, _ facts: NameFacts, _ note: inout Evidence) {
        note(.namesake, 1)
        let isKnown =
            facts.contains(.country) || facts.contains(.capital) || facts.contains(.admin1)
        if !isKnown, !habits.isPlaced { note(.namesakeUnplaced, 1) }
    }
}
