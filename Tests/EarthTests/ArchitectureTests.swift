import Foundation
import Testing

/// The law of the rooms: who may import whom. A room missing here may import every room.
private let allowedRooms: [String: Set<String>] = [
    "Earth": [],
    "Incidents": ["Earth"],
    "Gazetteer": ["Earth", "Incidents"],
    "Analysis": ["Earth", "Incidents"],
    "GeoPackage": ["Earth", "Incidents"],
    "Formats": ["Earth", "Incidents", "GeoPackage"],
    "Store": ["Earth", "Incidents", "GeoPackage"],
    "Reading": ["Earth", "Incidents", "Gazetteer"],
    "Pipeline": ["Earth", "Incidents", "Gazetteer", "Reading", "Analysis"],
    "Server": [
        "Earth", "Incidents", "Gazetteer", "Reading", "Analysis", "Pipeline", "Formats", "Store",
    ],
]
private let rooms = Set(allowedRooms.keys)

/// Rooms that stay free of Foundation, which costs start-up time and tens of megabytes.
private let lean: Set<String> = [
    "Earth", "Incidents", "Gazetteer", "Reading", "Analysis", "Pipeline", "GeoPackage", "Formats",
    "Store",
]

private struct Import: CustomStringConvertible {
    let room: String
    let file: String
    let module: String
    var description: String { "\(file) imports \(module)" }
}

/// Every import line of `Sources`, with the room it stands in.
private func imports() throws -> [Import] {
    let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Sources")
    let files =
        FileManager.default.enumerator(atPath: sources.path)?.compactMap { $0 as? String } ?? []
    return try files.filter { $0.hasSuffix(".swift") }.sorted().flatMap { file in
        let text = try String(contentsOf: sources.appending(path: file), encoding: .utf8)
        let room = String(file.prefix { $0 != "/" })
        return text.split(separator: "\n").compactMap { importedModule(String($0)) }
            .map { Import(room: room, file: file, module: $0) }
    }
}

private func importedModule(_ line: String) -> String? {
    let words = line.split(separator: " ").map(String.init)
    guard let keyword = words.firstIndex(of: "import"), keyword + 1 < words.count,
        words[..<keyword].allSatisfy({
            $0.hasPrefix("@") || ["public", "package", "internal", "private"].contains($0)
        })
    else { return nil }
    let kinds = ["struct", "class", "enum", "func", "var", "typealias", "protocol"]
    let name =
        kinds.contains(words[keyword + 1]) && keyword + 2 < words.count ? keyword + 2 : keyword + 1
    return String(words[name].prefix { $0 != "." })
}

@Suite("Architecture")
struct ArchitectureTests {
    @Test("Import lines are found at all, with and without an access level")
    func reader() throws {
        #expect(importedModule("public import Earth") == "Earth")
        #expect(importedModule("    internal import func Glibc.sin") == "Glibc")
        #expect(importedModule("// to import CGEOS elsewhere") == nil)
        #expect(try imports().contains { $0.room == "Incidents" && $0.module == "Earth" })
    }

    @Test("Only Earth's engines import GEOS and PROJ")
    func engines() throws {
        for found in try imports() where ["CGEOS", "CPROJ"].contains(found.module) {
            #expect(found.file.hasPrefix("Earth/Engines/"), "\(found)")
        }
    }

    @Test("Only the GeoPackage room imports SQLite")
    func database() throws {
        for found in try imports() where found.module == "CSQLite" {
            #expect(found.room == "GeoPackage", "\(found)")
        }
    }

    @Test("Arrows between rooms never point back")
    func arrows() throws {
        for found in try imports() where rooms.contains(found.module) {
            let allowed = allowedRooms[found.room] ?? rooms
            #expect(allowed.contains(found.module), "\(found)")
        }
    }

    @Test("The core rooms import no Foundation beyond its essentials, and no network")
    func lightness() throws {
        let heavy = [
            "Foundation", "FoundationNetworking", "FoundationInternationalization", "NIO",
            "NIOCore",
        ]
        for found in try imports() where lean.contains(found.room) {
            #expect(!heavy.contains(found.module), "\(found)")
        }
    }
}
