import Foundation

/// A file system in memory that really fills up, gone with the value; needs the right to mount.
public final class SmallDisk: Sendable {
    public let path = NSTemporaryDirectory() + "fuellort-disk-\(UUID().uuidString)"

    /// Whether this user may make one.
    public static let isAllowed = (try? SmallDisk(megabytes: 1)) != nil

    public struct NotAllowed: Error {}

    /// - Throws: ``NotAllowed``.
    public init(megabytes: Int) throws {
        guard getuid() == 0 else { throw NotAllowed() }
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        guard Self.run("mount", "-t", "tmpfs", "-o", "size=\(megabytes)m", "tmpfs", path) else {
            try? FileManager.default.removeItem(atPath: path)
            throw NotAllowed()
        }
    }

    deinit {
        _ = Self.run("umount", "-l", path)
        try? FileManager.default.removeItem(atPath: path)
    }

    private static func run(_ command: String...) -> Bool {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = command
        process.standardError = nil
        guard (try? process.run()) != nil else { return false }
        process.waitUntilExit()
        return process.terminationStatus == 0
    }
}
