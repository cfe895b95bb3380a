import Testing

@testable import Reading

@Suite("Sets of event concepts")
struct ConceptSetTests {
    @Test("A set holds its members and nothing else", arguments: EventConcept.allCases)
    func holdsItsMembers(member: EventConcept) {
        let set: ConceptSet = [member]
        #expect(EventConcept.allCases.filter(set.contains) == [member])
    }

    @Test("An empty set holds nothing")
    func empty() {
        let none: ConceptSet = []
        #expect(!EventConcept.allCases.contains(where: none.contains))
    }
}
