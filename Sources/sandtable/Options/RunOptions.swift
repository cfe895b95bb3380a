import ArgumentParser
#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// How much of the machine to use.
struct RunOptions: ParsableArguments {
    @Option(help: "How many reports are read at a time; results never depend on it.")
    var threads: Int?

    var workers: Int { max(1, threads ?? sysconf(Int32(_SC_NPROCESSORS_ONLN))) }
}
