/// Directed distances and durations between places, row-major: entry `from * count + to`.
public struct TravelMatrix: Sendable, Hashable {
    public let count: Int
    public let distanceMetres: [Int32]
    public let durationSeconds: [Int32]
    public let basis: DistanceBasis

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

    public func distanceMetres(from: Int, to: Int) -> Int { Int(distanceMetres[from * count + to]) }

    public func durationSeconds(from: Int, to: Int) -> Int { Int(durationSeconds[from * count + to]) }
}

/// Where distances come from; shown with every figure that rests on them.
public enum DistanceBasis: String, CaseIterable, Hashable, Sendable, Codable {
    /// Great circle with a detour factor.
    case estimate
    /// The town's road network.
    case roads

    public var isEstimate: Bool { self == .estimate }
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
