/// Rules in YAML: a list of rules, or a mapping with the list under `rules`.
extension RuleSheet {
    mutating func readYAML(_ bytes: UnsafeBufferPointer<UInt8>) throws(YAMLFault) {
        var reader = try YAMLReader(bytes)
        guard let document = try reader.read() else {
            throw YAMLFault(message: "holds no rules", position: 0)
        }
        switch document.content {
        case .sequence(let rules) where !rules.isEmpty: for rule in rules { try add(rule) }
        case .mapping(let members): try readMembers(members, of: document)
        default:
            throw YAMLFault(message: "expected a list of rules", position: document.position)
        }
    }

    private mutating func readMembers(
        _ members: [(key: String, position: Int, value: YAMLNode)], of document: YAMLNode
    ) throws(YAMLFault) {
        guard members.contains(where: { $0.key == "rules" }) else {
            throw YAMLFault(
                message: "expected \"rules:\" with a list of rules", position: document.position)
        }
        for member in members {
            guard member.key == "rules" else {
                add(RuleFault.unknownMember(member.key, at: member.position))
                continue
            }
            guard case .sequence(let rules) = member.value.content else {
                throw YAMLFault(
                    message: "expected a list of rules", position: member.value.position)
            }
            for rule in rules { try add(rule) }
        }
    }

    private mutating func add(_ rule: YAMLNode) throws(YAMLFault) {
        guard case .mapping(let members) = rule.content else {
            throw YAMLFault(
                message: "expected a rule: a mapping with \"name\" and \"when\"",
                position: rule.position)
        }
        add(
            RuleDraft(
                position: rule.position,
                fields: members.map {
                    RuleDraft.Field(
                        name: $0.key, value: RuleDraft.Value($0.value), position: $0.position)
                }))
    }
}

extension RuleDraft.Value {
    fileprivate init(_ node: YAMLNode) {
        switch node.content {
        case .scalar(let text, let isPlain):
            self = (isPlain ? Double(text) : nil).map { .number($0) } ?? .text(text)
        case .sequence(let items):
            let texts = items.compactMap { item -> String? in
                guard case .scalar(let text, _) = item.content else { return nil }
                return text
            }
            self = texts.count == items.count ? .texts(texts) : .other
        case .mapping, .unusable: self = .other
        }
    }
}
