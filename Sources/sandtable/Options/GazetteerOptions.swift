import ArgumentParser
import Gazetteer

/// Which compiled gazetteer to use.
struct GazetteerOptions: ParsableArguments {
    @Option(
        help:
            "The compiled gazetteer. Default: $SANDTABLE_GAZETTEER, else sandtable.sandgaz beside the program or in its share or the user's data folders.",
        completion: .file(extensions: ["sandgaz"]))
    var gazetteer: String?

    func open() throws -> CompiledGazetteer {
        try CompiledGazetteer(path: try GazetteerSearch.find(named: gazetteer))
    }
}
