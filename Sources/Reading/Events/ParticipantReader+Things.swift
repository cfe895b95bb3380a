internal import Gazetteer

/// What things a noun group names.
extension ParticipantReader {
    func things(_ chunk: Int?) -> ThingClass {
        guard var chunk, phrases.isNounGroup(chunk) else { return [] }
        var found: ThingClass = []
        if isQuantifier(chunk), let inner = ofPhrase(after: chunk) {
            found.formUnion(thingsIn(chunk))
            chunk = inner
        }
        return found.union(thingsIn(chunk))
    }

    /// What the noun group is, not what qualifies it: an "army camp" is a camp.
    func headThing(_ chunk: Int?) -> ThingClass {
        guard var chunk, phrases.isNounGroup(chunk) else { return [] }
        if isQuantifier(chunk), let inner = ofPhrase(after: chunk) { chunk = inner }
        let head = phrases.head(chunk)
        return head.place != nil ? .settlement : head.lexeme?.things ?? []
    }

    func thingsIn(_ chunk: Int) -> ThingClass {
        phrases.chunks[chunk].units.reduce(into: []) { found, unit in
            found.formUnion(phrases.units[unit].lexeme?.things ?? [])
            if phrases.units[unit].place != nil { found.insert(.settlement) }
        }
    }
}
