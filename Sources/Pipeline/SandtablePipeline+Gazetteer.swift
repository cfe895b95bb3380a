public import Gazetteer
import Incidents
import Reading

extension SandtablePipeline {
    /// A pipeline that reads with the names of `gazetteer`.
    public init(_ configuration: Configuration = Configuration(), gazetteer: CompiledGazetteer) {
        let reader = Reader(gazetteer: gazetteer)
        self.init(configuration) { reader.read($0) }
    }
}
