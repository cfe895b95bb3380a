#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif
import Formats

/// Ends an interrupted run without leaving half-written files behind.
///
/// A signal may come in the midst of anything, so its handler only writes the signal's number into a
/// pipe; a thread at the other end may take locks and remove files.
enum Interruption {
    /// Call once, before any output is begun. Without a pipe or a thread the signals end the program as
    /// they always did.
    static func watch() {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return }
        (reading, writing) = (ends[0], ends[1])
        #if canImport(Darwin)
            var thread: pthread_t?
        #else
            var thread = pthread_t()
        #endif
        guard pthread_create(&thread, nil, { _ in Interruption.wait() }, nil) == 0 else { return }
        for number in [SIGINT, SIGTERM, SIGHUP] {
            // What the caller told to ignore, as nohup does, stays ignored.
            let before = signal(number, tell)
            if isIgnored(before) { signal(number, SIG_IGN) }
        }
    }

    private static func isIgnored(_ handler: (@convention(c) (Int32) -> Void)?) -> Bool {
        unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
    }

    // Set once by `watch()`, before the thread and the handler that read them exist.
    nonisolated(unsafe) private static var reading: Int32 = -1
    nonisolated(unsafe) fileprivate static var writing: Int32 = -1

    private static func wait() -> UnsafeMutableRawPointer? {
        var number: UInt8 = 0
        while read(reading, &number, 1) != 1 {
            guard errno == EINTR else { return nil }
        }
        OutputFile.removeUnfinished()
        // The shell is to see what ended the run.
        signal(Int32(number), SIG_DFL)
        kill(getpid(), Int32(number))
        return nil
    }
}

private func tell(_ signal: Int32) {
    var number = UInt8(truncatingIfNeeded: signal)
    _ = write(Interruption.writing, &number, 1)
}
