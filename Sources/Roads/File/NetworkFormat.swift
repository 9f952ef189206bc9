/// The network file: a fixed head, a table of sections, then the sections, each an array of fixed records in the machine's own
/// (little-endian) layout at a multiple of 8 bytes, so that the file is used in place through a memory map. See docs/roads.md.
enum NetworkFormat {
    /// "FUELROAD"
    static let magic: UInt64 = 0x4441_4F52_4C45_5546
    /// Raised with every change of a record's layout or meaning.
    static let version: UInt32 = 1
    /// Magic, version, section count, file size, checksum of all behind the head.
    static let headBytes = 32

    enum Section: Int, CaseIterable {
        case longitudes, latitudes, nodeIDs, vertexFacts, facts, segments, geometry, traits, conditions, nameStarts, nameBytes
        case restrictions, restrictionPaths, cellStarts, cellSegments, info
    }

    /// A stretch of road between two junctions.
    struct Segment: Sendable {
        var way: Int64
        var from: UInt32
        var to: UInt32
        /// First of the points between the ends, in pairs of longitude and latitude.
        var geometryStart: UInt32
        var geometryCount: UInt32
        var lengthDecimetres: UInt32
        var traits: UInt32
        var name: UInt32
        var ref: UInt32
    }

    /// A forbidden or the only permitted sequence of segments.
    struct Restriction: Sendable {
        /// In `restrictionPaths`: segments from first to last, each times 2, plus 1 where it is driven backwards.
        var pathStart: UInt32
        var pathCount: UInt16
        var conditionCount: UInt16
        var conditionStart: UInt32
        /// Records of one group are alternatives of an `only_…` restriction.
        var group: UInt32
        /// 0 forbidden, 1 the only one permitted.
        var isOnly: UInt8
        /// ``AccessMode`` it is for, 255 for all.
        var mode: UInt8
        /// Bit per ``AccessMode`` that is excepted.
        var excepted: UInt8
        var reserved: UInt8 = 0
    }

    /// FNV-1a over 8-byte words, in four lanes: fast, and any damaged bit changes it. Not a defence against people.
    static func checksum(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
        var lanes: (UInt64, UInt64, UInt64, UInt64) = (0xCBF2_9CE4_8422_2325, 1, 2, 3)
        let prime: UInt64 = 0x100_0000_01B3
        var at = 0
        while at + 32 <= bytes.count {
            lanes.0 = (lanes.0 ^ bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self)) &* prime
            lanes.1 = (lanes.1 ^ bytes.loadUnaligned(fromByteOffset: at + 8, as: UInt64.self)) &* prime
            lanes.2 = (lanes.2 ^ bytes.loadUnaligned(fromByteOffset: at + 16, as: UInt64.self)) &* prime
            lanes.3 = (lanes.3 ^ bytes.loadUnaligned(fromByteOffset: at + 24, as: UInt64.self)) &* prime
            at += 32
        }
        while at < bytes.count {
            lanes.0 = (lanes.0 ^ UInt64(bytes[at])) &* prime
            at += 1
        }
        var hash = lanes.0
        for lane in [lanes.1, lanes.2, lanes.3] { hash = ((hash ^ lane) &* prime) ^ (hash >> 29) }
        return hash
    }
}
