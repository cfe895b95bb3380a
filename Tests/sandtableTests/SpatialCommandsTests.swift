import Foundation
import TestSupport
import Testing

/// The spatial commands from file to file, and what they say to input that is no good.
@Suite("Spatial commands", .enabled(if: BuiltProgram.findWithoutGazetteer() != nil))
struct SpatialCommandsTests {
    private let program: Program

    init() throws { program = try #require(BuiltProgram.findWithoutGazetteer()) }

    /// Six incidents in Haditha over two months, two in Baiji, one of them known to 30 km, one alone, one
    /// nowhere.
    private let incidents = """
        id,date_start,type,place,killed,lat,lon,radius_km
        a,2016-01-01,shelling,Haditha,1,34.14,42.38,0
        b,2016-01-02,shelling,Haditha,2,34.14,42.38,0
        c,2016-01-03,ambush,Haditha,,34.15,42.38,0
        d,2016-02-20,shelling,Haditha,4,34.14,42.39,0
        e,2016-02-21,bombing,Haditha,0,34.14,42.38,0
        f,2016-02-22,shelling,Haditha,1,34.17,42.38,0
        g,2016-01-01,bombing,Baiji,10,34.93,43.49,0
        h,2016-01-09,bombing,Baiji,,34.93,43.49,30
        i,,arrest,Basra,,30.5,47.8,0
        j,2016-01-01,arrest,,,,,

        """

    private let sites = """
        id,name,kind,lat,lon
        hd,Haditha Dam,dam,34.207,42.355
        br,Baiji Refinery,refinery,34.99,43.48

        """

    /// Two provinces that meet at 42.385° east, the eastern one a bow tie that has to be repaired.
    private let borders = """
        {"type":"FeatureCollection","features":[
        {"type":"Feature","properties":{"name":"West"},"geometry":{"type":"Polygon","coordinates":
        [[[42,34],[42.385,34],[42.385,34.5],[42,34.5],[42,34]]]}},
        {"type":"Feature","properties":{"name":"East","id":"E"},"geometry":{"type":"Polygon","coordinates":
        [[[42.385,34],[43,34.5],[43,34],[42.385,34.5],[42.385,34]]]}},
        {"type":"Feature","properties":{"name":"Lost"},"geometry":null}]}
        """

    private func run(_ line: String, files: [String: String] = [:]) throws -> Program.Result {
        try TestFiles.withFolder { folder in
            try TestFiles.write(incidents, to: "l.csv", in: folder)
            try TestFiles.write(sites, to: "s.csv", in: folder)
            try TestFiles.write(borders, to: "b.geojson", in: folder)
            for (name, text) in files { try TestFiles.write(text, to: name, in: folder) }
            return try program.run(line.split(separator: " ").map(String.init), in: folder)
        }
    }

    /// The cells of the columns named, row by row.
    private func cells(_ result: Program.Result, _ columns: String...) -> [String] {
        let lines = result.output.split(separator: "\n").map {
            $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
        guard let header = lines.first else { return [] }
        let wanted = columns.compactMap { header.firstIndex(of: $0) }
        return lines.dropFirst().map { row in wanted.map { row[$0] }.joined(separator: " ") }
    }

    // MARK: Clusters

    @Test("Reasons stand beside the labels: how many neighbours, which core is nearest")
    func reasons() throws {
        let result = try run("cluster l.csv --radius 2km --min-count 4 --explain")
        #expect(
            cells(
                result, "id", "cluster", "cluster_role", "cluster_neighbors", "cluster_nearest_core"
            )
                == [
                    "a 0 core 5 b", "b 0 core 5 a", "c 0 core 5 a", "d 0 core 5 a", "e 0 core 5 a",
                    "f  noise 1 c", "g  noise 2 c", "h  noise 2 c", "i  noise 1 d", "j  noise  ",
                ])
        let days = try run("cluster l.csv --radius 2km --min-count 3 --within-days 5 --explain")
        #expect(
            cells(days, "id", "cluster", "cluster_role", "cluster_neighbors").prefix(5) == [
                "a 0 core 3", "b 0 core 3", "c 0 core 3", "d  noise 2", "e  noise 2",
            ])
    }

