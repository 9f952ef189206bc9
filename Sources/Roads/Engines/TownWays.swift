public import Model

/// Where a town's ways come from, by vehicle.
public protocol TownWays: Sendable {
    /// Name of the profile a vehicle drives by; vehicles of one profile share their ways.
    func profile(of vehicle: Vehicle) -> String

    func source(profile: String, town: TownData) async -> any TravelMatrixSource
}

/// Straight lines for every vehicle.
public struct EstimatedWays: TownWays {
    public init() {}

    public func profile(of vehicle: Vehicle) -> String { "estimate" }

    public func source(profile: String, town: TownData) async -> any TravelMatrixSource {
        StraightLineEstimate(rules: town.rules.travel)
    }
}

/// One source for every vehicle.
public struct SingleWays: TownWays {
    private let ways: any TravelMatrixSource

    public init(_ ways: any TravelMatrixSource) { self.ways = ways }

    public func profile(of vehicle: Vehicle) -> String { "all" }

    public func source(profile: String, town: TownData) async -> any TravelMatrixSource { ways }
}
