import Foundation
public import Model

extension Timestamp {
    /// The system's time, for the rim only.
    public static var systemNow: Timestamp { Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)) }
}
