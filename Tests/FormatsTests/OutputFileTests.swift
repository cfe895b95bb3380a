import Foundation
import TestSupport
import Testing

@testable import Formats

@Suite("Output files")
struct OutputFileTests {
    @Test("Two outputs of one run cannot become one file, and the first is none the worse for it")
    func refusesAPlaceTwice() throws {
        try TestFiles.withFolder { folder in
            let path = try TestFiles.write("old", to: "results.csv", in: folder)
            let first = try OutputFile(path: path)
            #expect(throws: OutputError.namedTwice(path: path)) { try OutputFile(path: path) }
            var buffer = OutputBuffer()
            buffer.append("whole")
            try first.write(&buffer)
            try first.commit()
            #expect(try String(contentsOfFile: path, encoding: .utf8) == "whole")
        }
    }
}
