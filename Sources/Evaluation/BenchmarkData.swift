import Earth
import Foundation

/// Points as the seeded generators write them: integer micro-degrees and seconds since 1970, in NumPy's
/// `.npz` (an uncompressed zip of `.npy` arrays).
struct BenchmarkData {
    let name: String
    let longitudes: [Int64]
    let latitudes: [Int64]
    /// Empty for sites.
    let seconds: [Int64]

    init(_ name: String, in folder: String) throws {
        self.name = name
        let url = URL(fileURLWithPath: folder).appending(path: name + ".npz")
        let arrays = try NumPyArchive(Data(contentsOf: url, options: .mappedIfSafe)).arrays
        guard let longitudes = arrays["ilon.npy"], let latitudes = arrays["ilat.npy"],
            longitudes.count == latitudes.count
        else { throw BenchmarkError("\(url.path): no arrays ilon and ilat of one length") }
        self.longitudes = longitudes
        self.latitudes = latitudes
        seconds = arrays["t.npy"] ?? []
    }

    func coordinates() throws -> [Coordinate] {
        try zip(longitudes, latitudes).map {
            try Coordinate(longitude: Double($0) / 1e6, latitude: Double($1) / 1e6)
        }
    }
}

struct BenchmarkError: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}

/// The 64-bit integer arrays of an `.npz` file.
private struct NumPyArchive {
    private(set) var arrays: [String: [Int64]] = [:]

    init(_ bytes: Data) throws {
        var offset = bytes.startIndex
        while offset + 30 <= bytes.endIndex, bytes.integer(offset, 4) == 0x0403_4b50 {
            let nameLength = bytes.integer(offset + 26, 2)
            let extraLength = bytes.integer(offset + 28, 2)
            let nameStart = offset + 30
            let start = nameStart + nameLength + extraLength
            guard start <= bytes.endIndex, bytes.integer(offset + 8, 2) == 0 else {
                throw BenchmarkError("a compressed or broken .npz")
            }
            var size = bytes.integer(offset + 18, 4)
            // Zip64: the compressed size is the second number of the extra field.
            if size == 0xffff_ffff { size = bytes.integer(nameStart + nameLength + 12, 8) }
            guard size >= 0, start + size <= bytes.endIndex else {
                throw BenchmarkError("a truncated .npz")
            }
            let name = String(decoding: bytes[nameStart..<nameStart + nameLength], as: UTF8.self)
            arrays[name] = try NumPyArchive.array(bytes[start..<start + size])
            offset = start + size
        }
    }

    private static func array(_ bytes: Data) throws -> [Int64] {
        guard bytes.count > 10, bytes.integer(bytes.startIndex + 6, 1) == 1 else {
            throw BenchmarkError("an .npy of another version")
        }
        let headerLength = bytes.integer(bytes.startIndex + 8, 2)
        let body = bytes.dropFirst(10 + headerLength)
        let header = String(decoding: bytes.dropFirst(10).prefix(headerLength), as: UTF8.self)
        guard header.contains("'<i8'") else { throw BenchmarkError("an array that is not int64") }
        var values = [Int64](repeating: 0, count: body.count / 8)
        _ = values.withUnsafeMutableBytes { body.copyBytes(to: $0) }
        return values.map { Int64(littleEndian: $0) }
    }
}

extension Data {
    /// A little-endian unsigned number; 0 beyond the end.
    fileprivate func integer(_ offset: Int, _ width: Int) -> Int {
        guard offset >= startIndex, offset + width <= endIndex else { return 0 }
        return (0..<width).reversed().reduce(0) { $0 << 8 | Int(self[offset + $1]) }
    }
}
