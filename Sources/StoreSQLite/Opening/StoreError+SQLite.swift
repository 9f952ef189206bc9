import GRDB
import Store

extension StoreError {
    /// Translates what SQLite reports; errors that are the store's own, and others', pass.
    static func translated(_ error: any Error, path: String) -> any Error {
        guard let error = error as? DatabaseError else { return error }
        let detail = error.message ?? error.resultCode.description
        return switch error.resultCode {
        case .SQLITE_BUSY, .SQLITE_LOCKED: StoreError.busy(path: path)
        case .SQLITE_FULL: StoreError.diskFull(path: path)
        case .SQLITE_READONLY: StoreError.readOnly(path: path)
        case .SQLITE_NOTADB, .SQLITE_CORRUPT: StoreError.corrupt(path: path, detail: detail)
        case .SQLITE_CANTOPEN, .SQLITE_PERM: StoreError.cannotOpen(path: path, detail: detail)
        default: StoreError.other(detail: "\(path): \(error.expandedDescription)")
        }
    }
}
