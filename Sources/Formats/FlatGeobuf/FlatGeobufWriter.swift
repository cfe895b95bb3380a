import Earth
public import Incidents

/// Writes features as FlatGeobuf 3 with its spatial index, so that map programs read any part of a large
/// file at once, also over HTTP.
///
/// The index comes before the features, so they are set aside until ``finish(_:)``, and then stand in the
/// order of Hilbert's curve; those without a place come last and are in no box. Columns are typed as
/// the layer says, days as DateTime.
///
/// - Source: FlatGeobuf specification 3.0, github.com/flatgeobuf/flatgeobuf (header.fbs, feature.fbs).
public final class FlatGeobufWriter {
    private let layer: Layer
    private let types: [FieldType]
    private let aside = Spool()
    private var boxes: [PackedTree.Box] = []
    private var ends: [Int] = []
    private var kinds: Set<UInt8> = []
    private var encoder = FlatGeobufFeature()

    public init(_ layer: Layer) {
        self.layer = layer
        types = layer.columns.map(layer.type)
    }

    public func write(_ feature: Feature) throws(OutputError) {
        let bytes = encoder.encode(feature, types)
        var box = PackedTree.Box()
        for point in (feature.geometry?.parts ?? []).joined().joined() {
            box.widen(
                to: PackedTree.Box(
                    west: point.longitude, south: point.latitude, east: point.longitude,
                    north: point.latitude))
        }
        boxes.append(box)
        if let kind = feature.geometry?.flatGeobufKind { kinds.insert(kind) }
        try bytes.withUnsafeBufferPointer { bytes throws(OutputError) in try aside.append(bytes) }
        ends.append(aside.count)
    }

    /// Writes all of the file.
    public func finish(
        _ whenFull: (inout OutputBuffer) throws(OutputError) -> Void
    ) throws(OutputError) {
        let extent = boxes.reduce(into: PackedTree.Box()) { $0.widen(to: $1) }
        let places = boxes.map { $0.place(in: extent) }
        let order = boxes.indices.sorted { (places[$0], $0) < (places[$1], $1) }
        var out = OutputBuffer(Self.magic + header(extent))
        if !order.isEmpty { appendTree(order, to: &out) }
        try aside.withBytes { bytes throws(OutputError) in
            for index in order {
                out.append(slice: bytes, start(index)..<ends[index])
                if out.count > 1 << 16 { try whenFull(&out) }
            }
        }
        try whenFull(&out)
    }

    private static let magic: [UInt8] = [0x66, 0x67, 0x62, 0x03, 0x66, 0x67, 0x62, 0x00]

    private func start(_ index: Int) -> Int { index == 0 ? 0 : ends[index - 1] }

    private func appendTree(_ order: [Int], to out: inout OutputBuffer) {
        var offset: UInt64 = 0
        let offsets = order.map { index in
            defer { offset += UInt64(ends[index] - start(index)) }
            return offset
        }
        PackedTree(count: order.count).write(order.map { boxes[$0] }, offsets) { box, offset in
            for axis in [box.west, box.south, box.east, box.north] {
                out.append(littleEndian: axis.bitPattern)
            }
            out.append(littleEndian: offset)
        }
    }

    private func header(_ extent: PackedTree.Box) -> [UInt8] {
        var buffer = FlatBuffer()
        buffer.begin()
        var fields: [FlatBuffer.Field] = [
            .init(0, .reference), .init(2, .byte(kinds.count == 1 ? kinds.first ?? 0 : 0)),
            .init(7, .reference), .init(8, .long(UInt64(boxes.count))),
            .init(9, .short(boxes.isEmpty ? 0 : UInt16(PackedTree.nodeSize))),
            .init(10, .reference),
        ]
        if !extent.isEmpty { fields.append(.init(1, .reference)) }
        let root = buffer.root(fields)
        buffer.string(layer.name, for: root[0])
        if !extent.isEmpty {
            buffer.vector([extent.west, extent.south, extent.east, extent.north], for: root[1])
        }
        let columns = buffer.references(layer.columns.count, for: root[7])
        for (reference, (name, type)) in zip(columns, zip(layer.columns, types)) {
            let (column, parts) = buffer.table([
                .init(0, .reference), .init(1, .byte(type.flatGeobufType)),
            ])
            buffer.refer(reference, to: column)
            buffer.string(name, for: parts[0])
        }
        let (system, parts) = buffer.table([.init(0, .reference), .init(1, .int(4326))])
        buffer.refer(root[10], to: system)
        buffer.string("EPSG", for: parts[0])
        buffer.end()
        return buffer.bytes
    }
}

extension OutputBuffer {
    mutating func append(littleEndian number: some FixedWidthInteger) {
        withUnsafeBytes(of: number.littleEndian) { raw in
            for byte in raw { append(byte) }
        }
    }
}

extension FieldType {
    fileprivate var flatGeobufType: UInt8 {
        switch self {
        case .text: 11
        case .integer: 7
        case .number: 10
        case .flag: 2
        case .day: 13
        }
    }
}
