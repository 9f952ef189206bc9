import Foundation

/// Data goes to stdout, messages to stderr.
enum Console {
    static func write(_ text: String) { put(text, to: stdoutDescriptor) }

    static func line(_ text: String = "") { write(text + "\n") }

    static func message(_ text: String) { put(text + "\n", to: 2) }

    /// Whether stdout takes colour: a terminal, and NO_COLOR is not set (no-color.org).
    static var takesColour: Bool {
        isatty(stdoutDescriptor) == 1 && (ProcessInfo.processInfo.environment["NO_COLOR"] ?? "").isEmpty
            && ProcessInfo.processInfo.environment["TERM"] != "dumb"
    }

    private static let stdoutDescriptor: Int32 = 1

    /// A closed pipe (`| head`) ends the program quietly instead of trapping.
    private static func put(_ text: String, to descriptor: Int32) {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let written = bytes.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
            if written > 0 {
                bytes = bytes.dropFirst(written)
            } else if errno != EINTR && errno != EAGAIN {
                if descriptor == stdoutDescriptor { exit(errno == EPIPE ? 0 : ExitStatus.disk.rawValue) }
                return
            }
        }
    }
}
