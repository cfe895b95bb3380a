import ArgumentParser
import Store

/// Who does it.
struct SignatureOptions: ParsableArguments {
    @Option(help: "Who does this, for the audit log; default: $SANDTABLE_USER, else $USER.")
    var who: String?

    var signature: Signature {
        let name =
            who ?? DataSearch.environment("SANDTABLE_USER") ?? DataSearch.environment("USER")
            ?? "unknown"
        return Signature(who: name, at: StoreRun.now)
    }
}
