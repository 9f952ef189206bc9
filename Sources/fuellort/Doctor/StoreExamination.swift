import Foundation
import Settings
import Store
import StoreSQLite

/// Whether the database can be used, and how much room there is.
enum StoreExamination {
    static func findings(_ settings: Settings) -> (SQLiteStore?, [Finding]) {
        let path = settings.text("store.path")
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        var findings: [Finding] = []
        if !FileManager.default.fileExists(atPath: path) {
            findings.append(
                .warning("database", "\(path) is not there yet", "It is made by the first import or by `fuellort serve`."))
            return (nil, findings + [room(folder)].compactMap { $0 })
        }
        do {
            let store = try SQLiteStore(path: path, options: Workplace.storeOptions(settings, writes: false))
            let fault = try store.integrityFault()
            findings.append(
                fault.map {
                    .problem("database", "\(path) is damaged: \($0)", "Stop the service and restore the file from a backup.")
                }
                    ?? .good("database", "\(path) is whole"))
            return (store, findings + [room(folder)].compactMap { $0 })
        } catch {
            return (nil, [.problem("database", "\(path) can not be used", "\(error)")] + [room(folder)].compactMap { $0 })
        }
    }

    private static func room(_ folder: String) -> Finding? {
        guard let attributes = try? FileManager.default.attributesOfFileSystem(forPath: folder),
            let free = (attributes[.systemFreeSize] as? NSNumber)?.int64Value
        else { return nil }
        let megabytes = free / 1_000_000
        return megabytes < 500
            ? .warning(
                "disk", "\(megabytes) MB free in \(folder)",
                "Free some space: a full disk stops ingest (nothing is lost meanwhile).")
            : .good("disk", "\(megabytes) MB free")
    }
}
