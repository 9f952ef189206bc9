import Foundation
import GRDB

extension Row {
    /// A copy of a blob column.
    func bytes(_ column: Int) throws -> [UInt8] {
        try withUnsafeData(atIndex: column) { data in data.map { [UInt8]($0) } ?? [] }
    }
}
