import ArgumentParser

/// Which incident list to work on.
struct ListOptions: ParsableArguments {
    @Argument(
        help:
            "Incidents as CSV (ACLED, UCDP GED, GTD, HXL or plain), GDELT or GeoJSON; - is standard input.",
        completion: .file())
    var file: String
}
