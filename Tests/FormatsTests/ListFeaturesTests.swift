import Earth
import Incidents
import Testing

@testable import Formats

@Suite("Lists as features of another format")
struct ListFeaturesTests {
    private func features(_ text: String) throws -> (layer: Layer, rows: [Feature]) {
        let list = try IncidentList.read(bytes: Array(text.utf8), origin: "l")
        let features = ListFeatures(list)
        var rows: [Feature] = []
        features.forEach(in: list) { rows.append($0) }
        return (features.layer, rows)
    }

    private func kml(_ text: String) throws -> String {
        let (layer, rows) = try features(text)
        var writer = KMLWriter(layer)
        writer.begin()
        for row in rows { writer.write(row) }
        writer.finish()
        return writer.out.text
    }

    private static let shapes = """
        {"type":"FeatureCollection","features":[
        {"type":"Feature","id":"a","geometry":{"type":"Polygon","coordinates":[[[44,33],[45,33],[45,34],[44,33]]]},"properties":{}},
        {"type":"Feature","id":"b","geometry":{"type":"LineString","coordinates":[[44,33],[45,33]]},"properties":{}},
        {"type":"Feature","id":"c","geometry":null,"properties":{}},
        {"type":"Feature","id":"d","geometry":{"type":"Point","coordinates":[44,33]},"properties":{}}]}
        """

    @Test("Lines and areas stay what they are")
    func shapes() throws {
        let (layer, rows) = try features(Self.shapes)
        #expect(layer.hasShapes)
        let kinds = rows.map { row in
            switch row.geometry {
            case .polygon: "polygon"
            case .line: "line"
            case .point: "point"
            default: "none"
            }
        }
        #expect(kinds == ["polygon", "line", "none", "point"])
        #expect(try kml(Self.shapes).contains("<LinearRing>"))
    }

    @Test("Chosen rows are handed out in the order asked for, each with its own shape")
    func chosen() throws {
        let list = try IncidentList.read(bytes: Array(Self.shapes.utf8), origin: "l")
        var ids: [String] = []
        var points: [Bool] = []
        ListFeatures(list).forEach(in: list, rows: [3, 2, 0]) { feature in
            ids.append(feature.id)
            if case .point = feature.geometry { points.append(true) } else { points.append(false) }
        }
        #expect(ids == ["d", "c", "a"])
        #expect(points == [true, false, false])
    }

    @Test("Days written in any other way are given as days besides")
    func days() throws {
        for (column, written) in [
            ("event_date", "05 January 2016"), ("date_start", "2016-01-05 00:00:00.000"),
            ("SQLDATE", "20160105"), ("when", "2016-01-05T12:30"),
        ] {
            let (layer, rows) = try features("id,lat,lon,\(column)\n1,33,44,\(written)\n")
            #expect(layer.type(of: "date_start") == .day, "\(column)")
            #expect(layer.roles.start == "date_start", "\(column)")
            let row = try #require(rows.first)
            #expect(row.values.count == layer.columns.count, "\(column)")
            #expect(Set(layer.columns).count == layer.columns.count, "\(column)")
            #expect(layer.value("date_start", of: row) == .text("2016-01-05"), "\(column)")
            #expect(layer.value("date_end", of: row) == .text("2016-01-05"), "\(column)")
            let original = column == "date_start" ? "date_start_text" : column
            #expect(layer.value(original, of: row) != .none, "\(column)")
        }
    }

    @Test("Lists whose days are days already, or that have none, get no columns")
    func plainDays() throws {
        for (column, written, start) in [("day", "2016-01-05", "day"), ("note", "x", nil)] {
            let (layer, _) = try features("id,lat,lon,\(column)\n1,33,44,\(written)\n")
            #expect(layer.columns == ["id", "lat", "lon", column])
            #expect(layer.roles.start == start)
        }
    }

    @Test("In KML a lone day is a stamp, two are a span, and words are no time")
    func times() throws {
        let one = try kml("id,lat,lon,date\n1,33,44,2016-01-05\n")
        #expect(one.contains("<TimeStamp><when>2016-01-05</when></TimeStamp>"))
        let two = try kml("id,lat,lon,date_start,date_end\n1,33,44,2016-01-05,2016-01-07\n")
        #expect(
            two.contains("<TimeSpan><begin>2016-01-05</begin><end>2016-01-07</end></TimeSpan>"))
        let words = try kml("id,lat,lon,date\n1,33,44,05 January 2016\n2,33,44,\n")
        #expect(
            words.contains("<TimeSpan><begin>2016-01-05</begin><end>2016-01-05</end></TimeSpan>"))
        #expect(words.split(separator: "<Time").count == 2)
    }
}
