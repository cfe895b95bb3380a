/// The rules of a file as they stand there, before their fields are understood.
struct RuleSheet {
    private(set) var drafts: [RuleDraft] = []
    private(set) var faults: [RuleFault] = []

    mutating func read(_ bytes: UnsafeBufferPointer<UInt8>) throws(JSONError) {
        var reader = JSONReader(bytes)
        let start = reader.position
        guard try reader.value() == .object else {
            throw JSONError(.expected("an object: {\"rules\": [ … ]}"), at: start)
        }
        var hasRules = false
        while let key = try reader.nextKey() {
            guard reader.matches(key, "rules") else {
                add(.unknownMember(reader.string(key), at: key.range.lowerBound))
                try reader.skip()
                continue
            }
            hasRules = true
            try readRules(&reader)
        }
        try reader.end()
        guard hasRules else {
            throw JSONError(.expected("\"rules\" in the object"), at: start)
        }
    }

    mutating func add(_ draft: RuleDraft) { drafts.append(draft) }
    mutating func add(_ fault: RuleFault) { faults.append(fault) }

    private mutating func readRules(_ reader: inout JSONReader) throws(JSONError) {
        let start = reader.position
        guard try reader.value() == .array else {
            throw JSONError(.expected("an array of rules"), at: start)
        }
        while try reader.nextElement() {
            reader.skipSpace()
            drafts.append(try RuleDraft(&reader))
        }
    }
}

/// One rule as it stands in the file: its fields, and where each begins.
struct RuleDraft {
    enum Value: Hashable {
        case text(String)
        case number(Double)
        case texts([String])
        /// `true`, `null`, an object, or an array of other things than texts.
        case other
    }

    struct Field {
        let name: String
        let value: Value
        let position: Int
    }

    let position: Int
    private(set) var fields: [Field] = []

    init(position: Int, fields: [Field]) {
        self.position = position
        self.fields = fields
    }

    init(_ reader: inout JSONReader) throws(JSONError) {
        position = reader.position
        guard try reader.value() == .object else {
            throw JSONError(.expected("a rule: an object with \"name\" and \"when\""), at: position)
        }
        while let key = try reader.nextKey() {
            let value = try Self.value(&reader)
            fields.append(
                Field(name: reader.string(key), value: value, position: key.range.lowerBound))
        }
    }

    private static func value(_ reader: inout JSONReader) throws(JSONError) -> Value {
        let floor = reader.depth
        switch try reader.value() {
        case .string(let text): return .text(reader.string(text))
        case .number(let range): return reader.number(range).map { .number($0) } ?? .other
        case .array: return try texts(&reader)
        case .object:
            try reader.close(downTo: floor)
            return .other
        case .bool, .null: return .other
        }
    }

    private static func texts(_ reader: inout JSONReader) throws(JSONError) -> Value {
        let floor = reader.depth
        var texts: [String] = []
        var isPlain = true
        while try reader.nextElement() {
            if case .string(let text) = try reader.value() {
                texts.append(reader.string(text))
            } else {
                isPlain = false
                try reader.close(downTo: floor)
            }
        }
        return isPlain ? .texts(texts) : .other
    }
}

/// What is wrong with a rule, and at which byte.
struct RuleFault {
    let position: Int
    let message: String
    let hint: String?

    init(_ position: Int, _ message: String, hint: String? = nil) {
        self.position = position
        self.message = message
        self.hint = hint
    }

    static func unknownMember(_ name: String, at position: Int) -> RuleFault {
        RuleFault(
            position, "\"\(name)\" is not known here",
            hint: "a file of rules holds \"rules\" only")
    }
}
