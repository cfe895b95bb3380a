public import Gazetteer
import Incidents
import Reading

extension SandtablePipeline {
    /// A pipeline that reads with the names of `gazetteer`.
    public init(_ configuration: Configuration = Configuration(), gazetteer: CompiledGazetteer) {
        var reader = Reader(gazetteer: gazetteer)
        reader.places.options.keepsReasons = configuration.keepsReasons
        self.init(configuration) { [reader] in reader.read($0) }
    }
}
