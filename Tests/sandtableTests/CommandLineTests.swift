import Foundation
import TestSupport
import Testing

/// What other programs rely on: exit statuses, what goes to which stream, files whole or not at all.
@Suite("The command line", .enabled(if: BuiltProgram.findWithoutGazetteer() != nil))
struct CommandLineTests {
    private let program: Program
    private let bash: Program

    init() throws {
        program = try #require(BuiltProgram.findWithoutGazetteer())
        bash = try #require(Program("bash"))
    }

    /// Without a gazetteer anywhere.
    private let bare = [
        "PATH": "/usr/bin:/bin", "HOME": "/nonexistent", "XDG_DATA_DIRS": "/nonexistent",
    ]

    /// Runs a line of shell with the program as `$S` and a folder as `$D`.
    private func shell(_ line: String, in folder: URL) throws -> Program.Result {
        var environment = bare
        environment["S"] = program.executable.path
        environment["D"] = folder.path
        return try bash.run(["-c", line], in: folder, environment: environment)
    }

    private func withReports<Result>(_ body: (URL) throws -> Result) throws -> Result {
        try TestFiles.withFolder { folder in
            try TestFiles.write("Shells fell on Tuesday.", to: "a.txt", in: folder)
            try TestFiles.write(
                "{\"id\":\"1\",\"text\":\"On Monday.\",\"published\":\"2016-01-05\"}\nbad\n",
                to: "b.jsonl", in: folder)
            return try body(folder)
        }
    }

    @Test(
        "Every way to end has its exit status",
        arguments: [
            ("$S dates a.txt --published 2016-01-05", 0), ("$S --help", 0), ("$S --version", 0),
            ("$S dates", 64), ("$S dates a.txt --published tomorrow", 64), ("$S nonsense", 64),
            ("$S dates a.txt --format geojson", 64), ("$S dates a.txt -o x --stats x", 64),
            ("$S cluster a.csv --radius 5 --min-count 2", 64),
            ("$S near a.csv --sites s.csv", 64), ("$S dates missing.txt", 66),
            ("$S dates missing.txt a.txt", 66),
            (": >empty; $S dates empty", 66), ("$S dates - </dev/null", 66), ("$S dates $S", 65),
            ("echo '{\"id\":1}' | $S dates -", 66),
            ("$S places a.txt --gazetteer a.txt", 65), ("$S dates a.txt -o /nonexistent/x", 73),
            ("$S dates a.txt -o .", 73), ("$S dates a.txt -o /dev/full", 74),
            ("$S dates a.txt >/dev/full", 74),
            ("$S dates - <&-", 66), ("$S dates a.txt >&-", 74), ("$S dates a.txt 2>&-", 0),
            ("$S dates b.jsonl | true; exit ${PIPESTATUS[0]}", 0),
            (
                "for i in {1..1500}; do echo On Tuesday. ; done >long; $S dates long | head -c 1; "
                    + "exit ${PIPESTATUS[0]}", 0
            ),
            ("printf 'a,b\\n1,2\\n' >x.csv; $S cluster x.csv --radius 5km --min-count 2", 65),
        ] as [(String, Int32)])
    func statuses(_ line: String, _ expected: Int32) throws {
        try withReports { folder in
            let result = try shell(line, in: folder)
            #expect(result.status == expected, "\(line): \(result.errors)")
        }
    }

    @Test("Without its library no map is begun, and the message says where it was looked for")
    func mapLibrary() throws {
        try withReports { folder in
            let result = try shell("cp $S ./lone; ./lone map a.txt -o map.html", in: folder)
            #expect(result.status == 66)
            #expect(result.errors.hasPrefix("error: no map library found — "))
            #expect(result.errors.contains(folder.lastPathComponent))
            #expect(try !TestFiles.names(in: folder).contains("map.html"))
        }
    }

