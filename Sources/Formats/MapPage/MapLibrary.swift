/// Leaflet, which draws the map: its script and its style sheet, as its makers publish them.
///
/// Written into the page as they are, so that the page needs no other file.
/// Source: Leaflet 1.6 and later 1.x, leafletjs.com; BSD 2-clause licence.
public struct MapLibrary: Sendable {
    public let script: [UInt8]
    public let style: [UInt8]

    /// The files of the library, by the names they bear in its folder.
    public static let scriptName = "leaflet.js"
    public static let styleName = "leaflet.css"

    /// Stands before the script, which in its shortened form does not name its makers.
    static let notice = """
        Leaflet, (c) 2010-2019 Vladimir Agafonkin, (c) 2010-2011 CloudMade. All rights reserved.

        Redistribution and use in source and binary forms, with or without modification, are
        permitted provided that the following conditions are met: 1. Redistributions of source code
        must retain the above copyright notice, this list of conditions and the following
        disclaimer. 2. Redistributions in binary form must reproduce the above copyright notice,
        this list of conditions and the following disclaimer in the documentation and/or other
        materials provided with the distribution.

        THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS" AND ANY EXPRESS
        OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE IMPLIED WARRANTIES OF
        MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE DISCLAIMED. IN NO EVENT SHALL THE
        COPYRIGHT HOLDER OR CONTRIBUTORS BE LIABLE FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL,
        EXEMPLARY, OR CONSEQUENTIAL DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF
        SUBSTITUTE GOODS OR SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION)
        HOWEVER CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY, OR
        TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE OF THIS SOFTWARE,
        EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.
        """

    /// - Throws: ``InputError/malformed(_:position:)`` if a file would end the element it is
    ///   written into, and ``InputError/empty`` if it has nothing in it.
    public init(script: [UInt8], style: [UInt8]) throws(InputError) {
        guard !script.isEmpty, !style.isEmpty else { throw .empty }
        for (text, words) in [(script, ["</script", "<!--"]), (style, ["</style"])] {
            let lowercased = String(decoding: text, as: UTF8.self).lowercased()
            for word in words where lowercased.contains(word) {
                throw .malformed(
                    "not a script and style sheet of Leaflet: has \(word)", position: nil)
            }
        }
        self.script = Self.withoutMapAddress(script)
        self.style = Self.withoutMapAddress(style)
    }

    /// The last line of a shortened file may name a file for debuggers, which the page does not have.
    private static func withoutMapAddress(_ file: [UInt8]) -> [UInt8] {
        let lines = file.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        let kept = lines.filter { line in
            !line.starts(with: "//# sourceMappingURL".utf8)
                && !line.starts(with: "/*# sourceMappingURL".utf8)
        }
        return Array(kept.joined(separator: [UInt8(ascii: "\n")]))
    }
}
