public import Model

/// Where a town's ways come from, by vehicle.
public protocol TownWays: Sendable {
    /// Name of the profile a vehicle drives by; vehicles of one profile share their ways.
    func profile(of vehicle: Vehicle) -> String

    /// What a vehicle's `road_profile` may say; `nil` where no profiles are known.
    var profileNames: [String]? { get }

    /// - Parameter driven: the detour of driven tours, asked for only when something has to be estimated and no roads are there to learn
    ///   it from.
    func source(profile: String, town: TownData, driven: @escaping DrivenDetour) async -> any TravelMatrixSource
}

/// The detour factor that was learned from driven tours, if there are any.
public typealias DrivenDetour = @Sendable () async -> DetourFactor?

extension TownWays {
    /// `nil`: any name will do, since beelines know no vehicle.
    public var profileNames: [String]? { nil }
}

/// Straight lines for every vehicle.
public struct EstimatedWays: TownWays {
    public init() {}

    public func profile(of vehicle: Vehicle) -> String { "estimate" }

    public func source(profile: String, town: TownData, driven: @escaping DrivenDetour) async -> any TravelMatrixSource {
        StraightLineEstimate(rules: town.rules.travel, detour: await driven())
    }
}

/// One source for every vehicle.
public struct SingleWays: TownWays {
    private let ways: any TravelMatrixSource

    public init(_ ways: any TravelMatrixSource) { self.ways = ways }

    public func profile(of vehicle: Vehicle) -> String { "all" }

    public func source(profile: String, town: TownData, driven: @escaping DrivenDetour) async -> any TravelMatrixSource { ways }
}
