/// How much longer ways are than the great circle, and where the figure comes from. What is estimated from it says so.
public struct DetourFactor: Hashable, Sendable, Codable {
    public enum Source: String, CaseIterable, Hashable, Sendable, Codable {
        /// The town's rule `travel.detour_factor`.
        case configured
        /// Kilometres that crews reported at the end of their tours.
        case drivenTours = "driven-tours"
        /// Pairs of the town's own places on its road network.
        case roadNetwork = "road-network"
    }

    public var source: Source
    /// Sum of the ways ÷ sum of the great circles.
    public var factor: Double
    /// Pairs of places or tours that it was learned from; 0 when it is configured.
    public var samples: Int
    /// By length of the great circle, shortest first; empty when the factor holds for all.
    public var bands: [Band]

    /// Means over the samples of similar length.
    public struct Band: Hashable, Sendable, Codable {
        public var greatCircleMetres: Double
        public var wayMetres: Double
        public var samples: Int

        public init(greatCircleMetres: Double, wayMetres: Double, samples: Int) {
            self.greatCircleMetres = greatCircleMetres
            self.wayMetres = wayMetres
            self.samples = samples
        }
    }

    public init(source: Source, factor: Double, samples: Int, bands: [Band] = []) {
        self.source = source
        self.factor = factor
        self.samples = samples
        self.bands = bands
    }

    /// Metres of the way for so many of the great circle: straight between the bands' means, so that a longer line never makes a
    /// shorter way; from the last band on by its own factor. O(bands).
    public func wayMetres(greatCircleMetres metres: Double) -> Double {
        var before = Band(greatCircleMetres: 0, wayMetres: 0, samples: 0)
        for band in bands {
            if metres < band.greatCircleMetres {
                let share = (metres - before.greatCircleMetres) / (band.greatCircleMetres - before.greatCircleMetres)
                return before.wayMetres + share * (band.wayMetres - before.wayMetres)
            }
            before = band
        }
        guard before.greatCircleMetres > 0 else { return metres * factor }
        return metres * before.wayMetres / before.greatCircleMetres
    }
}
