public import Model

/// The way of a tour on the roads.
public struct TourPathDocument: Codable, Hashable, Sendable {
    /// `roads`, `partly-roads` or `straight-lines`.
    public var geometryBasis: String
    public var legs: [LegDocument]

    public init(_ path: TourPath, wording: Wording) {
        geometryBasis = path.isWhollyOnRoads ? "roads" : path.isOnRoads ? "partly-roads" : "straight-lines"
        legs = path.legs.enumerated().map { LegDocument($1, to: $0 + 1, wording: wording) }
    }

    private enum CodingKeys: String, CodingKey {
        case legs
        case geometryBasis = "geometry_basis"
    }
}

/// The way to one stop.
public struct LegDocument: Codable, Hashable, Sendable {
    /// Number of the stop it leads to.
    public var toStop: Int
    public var onRoads: Bool
    public var distanceMetres: Int
    public var durationSeconds: Int
    public var directions: [DirectionDocument]
    /// [longitude, latitude], as in GeoJSON.
    public var line: [[Double]]

    init(_ leg: TourPath.Leg, to stop: Int, wording: Wording) {
        toStop = stop
        onRoads = leg.isOnRoads
        distanceMetres = leg.distanceMetres
        durationSeconds = leg.durationSeconds
        directions = leg.steps.map { DirectionDocument($0, wording: wording) }
        line = leg.line.map { [rounded($0.longitude, 6), rounded($0.latitude, 6)] }
    }

    private enum CodingKeys: String, CodingKey {
        case directions, line
        case toStop = "to_stop"
        case onRoads = "on_roads"
        case distanceMetres = "distance_metres"
        case durationSeconds = "duration_seconds"
    }
}

/// One turn, and how far it goes on then.
public struct DirectionDocument: Codable, Hashable, Sendable {
    public var turn: TourPath.Turn
    public var street: String?
    public var distanceMetres: Int
    public var text: String

    init(_ step: TourPath.Step, wording: Wording) {
        turn = step.turn
        street = step.street
        distanceMetres = step.distanceMetres
        text = wording.sentence(step)
    }

    private enum CodingKeys: String, CodingKey {
        case turn, street, text
        case distanceMetres = "distance_metres"
    }
}
