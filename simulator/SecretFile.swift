import Foundation

/// Secrets come from files, not from the command line, where every user of the machine could read them.
enum SecretFile {
    /// The first line.
    static func read(_ path: String) throws -> String {
        guard let bytes = FileManager.default.contents(atPath: path) else {
            throw Failure(.inputMissing, "\(path) can not be read: check the path and its permissions")
        }
        guard let line = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline).first else {
            throw Failure(.wrongData, "\(path) is empty: its first line must be the secret")
        }
        return String(line)
    }
}
