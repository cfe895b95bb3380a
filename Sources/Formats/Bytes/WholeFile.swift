/// Files that are small enough to be held.
public enum WholeFile {
    /// - Parameter path: `-` = standard input.
    public static func read(_ path: String) throws(InputError) -> [UInt8] {
        try (path == "-" ? ByteStream(standardInput: ()) : ByteStream(path: path)).readAll()
    }

    /// The names in a folder, in the order of their bytes, hidden ones left out.
    public static func names(in folder: String) throws(InputError) -> [String] {
        try SystemCalls.names(in: folder)
    }
}
