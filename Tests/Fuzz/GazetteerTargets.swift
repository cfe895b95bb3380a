import Earth
import Incidents
import Reading

@testable import Gazetteer

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The compiled gazetteer and what reads texts with it. The tests have mutation loops of their own for these
/// (`DamagedGazetteerTests`, `MutationTests`); here they are targets of a fuzzer.
extension FuzzTarget {
    static let ofGazetteers: [FuzzTarget] = [
        FuzzTarget("gazetteer", damagedGazetteer), FuzzTarget("places", places),
    ]

    /// The bytes are changes to a sound file, five for each: where, and what stands there. The checksum of the
    /// header is made to fit: it would refuse nearly everything else.
    private static func damagedGazetteer(_ changes: UnsafeBufferPointer<UInt8>) {
        var bytes = sample.bytes
        for start in stride(from: 0, to: changes.count - 4, by: 5) {
            let place = changes[start..<start + 4].reduce(0) { $0 << 8 | Int($1) }
            bytes[place % bytes.count] = changes[start + 4]
        }
        fitHeader(&bytes)
        let path = temporaryPath("damaged")
        write(bytes, to: path)
        defer { unlink(path) }
        guard let gazetteer = try? CompiledGazetteer(path: path) else { return }
        try? gazetteer.verify()
        for name in ["Ramadi", "Haditha Dam", "al", "الرمادي", "Hadeetha", "Ramadi, Anbar"] {
            for posting in gazetteer.postings(of: name) { _ = gazetteer.place(posting.place) }
            _ = gazetteer.locate(name)
        }
        _ = gazetteer.facts(ofWord: WordKey("ali"))
        _ = gazetteer.counts()
        _ = gazetteer.contents
        _ = gazetteer.licences
        _ = gazetteer.nearestSpellings(to: "Ramdi")
        let middle = Coordinate(wrappingLongitude: 43, latitude: 34)
        _ = gazetteer.nearest(to: middle, count: 3, within: .kilometers(200))
    }

    private static func fitHeader(_ bytes: inout [UInt8]) {
        let checksum: UInt64? = bytes.withUnsafeBytes { bytes in
            let count = bytes.loadUnaligned(fromByteOffset: 12, as: UInt32.self).littleEndian
            let end = GazetteerFormat.headerSize + Int(count) * GazetteerFormat.sectionEntrySize
            guard end <= bytes.count else { return nil }
            return GazetteerSections.headerChecksum(bytes, tableEnd: end)
        }
        guard let checksum else { return }
        for index in 0..<8 {
            bytes[24 + index] = UInt8(truncatingIfNeeded: checksum >> (8 * index))
        }
    }

    private static func places(_ bytes: UnsafeBufferPointer<UInt8>) {
        let text = String(decoding: bytes, as: UTF8.self)
        let reading = sample.reader.read(
            Report(id: "fuzz", text: text, published: Day(number: 16_000)))
        for mention in reading.mentions {
            precondition(mention.span.start >= 0 && mention.span.end <= text.utf8.count)
        }
    }

    // MARK: The sample

    private struct Sample: Sendable {
        let bytes: [UInt8]
        let reader: Reader
    }

    /// A few places, compiled when they are first asked for.
    private static let sample: Sample = {
        let folder = temporaryPath("tables")
        mkdir(folder, 0o700)
        mkdir(folder + "/words", 0o700)
        let header =
            "id\tname\tkind\tlatitude\tlongitude\tradius_km\tcountry\tadmin1\tadmin2\tpopulation\tnames\tsource\n"
        let rows = [
            "x:iq\tIraq\tcountry\t33\t44\t400\tIQ\t\t\t\tIraqi:demonym\tx",
            "x:an\tAnbar\tadmin1\t33\t42\t150\tIQ\tAnbar\t\t\t\tx",
            "x:1\tRamadi\tcity\t33.42\t43.31\t5\tIQ\tAnbar\t\t270000\tar:الرمادي\tx",
            "x:2\tHaditha\ttown\t34.14\t42.38\t3\tIQ\tAnbar\t\t\t\tx",
            "x:3\tHaditha Dam\tdam\t34.2\t42.35\t1\tIQ\tAnbar\t\t\t\tx",
        ]
        write(
            Array((header + rows.joined(separator: "\n") + "\n").utf8), to: folder + "/places.tsv")
        let compiled = temporaryPath("sandgaz")
        do {
            _ = try GazetteerCompiler.compile(folder: folder, to: compiled)
            let gazetteer = try CompiledGazetteer(path: compiled)
            return Sample(bytes: read(compiled), reader: Reader(gazetteer: gazetteer))
        } catch {
            print("the sample cannot be compiled: \(error)")
            exit(70)
        }
    }()

    private static func temporaryPath(_ name: String) -> String {
        "/tmp/sandtable-fuzz-\(getpid())-\(name)"
    }

    private static func write(_ bytes: [UInt8], to path: String) {
        guard let file = fopen(path, "w") else { return }
        fwrite(bytes, 1, bytes.count, file)
        fclose(file)
    }

    private static func read(_ path: String) -> [UInt8] {
        guard let file = fopen(path, "r") else { return [] }
        defer { fclose(file) }
        var bytes = [UInt8](repeating: 0, count: 1 << 24)
        bytes.removeLast(bytes.count - fread(&bytes, 1, bytes.count, file))
        return bytes
    }
}
