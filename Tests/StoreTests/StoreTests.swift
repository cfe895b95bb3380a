import Earth
import Foundation
import GeoPackage
import Incidents
import TestSupport
import Testing

@testable import Store

@Suite("The store")
struct StoreTests {
    static let layer = Layer(
        name: "incidents",
        columns: [
            "id", "type", "date_start", "date_end", "date_precision", "place", "kind", "admin1",
            "admin2", "country", "country_name", "gazetteer_id", "relation", "radius_km",
            "killed_min", "killed_max", "injured_min", "injured_max", "quote", "sources", "report",
            "published", "url", "place_text", "title",
        ],
        types: [
            "date_start": .day, "killed_min": .integer, "killed_max": .integer,
            "radius_km": .number,
        ])
    static let signature = Signature(who: "tester", at: "2016-01-05T00:00:00Z")

    static func feature(
        _ id: String, report: String = "r1", words: String = "Sinjar", country: String = "IQ",
        gazetteer: String = "geonames:448149", killed: Int? = nil
    ) -> Feature {
        let known: [String: FieldValue] = [
            "id": .text(id), "type": .text("attack"), "date_start": .text("2016-01-04"),
            "place": .text(words), "country": .text(country), "gazetteer_id": .text(gazetteer),
            "radius_km": .number(3, decimals: 3), "report": .text(report),
            "place_text": .text(words),
            "killed_min": killed.map { .integer($0) } ?? .none,
            "quote": .text("Sentence of \(id)."),
        ]
        return Feature(
            id: id, geometry: .point(Coordinate(wrappingLongitude: 41.87, latitude: 36.32)),
            values: layer.columns.map { known[$0] ?? .none })
    }

    static let otherPlace = Place(
        id: "geonames:94824", name: "Sinjar Dam", kind: .dam,
        coordinate: Coordinate(wrappingLongitude: 42, latitude: 36), radius: .kilometers(1),
        country: "IQ",
        countryName: "Iraq", admin1: "Nineveh", admin2: "", population: 0)

    func withStore<Result>(_ body: (Store, String) throws -> Result) throws -> Result {
        try TestFiles.withFolder { folder in
            let path = folder.appending(path: "store.gpkg").path
            return try body(try Store(path: path, layer: Self.layer, .creating), path)
        }
    }

    private func add(_ store: Store, _ features: Feature...) throws -> Store.Tally {
        try store.append(features, origin: "list.csv", by: Self.signature)
    }

    private func values(_ store: Store, _ column: String) throws -> [String: FieldValue] {
        let index = try #require(Self.layer.columns.firstIndex(of: column))
        var found: [String: FieldValue] = [:]
        try store.forEach { found[$0.id] = $0.values[index] }
        return found
    }

