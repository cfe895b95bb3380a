/// The layout of a compiled gazetteer (`*.sandgaz`); all numbers are little-endian.
///
///     0   magic "SANDGAZ\n"
///     8   u32 version, u32 number of sections
///     16  u64 size of the file
///     24  u64 checksum of bytes 0..<24 and of the section table
///     32  section table: per section u32 id, u32 zero, u64 offset, u64 bytes, u64 checksum
///
/// Sections start at multiples of 8. Places refer to one another by their index in `places`. A reader
/// passes over sections it does not know and takes one that is missing for empty, so that new ones need no
/// new version.
enum GazetteerFormat {
    static let magic: [UInt8] = Array("SANDGAZ\n".utf8)
    static let version: UInt32 = 1
    static let headerSize = 32
    static let sectionEntrySize = 32

    enum Section: UInt32, CaseIterable {
        /// Length byte and UTF-8 of display names and ids, addressed by offset.
        case strings = 1
        /// ``PlaceRecord``s.
        case places
        /// Hash table of name keys: ``NameSlot``s.
        case slots
        /// Per name: u32 offset into `foldedNames`, u32 index of its first posting.
        case names
        /// ``NamePosting``s, best known place first.
        case postings
        /// Length byte and bytes of folded names.
        case foldedNames
        /// Hash table of words: ``WordSlot``s.
        case words
        /// Length-prefixed raw values of the place kinds, in the order the records number them.
        case kinds
        /// Length-prefixed id prefixes ("geonames").
        case sources
        /// Per country: u32 code, u32 place index; by code.
        case countries
        /// Per cell of one degree, u32 first index into `gridPlaces`; one more at the end.
        case gridStarts
        /// Place indexes by cell.
        case gridPlaces
        /// Text lines "table<TAB>rows" of what the file was made from.
        case contents
        /// Per cell of the sound index, u32 first index into `sounds`; one more at the end.
        case soundStarts
        /// Names by the skeleton of their consonants: ``SoundEntry``s.
        case sounds
        /// Text lines "source<TAB>licence<TAB>attribution".
        case licences
    }

    /// Eight bytes at a time, then the tail. Detects damage, not malice.
    static func checksum(_ bytes: UnsafeRawBufferPointer, from seed: UInt64 = 0) -> UInt64 {
        var checksum = GazetteerChecksum(count: bytes.count, from: seed)
        checksum.add(bytes)
        return checksum.value
    }
}

/// The checksum of a section of known length, taken piece by piece; every piece but the last holds a
/// multiple of 8 bytes.
struct GazetteerChecksum {
    private(set) var value: UInt64

    private static let multiplier: UInt64 = 0xff51_afd7_ed55_8ccd

    init(count: Int, from seed: UInt64 = 0) {
        value = seed ^ 0x9e37_79b9_7f4a_7c15 &* UInt64(count &+ 1)
    }

    mutating func add(_ bytes: UnsafeRawBufferPointer) {
        var hash = value
        var offset = 0
        while offset + 8 <= bytes.count {
            let word = UInt64(
                littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
            hash = (hash ^ word) &* Self.multiplier
            hash ^= hash >> 32
            offset += 8
        }
        while offset < bytes.count {
            hash = (hash ^ UInt64(bytes[offset])) &* Self.multiplier
            hash ^= hash >> 32
            offset += 1
        }
        value = hash
    }
}

/// A slot of the name table: 31 bits of the key, whether longer names begin with this one, and
/// the name's index plus 1 (0 = only the beginning of longer names). 0 is an empty slot.
struct NameSlot {
    var bits: UInt64

    static let continues: UInt64 = 1 << 32
    /// Longest walk past taken slots that the compiler allows; bounds look-ups in damaged files.
    static let maximumProbes = 256

    init(bits: UInt64) { self.bits = bits }
    init(key: UInt64, name: UInt32?, continues: Bool) {
        bits =
            Self.fingerprint(key) | (continues ? Self.continues : 0)
            | UInt64(name.map { $0 + 1 } ?? 0)
    }

    @inline(__always) var isEmpty: Bool { bits == 0 }
    @inline(__always) func matches(_ fingerprint: UInt64) -> Bool {
        bits & 0xFFFF_FFFE_0000_0000 == fingerprint
    }
    @inline(__always) static func fingerprint(_ key: UInt64) -> UInt64 { key << 33 }

    /// What it says of the key that it matches.
    @inline(__always) var probe: NameProbe {
        let name = UInt32(truncatingIfNeeded: bits)
        return NameProbe(name: name == 0 ? nil : name - 1, continues: bits & Self.continues != 0)
    }
}

/// A slot of the word table: 48 bits of the key and three small numbers. 0 is an empty slot.
struct WordSlot {
    var bits: UInt64

    static let maximumProbes = 256

    @inline(__always) static func fingerprint(_ key: UInt64) -> UInt64 { key << 16 }
    @inline(__always) func matches(_ fingerprint: UInt64) -> Bool { bits & ~0xFFFF == fingerprint }
}

/// Where a key's walk begins in a table of `count` slots, and the bits that tell it from others.
enum HashPlace {
    /// The finalizer of SplitMix64: spreads what FNV leaves in the low bits.
    @inline(__always) static func mix(_ hash: UInt64) -> UInt64 {
        var z = hash
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return z ^ (z >> 31)
    }

    @inline(__always) static func start(_ mixed: UInt64, count: Int) -> Int {
        Int(truncatingIfNeeded: ((mixed >> 32) &* UInt64(count)) >> 32)
    }
}
