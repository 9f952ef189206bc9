/// The key of a hot reading: time and slot in one integer, ordered by time, then slot number.
///
/// As `INTEGER PRIMARY KEY` it costs no record of its own, and SQLite fills the pages of such a table to the brim when keys ascend
/// (a key of two columns leaves an eighth of every page empty). 22 bits are the slot's number, the rest are the milliseconds since
/// ``origin``: 1950 to 2089. Times outside, which ingest refuses, count as the nearest bound.
enum HotKey {
    /// 2020-01-01T00:00:00Z, in milliseconds since 1970.
    static let origin: Int64 = 1_577_836_800_000
    static let slotBits: Int64 = 22
    static let largestSlot: Int64 = (1 << slotBits) - 1
    private static let reach: Int64 = 1 << (62 - slotBits + 1)

    /// Times that can be kept.
    static let times = (origin - reach + 1)...(origin + reach - 2)

    static func clamped(_ time: Int64) -> Int64 { min(max(time, times.lowerBound), times.upperBound) }

    /// - Parameter slot: at most ``largestSlot``.
    @inline(__always)
    static func key(time: Int64, slot: Int64) -> Int64 { (clamped(time) &- origin) << slotBits | slot }

    /// The first key of a moment: `first(from) ..< first(to)` are the keys of `from ..< to`.
    static func first(_ time: Int64) -> Int64 { time > times.upperBound ? .max : key(time: time, slot: 0) }

    @inline(__always)
    static func time(_ key: Int64) -> Int64 { (key >> slotBits) &+ origin }

    @inline(__always)
    static func slot(_ key: Int64) -> Int64 { key & largestSlot }
}