    @Test("Data goes to standard output, findings to standard error; -q leaves errors")
    func streams() throws {
        try withReports { folder in
            let result = try shell("$S dates b.jsonl", in: folder)
            #expect(result.output.split(separator: "\n").count == 1)
            #expect(
                result.errors
                    == "error: b.jsonl:2: expected a value at byte 56 (column 1); the line was left out\n"
            )
            try TestFiles.write([0x44, 0xE9, 0x67], to: "c.txt", in: folder)
            #expect(
                try shell("$S dates c.txt", in: folder).errors == "note: c.txt: read as CP1252\n")
            #expect(try shell("$S dates -q c.txt", in: folder).errors == "")
        }
    }

    @Test("Output to a file is written whole or not at all, and leaves nothing beside it")
    func atomicOutput() throws {
        try withReports { folder in
            let written = try shell("$S dates a.txt -o out.jsonl && ls -A", in: folder)
            #expect(written.output == "a.txt\nb.jsonl\nout.jsonl\n")
            let failed = try shell(
                "echo old >kept; $S dates missing -o kept; cat kept; ls -A | wc -l", in: folder)
            #expect(
                failed.output.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
                    == ["old", "4"])
            let link = try shell(
                "ln -s out.jsonl link; $S dates a.txt -o link; test -L link && wc -l <out.jsonl",
                in: folder)
            #expect(link.output.trimmingCharacters(in: .whitespacesAndNewlines) == "1")
        }
    }

    @Test(
        "An interrupted run leaves no file behind, and ends as the signal says",
        arguments: [("INT", 130), ("TERM", 143), ("HUP", 129)] as [(String, Int32)])
    func interruption(_ signal: String, _ status: Int32) throws {
        try withReports { folder in
            let result = try shell(
                """
                mkfifo pipe; set -m; $S dates pipe -o out.jsonl & child=$!; exec 3>pipe
                for i in {1..1200}; do ls -A | grep -q tmp && break; sleep 0.05; done
                ls -A | grep -c tmp; kill -\(signal) $child; wait $child; echo $?; ls -A
                """, in: folder)
            #expect(result.output == "1\n\(status)\na.txt\nb.jsonl\npipe\n", "\(result.errors)")
        }
    }

    @Test("A named file is told of by the index beside it, as its whole folder is")
    func indexBeside() throws {
        try withReports { folder in
            try TestFiles.write(
                "file,published,source\na.txt,2016-01-06,Sample\ngone.txt,2016-01-06,\n",
                to: "index.csv", in: folder)
            let named = try shell("$S dates ./a.txt", in: folder)
            #expect(named.output.contains("\"published\":\"2016-01-06\""))
            #expect(
                named.errors
                    == "note: ./index.csv: says when and by whom the files beside it are\n")
            let whole = try shell("$S dates .", in: folder)
            #expect(whole.output.contains(named.output))
            #expect(whole.errors.contains("names gone.txt, which is not in the folder"))
            let given = try shell("$S dates a.txt --published 2016-02-02", in: folder)
            #expect(given.output.contains("\"published\":\"2016-02-02\""))
        }
    }

    @Test(
        "Folders that lead into themselves, dangling links and broken indices cost only themselves")
    func folders() throws {
        try withReports { folder in
            let loops = try shell(
                "mkdir -p x/y; ln -s .. x/y/back; cp a.txt x/y; ln -s nowhere x/gone.txt; $S dates x",
                in: folder)
            #expect(loops.status == 0, "\(loops.errors)")
            #expect(loops.output.split(separator: "\n").count == 1)
            #expect(loops.output.contains("\"id\":\"y/a.txt\""))
            #expect(loops.errors.contains("x/y/back: leads to a folder that was read before"))
            #expect(loops.errors.contains("warning: x/gone.txt: no such file or folder\n"))
            try TestFiles.write([UInt8](repeating: 0, count: 100), to: "z/index.csv", in: folder)
            let broken = try shell("cp a.txt z; $S dates z; echo $?; $S dates z/a.txt", in: folder)
            #expect(broken.output.split(separator: "\n").count == 3, "\(broken.output)")
            #expect(
                broken.errors.contains("index.csv: the index was not used: it is binary data"),
                "\(broken.errors)")
            let twice = try shell(
                "printf 'file,published\\na.txt,2016-01-05\\na.txt,2016-01-06\\nb,soon\\n' >z/index.csv; $S dates z",
                in: folder)
            #expect(twice.output.contains("\"published\":\"2016-01-06\""))
            for remark in [
                "z/index.csv:row 2, file: a.txt was named before", "not a day: soon",
                "names b, which is not in the folder",
            ] {
                #expect(twice.errors.contains(remark), "\(twice.errors)")
            }
        }
    }

    @Test("Of two reports with one id the second gets a number, and both are read")
    func repeatedIDs() throws {
        try TestFiles.withFolder { folder in
            try TestFiles.write("On Monday.", to: "x/a.txt", in: folder)
            try TestFiles.write("On Tuesday.", to: "y/a.txt", in: folder)
            let result = try shell("$S dates x/a.txt y/a.txt x", in: folder)
            let ids = result.output.split(separator: "\n").map { $0.prefix(14) }
            #expect(ids == ["{\"id\":\"a.txt\",", "{\"id\":\"a.txt#2", "{\"id\":\"a.txt#3"])
            #expect(
                result.errors.contains(
                    "y/a.txt: a second report has the id a.txt; it is called a.txt#2"))
        }
    }

    @Test("Statistics are one JSON object, to a file or to standard error beside the data")
    func statistics() throws {
        try withReports { folder in
            let result = try shell("$S dates a.txt --stats s.json && cat s.json", in: folder)
            let last = try #require(result.output.split(separator: "\n").last)
            let object = try JSONSerialization.jsonObject(with: Data(last.utf8)) as? [String: Any]
            #expect(object?["reports"] as? Int == 1)
            #expect(object?["bytes"] as? Int == 23)
            for key in ["read_s", "compute_s", "write_s", "total_s", "peak_memory_bytes"] {
                #expect(object?[key] is NSNumber, "\(key)")
            }
            #expect(
                try shell("$S dates a.txt --stats - -o x", in: folder).output.hasPrefix(
                    "{\"command\":\"dates\""))
            #expect(
                try shell("$S dates a.txt --published 2016-01-05 --stats -", in: folder).errors
                    .hasPrefix(
                        "{\"command\":\"dates\""))
        }
    }

    @Test("A missing gazetteer is explained; a damaged or a foreign one is refused with what to do")
    func gazetteers() throws {
        try withReports { folder in
            try TestFiles.write(
                "id\tname\tkind\tlatitude\tlongitude\tradius_km\tcountry\tadmin1\tadmin2\tpopulation\tnames\tsource\n"
                    + "geonames:1\tHaditha\tcity\t34.14\t42.38\t4\tIQ\t\t\t80000\t\tx\n",
                to: "tables/iraq.tsv", in: folder)
            // A gazetteer may stand beside the program, so a copy of it is asked.
            let without = try shell(
                "cp $S alone; ./alone places a.txt; echo $?; ./alone doctor", in: folder)
            #expect(without.output.hasPrefix("66\n"))
            #expect(without.status == 66)
            #expect(without.errors.contains("sandtable gazetteer build"))
            let build = try shell("$S gazetteer build tables -o g.sandgaz", in: folder)
            #expect(build.status == 0, "\(build.errors)")
            let info = try shell(
                "$S gazetteer check --gazetteer g.sandgaz; $S doctor --gazetteer g.sandgaz",
                in: folder)
            #expect(info.status == 0)
            #expect(info.output.contains("1 places"))
            let found = try shell("SANDTABLE_GAZETTEER=g.sandgaz $S places a.txt", in: folder)
            #expect(found.output.hasPrefix("{\"id\":\"a.txt\",\"places\":["))
            let cut = try shell(
                "head -c 300 g.sandgaz >cut; $S places a.txt --gazetteer cut", in: folder)
            #expect(cut.status == 65)
            #expect(cut.errors.contains("gazetteer build"))
        }
    }

    @Test("Lists are clustered and measured from end to end")
    func lists() throws {
        try TestFiles.withFolder { folder in
            try TestFiles.write(
                "id,lat,lon\na,34.14,42.38\nb,34.15,42.38\nc,10,10\n", to: "l.csv", in: folder)
            try TestFiles.write(
                "name,kind,lat,lon\nHaditha Dam,dam,34.207,42.355\n", to: "s.csv", in: folder)
            let clustered = try shell("$S cluster l.csv --radius 5km --min-count 2", in: folder)
            #expect(
                clustered.output
                    == "id,lat,lon,cluster,cluster_role\na,34.14,42.38,0,core\nb,34.15,42.38,0,core\nc,10,10,,noise\n"
            )
            let near = try shell(
                "$S near l.csv --sites s.csv --within 10km --format jsonl", in: folder)
            #expect(near.output.split(separator: "\n").count == 2)
            #expect(
                near.output.contains(
                    "\"incident_id\":\"a\",\"site_id\":\"s.csv:1\",\"site\":\"Haditha Dam\",\"kind\":\"dam\""
                ))
            #expect(try shell("$S near l.csv --sites s.csv --within 1km", in: folder).status == 1)
        }
    }
}
