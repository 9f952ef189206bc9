import Glibc
import Synchronization

/// A process that a test started: ended by its own id, reaped once.
public final class ChildProcess: Sendable {
    public let id: Int32
    private let status = Mutex<Int32?>(nil)

    /// - Parameters:
    ///   - environment: all of it; `nil` hands on the test's own.
    ///   - output: file that takes its stdout; `nil` throws it away.
    ///   - messages: file that takes its stderr; `nil` takes the one of stdout.
    public init(
        _ program: String, _ arguments: [String], environment: [String: String]? = nil, output: String? = nil,
        messages: String? = nil
    ) throws {
        var files = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&files)
        defer { posix_spawn_file_actions_destroy(&files) }
        posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&files, 1, output ?? "/dev/null", O_WRONLY | O_CREAT | O_APPEND, 0o644)
        if let messages {
            posix_spawn_file_actions_addopen(&files, 2, messages, O_WRONLY | O_CREAT | O_APPEND, 0o644)
        } else {
            posix_spawn_file_actions_adddup2(&files, 1, 2)
        }
        // Swift's worker threads block every signal and a child inherits that: it would not even hear SIGTERM.
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        var words = ([program] + arguments).map { strdup($0) } + [nil]
        defer { for word in words { free(word) } }
        var settings: [UnsafeMutablePointer<CChar>?] = (environment ?? [:]).map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for setting in settings { free(setting) } }
        var started: pid_t = 0
        let code =
            environment == nil
            ? posix_spawn(&started, program, &files, &attributes, &words, environ)
            : posix_spawn(&started, program, &files, &attributes, &words, &settings)
        guard code == 0 else {
            throw TestBrokerError(description: "\(program) did not start: \(String(cString: strerror(code)))")
        }
        id = started
    }

    deinit {
        if isRunning {
            kill(id, SIGKILL)
            waitUntilExit()
        }
    }

    public func send(_ signal: Int32) { if isRunning { kill(id, signal) } }

    public var isRunning: Bool { status.withLock { reap(&$0, options: WNOHANG) } == nil }

    /// The exit code, or 128 + the signal that ended it; `nil` while it runs.
    public var exitCode: Int32? {
        status.withLock { reap(&$0, options: WNOHANG) }.map { $0 & 0x7f == 0 ? ($0 >> 8) & 0xff : 128 + ($0 & 0x7f) }
    }

    /// Blocks until it has ended: only after a signal that ends it soon.
    public func waitUntilExit() { _ = status.withLock { reap(&$0, options: 0) } }

    private func reap(_ known: inout Int32?, options: Int32) -> Int32? {
        if known == nil {
            var result: Int32 = 0
            if waitpid(id, &result, options) == id { known = result }
        }
        return known
    }
}
