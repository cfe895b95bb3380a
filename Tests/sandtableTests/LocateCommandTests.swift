import Foundation
import TestSupport
import Testing

/// The command over a gazetteer of three places, which it compiles itself.
@Suite("The locate command", .enabled(if: BuiltProgram.findWithoutGazetteer() != nil))
struct LocateCommandTests {
    private let program: Program

    init() throws { program = try #require(BuiltProgram.findWithoutGazetteer()) }

    private static let table = """
        id\tname\tkind\tlatitude\tlongitude\tradius_km\tcountry\tadmin1\tadmin2\tpopulation\tnames\tsource
        x:iq\tIraq\tcountry\t33\t44\t400\tIQ\t\t\t\t\tx
        x:1\tRamadi\tcity\t33.42\t43.31\t5\tIQ\t\t\t270000\tar:الرمادي\tx
        x:2\tHaditha\ttown\t34.14\t42.38\t3\tIQ\t\t\t\t\tx

        """

    private func withGazetteer(_ body: (URL, [String]) throws -> Void) throws {
        try TestFiles.withFolder { folder in
            try TestFiles.write(Self.table, to: "iraq.tsv", in: folder)
            let path = folder.appending(path: "x.sandgaz").path
            let built = try program.run(
                ["gazetteer", "build", folder.path, "-o", path], in: folder)
            try #require(built.status == 0, "\(built.errors)")
            try body(folder, ["--gazetteer", path])
        }
    }

    @Test("Names are found in any spelling, and rows say which name they answer")
    func rows() throws {
        try withGazetteer { folder, gazetteer in
            let result = try program.run(
                ["locate", "Rammadi", "الحديثة", "--format", "csv"] + gazetteer, in: folder)
            #expect(result.status == 0)
            let lines = result.output.split(separator: "\n")
            #expect(lines.first?.hasPrefix("query,longitude,latitude,rank,name,kind") == true)
            #expect(lines.dropFirst().first?.hasPrefix("Rammadi,43.31,33.42,1,Ramadi,city") == true)
            #expect(lines.contains { $0.hasPrefix("الحديثة,42.38,34.14,1,Haditha,town") })
        }
    }

    @Test("A name nobody has ends with status 1 and the nearest spelling")
    func missing() throws {
        try withGazetteer { folder, gazetteer in
            let result = try program.run(["locate", "Hxdxtkha"] + gazetteer, in: folder)
            #expect(result.status == 1)
            #expect(result.errors.contains("“Hxdxtkha”"))
            let elsewhere = try program.run(
                ["locate", "Ramadi", "--country", "SY"] + gazetteer, in: folder)
            #expect(elsewhere.status == 1)
            #expect(elsewhere.errors.contains("did you mean Ramadi (city, Iraq)?"))
        }
    }

    @Test("Points, kinds and countries that cannot be read are faults of usage")
    func usage() throws {
        try withGazetteer { folder, gazetteer in
            for arguments in [
                ["Ramadi", "--near", "43"], ["Ramadi", "--near", "33.3,144"], ["--at", "a,b"],
                ["Ramadi", "--kind", "castle"], [], ["Ramadi", "--limit", "0"],
                ["Ramadi", "--country", "Atlantis"],
            ] {
                let result = try program.run(["locate"] + arguments + gazetteer, in: folder)
                #expect(result.status == 64, "\(arguments): \(result.errors)")
            }
        }
    }

    @Test(
        "What lies at a point comes with distances, nearest first; west and south need no equals sign"
    )
    func reverse() throws {
        try withGazetteer { folder, gazetteer in
            let result = try program.run(
                ["locate", "--at", "43,33.5", "--format", "jsonl"] + gazetteer, in: folder)
            #expect(result.status == 0)
            let lines = result.output.split(separator: "\n")
            let names = lines.filter { $0.contains("\"near\"") }.map { $0.contains("Ramadi") }
            #expect(names == [true, false])
            let empty = try program.run(["locate", "--at", "-43,-33.5"] + gazetteer, in: folder)
            #expect(empty.status == 1, "\(empty.errors)")
        }
    }

    @Test("A list is located in parts, under its own columns, those of a profile, and coarsened")
    func lists() throws {
        let list = """
            id,place,country,latitude,longitude,date
            a,Ramadi,Iraq,,,2016-01-05
            a,Haditha,,,,2016-01-06
            b,Nowhere at all,Iraq,,,2016-01-07
            c,Ramadi,Iraq,33.4,43.3,2016-01-08

            """
        try withGazetteer { folder, gazetteer in
            try TestFiles.write(list, to: "list.csv", in: folder)
            let convert = ["convert", "list.csv", "--locate"] + gazetteer
            let own = try program.run(convert + ["--format", "csv"], in: folder)
            #expect(own.output.contains("a,43.31,33.42,"), "\(own.errors)")
            #expect(own.output.contains("\"Ramadi, IQ\",x:1,5.0,"), "\(own.output)")
            #expect(own.errors.contains("row 3") && own.errors.contains("Nowhere at all"))
            let flat = try program.run(
                convert + ["--format", "csv", "--profile", "flat", "-q"], in: folder)
            #expect(flat.output.contains("\na-2,42.38,34.14,"), "\(flat.output)")
            #expect(flat.output.contains("x:2"))
            let coarse = try program.run(
                convert + ["--format", "csv", "--publish", "30km", "-q"], in: folder)
            #expect(coarse.output.contains("published-4"))
            #expect(!coarse.output.contains("34.14") && !coarse.output.contains("Haditha"))
        }
    }

    @Test(
        "A gazetteer that is damaged behind its header opens, and check, info and doctor tell of it"
    )
    func damage() throws {
        try withGazetteer { folder, gazetteer in
            let path = URL(filePath: gazetteer[1])
            let sound = try Data(contentsOf: path)
            for arguments in [["gazetteer", "check"], ["gazetteer", "info"], ["doctor"]] {
                #expect(try program.run(arguments + gazetteer, in: folder).status == 0)
            }
            var damaged = sound
            // Behind the header and the table of sections.
            damaged[damaged.count / 2] ^= 1
            try damaged.write(to: path)
            for arguments in [["gazetteer", "check"], ["gazetteer", "info"], ["doctor"]] {
                let result = try program.run(arguments + gazetteer, in: folder)
                #expect(result.status == 65, "\(arguments)")
                #expect((result.output + result.errors).contains("checksum"), "\(arguments)")
            }
            try sound.dropLast(1).write(to: path)
            let cut = try program.run(["locate", "Ramadi"] + gazetteer, in: folder)
            #expect(cut.status == 65 && cut.errors.contains("cut off"), "\(cut.errors)")
        }
    }
}
