public import Model

/// What estimated ways rest on.
public struct DetourDocument: Codable, Hashable, Sendable {
    public var source: DetourFactor.Source
    /// Way ÷ great circle, over all samples.
    public var factor: Double
    /// Pairs of places or tours that it was learned from.
    public var samples: Int

    public init(_ detour: DetourFactor) {
        source = detour.source
        factor = rounded(detour.factor, 3)
        samples = detour.samples
    }
}
