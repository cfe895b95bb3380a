import ArgumentParser
import Formats
import Incidents
import Store

struct StoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "store",
        abstract: "Keeps incidents and corrections between runs, in a GeoPackage that QGIS opens.",
        discussion: """
            Example: sandtable analyze reports/ | sandtable store add incidents.gpkg -

            Adding the same incidents again changes nothing. What is said to be stored is on the disk.
            """,
        subcommands: [
            Add.self, Info.self, Check.self, Audit.self, Export.self, Backup.self, Compact.self,
        ])
}

extension StoreCommand {
    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Adds incidents to a store, and makes the store if there is none.",
            discussion: """
                Example: sandtable store add incidents.gpkg acled.csv

                Writes a line of JSON for each batch that is stored: how many rows of the file are on
                the disk so far, and how many of them are added, changed and unchanged.
                """)

        @Argument(help: "The store.", completion: .file(extensions: ["gpkg"])) var store: String
        @Argument(
            help: "Incident lists or what analyze wrote; - is standard input.", completion: .file())
        var files: [String]
        @Option(help: "How many rows are stored at a time.") var batch = 10_000
        @OptionGroup var list: ListInputOptions
        @OptionGroup var signer: SignatureOptions
        @OptionGroup var output: OutputOptions

        func validate() throws {
            guard batch > 0 else { throw ValidationError("--batch must be at least 1") }
        }

        func run() async throws {
            var pass = ListRun("store add", output)
            let store = try StoreRun.open(store, .creating)
            let target = try OutputFile(path: output.output)
            for path in files {
                let rows = try pass.readIncidents(path, list.options())
                let origin = path == "-" ? "standard input" : path
                var sum = Store.Tally()
                var stored = 0
                for start in stride(from: 0, to: rows.count, by: batch) {
                    let part = rows[start..<min(start + batch, rows.count)]
                    let tally = try StoreRun.saying(self.store) {
                        () throws(StoreError) in
                        try store.append(
                            part.map(IncidentLayer.feature), origin: origin, by: signer.signature)
                    }
                    pass.say(tally.findings)
                    sum = sum + tally
                    stored += part.count
                    try write(origin, stored, sum, to: target)
                }
                pass.statistics.rows += rows.count
            }
            try target.commit()
            try pass.finish()
        }

        private func write(
            _ origin: String, _ stored: Int, _ tally: Store.Tally, to target: OutputFile
        ) throws {
            var json = JSONWriter()
            json.object { json in
                json.member("file", origin)
                json.member("stored", stored)
                json.member("added", tally.added)
                json.member("changed", tally.changed)
                json.member("unchanged", tally.unchanged)
                json.member("corrected", tally.corrected)
            }
            json.out.endLine()
            try target.write(&json.out)
        }
    }

    struct Info: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Says what a store holds.")
        @Argument(help: "The store.", completion: .file(extensions: ["gpkg"])) var store: String
        @OptionGroup var output: OutputOptions

        func run() throws {
            let opened = try StoreRun.open(store, .reading)
            let info = try StoreRun.saying(store) { () throws(StoreError) in try opened.info() }
            var json = JSONWriter()
            json.object { json in
                json.member("version", info.version)
                json.member("incidents", info.incidents)
                json.member("located", info.located)
                json.member("set_aside", info.setAside)
                json.member("reports", info.reports)
                json.member("mentions", info.mentions)
                json.member("imports", info.imports)
                json.member("corrections", info.corrections)
                json.member("alerts", info.alerts)
                json.member("first_day", info.firstDay)
                json.member("last_day", info.lastDay)
                json.member("bytes", info.bytes)
            }
            try StoreRun.write(&json.out, output)
        }
    }

    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Examines a store: the file, its spatial index, the audit log.",
            discussion:
                "Example: sandtable store check incidents.gpkg --gazetteer sandtable.sandgaz")
        @Argument(help: "The store.", completion: .file(extensions: ["gpkg"])) var store: String
        @Option(
            help:
                "A compiled gazetteer; corrections to places that it does not have, or has elsewhere, are told.",
            completion: .file(extensions: ["sandgaz"]))
        var gazetteer: String?
        @Flag(name: [.short, .long], help: "Says nothing but errors on standard error.") var quiet =
            false

        func run() throws {
            let opened = try StoreRun.open(store, .reading)
            let faults = try StoreRun.saying(store) { () throws(StoreError) in try opened.faults() }
            let messages = Messages(isQuiet: quiet)
            messages.say(faults.map { Finding(.error, origin: store, $0) })
            if let gazetteer {
                let corrections = try StoreRun.saying(store) { () throws(StoreError) in
                    try opened.corrections()
                }
                messages.say(try StoreRun.conflicts(corrections, gazetteer, store))
            }
            guard faults.isEmpty else { throw Failure.badData(nil) }
            messages.say("\(store) is sound")
        }
    }

    struct Audit: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lists what was done to a store, by whom and when.",
            discussion: "Ends with status 65 if a line was changed or taken out afterwards.")
        @Argument(help: "The store.", completion: .file(extensions: ["gpkg"])) var store: String
        @OptionGroup var output: OutputOptions

        func run() throws {
            let opened = try StoreRun.open(store, .reading)
            let entries = try StoreRun.saying(store) { () throws(StoreError) in try opened.audit() }
            var json = JSONWriter()
            for entry in entries {
                json.object { json in
                    json.member("line", entry.number)
                    json.member("at", entry.at)
                    json.member("who", entry.who)
                    json.member("action", entry.action)
                    json.member("subject", entry.subject)
                    json.member("detail", entry.detail)
                    json.member("chain", entry.isSound ? "sound" : "broken")
                }
                json.startLine()
            }
            try StoreRun.write(&json.out, output, endsLine: false)
            if let broken = entries.first(where: { !$0.isSound }) {
                throw Failure.badData(
                    "\(store): line \(broken.number) of the audit log does not follow from the one before"
                )
            }
        }
    }

    struct Export: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Writes what a store holds, in any format.",
            discussion: """
                Example: sandtable store export incidents.gpkg --format geojson -o incidents.geojson

                --table is incidents, reports, mentions, provenance (which file or run brought or
                changed which incident), corrections, alerts, or all: then jsonl writes every row of
                every table with a member table, and gpkg a whole copy, which is a store itself.
                """)
        @Argument(help: "The store.", completion: .file(extensions: ["gpkg"])) var store: String
        @Option(
            help: "\(Store.Table.allCases.map(\.rawValue).joined(separator: ", ")) or all.")
        var table = ExportedTables.one(.incidents)
        @Option(help: "geojson, geojsonl, jsonl, csv, kml, gpkg or table.") var format =
            OutputFormat.geojson
        @OptionGroup var output: OutputOptions

        func validate() throws {
            guard case .all = table else { return }
            guard format == .jsonl || format == .gpkg else {
                throw ValidationError("--table all is written as --format jsonl or gpkg")
            }
        }

        func run() throws {
            let opened = try StoreRun.open(store, .reading)
            let target = try OutputFile(path: output.output)
            switch table {
            case .one(let table):
                var sink = try FeatureOutput(to: target, as: format, opened.layer(of: table))
                try StoreRun.reading(store) {
                    try opened.forEach(in: table) { try sink.write(CollectionOfOne($0)) }
                }
                try sink.finish()
            case .all where format == .gpkg: try copy(opened, to: target)
            case .all: try writeLines(of: opened, to: target)
            }
        }

        private func copy(_ opened: Store, to target: OutputFile) throws {
            guard let path = target.filePath else {
                throw Failure.usage("a copy needs a file: name one with -o FILE")
            }
            try StoreRun.saying(store) { () throws(StoreError) in try opened.backup(to: path) }
            try target.commit()
        }

        private func writeLines(of opened: Store, to target: OutputFile) throws {
            for table in Store.Table.allCases {
                let layer = opened.layer(of: table)
                // Alerts have no column of that name, nor has any other table.
                var writer = JSONRowsWriter(
                    Layer(name: layer.name, columns: ["table"] + layer.columns, types: layer.types))
                writer.begin()
                try StoreRun.reading(store) {
                    try opened.forEach(in: table) { feature in
                        var row = feature
                        row.values.insert(.text(table.rawValue), at: 0)
                        writer.write(row)
                        if writer.out.count > 1 << 16 { try target.write(&writer.out) }
                    }
                }
                writer.finish()
                try target.write(&writer.out)
            }
            try target.commit()
        }
    }

    struct Backup: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Copies a store whole, while others may go on writing to it.",
            discussion: "Example: sandtable store backup incidents.gpkg copy.gpkg")
        @Argument(help: "The store.", completion: .file(extensions: ["gpkg"])) var store: String
        @Argument(help: "The copy.", completion: .file()) var copy: String

        func run() throws {
            let opened = try StoreRun.open(store, .reading)
            let target = try OutputFile(path: copy)
            guard let path = target.filePath else {
                throw Failure.usage("a copy needs a file of its own")
            }
            try StoreRun.saying(store) { () throws(StoreError) in try opened.backup(to: path) }
            try target.commit()
        }
    }

    struct Compact: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Gives back the room of what was changed or deleted.")
        @Argument(help: "The store.", completion: .file(extensions: ["gpkg"])) var store: String

        func run() throws {
            let opened = try StoreRun.open(store, .writing)
            try StoreRun.saying(store) { () throws(StoreError) in try opened.compact() }
        }
    }
}

/// What `store export` writes.
enum ExportedTables: ExpressibleByArgument {
    case one(Store.Table)
    case all

    init?(argument: String) {
        if argument == "all" {
            self = .all
        } else {
            guard let table = Store.Table(rawValue: argument) else { return nil }
            self = .one(table)
        }
    }

    var defaultValueDescription: String {
        if case .one(let table) = self { table.rawValue } else { "all" }
    }
}
