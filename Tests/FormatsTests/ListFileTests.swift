import Earth
import Foundation
import GeoPackage
import Incidents
import TestSupport
import Testing

@testable import Formats

@Suite("Incident lists in every wrapping")
struct ListFileTests {
    private static let csv =
        "id,lat,lon,date,note\na,34.5,42,2016-01-05,first\nb,35,43.25,2016-01-06,second\n"

    private func read(
        _ bytes: [UInt8], _ options: ListReadingOptions = ListReadingOptions()
    ) throws -> IncidentList {
        try TestFiles.withFolder { folder in
            try IncidentList.read(
                path: try TestFiles.write(bytes, to: "list", in: folder), options: options)
        }
    }

    /// The same list packed by another program; `nil` where that is not installed.
    private func packed(_ line: String) throws -> [UInt8]? {
        guard let bash = Program("bash") else { return nil }
        return try TestFiles.withFolder { folder in
            try TestFiles.write(Self.csv, to: "list.csv", in: folder)
            guard try bash.run(["-c", line], in: folder).status == 0 else { return nil }
            return try TestFiles.bytes(folder.appending(path: "out"))
        }
    }

    private func expectSample(_ list: IncidentList) throws {
        #expect(list.count == 2)
        #expect(
            list.points == [
                try Coordinate(longitude: 42, latitude: 34.5),
                try Coordinate(longitude: 43.25, latitude: 35),
            ])
        #expect(list.days(ofRow: 1).start == Day(iso: "2016-01-06"))
        #expect(list.id(ofRow: 0) == "a")
    }

    @Test(
        "Packed lists are unpacked",
        arguments: [
            "gzip -c list.csv > out", "(gzip -c list.csv; printf '' | gzip -c) > out",
            "python3 -m zipfile -c out list.csv",
            "ogr2ogr -f GPKG out.gpkg list.csv -oo X_POSSIBLE_NAMES=lon -oo Y_POSSIBLE_NAMES=lat -oo AUTODETECT_TYPE=YES -a_srs EPSG:4326 && mv out.gpkg out",
            "ogr2ogr -f GPKG x.gpkg list.csv -oo X_POSSIBLE_NAMES=lon -oo Y_POSSIBLE_NAMES=lat -a_srs EPSG:4326 && gzip -c x.gpkg > out",
            "ogr2ogr -f GeoJSONSeq out list.csv -oo X_POSSIBLE_NAMES=lon -oo Y_POSSIBLE_NAMES=lat -lco RS=YES",
            "ogr2ogr -f KML out list.csv -oo X_POSSIBLE_NAMES=lon -oo Y_POSSIBLE_NAMES=lat",
            "iconv -f UTF-8 -t UTF-16 list.csv > out", "tr , ';' < list.csv > out",
            "tr , '\\t' < list.csv > out",
        ])
    func wrappings(_ line: String) throws {
        guard let bytes = try packed(line) else { return print("skipped: \(line)") }
        try expectSample(read(bytes))
    }

    @Test("What we write as GeoPackage, KML and GeoJSON lines, we read back")
    func ownFormats() throws {
        let list = try read(Array(Self.csv.utf8))
        let features = ListFeatures(list)
        var kml = KMLWriter(features.layer)
        kml.begin()
        features.forEach(in: list) { kml.write($0) }
        kml.finish()
        try expectSample(read(kml.out.bytes))
        try TestFiles.withFolder { folder in
            let path = folder.appending(path: "x.gpkg").path
            let writer = try GeoPackageWriter(features.layer, path: path)
            try features.forEach(in: list) { try writer.write($0) }
            try writer.finish()
            try expectSample(IncidentList.read(path: path))
        }
    }

    @Test("An archive that swells without end is refused at once")
    func bomb() throws {
        guard let bytes = try packed("head -c 1000000000 /dev/zero | gzip -9c > out") else {
            return
        }
        #expect(bytes.count < 2_000_000)
        #expect(throws: InputError.self) { try read(bytes) }
    }

    @Test("Damaged archives are errors or lists, never traps", arguments: 0..<60)
    func damaged(seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        let lines = ["gzip -c list.csv > out", "python3 -m zipfile -c out list.csv"]
        guard var bytes = try packed(lines[Int(seed % 2)]) else { return }
        for _ in 0..<3 {
            bytes[.random(in: 0..<bytes.count, using: &random)] = .random(
                in: 0...255, using: &random)
        }
        bytes = Array(bytes.prefix(.random(in: 1...bytes.count, using: &random)))
        _ = try? read(bytes)
    }

    @Test(
        "GeoPackage and KML changed or cut anywhere are errors or lists, never traps",
        arguments: 0..<60)
    func mutated(seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        let list = try read(Array(Self.csv.utf8))
        let features = ListFeatures(list)
        var bytes: [UInt8]
        if seed % 2 == 0 {
            bytes = try TestFiles.withFolder { folder in
                let file = folder.appending(path: "x.gpkg")
                let writer = try GeoPackageWriter(features.layer, path: file.path)
                try features.forEach(in: list) { try writer.write($0) }
                try writer.finish()
                return try TestFiles.bytes(file)
            }
        } else {
            var kml = KMLWriter(features.layer)
            kml.begin()
            features.forEach(in: list) { kml.write($0) }
            kml.finish()
            bytes = kml.out.bytes
        }
        for _ in 0..<Int.random(in: 1...40, using: &random) {
            bytes[.random(in: 0..<bytes.count, using: &random)] = .random(
                in: 0...255, using: &random)
        }
        if seed % 3 == 0 {
            bytes = Array(bytes.prefix(.random(in: 1...bytes.count, using: &random)))
        }
        _ = try? read(bytes)
    }

    @Test("Columns can be named by the caller; a name that is not there is an error")
    func namedColumns() throws {
        let text = Array("nr;Y;wert\n1;34,5;42,25\n2;35,5;43,75\n".utf8)
        var options = ListReadingOptions()
        options.columns = [.latitude: "Y", .longitude: "wert", .id: "nr"]
        let list = try read(text, options)
        #expect(list.points.map(\.latitude) == [34.5, 35.5])
        #expect(list.id(ofRow: 1) == "2")
        options.columns[.date] = "when"
        #expect(throws: InputError.self) { try read(text, options) }
    }

    @Test("The order of day and month is told by the dates, by the caller, or not guessed")
    func dateOrder() throws {
        func days(_ dates: [String], _ order: DateOrder? = nil) throws -> [Day?] {
            var options = ListReadingOptions()
            options.dateOrder = order
            let rows = dates.map { "34,42,\($0)\n" }.joined()
            let list = try read(Array(("lat,lon,date\n" + rows).utf8), options)
            return (0..<list.count).map { list.days(ofRow: $0).start }
        }
        #expect(
            try days(["05/01/2016", "23/01/2016"]) == [
                Day(iso: "2016-01-05"), Day(iso: "2016-01-23"),
            ])
        #expect(
            try days(["05/01/2016", "10/17/16"]) == [
                Day(iso: "2016-05-01"), Day(iso: "2016-10-17"),
            ])
        #expect(try days(["05/01/2016"]) == [nil])
        #expect(try days(["05/01/2016"], .dayFirst) == [Day(iso: "2016-01-05")])
    }

    @Test("A month or a day that GTD does not know widens the date")
    func unknownDays() throws {
        let text =
            "eventid,iyear,imonth,iday,latitude,longitude\n1,2016,0,0,34,42\n2,2016,2,0,34,42\n"
        let list = try read(Array(text.utf8))
        #expect(list.days(ofRow: 0) == (Day(iso: "2016-01-01"), Day(iso: "2016-12-31")))
        #expect(list.days(ofRow: 1) == (Day(iso: "2016-02-01"), Day(iso: "2016-02-29")))
    }

    @Test("Grid references and degrees with minutes are positions")
    func texts() throws {
        let list = try read(Array("id,mgrs\n1,38SMB4488\n2,\"33°30'N, 44°15'E\"\n3,nowhere\n".utf8))
        #expect(list.rowsOfPoints == [0, 1])
        #expect(list.points[1] == (try Coordinate(longitude: 44.25, latitude: 33.5)))
        #expect(list.findings.contains { $0.position == .row(3, field: "mgrs") && $0.hint != nil })
    }

    @Test("Coordinates of another reference system are turned into degrees")
    func referenceSystem() throws {
        var options = ListReadingOptions()
        options.referenceSystem = "EPSG:32638"
        let list = try read(Array("id,x,y\n1,444500,3688500\n".utf8), options)
        #expect(abs(list.points[0].latitude - 33.33424) < 1e-5)
        #expect(abs(list.points[0].longitude - 44.40363) < 1e-5)
    }

    @Test("Latin-1 is read as what it is, and said")
    func latin1() throws {
        let list = try read(Array("id,lat,lon,city\n1,34,42,Caf".utf8) + [0xE9] + Array("\n".utf8))
        #expect(list.withRows { $0.description(ofRow: 0) }?.name == "Café")
        #expect(list.findings.contains { $0.message.contains("CP1252") })
    }

    @Test("GED and GDELT files without a header line are known by their rows")
    func headerless() throws {
        var ged = [String](repeating: "", count: 49)
        (ged[0], ged[24], ged[27], ged[29], ged[30], ged[38], ged[44]) =
            ("7", "4", "Anbar", "33.4", "43.3", "2016-01-05", "9")
        let list = try read(Array((ged.joined(separator: ",") + "\n").utf8))
        #expect(list.count == 1)
        #expect(list.radii == [.kilometers(75)])
        #expect(list.withRows { $0.description(ofRow: 0) }?.admin1 == "Anbar")
    }

    @Test("Rows that only name their place are kept, and given points later")
    func unplaced() throws {
        let list = try read(Array("city,province,type\nRamadi,Anbar,IED\nHit,,raid\n".utf8))
        #expect(list.count == 2)
        #expect(list.points.isEmpty)
        #expect(list.findings.count == 1)
        #expect(
            list.withRows { $0.description(ofRow: 0) }
                == PlaceDescription(name: "Ramadi", admin1: "Anbar"))
        list.place([1: (try Coordinate(longitude: 42.8, latitude: 33.6), .kilometers(3))])
        #expect(list.rowsOfPoints == [1])
    }
}
