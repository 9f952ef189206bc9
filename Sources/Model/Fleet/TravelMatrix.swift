/// Directed distances and durations between places, row-major: entry `from * count + to`.
public struct TravelMatrix: Sendable, Hashable {
    /// Places: the matrix has ``count``² entries.
    public let count: Int
    public let distanceMetres: [Int32]
    /// By a vehicle of speed factor 1.
    public let durationSeconds: [Int32]
    /// Roads, or an estimate if any entry is one.
    public let basis: DistanceBasis
    /// Why entries are estimated although roads were asked for; `nil` when all is as configured.
    public var estimateReason: String?
    /// What estimated entries rest on; `nil` when none are.
    public var detour: DetourFactor?

    /// Distances and durations at or above this mean that there is no way.
    public static let unreachable: Int32 = 1_000_000_000

    /// `nil` unless both arrays have `count²` entries, none negative.
    public init?(count: Int, distanceMetres: [Int32], durationSeconds: [Int32], basis: DistanceBasis) {
        guard distanceMetres.count == count * count, durationSeconds.count == count * count,
            distanceMetres.allSatisfy({ $0 >= 0 }), durationSeconds.allSatisfy({ $0 >= 0 })
        else { return nil }
        self.count = count
        self.distanceMetres = distanceMetres
        self.durationSeconds = durationSeconds
        self.basis = basis
    }

    /// - Precondition: both are below ``count``.
    public func distanceMetres(from: Int, to: Int) -> Int { Int(distanceMetres[from * count + to]) }

    /// - Precondition: both are below ``count``.
    public func durationSeconds(from: Int, to: Int) -> Int { Int(durationSeconds[from * count + to]) }

    /// Whether both are the same arrays: cheap, `false` for equal ones made apart. O(1).
    public func hasSameStorage(as other: TravelMatrix) -> Bool {
        count == other.count
            && distanceMetres.withUnsafeBufferPointer { a in
                other.distanceMetres.withUnsafeBufferPointer { a.baseAddress == $0.baseAddress }
            }
    }

    /// - Precondition: both are below ``count``.
    public func isReachable(from: Int, to: Int) -> Bool { durationSeconds[from * count + to] < Self.unreachable }
}

/// Where distances come from; shown with every figure that rests on them.
public enum DistanceBasis: String, CaseIterable, Hashable, Sendable, Codable {
    /// Great circle with a detour factor.
    case estimate
    /// The town's road network.
    case roads

    public var isEstimate: Bool { self == .estimate }

    /// Whose data the distances rest on, to be named wherever they are shown.
    public var attribution: String? { isEstimate ? nil : Self.openStreetMap }

    /// As the map's licence asks (https://www.openstreetmap.org/copyright).
    public static let openStreetMap = "© OpenStreetMap contributors"
}

extension TravelMatrix {
    /// A matrix of no places.
    public static let empty = TravelMatrix(empty: ())

    private init(empty: Void) {
        count = 0
        distanceMetres = []
        durationSeconds = []
        basis = .estimate
    }
}
