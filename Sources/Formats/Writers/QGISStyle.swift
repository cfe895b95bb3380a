public import Incidents

/// A style for QGIS, to lie beside a file under the same name with `.qml`: points coloured by event type,
/// and the time span for the temporal controller.
///
/// - Source: what QGIS 3.22 saves as "QGIS Layer Style File".
public enum QGISStyle {
    public static func document(_ layer: Layer) -> String {
        let hasTypes = layer.columns.contains(MapStyle.column)
        let kinds = hasTypes ? MapStyle.colours : []
        let symbols = kinds.map(\.colour) + [MapStyle.otherColour]
        let categories =
            kinds.enumerated().map { number, kind in
                "      <category render=\"true\" symbol=\"\(number)\" value=\"\(kind.event)\" label=\"\(kind.event)\"/>"
            } + [
                "      <category render=\"true\" symbol=\"\(kinds.count)\" value=\"\" label=\"other\"/>"
            ]
        let renderer =
            hasTypes
            ? "type=\"categorizedSymbol\" attr=\"\(MapStyle.column)\"" : "type=\"singleSymbol\""
        let lines =
            [
                "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>",
                "<qgis version=\"3.22.0\" styleCategories=\"Symbology|Temporal\">",
                temporal(layer),
                "  <renderer-v2 \(renderer) symbollevels=\"0\" forceraster=\"0\" enableorderby=\"0\">",
            ] + (hasTypes ? ["    <categories>"] + categories + ["    </categories>"] : [])
            + ["    <symbols>"] + symbols.enumerated().map { symbol($0, $1) }
            + [
                "    </symbols>", "  </renderer-v2>", "  <layerGeometryType>0</layerGeometryType>",
                "</qgis>",
            ]
        return lines.filter { !$0.isEmpty }.joined(separator: "\n") + "\n"
    }

    /// Mode 1 = a day in one column, 2 = a span in two.
    private static func temporal(_ layer: Layer) -> String {
        guard let start = layer.roles.start else { return "" }
        let mode = layer.roles.end == nil ? 1 : 2
        return
            "  <temporal enabled=\"1\" mode=\"\(mode)\" startField=\"\(start)\" endField=\"\(layer.roles.end ?? "")\" durationUnit=\"d\" fixedDuration=\"1\" limitMode=\"0\" accumulate=\"0\"><fixedRange><start></start><end></end></fixedRange></temporal>"
    }

    private static func symbol(_ number: Int, _ colour: String) -> String {
        let channels = stride(from: 1, to: 7, by: 2).map { start in
            Int(colour.dropFirst(start).prefix(2), radix: 16).map(String.init) ?? "0"
        }
        let fill = channels.joined(separator: ",")
        return """
                  <symbol name="\(number)" type="marker" alpha="0.8" clip_to_extent="1" force_rhr="0">
                    <layer class="SimpleMarker" enabled="1" locked="0" pass="0">
                      <Option type="Map"><Option name="color" type="QString" value="\(fill),255"/><Option name="name" type="QString" value="circle"/><Option name="outline_color" type="QString" value="255,255,255,255"/><Option name="outline_width" type="QString" value="0.2"/><Option name="size" type="QString" value="2.6"/><Option name="size_unit" type="QString" value="MM"/></Option>
                      <prop k="color" v="\(fill),255"/><prop k="name" v="circle"/><prop k="outline_color" v="255,255,255,255"/><prop k="outline_width" v="0.2"/><prop k="size" v="2.6"/><prop k="size_unit" v="MM"/>
                    </layer>
                  </symbol>
            """
    }
}
