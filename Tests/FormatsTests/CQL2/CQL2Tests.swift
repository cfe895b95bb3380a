import Earth
import Incidents
import TestSupport
import Testing

@testable import Formats

@Suite("CQL2 filters")
struct CQL2Tests {
    private static let row: [String: FieldValue] = [
        "type": .text("shelling"), "killed_min": .integer(4),
        "radius_km": .number(2.5, decimals: 3),
        "place": .text("Kafr Zītā"), "date_start": .text("2016-01-05"), "actor1": .none,
        "flag": .flag(true), "note": .text("100% sure, he said 'go'"), "odd name": .text("x"),
    ]

    private func passes(_ filter: String) throws -> Bool {
        let point = Geometry.point(Coordinate(wrappingLongitude: 42.5, latitude: 34.5))
        return try CQL2Filter(CQL2Expression(filter)).passes(geometry: point) { Self.row[$0] }
    }

    @Test(
        "Filters that hold",
        arguments: [
            "type = 'shelling'", "type <> 'raid'", "killed_min >= 4 AND killed_min < 5",
            "killed_min = 4.0",
            "type = 'raid' OR killed_min > 3", "NOT type = 'raid'", "NOT NOT flag = TRUE", "flag",
            "type LIKE 'shell%'", "type LIKE '_helling'", "type NOT LIKE '%raid%'",
            "note LIKE '100\\%%'",
            "type IN ('raid', 'shelling')", "type NOT IN ('raid')", "killed_min BETWEEN 4 AND 6",
            "killed_min NOT BETWEEN 5 AND 6", "actor1 IS NULL", "type IS NOT NULL",
            "nowhere IS NULL",
            "CASEI(type) = CASEI('SHELLING')", "ACCENTI(place) = 'Kafr Zita'", "\"odd name\" = 'x'",
            "note LIKE '%''go''%'", "killed_min * 2 + 1 = 9", "killed_min - -1 = 5", "2 ^ 3 > 7.9",
            "7 DIV 2 = 3 AND 7 % 2 = 1", "(type = 'raid' OR flag) AND killed_min = 4",
            "date_start = DATE('2016-01-05')", "date_start > DATE('2015-12-31')",
            "T_DURING(date_start, INTERVAL('2016-01-01','2016-01-31'))",
            "T_AFTER(date_start, DATE('2016-01-04'))",
            "T_BEFORE(date_start, TIMESTAMP('2016-01-06T00:00:00Z'))",
            "T_INTERSECTS(date_start, INTERVAL('..','2016-01-05'))",
            "T_EQUALS(date_start, DATE('2016-01-05'))",
            "T_MEETS(date_start, DATE('2016-01-06'))",
            "T_STARTS(date_start, INTERVAL('2016-01-05','..'))",
            "S_INTERSECTS(geom, BBOX(42,34,43,35))",
            "s_within(geometry, POLYGON((42 34,43 34,43 35,42 35,42 34)))",
            "S_DISJOINT(geom, BBOX(177,-17,-177,-16))", "S_EQUALS(geom, POINT(42.5 34.5))",
            "S_INTERSECTS(geom,MULTIPOLYGON(((0 0,1 0,1 1,0 0)),((42 34,43 34,43 35,42 35,42 34))))",
            #"{"op":"=","args":[{"property":"type"},"shelling"]}"#,
            #"{"op":"and","args":[{"op":">","args":[{"property":"killed_min"},3]},{"op":"isNull","args":[{"property":"actor1"}]}]}"#,
            #"{"op":"s_intersects","args":[{"property":"geom"},{"type":"Polygon","coordinates":[[[42,34],[43,34],[43,35],[42,35],[42,34]]]}]}"#,
            #"{"op":"s_intersects","args":[{"property":"geom"},{"bbox":[42,34,43,35]}]}"#,
            #"{"op":"t_during","args":[{"property":"date_start"},{"interval":["2016-01-01","2016-02-01"]}]}"#,
            #"{"op":"between","args":[{"property":"killed_min"},1,9]}"#,
            #"{"op":"in","args":[{"property":"type"},["raid","shelling"]]}"#,
            #"{"op":"=","args":[{"op":"casei","args":[{"property":"type"}]},"shelling"]}"#,
            #"{"op":">=","args":[{"property":"date_start"},{"date":"2016-01-05"}]}"#,
        ])
    func holds(_ filter: String) throws { #expect(try passes(filter), "\(filter)") }

    @Test(
        "Filters that do not hold, because they are false or nobody knows",
        arguments: [
            "type = 'raid'", "actor1 = 'x'", "NOT actor1 = 'x'", "actor1 <> 'x'", "actor1 IN ('x')",
            "actor1 = 'x' AND flag", "type > 3", "killed_min / 0 = 1",
            "S_INTERSECTS(geom, BBOX(0,0,1,1))",
            "T_AFTER(actor1, DATE('2016-01-01'))", "type", "killed_min", "FALSE",
        ])
    func fails(_ filter: String) throws { #expect(try !passes(filter), "\(filter)") }

    /// Two squares that overlap, one inside, one beside, a line through and one along the edge.
    private static let shapes = [
        "a": "POLYGON((0 0,4 0,4 4,0 4,0 0))", "b": "POLYGON((2 2,6 2,6 6,2 6,2 2))",
        "inner": "POLYGON((1 1,2 1,2 2,1 2,1 1))", "beside": "POLYGON((4 0,8 0,8 4,4 4,4 0))",
        "apart": "POLYGON((9 9,10 9,10 10,9 10,9 9))", "through": "LINESTRING(-1 1,5 1)",
        "edge": "LINESTRING(0 0,4 0)", "across": "LINESTRING(1 -1,1 3)", "corner": "POINT(0 0)",
        "middle": "POINT(2 2)",
    ]

    @Test(
        "Shapes stand to each other as the standard says, also across 180°",
        arguments: [
            ("S_CONTAINS", "a inner, a middle, through across!, a b!, a corner!, a a"),
            ("S_WITHIN", "inner a, middle a, corner a!, a inner!, a a, edge a!"),
            ("S_OVERLAPS", "a b, b a, a inner!, a beside!, through edge!, middle middle!"),
            ("S_TOUCHES", "a beside, corner a, edge a, a corner, middle a!, a b!, middle middle!"),
            ("S_CROSSES", "through a, a through, through across, edge a!, a b!, middle a!"),
            ("S_EQUALS", "a a, a b!, edge edge, middle middle, middle corner!"),
            ("S_DISJOINT", "a apart, a beside!, middle through, middle apart"),
            ("S_INTERSECTS", "a b, a beside, a apart!, corner edge, through middle!"),
        ])
    func relations(_ name: String, _ pairs: String) throws {
        for pair in pairs.split(separator: ", ") {
            let names = pair.split(separator: " ")
            let isTrue = !names[1].hasSuffix("!")
            let one = try #require(Self.shapes[String(names[0])])
            let two = try #require(Self.shapes[names[1].filter { $0 != "!" }])
            #expect(try passes("\(name)(\(one),\(two))") == isTrue, "\(name) \(pair)")
            let turned = try #require(try Self.turned(one, two))
            let json = #"{"op":"\#(name.lowercased())","args":[\#(turned.0),\#(turned.1)]}"#
            #expect(try passes(json) == isTrue, "\(name) \(pair) across 180°")
        }
    }

    /// The shapes as GeoJSON, moved so that the antimeridian runs through them at 3°.
    private static func turned(_ shapes: String...) throws -> (String, String)? {
        let moved = shapes.map { shape -> String in
            let kind = shape.prefix { $0 != "(" }
            let points = shape.drop { $0 != "(" }.filter { !"()".contains($0) }
                .split(separator: ",").map { point -> String in
                    let axes = point.split(separator: " ").compactMap { Double($0) }
                    let longitude = axes[0] + 177
                    return "[\(longitude > 180 ? longitude - 360 : longitude),\(axes[1])]"
                }
            switch kind {
            case "POINT": return #"{"type":"Point","coordinates":\#(points[0])}"#
            case "LINESTRING":
                return #"{"type":"LineString","coordinates":[\#(points.joined(separator: ","))]}"#
            default:
                return #"{"type":"Polygon","coordinates":[[\#(points.joined(separator: ","))]]}"#
            }
        }
        return moved.count == 2 ? (moved[0], moved[1]) : nil
    }

    @Test(
        "What is no filter is refused, with the byte that cannot stand there",
        arguments: [
            ("type =", 6), ("type = 'x", 7), ("type = 'x' AND", 14), ("= 3", 0),
            ("(type = 'x'", 11),
            ("type = 'x')", 10), ("T_SOON(a, b)", 0), ("S_INTERSECTS(geom)", 0), ("a NOT 3", 6),
            ("DATE('yesterday')", 0), ("POINT(400 3)", 6), ("BBOX(1,2,3)", 0), ("a IN 3", 5),
            ("1e999 = 1", 0),
            ("", 0),
        ])
    func refused(_ filter: String, _ position: Int) {
        do throws(CQL2Error) {
            _ = try CQL2Expression(filter)
            Issue.record("\(filter) was read")
        } catch { #expect(error.position == position, "\(filter): \(error)") }
    }

    @Test(
        "JSON that is no filter is refused",
        arguments: [
            "{", "{}", "{\"op\":\"=\"}", "{\"op\":\"no\",\"args\":[1,2]}",
            "{\"op\":\"=\",\"args\":[null,1]}",
        ])
    func refusedJSON(_ filter: String) {
        #expect(throws: CQL2Error.self) { try CQL2Expression(filter) }
    }

    @Test("Deep and random filters are refused or read, never a crash", arguments: 0..<200)
    func garbage(seed: UInt64) {
        var random = SplitMix(seed: seed)
        #expect(throws: CQL2Error.self) {
            try CQL2Expression(String(repeating: "(", count: 100_000))
        }
        let pieces = [
            "type", "=", "'x'", "(", ")", "AND", "NOT", "IN", "LIKE", "BETWEEN", "3", "-",
            "BBOX(1,2,3,4)", ",",
            "{\"op\":", "[", "]", "\"", "'", "POINT(1 2)", "T_AFTER(", "DATE('2016-01-01')", "é",
            "IS NULL",
        ]
        let text = (0..<Int.random(in: 1...12, using: &random)).map { _ in
            pieces.randomElement(using: &random) ?? ""
        }.joined(separator: " ")
        _ = try? CQL2Expression(text)
    }

    @Test("A filter names the columns it asks for")
    func properties() throws {
        #expect(
            try CQL2Expression("a = 1 AND (b LIKE 'x' OR c IN (d, 2))").properties == [
                "a", "b", "c", "d",
            ])
    }
}