    @Test("A second import changes nothing, a changed row is changed, the log tells of both")
    func idempotence() throws {
        try withStore { store, _ in
            let first = try add(store, Self.feature("a"), Self.feature("b"))
            #expect((first.added, first.changed, first.unchanged) == (2, 0, 0))
            let log = try store.audit()
            let second = try add(store, Self.feature("a"), Self.feature("b"))
            #expect((second.added, second.changed, second.unchanged) == (0, 0, 2))
            #expect(try store.audit() == log)
            let third = try add(store, Self.feature("a", killed: 4))
            #expect((third.added, third.changed, third.unchanged) == (0, 1, 0))
            #expect(try values(store, "killed_min") == ["a": .integer(4), "b": .none])
            #expect(
                try store.audit().map(\.detail) == ["2 added, 0 changed", "0 added, 1 changed"])
            #expect(try store.faults() == [])
        }
    }

    @Test("A correction holds for what its scope covers, and for what comes later")
    func scopes() throws {
        let scopes: [(Correction.Scope, Set<String>)] = [
            (.mention(incident: "a"), ["a"]), (.report("r1", words: "sinjar"), ["a", "b"]),
            (.nameInArea(words: "Sinjar", area: "IQ"), ["a", "b", "c", "later"]),
            (.everywhere(words: "Sinjar"), ["a", "b", "c", "d", "later"]),
        ]
        for (scope, covered) in scopes {
            try withStore { store, _ in
                _ = try add(
                    store, Self.feature("a"), Self.feature("b"), Self.feature("c", report: "r2"),
                    Self.feature("d", report: "r2", country: "SY"), Self.feature("e", words: "Hit"))
                let count = try store.correct(
                    Correction(.place(Self.otherPlace), scope), by: Self.signature)
                _ = try add(store, Self.feature("later", report: "r3"))
                let moved = try values(store, "gazetteer_id").filter {
                    $0.value == .text(Self.otherPlace.id)
                }
                #expect(Set(moved.keys) == covered, "\(scope)")
                #expect(count == covered.subtracting(["later"]).count)
                #expect(try store.faults() == [])
            }
        }
    }

    @Test(
        "What is no place is rejected, and a type put right, wherever the words stand, also later")
    func wideScopes() throws {
        try withStore { store, _ in
            _ = try add(
                store, Self.feature("a", words: "May"), Self.feature("b", words: "May"),
                Self.feature("c"), Self.feature("d", report: "r2"))
            let rejected = try store.correct(
                Correction(.reject, .everywhere(words: "May")), by: Self.signature)
            let retyped = try store.correct(
                Correction(.type("raid"), .report("r1", words: "Sinjar")), by: Self.signature)
            #expect((rejected, retyped) == (2, 1))
            _ = try add(store, Self.feature("e", words: "May"), Self.feature("f"))
            #expect(
                try values(store, "type") == [
                    "c": .text("raid"), "d": .text("attack"), "f": .text("raid"),
                ])
            #expect(try store.undo(correction: 1, by: Self.signature))
            #expect(try Set(values(store, "id").keys) == ["a", "b", "c", "d", "e", "f"])
            #expect(try store.faults() == [])
        }
    }

    @Test("Corrections survive the same report read again, and a newer gazetteer is remarked on")
    func survival() throws {
        try withStore { store, _ in
            _ = try add(store, Self.feature("a"))
            let correction = Correction(
                .place(Self.otherPlace), .mention(incident: "a"), why: "seen on video")
            _ = try store.correct(correction, by: Self.signature)
            #expect(try add(store, Self.feature("a")).unchanged == 1)
            let newer = try add(store, Self.feature("a", gazetteer: "geonames:7"))
            #expect(newer.findings.count == 1)
            #expect(newer.findings[0].message.contains("correction 1 to Sinjar Dam stands"))
            #expect(try values(store, "place") == ["a": .text("Sinjar Dam")])
            #expect(try store.corrections().map(\.correction) == [correction])
        }
    }

    @Test("Every kind of correction does what it says, is read back, and can be taken back")
    func kinds() throws {
        let kinds: [(Correction.Action, String, FieldValue)] = [
            (.type("ambush"), "type", .text("ambush")),
            (
                .date(start: Day(iso: "2016-01-02"), end: Day(iso: "2016-01-03")), "date_end",
                .text("2016-01-03")
            ),
            (.killed(minimum: 2, maximum: nil), "killed_min", .integer(2)),
            (.killed(minimum: nil, maximum: nil), "killed_min", .none),
            (.injured(minimum: 1, maximum: 9), "injured_max", .text("9")),
        ]
        for (action, column, expected) in kinds {
            try withStore { store, _ in
                _ = try add(store, Self.feature("a", killed: 7))
                let before = try values(store, column)
                _ = try store.correct(
                    Correction(action, .mention(incident: "a")), by: Self.signature)
                #expect(try values(store, column) == ["a": expected])
                #expect(try store.corrections()[0].correction.action == action)
                #expect(try store.undo(correction: 1, by: Self.signature))
                #expect(try !store.undo(correction: 1, by: Self.signature))
                #expect(try values(store, column) == before)
                #expect(try store.audit().map(\.action) == ["import", "correct", "undo"])
            }
        }
    }

    @Test("A title made of type and place follows both when they are put right; another is kept")
    func titles() throws {
        for (title, after) in [
            ("Attack in Hit", "Ambush in Hit"), ("Night of fire", "Night of fire"),
        ] {
            try withStore { store, _ in
                var feature = Self.feature("a")
                for (column, value) in [
                    ("title", title), ("type", "attack"), ("relation", "at"), ("place", "Hit"),
                ] {
                    let index = try #require(Self.layer.columns.firstIndex(of: column))
                    feature.values[index] = .text(value)
                }
                _ = try add(store, feature)
                _ = try store.correct(
                    Correction(.type("ambush"), .mention(incident: "a")), by: Self.signature)
                #expect(try values(store, "title") == ["a": .text(after)])
            }
        }
    }

    @Test("Rejected and merged incidents are set aside, stay so, and come back")
    func settingAside() throws {
        try withStore { store, _ in
            _ = try add(store, Self.feature("a"), Self.feature("b"), Self.feature("c"))
            _ = try store.correct(Correction(.reject, .mention(incident: "a")), by: Self.signature)
            _ = try store.correct(
                Correction(.merge("c"), .mention(incident: "b")), by: Self.signature)
            #expect(try Set(values(store, "id").keys) == ["b"])
            #expect(try store.info().setAside == 2)
            _ = try add(store, Self.feature("a"), Self.feature("c", killed: 1))
            #expect(try Set(values(store, "id").keys) == ["b"])
            _ = try store.correct(Correction(.split, .mention(incident: "c")), by: Self.signature)
            #expect(try values(store, "killed_min")["c"] == .integer(1))
            _ = try store.undo(correction: 1, by: Self.signature)
            #expect(try Set(values(store, "id").keys) == ["a", "b", "c"])
            #expect(try store.faults() == [])
            #expect(throws: StoreError.unknownIncident("x")) {
                try store.correct(Correction(.reject, .mention(incident: "x")), by: Self.signature)
            }
        }
    }

    @Test("A database of somebody else is refused, and not a byte of it is changed")
    func foreign() throws {
        try TestFiles.withFolder { folder in
            let path = folder.appending(path: "theirs.gpkg").path
            do {
                let theirs = try Database(path: path, .create)
                try theirs.execute("CREATE TABLE incidents (id TEXT)")
            }
            let before = try Data(contentsOf: URL(filePath: path))
            #expect(throws: StoreError.notAStore) {
                try Store(path: path, layer: Self.layer, .creating)
            }
            #expect(try Data(contentsOf: URL(filePath: path)) == before)
        }
    }

    @Test("Incidents cannot be merged into each other until none is left")
    func circles() throws {
        try withStore { store, _ in
            func merge(_ id: String, into heir: String) throws -> Int {
                try store.correct(
                    Correction(.merge(id), .mention(incident: heir)), by: Self.signature)
            }
            _ = try add(store, Self.feature("a"), Self.feature("b"), Self.feature("c"))
            #expect(throws: StoreError.mergedInCircle("a")) { try merge("a", into: "a") }
            _ = try merge("b", into: "a")
            _ = try merge("c", into: "b")
            #expect(throws: StoreError.self) { try merge("a", into: "c") }
            #expect(try Set(values(store, "id").keys) == ["a"])
            #expect(try store.corrections().count == 2)
            // Taking back a split would close the circle again.
            _ = try store.correct(Correction(.split, .mention(incident: "b")), by: Self.signature)
            _ = try merge("a", into: "c")
            #expect(throws: StoreError.self) { try store.undo(correction: 3, by: Self.signature) }
            #expect(try Set(values(store, "id").keys) == ["b"])
        }
    }

    @Test("A log line that was changed behind the store's back is found")
    func audit() throws {
        try withStore { store, path in
            _ = try add(store, Self.feature("a"))
            _ = try store.correct(Correction(.reject, .mention(incident: "a")), by: Self.signature)
            let other = try Database(path: path, .readWrite)
            #expect(throws: DatabaseError.self) { try other.execute("UPDATE audit SET who = 'x'") }
            #expect(throws: DatabaseError.self) { try other.execute("DELETE FROM audit") }
            #expect(try store.audit().allSatisfy(\.isSound))
            try other.execute("DROP TRIGGER audit_stays; UPDATE audit SET who = 'x' WHERE fid = 1")
            #expect(try store.audit().map(\.isSound) == [false, true])
            #expect(try store.faults().count == 1)
        }
    }

    @Test(
        "An older store is brought up to date, a newer one refused, and other files are no stores")
    func versions() throws {
        try TestFiles.withFolder { folder in
            let path = folder.appending(path: "old.gpkg").path
            do {
                let old = try Database(path: path, .create)
                try StoreSchema.migrate(old, layer: Self.layer, upTo: 1)
                #expect(try StoreSchema.version(of: old) == 1)
            }
            let store = try Store(path: path, layer: Self.layer, .writing)
            #expect(try store.info().version == StoreSchema.version)
            #expect(try store.info().alerts == 0)
            let other = try Database(path: path, .readWrite)
            try other.run("UPDATE sandtable_store SET value = 99 WHERE name = 'version'")
            #expect(throws: StoreError.tooNew(version: 99, known: StoreSchema.version)) {
                try Store(path: path, layer: Self.layer, .writing)
            }
            let text = try TestFiles.write("not a database", to: "x", in: folder)
            #expect(throws: StoreError.notAStore) {
                try Store(path: text, layer: Self.layer, .reading)
            }
            #expect(throws: StoreError.missing) {
                try Store(path: folder.appending(path: "none").path, layer: Self.layer, .writing)
            }
        }
    }

    @Test(
        "A reader sees the whole of an import or nothing of it; a second writer waits for its turn")
    func concurrency() throws {
        try withStore { store, path in
            _ = try add(store, Self.feature("a"))
            let reader = try Store(path: path, layer: Self.layer, .reading)
            let writer = try Database(path: path, .readWrite, wait: 50)
            try writer.execute("BEGIN IMMEDIATE; DELETE FROM incidents")
            #expect(try reader.info().incidents == 1)
            let impatient = try Database(path: path, .readWrite, wait: 50)
            #expect(throws: DatabaseError.self) { try impatient.execute("BEGIN IMMEDIATE") }
            try writer.execute("ROLLBACK")
            #expect(try add(store, Self.feature("b")).added == 1)
            #expect(try reader.info().incidents == 2)
        }
    }

    @Test("A backup is a store of its own, and compacting keeps everything")
    func care() throws {
        try withStore { store, path in
            _ = try add(store, Self.feature("a"), Self.feature("b"))
            try store.compact()
            try store.backup(to: path + ".copy")
            let copy = try Store(path: path + ".copy", layer: Self.layer, .reading)
            #expect(try copy.info().incidents == 2)
            #expect(try copy.faults() == [])
            #expect(throws: StoreError.self) { try store.backup(to: "/nonexistent/x") }
        }
    }

    @Test("Alerts are kept once")
    func alerts() throws {
        try withStore { store, _ in
            let alert = Alert(
                id: "x", rule: "near", change: .raised, likelihood: .certain, site: "dam",
                day: Day(number: 16805), incidents: ["a"], message: "One incident near the dam.")
            let first = try store.append([alert, alert], by: Self.signature)
            let second = try store.append([alert], by: Self.signature)
            #expect((first, second) == (1, 0))
            #expect(try store.info().alerts == 1)
        }
    }

    @Test("QGIS and GDAL see incidents as points, the rest as tables, and the file is valid")
    func otherPrograms() throws {
        guard let ogrinfo = Program("ogrinfo") else {
            return print("skipped: ogrinfo is not installed (Debian: gdal-bin)")
        }
        try withStore { store, path in
            _ = try add(store, Self.feature("a"), Self.feature("b"))
            try store.compact()
            let result = try ogrinfo.run(["-ro", "-so", "-al", path])
            #expect(result.status == 0)
            for line in [
                "Layer name: incidents", "Geometry: Point", "Feature Count: 2", "date_start: Date",
                "Layer name: audit",
            ] {
                #expect(result.output.contains(line), "\(line)")
            }
            let validator = "/usr/lib/python3/dist-packages/osgeo_utils/samples/validate_gpkg.py"
            guard FileManager.default.isReadableFile(atPath: validator) else {
                return print(
                    "skipped: the validator of GDAL is not installed (Debian: python3-gdal)")
            }
            let check = try Program(executable: URL(filePath: "/usr/bin/python3")).run([
                validator, path,
            ])
            #expect(check.status == 0, "\(check.output) \(check.errors)")
        }
    }
}
