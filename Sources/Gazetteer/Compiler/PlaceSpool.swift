/// Hashes of the divisions that a row claims to lie in; 0 = none.
struct DivisionClaim {
    var admin1: UInt64 = 0
    var admin2: UInt64 = 0

    static let none = DivisionClaim()
}

/// The records of all rows, in the order they were read, with what is needed to finish them.
struct PlaceSpool: ~Copyable {
    struct Row {
        var record: PlaceRecord
        var claim: DivisionClaim
    }

    private var spool: Spool
    private static let size = PlaceRecord.size + 20
    private var scratch: [UInt8] = []

    init(beside path: String) { spool = Spool(beside: path) }

    var failure: String? { spool.failure }

    mutating func append(_ record: PlaceRecord, _ claim: DivisionClaim, line: Int) {
        scratch.removeAll(keepingCapacity: true)
        record.append(to: &scratch)
        scratch.append(littleEndian: claim.admin1)
        scratch.append(littleEndian: claim.admin2)
        scratch.append(littleEndian: UInt32(clamping: line))
        spool.append(scratch)
    }

    /// The line that a row stood in; 0 = unknown.
    func line(of place: PlaceIndex) -> Int {
        var number: UInt32 = 0
        let offset = Int(place) * Self.size + PlaceRecord.size + 16
        let isRead = withUnsafeMutableBytes(of: &number) { spool.read(into: $0, at: offset) }
        return isRead ? Int(UInt32(littleEndian: number)) : 0
    }

    func forEach(_ body: (PlaceIndex, Row) -> Void) -> Bool {
        var index: PlaceIndex = 0
        return spool.forEachBlock(multipleOf: Self.size) { block in
            for offset in stride(from: 0, to: block.count - Self.size + 1, by: Self.size) {
                func word(_ at: Int) -> UInt64 {
                    UInt64(
                        littleEndian: block.loadUnaligned(
                            fromByteOffset: offset + PlaceRecord.size + at, as: UInt64.self))
                }
                let claim = DivisionClaim(admin1: word(0), admin2: word(8))
                body(index, Row(record: PlaceRecord(block, at: offset), claim: claim))
                index += 1
            }
        }
    }
}
