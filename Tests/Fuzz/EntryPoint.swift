#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The reader that `SANDTABLE_FUZZ` names.
private let target: FuzzTarget = {
    let name = getenv("SANDTABLE_FUZZ").map { String(cString: $0) } ?? ""
    let all = FuzzTarget.all + FuzzTarget.ofGazetteers
    guard let target = all.first(where: { $0.name == name }) else {
        // What is printed through a buffer is lost: the fuzzer ends the program before it is emptied.
        let names = "SANDTABLE_FUZZ names one of \(all.map(\.name).joined(separator: ", "))\n"
        names.withCString { _ = write(STDOUT_FILENO, $0, strlen($0)) }
        _exit(64)
    }
    return target
}()

@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    target.read(UnsafeBufferPointer(start: start, count: count))
    return 0
}
