/// What a store can not do, with the remedy. Adapters translate their database's codes into these.
public enum StoreError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Another process holds the write lock for longer than the busy time-out.
    case busy(path: String)
    case diskFull(path: String)
    case readOnly(path: String)
    /// The file is not a database, or damaged.
    case corrupt(path: String, detail: String)
    /// The schema is newer than this program.
    case newerSchema(path: String, detail: String)
    case cannotOpen(path: String, detail: String)
    case unknownTown(String)
    case unknownSlot(String)
    case other(detail: String)

    public var description: String {
        switch self {
        case .busy(let path): "\(path) is locked by another program. Close that program, or wait and try again."
        case .diskFull(let path):
            "No room left on the disk of \(path). Free some space; waiting readings are kept by the broker until then."
        case .readOnly(let path): "\(path) can not be written. Check the owner and permissions of the file and its folder."
        case .corrupt(let path, let detail): "\(path) is not a readable Füllort database (\(detail)). Restore it from a backup."
        case .newerSchema(let path, let detail):
            "\(path) was written by a newer version of fuellort (\(detail)). Update fuellort."
        case .cannotOpen(let path, let detail):
            "\(path) can not be opened (\(detail)). Check that its folder exists and is writable."
        case .unknownTown(let id):
            "There is no town '\(id)'. `fuellort sites list --json` shows what is there; import a town first."
        case .unknownSlot(let id): "There is no slot '\(id)'. `fuellort containers list` shows the slots."
        case .other(let detail): detail
        }
    }
}