    @Test("HDBSCAN needs no radius, gives strengths, and its tree begins with all rows")
    func hierarchical() throws {
        let result = try run("cluster l.csv --method hdbscan --min-count 2 --min-samples 2")
        let labels = cells(result, "id", "cluster", "cluster_role", "cluster_strength")
        #expect(labels.contains { $0.hasPrefix("g 1 core") || $0.hasPrefix("g 2 core") })
        #expect(labels.last == "j  noise 0.0")
        let tree = try run("cluster l.csv --method hdbscan --min-count 2 --tree")
        #expect(cells(tree, "id", "parent", "size").first == "0  9")
    }

    @Test("A summary gives each cluster its size, days, words and toll")
    func summary() throws {
        let result = try run("cluster l.csv --radius 2km --min-count 4 --summary")
        #expect(
            cells(
                result, "cluster", "count", "core", "date_start", "date_end", "places", "types",
                "killed_min") == [
                    "0 5 5 2016-01-01 2016-02-21 Haditha (5) shelling (3); ambush (1); bombing (1) 7"
                ])
        let drawn = try run(
            "cluster l.csv --radius 2km --min-count 4 --summary --hull concave --format geojson")
        #expect(drawn.output.contains("\"type\":\"Polygon\""))
    }

    @Test(
        "Lines and areas cluster by the distance between them; broken ones are repaired and named")
    func extents() throws {
        let shapes = """
            {"type":"FeatureCollection","features":[
            {"type":"Feature","id":"road","properties":{},"geometry":{"type":"LineString","coordinates":
            [[42,34],[42.5,34],[42.2,34.1],[42.3,33.9]]}},
            {"type":"Feature","id":"area","properties":{},"geometry":{"type":"Polygon","coordinates":
            [[[42.51,33.9],[42.8,34.2],[42.8,33.9],[42.51,34.2],[42.51,33.9]]]}},
            {"type":"Feature","id":"point","properties":{},"geometry":{"type":"Point","coordinates":[42.8,34.05]}},
            {"type":"Feature","id":"far","properties":{},"geometry":{"type":"Point","coordinates":[44,34]}}]}
            """
        let result = try run(
            "cluster x.geojson --radius 15km --min-count 2", files: ["x.geojson": shapes])
        #expect(result.errors.contains("row 2, geometry: polygon repaired: Self-intersection"))
        #expect(result.output.components(separatedBy: "\"cluster\":0").count == 4)
        #expect(result.output.components(separatedBy: "\"cluster_role\":\"noise\"").count == 2)
    }

    // MARK: Divisions, patterns

    @Test("Rows get their division, sure or possible; what is broken or missing is said")
    func divisions() throws {
        let result = try run("divisions l.csv --borders b.geojson")
        #expect(
            cells(result, "id", "division", "division_certain").prefix(4) == [
                "a West true", "b West true", "c West true", "d East true",
            ])
        #expect(result.errors.contains("division E was repaired"))
        #expect(result.errors.contains("shape 3 was left out: it has no geometry"))
        let counts = try run("divisions l.csv --borders b.geojson --summary")
        #expect(
            cells(counts, "division", "period", "count", "certain", "possible") == [
                "West 2016-01-01 3 3 3", "West 2016-02-01 2 2 2", "East 2016-02-01 1 1 1",
            ])
    }

    @Test("Hot spots and densities cover every incident")
    func surfaces() throws {
        let cellsOf = try run("hotspots l.csv --width 40km --format csv")
        #expect(cells(cellsOf, "count").compactMap { Int($0) }.reduce(0, +) == 9)
        let emerging = try run("hotspots l.csv --width 40km --emerging --by week --format csv")
        #expect(cells(emerging, "count").compactMap { Int($0) }.reduce(0, +) == 8)
        #expect(emerging.errors.contains("1 incidents have no day and were left out"))
        let density = try run("density l.csv --bandwidth 30km --levels 0.5,0.2 --format geojson")
        #expect(density.output.components(separatedBy: "\"level\":").count == 3)
    }

    @Test("Knox tables and scans are the same whatever the threads, and name what stands out")
    func chance() throws {
        let knox = "knox l.csv --distances 0km,3km --days 2,60 --permutations 99 --threads "
        let table = try run(knox + "1")
        // At one place in 2 days: a and b only; d and e, b and c, e and f … lie apart.
        #expect(cells(table, "km_max", "days_max", "observed").first == "0.0 2 1")
        #expect(try run(knox + "8").output == table.output)
        let scan =
            "scan l.csv --max-radius 3km --max-days 5 --permutations 99 --format csv --threads "
        let found = try run(scan + "1")
        #expect(cells(found, "date_start", "date_end", "observed").count > 0)
        #expect(try run(scan + "8").output == found.output)
    }

    // MARK: Queries

    @Test(
        "Queries pick rows by place, time and columns",
        arguments: [
            ("--bbox 42,34,42.385,34.16", "abce"), ("--bbox 170,-20,-170,20", ""),
            ("--around 43.49,34.93 --radius 1km", "gh"),
            ("--around 43.49,34.80 --radius 5km", ""),
            ("--around 43.49,34.80 --radius 5km --possible", "h"),
            ("--polygon b.geojson", "abcdef"), ("--along road.geojson --within 2km", "cf"),
            ("--sites s.csv --within 9km", "abcdefgh"),
            ("--sites s.csv --of dam --within 9km", "abcdef"),
            ("--sites s.csv --of bridge --within 8km", ""),
            ("--since 2016-02-21", "ef"), ("--until 2016-01-02", "abgj"),
            ("--where type=Bombing", "egh"), ("--where killed>=2", "bdg"),
            ("--where type~LL --where killed!=1", "bd"), ("--where place=", "j"),
            ("--where type!=shelling --since 2016-01-09", "eh"),
            ("--sort killed --descending --limit 3", "gdb"), ("--sort killed --limit 2", "ea"),
            ("--bbox 42,34,43,35 --sites s.csv --within 8km --where type=ambush", "c"),
            ("--limit 0", ""), ("killed>=2", "bdg"),
            ("S_INTERSECTS(geom,BBOX(43,34,44,35)) --since 2016-01-05", "h"),
        ])
    func queries(_ options: String, _ expected: String) throws {
        let road = """
            {"type":"LineString","coordinates":[[42.3,34.16],[42.5,34.16],[42.4,34.2],[42.45,34.1601]]}
            """
        let result = try run("query l.csv " + options, files: ["road.geojson": road])
        #expect(cells(result, "id").joined() == expected, "\(result.errors)")
        #expect(result.status == (expected.isEmpty ? 1 : 0))
    }

    @Test(
        "Pages put together are the whole, also when rows come and go between them",
        arguments: ["", "--sort killed", "--sort killed --descending", "--sort type", "--sort id"])
    func pages(_ order: String) throws {
        let whole = cells(try run("query l.csv --bbox 40,30,50,40 \(order)"), "id")
        #expect(whole.count == 9)
        var pages: [String] = []
        var next = ""
        for page in 1...5 {
            let result = try run("query l.csv --bbox 40,30,50,40 --limit 2 \(order) \(next)")
            pages += cells(result, "id")
            guard let cursor = result.errors.firstRange(of: "--after ") else {
                #expect(page == 5, "\(result.errors)")
                break
            }
            next = "--after " + result.errors[cursor.upperBound...].prefix { $0.isHexDigit }
            // A row that came meanwhile and belongs before the first page, and one that went.
            guard order.hasPrefix("--sort id"), page == 1 else { continue }
            let list = incidents.replacing("b,2016-01-02", with: "Z,2016-01-02")
            let second = try run(
                "query l.csv --bbox 40,30,50,40 --limit 2 \(order) \(next)", files: ["l.csv": list])
            #expect(cells(second, "id") == ["c", "d"])
        }
        #expect(pages == whole)
        #expect(try run("query l.csv --sort date_start --after 00ff").status == 64)
        if !next.isEmpty { #expect(try run("query l.csv --sort place \(next)").status == 64) }
    }

    @Test("A query that may be a slip of the pen is refused with what was meant")
    func slips() throws {
        for (options, message) in [
            ("--where tpye=x", "did you mean \"type\"?"),
            ("--sort klled", "did you mean \"killed\"?"),
            ("--around 34.9,143.5 --radius 5km", "are the axes swapped?"),
            ("--bbox 42,34,43", "a box is west,south,east,north"),
            ("--bbox 42,35,43,34", "south is above north"),
            ("--around 43,34", "belong together"), ("--sites s.csv", "need --within"),
            ("--sites s.csv --within 5km --of damm", "did you mean \"dam\"?"),
            ("--sites s.csv --within 5km --of dma", "did you mean \"dam\"?"),
            ("--where type", "as in type=bombing"), ("--since 2016-13-01", "write the day"),
        ] {
            let result = try run("query l.csv " + options)
            #expect(result.status == 64, "\(options)")
            #expect(result.errors.contains(message), "\(options): \(result.errors)")
            #expect(result.output == "")
        }
    }

    // MARK: Bad input

    private let every = [
        "cluster l.csv --radius 5km --min-count 2", "near l.csv --sites s.csv --nearest 1",
        "near l.csv --sites s.csv --within 5km", "divisions l.csv --borders b.geojson",
        "hotspots l.csv --width 20km", "density l.csv --bandwidth 20km",
        "knox l.csv --distances 1km --days 7 --permutations 9",
        "scan l.csv --max-radius 5km --max-days 7 --permutations 9", "query l.csv --bbox 0,0,1,1",
        "cluster l.csv --method hdbscan --min-count 2",
    ]

    @Test("An empty file, a header alone and a single row have answers from every command")
    func few() throws {
        for command in every {
            let empty = try run(command, files: ["l.csv": ""])
            #expect(empty.status == 66, "\(command)")
            let header = try run(command, files: ["l.csv": "id,lat,lon,date\n"])
            #expect([0, 1].contains(header.status), "\(command): \(header.errors)")
            let one = try run(command, files: ["l.csv": "id,lat,lon,date\na,34,42,2016-01-01\n"])
            #expect([0, 1].contains(one.status), "\(command): \(one.errors)")
            let none = try run(command, files: ["l.csv": "id,lat,lon\na,,\nb,x,y\n"])
            #expect([0, 1].contains(none.status), "\(command): \(none.errors)")
        }
    }

    @Test("Positions that cannot be are noise with a finding; swapped axes are suspected")
    func positions() throws {
        let list =
            "id,lat,lon\na,nan,42\nb,inf,42\nc,99,42\nd,120,34\ne,34,181\nf,1e308,1e308\ng,34,42\n"
        for command in every {
            let result = try run(command, files: ["l.csv": list])
            #expect([0, 1].contains(result.status), "\(command): \(result.errors)")
            #expect(result.errors.contains("latitude: not a position: nan"), "\(command)")
            #expect(result.errors.contains("l.csv:row 4"), "\(command)")
            #expect(result.errors.contains("are the axes swapped?"), "\(command)")
        }
    }

    @Test(
        "Radii of nothing, of the whole globe and beyond have answers",
        arguments: ["0km", "0.000001m", "20000km", "99999999999999999km"])
    func radii(_ radius: String) throws {
        for command in [
            "cluster l.csv --radius \(radius) --min-count 2",
            "cluster l.csv --radius \(radius) --min-count 2 --within-days 3 --explain",
            "near l.csv --sites s.csv --within \(radius)",
            "query l.csv --around 42,34 --radius \(radius)",
            "query l.csv --sites s.csv --within \(radius) --possible",
            "scan l.csv --max-radius \(radius) --max-days 9 --permutations 9",
        ] {
            let result = try run(command)
            #expect([0, 1].contains(result.status), "\(command): \(result.errors)")
        }
        for command in ["hotspots l.csv --width", "density l.csv --bandwidth"] {
            let result = try run("\(command) \(radius)")
            #expect([0, 64].contains(result.status), "\(command) \(radius): \(result.errors)")
            #expect(result.status == 0 || result.errors.contains("error: "), "\(command)")
        }
    }

    @Test("Fifty thousand rows at one place, and all within reach of all, take linear memory")
    func crowd() throws {
        let equal =
            "id,lat,lon,date\n" + String(repeating: "x,33.3,44.4,2016-01-01\n", count: 50_000)
        var spread = "id,lat,lon,date\n"
        for i in 0..<5000 {
            spread += "\(i),33.\(100_000 + i * 3),44.\(100_000 + i * 7),2016-01-01\n"
        }
        for (command, list) in [
            ("cluster l.csv --radius 5km --min-count 5", equal),
            ("cluster l.csv --radius 0km --min-count 5 --within-days 3", equal),
            ("cluster l.csv --method hdbscan --min-count 5", equal),
            ("near l.csv --sites s.csv --within 20000km", equal),
            ("divisions l.csv --borders b.geojson", equal),
            ("knox l.csv --distances 0km,5km --days 7 --permutations 3", equal),
            ("cluster l.csv --radius 20000km --min-count 5", spread),
            ("cluster l.csv --radius 20000km --min-count 5 --within-days 3", spread),
        ] {
            let result = try run(command + " --stats -", files: ["l.csv": list])
            #expect(result.status == 0, "\(command): \(result.errors.suffix(300))")
            let memory = result.errors.split(separator: "\"peak_memory_bytes\":").last.flatMap {
                Int($0.prefix { $0.isNumber })
            }
            #expect((memory ?? .max) < 400_000_000, "\(command)")
        }
    }

    @Test("Options that cannot be used are refused with what would help")
    func unusable() throws {
        for (command, message) in [
            ("hotspots l.csv --width 1m", "too fine"), ("density l.csv --bandwidth 1m", "too fine"),
            ("knox l.csv --distances 5km,2km --days 7", "give ascending"),
            ("hotspots l.csv --width 0km", "give a length above 0"),
            ("cluster l.csv --min-count 2", "dbscan needs --radius"),
            ("cluster l.csv --method hdbscan --radius 5km --min-count 2", "takes no --radius"),
        ] {
            let result = try run(command)
            #expect(result.status == 64, "\(command): \(result.errors)")
            #expect(result.errors.contains(message), "\(command): \(result.errors)")
        }
    }

    @Test("Sites of unknown kind, broken polygons and self-crossing lines are kept, with findings")
    func oddSites() throws {
        let odd = """
            {"type":"FeatureCollection","features":[
            {"type":"Feature","properties":{"id":"tie","kind":"damm"},"geometry":{"type":"Polygon","coordinates":
            [[[42.3,34.1],[42.5,34.2],[42.5,34.1],[42.3,34.2],[42.3,34.1]]]}},
            {"type":"Feature","properties":{"id":"line","kind":"pipeline"},"geometry":{"type":"LineString","coordinates":
            [[42,34],[42.5,34.3],[42.5,34],[42,34.3]]}},
            {"type":"Feature","properties":{"id":"void"},"geometry":{"type":"Polygon","coordinates":[]}}]}
            """
        let result = try run(
            "near l.csv --sites x.geojson --nearest 2", files: ["x.geojson": odd])
        #expect(result.status == 0)
        #expect(result.errors.contains("\"damm\" is not a kind known here"))
        #expect(result.errors.contains("polygon of site tie was repaired"))
        #expect(Set(cells(result, "site_id")) == ["tie", "line"])
    }
}
