package import Earth

/// One feature of a GeoJSON text, and where it stood.
///
/// Properties are read from the text when they are asked for, so the bytes that the reader was given must
/// still be there.
package struct GeoJSONFeature {
    /// `nil` for a null geometry, and for one that cannot be used (then `problem` says why).
    package var geometry: Geometry?
    package var problem: String?
    /// Offset of the feature's first byte.
    package var position = 0
    /// Offset of the byte after its last.
    package var end = 0

    var identifier = JSONSpan.null
    /// In order; of equal names the last counts.
    var members: [Member] = []
    var names = PropertyNames()
    private let bytes: UnsafeBufferPointer<UInt8>

    struct Member {
        let name: Int32
        let value: JSONSpan
    }

    init(of bytes: UnsafeBufferPointer<UInt8> = UnsafeBufferPointer(start: nil, count: 0)) {
        self.bytes = bytes
    }

    package var id: String? { identifier.value(in: bytes).text }

    /// All of them, in order. Objects and arrays keep their JSON text.
    package var properties: [(name: String, value: PropertyValue)] {
        members.map { (names[$0.name], $0.value.value(in: bytes)) }
    }

    /// The last that is not null, of the first name that has one.
    package subscript(names: String...) -> PropertyValue? {
        for name in names {
            let match = members.last { $0.value.kind != .null && self.names[$0.name] == name }
            if let match { return match.value.value(in: bytes) }
        }
        return nil
    }

    /// Where the value of a property stands, by the number that the reader gave its name.
    func span(_ name: Int32) -> JSONSpan? {
        members.last { $0.name == name && $0.value.kind != .null }?.value
    }

    /// As the subscript, by numbers of names.
    func value(_ names: [Int32]) -> PropertyValue? {
        for name in names {
            if let span = span(name) { return span.value(in: bytes) }
        }
        return nil
    }

    /// Forgets one feature before the next is read, but not the names.
    mutating func clear(at position: Int) {
        geometry = nil
        problem = nil
        identifier = .null
        members.removeAll(keepingCapacity: true)
        self.position = position
        end = position
    }
}
