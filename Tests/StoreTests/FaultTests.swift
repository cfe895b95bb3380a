import CSQLite
import Foundation
import GeoPackage
import Incidents
import TestSupport
import Testing

@testable import Store

/// Whatever write fails, the store is as it was, or as it was to be if that was said to be done.
@Suite("A store on a disk that fails", .serialized)
struct FaultTests {
    private typealias Work = @Sendable (Store) throws -> Void

    private static func feature(_ number: Int) -> Feature {
        StoreTests.feature("i\(number)", killed: number)
    }

    private func fingerprint(_ path: String) throws -> [String] {
        let store = try Store(path: path, layer: StoreTests.layer, .reading)
        #expect(try store.faults() == [])
        var rows: [String] = []
        try store.forEach { rows.append("\($0)") }
        return rows + (try store.audit().map { "\($0)" })
            + (try store.corrections().map { "\($0)" }) + ["\(try store.info().mentions)"]
    }

    private func copy(_ from: String, _ to: String) throws {
        for ending in ["", "-wal", "-shm"] {
            try? FileManager.default.removeItem(atPath: to + ending)
        }
        try FileManager.default.copyItem(atPath: from, toPath: to)
    }

    @Test(
        "The n-th write fails, for every n, while it imports, corrects, compacts or keeps mentions",
        arguments: ["import", "correct", "compact", "mentions"], [SQLITE_FULL, SQLITE_IOERR])
    func everyWrite(_ name: String, _ code: Int32) throws {
        try TestFiles.withFolder { folder in
            let base = folder.appending(path: "base.gpkg").path
            do {
                let store = try Store(path: base, layer: StoreTests.layer, .creating)
                _ = try store.append(
                    (1...20).map(Self.feature), origin: "a", by: StoreTests.signature)
                try store.compact()
            }
            let before = try fingerprint(base)
            let work = try #require(Self.works[name])
            let path = folder.appending(path: "s.gpkg").path
            try copy(base, path)
            FaultyDisk.fail(after: nil)
            try run(work, path)
            let after = try fingerprint(path)
            #expect(name == "compact" ? after == before : after != before)
            let calls = FaultyDisk.calls
            #expect(calls > 3)
            var refused = 0
            for count in 0..<calls {
                try copy(base, path)
                FaultyDisk.fail(after: count, with: code)
                let isDone: Bool
                do {
                    try run(work, path)
                    isDone = true
                } catch {
                    isDone = false
                    refused += 1
                }
                FaultyDisk.fail(after: nil)
                let now = try fingerprint(path)
                #expect(now == (isDone ? after : before), "\(name), write \(count + 1) of \(calls)")
            }
            #expect(refused > 0)
        }
    }

    private func run(_ work: Work, _ path: String) throws {
        let store = try Store(
            path: path, layer: StoreTests.layer, .writing, fileSystem: FaultyDisk.name)
        try work(store)
    }

    private static let works: [String: Work] = [
        "import": { store in
            _ = try store.append((11...60).map(feature), origin: "b", by: StoreTests.signature)
        },
        "correct": { store in
            _ = try store.correct(
                Correction(.place(StoreTests.otherPlace), .everywhere(words: "Sinjar")),
                by: StoreTests.signature)
        },
        "compact": { store in try store.compact() },
        "mentions": { store in
            _ = try store.append(
                mentionsOf: (1...20).map(MentionTests.reading), by: StoreTests.signature)
        },
    ]
}
