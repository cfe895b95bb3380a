import CSQLite
import Foundation
import Synchronization

/// A file system for SQLite that is the usual one, until the n-th call that writes: that one fails, and
/// so does every later one, as on a disk that is full or broken.
///
/// Registered once for the process under ``name``; the count belongs to one test at a time.
enum FaultyDisk {
    static let name = "faulty"

    private struct State {
        var left = Int.max
        var code = SQLITE_OK
        var calls = 0
    }
    private static let state = Mutex(State())
    private static let isReady = Mutex(false)

    /// - Parameter count: Calls that still succeed; `nil` = all.
    static func fail(after count: Int?, with code: Int32 = SQLITE_FULL) {
        register()
        state.withLock { $0 = State(left: count ?? .max, code: code) }
    }

    /// Writing calls since ``fail(after:with:)``.
    static var calls: Int { state.withLock { $0.calls } }

    /// What a writing call returns instead of being made; `nil` = make it.
    fileprivate static func verdict() -> Int32? {
        state.withLock { state in
            state.calls += 1
            guard state.left > 0 else { return state.code }
            state.left -= 1
            return nil
        }
    }

    private static func register() {
        isReady.withLock { isReady in
            guard !isReady, let usual = sqlite3_vfs_find(nil) else { return }
            isReady = true
            let disk = UnsafeMutablePointer<sqlite3_vfs>.allocate(capacity: 1)
            disk.initialize(to: usual.pointee)
            disk.pointee.pNext = nil
            disk.pointee.zName = UnsafePointer(strdup(name))
            disk.pointee.pAppData = UnsafeMutableRawPointer(usual)
            disk.pointee.xOpen = openFile
            sqlite3_vfs_register(disk, 0)
        }
    }

    /// The methods of the usual file system behind each table of ours, which lives as long as the process.
    fileprivate static let tables = Mutex<[UInt: UInt]>([:])
}

private typealias Methods = UnsafePointer<sqlite3_io_methods>

private func openFile(
    _ disk: UnsafeMutablePointer<sqlite3_vfs>?, _ path: UnsafePointer<CChar>?,
    _ file: UnsafeMutablePointer<sqlite3_file>?, _ flags: Int32, _ out: UnsafeMutablePointer<Int32>?
) -> Int32 {
    guard let usual = disk?.pointee.pAppData?.assumingMemoryBound(to: sqlite3_vfs.self), let file,
        let open = usual.pointee.xOpen
    else { return SQLITE_ERROR }
    let code = open(usual, path, file, flags, out)
    guard let methods = file.pointee.pMethods else { return code }
    file.pointee.pMethods = faulty(methods)
    return code
}

/// The same methods, those that write counted.
private func faulty(_ usual: Methods) -> Methods {
    FaultyDisk.tables.withLock { tables in
        if let known = tables.first(where: { $0.value == UInt(bitPattern: usual) })?.key,
            let table = Methods(bitPattern: known)
        {
            return table
        }
        let table = UnsafeMutablePointer<sqlite3_io_methods>.allocate(capacity: 1)
        table.initialize(to: usual.pointee)
        table.pointee.xWrite = { file, bytes, count, offset in
            FaultyDisk.verdict() ?? usualMethods(file)?.pointee.xWrite(file, bytes, count, offset)
                ?? SQLITE_ERROR
        }
        table.pointee.xTruncate = { file, size in
            FaultyDisk.verdict() ?? usualMethods(file)?.pointee.xTruncate(file, size)
                ?? SQLITE_ERROR
        }
        table.pointee.xSync = { file, flags in
            FaultyDisk.verdict() ?? usualMethods(file)?.pointee.xSync(file, flags) ?? SQLITE_ERROR
        }
        tables[UInt(bitPattern: table)] = UInt(bitPattern: usual)
        return Methods(table)
    }
}

private func usualMethods(_ file: UnsafeMutablePointer<sqlite3_file>?) -> Methods? {
    guard let table = file?.pointee.pMethods else { return nil }
    let usual = FaultyDisk.tables.withLock { $0[UInt(bitPattern: table)] }
    return usual.flatMap { Methods(bitPattern: $0) }
}
