/// Who goes where in which order, without times: what a solver is given to start from, what a `.sol`
/// file holds, what a dispatcher's hand edit produces.
public struct Plan: Sendable, Hashable, Codable {
    public var routes: [Route]

    public init(routes: [Route]) {
        self.routes = routes
    }

    /// The stops of one vehicle in order, start and end place left out.
    public struct Route: Sendable, Hashable, Codable {
        /// Vehicle id.
        public var vehicle: String
        /// Task and disposal site ids.
        public var stops: [String]

        public init(vehicle: String, stops: [String]) {
            self.vehicle = vehicle
            self.stops = stops
        }
    }
}
