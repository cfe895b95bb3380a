// swift-tools-version: 6.1
import PackageDescription

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("ExistentialAny"),
]

/// A room of the corridor. It may import what `imports` names, and nothing else; a test checks it.
/// Files named in `embedding` become part of the program.
func room(
    _ name: String, imports: [Target.Dependency] = [], embedding files: [String] = [],
    excluding papers: [String] = []
) -> Target {
    .target(
        name: name, dependencies: imports, exclude: papers,
        resources: files.map { .embedInCode($0) }, swiftSettings: strict)
}

func tests(of name: String, also imports: [Target.Dependency] = []) -> Target {
    .testTarget(
        name: "\(name)Tests", dependencies: [.byName(name: name), "TestSupport"] + imports,
        swiftSettings: strict)
}

let package = Package(
    name: "Sandtable",
    platforms: [.macOS(.v15)],
    products: [
        .library(
            name: "Sandtable",
            targets: [
                "Earth", "Incidents", "Gazetteer", "Reading", "Analysis", "Formats", "Store",
                "Pipeline",
            ]),
        .executable(name: "sandtable", targets: ["sandtable"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
    ],
    targets: [
        // C engines: a module map and a shim header each.
        .systemLibrary(name: "CGEOS", pkgConfig: "geos", providers: [.apt(["libgeos-dev"])]),
        .systemLibrary(name: "CPROJ", pkgConfig: "proj", providers: [.apt(["libproj-dev"])]),
        .systemLibrary(
            name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
        .systemLibrary(name: "CYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),

        // The fitted weights of Reading, as bytes of the program.
        .target(
            name: "CWeights",
            exclude: [
                "README.md", "blame.tsv", "deed-places.tsv", "deeds.tsv", "event-places.tsv",
                "places.tsv", "selection.tsv", "targets.tsv", "tolls.tsv", "types.tsv",
                "weapons.tsv",
            ],
            cSettings: [.headerSearchPath(".")]),

        // The rooms, in the order a report walks through them.
        room("Earth", imports: ["CGEOS", "CPROJ"]),
        room("Incidents", imports: ["Earth"]),
        room("Gazetteer", imports: ["Incidents", "Earth", "CZlib"]),
        room(
            "Reading", imports: ["Gazetteer", "Incidents", "Earth", "CWeights"],
            embedding: ["events", "people", "groups", "things", "grammar", "arabic", "borders"].map
            {
                "Lexicon/\($0).tsv"
            },
            excluding: ["Lexicon/README.md"]),
        room("Analysis", imports: ["Incidents", "Earth"]),
        room("GeoPackage", imports: ["Incidents", "Earth", "CSQLite"]),
        room(
            "Formats", imports: ["GeoPackage", "Incidents", "Earth", "CYAML", "CZlib"],
            embedding: ["Resources"]),
        room("Store", imports: ["GeoPackage", "Incidents", "Earth"]),
        room("Pipeline", imports: ["Reading", "Analysis", "Gazetteer", "Incidents", "Earth"]),

        .executableTarget(
            name: "sandtable",
            dependencies: [
                "Pipeline", "Formats", "Store", "Reading", "Analysis", "Gazetteer", "Incidents",
                "Earth", .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: strict),
        .executableTarget(
            name: "Evaluation",
            dependencies: [
                "Pipeline", "Formats", "Reading", "Analysis", "Gazetteer", "Incidents", "Earth",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: strict),

        .target(
            name: "TestSupport", dependencies: ["Earth"], path: "Tests/TestSupport",
            swiftSettings: strict),
        tests(of: "Earth"),
        tests(of: "Incidents", also: ["Earth"]),
        tests(of: "Analysis", also: ["Incidents", "Earth"]),
        tests(of: "Gazetteer", also: ["Incidents", "Earth"]),
        tests(of: "GeoPackage", also: ["Incidents", "Earth"]),
        tests(of: "Formats", also: ["GeoPackage", "Incidents", "Earth"]),
        tests(
            of: "Store", also: ["Formats", "GeoPackage", "CSQLite", "Incidents", "Earth"]),
        tests(of: "Reading", also: ["Gazetteer", "Incidents", "Earth"]),
        tests(
            of: "Evaluation", also: ["Formats", "Reading", "Gazetteer", "Incidents", "Earth"]),
        tests(of: "Pipeline", also: ["Reading", "Analysis", "Incidents", "Earth"]),
        tests(of: "sandtable"),
        .testTarget(
            name: "ReadmeTests",
            dependencies: [
                "Pipeline", "Gazetteer", "Incidents", "Earth", "TestSupport", "sandtable",
            ],
            swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6]
)

// A program that only `.ci/fuzz` asks for: it takes its start from the fuzzer.
if Context.environment["SANDTABLE_FUZZ"] != nil {
    package.targets.append(
        .executableTarget(
            name: "Fuzz", dependencies: ["Formats", "Reading", "Gazetteer", "Incidents", "Earth"],
            path: "Tests/Fuzz",
            exclude: ["README.md", "Seeds"],
            swiftSettings: strict + [.unsafeFlags(["-parse-as-library"])]))
}
