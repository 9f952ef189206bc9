/// Travel between locations for one vehicle profile.
///
/// Durations that vary with the time of day are told apart by ``Problem/durationPeriods``.
public enum Travel: Sendable, Hashable {
    case matrix(TravelMatrix)
    /// Computed when asked for, from coordinates: needs no memory per pair, for 10 000 locations and more.
    case plane(PlaneTravel)

    /// Distances and durations at or above this mean "cannot be driven".
    public static let unreachable: Int32 = 1_000_000_000

    public var locationCount: Int {
        switch self {
        case .matrix(let matrix): matrix.locationCount
        case .plane(let plane): plane.x.count
        }
    }

    /// Metres from one location to another, directed.
    public func distanceMetres(from: Int, to: Int) -> Int {
        switch self {
        case .matrix(let matrix): Int(matrix.distanceMetres[from * matrix.locationCount + to])
        case .plane(let plane): plane.distance(from: from, to: to)
        }
    }

    /// Seconds from one location to another, directed.
    public func durationSeconds(from: Int, to: Int) -> Int {
        switch self {
        case .matrix(let matrix): Int(matrix.durationSeconds[from * matrix.locationCount + to])
        case .plane(let plane): plane.duration(from: from, to: to)
        }
    }
}

/// Directed distances and durations of all pairs, row by row: entry `from * locationCount + to`.
public struct TravelMatrix: Sendable, Hashable {
    public var locationCount: Int
    public var distanceMetres: [Int32]
    public var durationSeconds: [Int32]

    public init(locationCount: Int, distanceMetres: [Int32], durationSeconds: [Int32]) {
        self.locationCount = locationCount
        self.distanceMetres = distanceMetres
        self.durationSeconds = durationSeconds
    }
}

/// Straight-line travel in a plane.
public struct PlaneTravel: Sendable, Hashable {
    public enum Metric: String, Sendable, Hashable, Codable {
        case euclidean
        case manhattan
    }

    public enum Rounding: String, Sendable, Hashable, Codable {
        case nearest
        case down
        case up
    }

    public var x: [Double]
    public var y: [Double]
    public var metric: Metric
    /// Metres (or the file's unit) per coordinate unit, applied before rounding.
    public var distanceScale: Double
    public var rounding: Rounding
    /// Seconds per unit of unrounded distance; `nil` makes the duration equal to the rounded distance.
    public var secondsPerMetre: Double?

    public init(
        x: [Double], y: [Double], metric: Metric = .euclidean, distanceScale: Double = 1,
        rounding: Rounding = .nearest, secondsPerMetre: Double? = nil
    ) {
        self.x = x
        self.y = y
        self.metric = metric
        self.distanceScale = distanceScale
        self.rounding = rounding
        self.secondsPerMetre = secondsPerMetre
    }

    func raw(from: Int, to: Int) -> Double {
        let dx = x[from] - x[to]
        let dy = y[from] - y[to]
        switch metric {
        case .euclidean: return (dx * dx + dy * dy).squareRoot() * distanceScale
        case .manhattan: return (dx.magnitude + dy.magnitude) * distanceScale
        }
    }

    /// Rounded distance, capped at ``Travel/unreachable``.
    public func distance(from: Int, to: Int) -> Int {
        let value = raw(from: from, to: to)
        guard value < Double(Travel.unreachable) else { return Int(Travel.unreachable) }
        switch rounding {
        case .nearest: return Int(value + 0.5)
        case .down: return Int(value)
        case .up: return Self.ceiling(value)
        }
    }

    /// Duration, rounded up when it is derived by a speed.
    public func duration(from: Int, to: Int) -> Int {
        guard let secondsPerMetre else { return distance(from: from, to: to) }
        let value = raw(from: from, to: to) * secondsPerMetre
        guard value < Double(Travel.unreachable) else { return Int(Travel.unreachable) }
        return Self.ceiling(value)
    }

    /// Rounds a value below ``Travel/unreachable`` up (the standard library's needs the C library for it).
    private static func ceiling(_ value: Double) -> Int {
        let whole = Int(value)
        return Double(whole) < value ? whole + 1 : whole
    }
}
