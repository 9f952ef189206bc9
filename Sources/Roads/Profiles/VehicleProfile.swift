/// What a vehicle may and can do on roads, and how fast: limits of its size and weight, which access tags speak about it, what it is
/// exempt from, speeds by class and surface, the price of turns. Read from a file under `config/profiles/vehicles`.
public struct VehicleProfile: Codable, Sendable, Hashable {
    /// How a kind of restricted road is treated.
    public enum Permission: String, Codable, Sendable, Hashable, CaseIterable {
        case no
        /// To reach or leave a stop there, not to pass through.
        case destination
        case yes
    }

    /// What a service vehicle is exempt from. Exempted roads serve stops; they are no short cuts.
    public enum Exemption: String, Codable, Sendable, Hashable, CaseIterable {
        case againstOneWay = "against_one_way"
        case bollards
        /// Pedestrian streets, also where motor vehicles are banned.
        case pedestrianZones = "pedestrian_zones"
        /// Footways, cycleways and paths.
        case footways
        /// Bans on motor vehicles on other roads (`motor_vehicle=no`, `access=no`).
        case bans
    }

    /// On which side of the street the vehicle can serve a place.
    public enum ArrivalSide: String, Codable, Sendable, Hashable, CaseIterable {
        case any
        /// The vehicle loads at the kerb of its own side only.
        case kerb
    }

    /// What turns, signals and signs cost in time; the price of a turn follows OSRM's curve.
    public struct Turns: Codable, Sendable, Hashable {
        /// Seconds of the sharpest turn at a junction; less sharp ones cost less, along a logistic curve.
        public var seconds = 7.5
        /// Above 1: turns across oncoming traffic cost more than the others.
        public var bias = 1.075
        /// Turning round where the road ends, seconds on top.
        public var turningRoundSeconds = 20.0
        /// Mean wait at traffic lights.
        public var signalSeconds = 2.0
        /// At a give-way sign.
        public var giveWaySeconds = 1.0
        /// At a stop sign.
        public var stopSeconds = 2.0
        /// To open and shut a gate that may be passed.
        public var gateSeconds = 60.0

        public init() {}
    }

    /// A part of the day with its own speeds; time conditions of roads and turns are judged for it.
    public struct Period: Codable, Sendable, Hashable {
        /// Unique within the profile; named by whoever asks for ways of that time.
        public var name: String
        /// Times of day, `06:00`; `to` before `from` means over midnight.
        public var from: String
        public var to: String
        /// `Mo` … `Su`; empty means every day.
        public var weekdays: [String] = []
        /// Factor on the speed by road class; `all` for those that are not named.
        public var speeds: [String: Double] = [:]

        public init(name: String, from: String, to: String, weekdays: [String] = [], speeds: [String: Double] = [:]) {
            self.name = name
            self.from = from
            self.to = to
            self.weekdays = weekdays
            self.speeds = speeds
        }
    }

    /// The file's name without its ending; what `road_profile` of a vehicle and the settings refer to.
    public var name: String
    /// For people; the name where the file gives none.
    public var title = ""
    /// Kinds of traffic whose tags speak about this vehicle, the most specific first; `access` is always the last.
    public var modes: [AccessMode]
    /// 0 leaves a limit out.
    public var grossWeightTonnes = 0.0
    public var axleLoadTonnes = 0.0
    public var heightMetres = 0.0
    public var widthMetres = 0.0
    public var lengthMetres = 0.0
    /// km/h by class; a class that is not named may not be driven (unless an exemption opens it).
    public var speeds: [String: Double]
    /// km/h that no road lets it exceed.
    public var topSpeed = 130.0
    /// Share of a signed limit that is driven.
    public var maxspeedShare = 0.85
    /// Where a limit is signed, drive by it alone, even if the class would be slower (as OSRM's car does).
    public var limitReplacesClassSpeed = false
    /// km/h at most.
    public var surfaces: [String: Double] = [:]
    /// km/h at most on tracks, by `tracktype` (`grade1` … `grade5`).
    public var trackTypes: [String: Double] = [:]
    /// km/h at most, by `smoothness`.
    public var smoothnesses: [String: Double] = [:]
    /// On roads that only an exemption opens.
    public var exemptSpeed = 7.0
    /// km/h where the map tells no duration of the crossing.
    public var ferrySpeed = 5.0
    /// `false` never drives motorways.
    public var motorways = true
    /// `false` never drives roads with toll for this kind of vehicle.
    public var tolls = true
    /// `false` never takes a ferry.
    public var ferries = false
    /// Whether it may enter low-emission zones.
    public var lowEmissionZones = true
    /// Roads with `access=private` and the like.
    public var privateRoads = Permission.destination
    /// Roads with `access=destination` (Anlieger frei).
    public var destinationRoads = Permission.destination
    /// Roads for farming and forestry alone.
    public var agriculturalRoads = Permission.no
    /// Roads of the class `track`.
    public var tracks = Permission.destination
    public var exemptions: Set<Exemption> = []
    /// Whether conditional access is judged (with times: for the period, or the whole working day). `false` ignores conditions.
    public var conditions = true
    /// The working day, for which time conditions are judged when no period is given.
    public var workingDay = Period(name: "", from: "06:00", to: "16:00", weekdays: ["Mo", "Tu", "We", "Th", "Fr"])
    /// Parts of the day with other speeds; a matrix is made for one of them.
    public var periods: [Period] = []
    public var turns = Turns()
    /// Set for vehicles that load on one side.
    public var arrival = ArrivalSide.any
    /// Which side is the kerb, and which turns cross oncoming traffic.
    public var drivesOnLeft = false
    /// A place farther from any road this vehicle may use is off the network.
    public var reachMetres = 350.0

    /// All else as the defaults say.
    public init(name: String, modes: [AccessMode], speeds: [String: Double]) {
        self.name = name
        self.modes = modes
        self.speeds = speeds
    }

    /// - Throws: ``RoadError/unknownPeriod``
    public func period(_ name: String?) throws(RoadError) -> Period? {
        guard let name else { return nil }
        guard let found = periods.first(where: { $0.name == name }) else {
            throw .unknownPeriod(name: name, profile: self.name, known: periods.map(\.name))
        }
        return found
    }
}
