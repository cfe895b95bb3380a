public import ArgumentParser
public import Formats

/// How to read an incident list where it does not say itself.
struct ListInputOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "What a column says, as in latitude=Y; may be given again. Known are \(ListRole.allCases.map(\.name).joined(separator: ", ")).",
            valueName: "role=name"))
    var column: [String] = []

    @Option(help: "How dates such as 05/01/2016 are written, if they do not tell: dmy or mdy.")
    var dates: DateOrder?

    @Option(
        help:
            "The reference system of the coordinates, as in EPSG:32638; default: longitude and latitude."
    )
    var crs: String?

    func validate() throws { _ = try columns() }

    func options() throws -> ListReadingOptions {
        var options = ListReadingOptions()
        options.columns = try columns()
        options.dateOrder = dates
        options.referenceSystem = crs
        return options
    }

    private func columns() throws -> [ListRole: String] {
        var columns: [ListRole: String] = [:]
        for text in column {
            let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
            let names = ["lat": "latitude", "lon": "longitude"]
            guard parts.count == 2, let role = ListRole(name: names[parts[0]] ?? parts[0]) else {
                throw ValidationError("write --column as in latitude=Y, not \(text)")
            }
            columns[role] = parts[1]
        }
        return columns
    }
}

extension DateOrder: ExpressibleByArgument {}

extension ListProfile: ExpressibleByArgument {}
