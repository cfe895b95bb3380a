internal import CYAML

/// A value of a YAML text (YAML 1.1, as libyaml reads it), and where it begins.
struct YAMLNode {
    enum Content {
        /// `isPlain` = without quotes, so it may be meant as a number.
        case scalar(String, isPlain: Bool)
        case sequence([YAMLNode])
        case mapping([(key: String, position: Int, value: YAMLNode)])
        /// What rules have no use for: an alias, a key that is not a text.
        case unusable(String)
    }

    let content: Content
    /// The byte it begins at.
    let position: Int
}

struct YAMLFault: Error {
    let message: String
    let position: Int
}

/// Reads one YAML document by libyaml's events. Aliases are not followed, so a small text stays small.
struct YAMLReader: ~Copyable {
    /// On the heap: the parser keeps pointers into itself.
    private let parser: UnsafeMutablePointer<yaml_parser_t>
    private let lineStarts: [Int]
    private static let deepest = 32

    /// The bytes must outlive the reader.
    init(_ bytes: UnsafeBufferPointer<UInt8>) throws(YAMLFault) {
        lineStarts = [0] + bytes.indices.filter { bytes[$0] == UInt8(ascii: "\n") }.map { $0 + 1 }
        parser = .allocate(capacity: 1)
        guard yaml_parser_initialize(parser) == 1 else {
            throw YAMLFault(message: "YAML cannot be read: no memory", position: 0)
        }
        yaml_parser_set_input_string(parser, bytes.baseAddress, bytes.count)
        yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    }

    deinit {
        yaml_parser_delete(parser)
        parser.deallocate()
    }

    /// - Returns: `nil` for a text without a document.
    mutating func read() throws(YAMLFault) -> YAMLNode? {
        var document: YAMLNode?
        while true {
            let event = try next()
            switch event.kind {
            case YAML_STREAM_END_EVENT: return document
            case YAML_STREAM_START_EVENT, YAML_DOCUMENT_START_EVENT, YAML_DOCUMENT_END_EVENT:
                continue
            default:
                guard document == nil else {
                    throw YAMLFault(
                        message: "a second document, after ---", position: event.position)
                }
                document = try node(event, depth: 0)
            }
        }
    }

    private struct Event {
        let kind: yaml_event_type_t
        let text: String
        let isPlain: Bool
        let position: Int
    }

    private mutating func next() throws(YAMLFault) -> Event {
        var event = yaml_event_t()
        guard yaml_parser_parse(parser, &event) == 1 else { throw fault() }
        defer { yaml_event_delete(&event) }
        var text = ""
        var isPlain = false
        if event.type == YAML_SCALAR_EVENT, let value = event.data.scalar.value {
            let bytes = UnsafeBufferPointer(start: value, count: event.data.scalar.length)
            text = String(decoding: bytes, as: UTF8.self)
            isPlain = event.data.scalar.style == YAML_PLAIN_SCALAR_STYLE
        }
        return Event(
            kind: event.type, text: text, isPlain: isPlain, position: position(event.start_mark))
    }

    private func fault() -> YAMLFault {
        let problem = parser.pointee.problem.map { String(cString: $0) } ?? "it cannot be read"
        return YAMLFault(
            message: "not YAML: " + problem, position: position(parser.pointee.problem_mark))
    }

    /// Marks count characters; the line is what people are told.
    private func position(_ mark: yaml_mark_t) -> Int {
        let line = min(mark.line, lineStarts.count - 1)
        let end = line + 1 < lineStarts.count ? lineStarts[line + 1] - 1 : .max
        return min(lineStarts[line] + Int(clamping: mark.column), end)
    }

    private mutating func node(_ event: Event, depth: Int) throws(YAMLFault) -> YAMLNode {
        guard depth < Self.deepest else {
            throw YAMLFault(message: "nested too deeply", position: event.position)
        }
        let content: YAMLNode.Content
        switch event.kind {
        case YAML_SCALAR_EVENT: content = .scalar(event.text, isPlain: event.isPlain)
        case YAML_SEQUENCE_START_EVENT: content = .sequence(try sequence(depth))
        case YAML_MAPPING_START_EVENT: content = try mapping(depth)
        case YAML_ALIAS_EVENT: content = .unusable("aliases (*name) are not followed")
        default: throw YAMLFault(message: "not YAML", position: event.position)
        }
        return YAMLNode(content: content, position: event.position)
    }

    private mutating func sequence(_ depth: Int) throws(YAMLFault) -> [YAMLNode] {
        var items: [YAMLNode] = []
        while true {
            let event = try next()
            guard event.kind != YAML_SEQUENCE_END_EVENT else { return items }
            items.append(try node(event, depth: depth + 1))
        }
    }

    private mutating func mapping(_ depth: Int) throws(YAMLFault) -> YAMLNode.Content {
        var members: [(key: String, position: Int, value: YAMLNode)] = []
        var problem: String?
        while true {
            let event = try next()
            guard event.kind != YAML_MAPPING_END_EVENT else {
                return problem.map { .unusable($0) } ?? .mapping(members)
            }
            let key = try node(event, depth: depth + 1)
            let value = try node(try next(), depth: depth + 1)
            if case .scalar(let name, _) = key.content {
                members.append((name, key.position, value))
            } else {
                problem = "a key that is not a text"
            }
        }
    }
}
