import Foundation
import Settings

/// Whether the address is safe to listen on, and the key file fit to be used.
enum AccessExamination {
    static func findings(_ settings: Settings) -> [Finding] {
        let host = settings.text("http.host")
        guard let path = settings.optionalText("http.api_key_file") else {
            return ListenAddress.isLoopback(host)
                ? [.good("access", "listens on \(host) only, no key needed")]
                : [
                    .problem(
                        "access", "http.host is \(host), which others can reach, and there is no API key",
                        "Set http.api_key_file, or http.host to 127.0.0.1.")
                ]
        }
        do {
            _ = try SecretFile.firstLine(path, setting: "http.api_key_file")
        } catch {
            return [.problem("access", "the API key can not be read", "\(error)")]
        }
        let mode = (try? FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? NSNumber)?.intValue ?? 0
        return mode & 0o077 == 0
            ? [.good("access", "API key in \(path)")]
            : [.warning("access", "\(path) can be read by other users", "chmod 600 \(path)")]
    }
}

/// Secrets come from files, never from the command line.
enum SecretFile {
    /// - Throws: `CommandFailure` if there is no such file, or its first line is empty.
    static func firstLine(_ path: String, setting: String) throws -> String {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
            throw CommandFailure(
                .wrongSettings, "\(setting): \(path) can not be read. Check that it is there and who may read it.")
        }
        let line = text.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
        guard !line.isEmpty else { throw CommandFailure(.wrongSettings, "\(setting): the first line of \(path) is empty.") }
        return line
    }
}

enum ListenAddress {
    /// 127.0.0.0/8, ::1 and the name localhost.
    static func isLoopback(_ host: String) -> Bool {
        host == "localhost" || host == "::1" || (host.hasPrefix("127.") && host.split(separator: ".").count == 4)
    }
}
