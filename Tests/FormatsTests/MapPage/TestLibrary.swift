import Foundation
import TestSupport

@testable import Formats

enum TestLibrary {
    /// Too little to draw with, enough to fill a page.
    static func minimal() throws -> MapLibrary {
        try MapLibrary(script: Array("var L = {};".utf8), style: Array("i{}".utf8))
    }

    /// Leaflet as Debian installs it.
    static func installed() throws -> MapLibrary? {
        let folder = URL(filePath: "/usr/share/javascript/leaflet")
        let script = folder.appending(path: "leaflet.min.js")
        guard FileManager.default.isReadableFile(atPath: script.path) else { return nil }
        return try MapLibrary(
            script: TestFiles.bytes(script),
            style: TestFiles.bytes(folder.appending(path: MapLibrary.styleName)))
    }
}
