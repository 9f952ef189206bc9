import Foundation

/// Data goes to stdout, messages to stderr.
enum Console {
    static func line(_ text: String) { write(Array((text + "\n").utf8), to: 1) }

    static func message(_ text: String) { write(Array((text + "\n").utf8), to: 2) }

    /// Replaces the line on a terminal; elsewhere nothing is written.
    static func progress(_ text: String) {
        if isatty(2) == 1 { write(Array("\r\(text)\u{1B}[K".utf8), to: 2) }
    }

    static func endProgress() {
        if isatty(2) == 1 { write(Array("\n".utf8), to: 2) }
    }

    static func json(_ value: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        encoder.keyEncodingStrategy = .convertToSnakeCase
        line(String(decoding: try encoder.encode(value), as: UTF8.self))
    }

    /// A closed pipe (`| head`) ends the program quietly.
    static func write(_ bytes: [UInt8], to descriptor: Int32) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
            if written > 0 {
                rest = rest.dropFirst(written)
            } else if errno != EINTR && errno != EAGAIN {
                if descriptor == 1 { exit(errno == EPIPE ? 0 : Failure.Status.canNotWrite.rawValue) }
                return
            }
        }
    }
}
