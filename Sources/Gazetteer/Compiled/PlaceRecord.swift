/// The index of a place in a compiled gazetteer.
package typealias PlaceIndex = UInt32

/// A place as the compiled file holds it: 36 bytes, numbers only.
package struct PlaceRecord: Sendable {
    /// Microdegrees.
    package var longitude: Int32 = 0
    package var latitude: Int32 = 0
    var name: UInt32 = 0
    /// The number after the source's prefix, or the offset of that text among the strings.
    var idValue: UInt32 = 0
    /// 0 = unknown.
    package var population: UInt32 = 0
    /// Index + 1 of the division this place lies in; 0 = unknown.
    package var admin1: UInt32 = 0
    package var admin2: UInt32 = 0
    /// Two ASCII letters, the first in the high byte; 0 = none.
    package var country: UInt16 = 0
    /// Hundreds of metres.
    package var radius: UInt16 = 0
    package var kindNumber: UInt8 = 0
    var idSource: UInt8 = 0
    /// Number of other names, at most 255: how well known a place is where populations are missing.
    package var alternates: UInt8 = 0
    var flags: UInt8 = 0

    static let size = 36
    static let idIsText: UInt8 = 1

    package init() {}

    init(_ bytes: UnsafeRawBufferPointer, at offset: Int) {
        func load<T: FixedWidthInteger>(_ at: Int) -> T {
            T(littleEndian: bytes.loadUnaligned(fromByteOffset: offset + at, as: T.self))
        }
        longitude = load(0)
        latitude = load(4)
        name = load(8)
        idValue = load(12)
        population = load(16)
        admin1 = load(20)
        admin2 = load(24)
        country = load(28)
        radius = load(30)
        kindNumber = load(32)
        idSource = load(33)
        alternates = load(34)
        flags = load(35)
    }

    func append(to bytes: inout [UInt8]) {
        bytes.append(littleEndian: UInt32(bitPattern: longitude))
        bytes.append(littleEndian: UInt32(bitPattern: latitude))
        bytes.append(littleEndian: name)
        bytes.append(littleEndian: idValue)
        bytes.append(littleEndian: population)
        bytes.append(littleEndian: admin1)
        bytes.append(littleEndian: admin2)
        bytes.append(littleEndian: country)
        bytes.append(littleEndian: radius)
        bytes.append(contentsOf: [kindNumber, idSource, alternates, flags])
    }
}

/// One reading of a name: the place, and what kind of name it is there.
package struct NamePosting: Hashable, Sendable {
    let bits: UInt32

    static let last: UInt32 = 1 << 31
    static let placeBits: UInt32 = (1 << 27) - 1

    init(bits: UInt32) { self.bits = bits }
    init(place: PlaceIndex, kind: NameKind, isLast: Bool) {
        bits = place & Self.placeBits | UInt32(kind.rawValue) << 27 | (isLast ? Self.last : 0)
    }

    package var place: PlaceIndex { bits & Self.placeBits }
    package var kind: NameKind { NameKind(rawValue: UInt8(bits >> 27 & 15)) ?? .alternate }
    var isLast: Bool { bits & Self.last != 0 }
}

extension [UInt8] {
    mutating func append<T: FixedWidthInteger>(littleEndian value: T) {
        Swift.withUnsafeBytes(of: value.littleEndian) { append(contentsOf: $0) }
    }
}

/// Two-letter country codes as the records hold them.
package enum CountryCode {
    package static func pack(_ code: some StringProtocol) -> UInt16 {
        let bytes = Array(code.utf8)
        guard bytes.count == 2, bytes.allSatisfy({ ($0 & ~0x20) &- 0x41 < 26 }) else { return 0 }
        return UInt16(bytes[0] & ~0x20) << 8 | UInt16(bytes[1] & ~0x20)
    }

    package static func unpack(_ code: UInt16) -> String {
        code == 0 ? "" : String(decoding: [UInt8(code >> 8), UInt8(code & 0xFF)], as: UTF8.self)
    }
}
