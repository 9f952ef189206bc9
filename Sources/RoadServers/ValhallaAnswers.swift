import Model
import Roads

struct ValhallaPlace: Encodable, Sendable {
    var lat: Double
    var lon: Double
    var type = "break"

    init(_ place: Coordinate) {
        lat = place.latitude
        lon = place.longitude
    }
}

/// `costing_options.truck`. Valhalla's own defaults are those of a semi-trailer in the USA.
struct ValhallaTruck: Encodable, Sendable {
    var height: Double?
    var width: Double?
    var length: Double?
    var weight: Double?
    var axleLoad: Double?
    var useTolls: Double

    init(_ profile: VehicleProfile) {
        func limit(_ value: Double) -> Double? { value > 0 ? value : nil }
        height = limit(profile.heightMetres)
        width = limit(profile.widthMetres)
        length = limit(profile.lengthMetres)
        weight = limit(profile.grossWeightTonnes)
        axleLoad = limit(profile.axleLoadTonnes)
        useTolls = profile.tolls ? 1 : 0
    }

    private enum CodingKeys: String, CodingKey {
        case height, width, length, weight
        case axleLoad = "axle_load"
        case useTolls = "use_tolls"
    }
}

struct ValhallaOptions: Encodable, Sendable { var truck: ValhallaTruck }

struct ValhallaMatrixQuery: Encodable {
    var sources: [ValhallaPlace]
    var targets: [ValhallaPlace]
    var costing = "truck"
    var costingOptions: ValhallaOptions
    var verbose = false
    var units = "kilometers"

    private enum CodingKeys: String, CodingKey {
        case sources, targets, costing, verbose, units
        case costingOptions = "costing_options"
    }
}

struct ValhallaRouteQuery: Encodable {
    var locations: [ValhallaPlace]
    var costing = "truck"
    var costingOptions: ValhallaOptions
    var units = "kilometers"

    private enum CodingKeys: String, CodingKey {
        case locations, costing, units
        case costingOptions = "costing_options"
    }
}

struct ValhallaLocate: Encodable {
    var locations: [ValhallaPlace]
    var costing = "truck"
    var costingOptions: ValhallaOptions
    var verbose = false

    private enum CodingKeys: String, CodingKey {
        case locations, costing, verbose
        case costingOptions = "costing_options"
    }
}

struct ValhallaLocated: Decodable {
    var edges: [Edge]?

    struct Edge: Decodable {}
}

struct ValhallaRefusal: Decodable {
    var errorCode: Int
    var error: String?

    /// 150: more locations than the server takes; also said in words for pairs of a matrix.
    var isTooLarge: Bool { errorCode == 150 || (error ?? "").contains("max_matrix_location_pairs") }

    private enum CodingKeys: String, CodingKey {
        case error
        case errorCode = "error_code"
    }
}

/// The answer with `verbose` off, or on: servers before 3.5 know only the long one.
struct ValhallaMatrix: Decodable {
    var units: String?
    private var short: Short?
    private var long: [[Long?]]?

    private struct Short: Decodable {
        var durations: [[Double?]]?
        var distances: [[Double?]]?
    }

    private struct Long: Decodable {
        var time: Double?
        var distance: Double?
    }

    private enum CodingKeys: String, CodingKey {
        case units
        case figures = "sources_to_targets"
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        units = try container.decodeIfPresent(String.self, forKey: .units)
        short = try? container.decode(Short.self, forKey: .figures)
        long = short == nil ? try container.decode([[Long?]].self, forKey: .figures) : nil
    }

    /// Row by row in the server's unit of length and seconds; `nil` if the matrix has another size.
    func figures(rows: Int, columns: Int) -> (lengths: [Double?], seconds: [Double?])? {
        let lengths = short?.distances ?? long?.map { $0.map { $0?.distance } } ?? []
        let seconds = short?.durations ?? long?.map { $0.map { $0?.time } } ?? []
        guard lengths.count == rows, seconds.count == rows, (lengths + seconds).allSatisfy({ $0.count == columns }) else {
            return nil
        }
        return (lengths.flatMap { $0 }, seconds.flatMap { $0 })
    }
}

struct ValhallaRoute: Decodable {
    var trip: Trip

    struct Trip: Decodable {
        var legs: [Leg]
        var units: String?
    }

    struct Leg: Decodable {
        /// A polyline of six digits.
        var shape: String
        var summary: Summary
        var maneuvers: [Maneuver]
    }

    struct Summary: Decodable {
        var time: Double
        var length: Double
    }

    struct Maneuver: Decodable {
        var type: Int
        var length: Double?
        var time: Double?
        var beginShapeIndex: Int?
        var streetNames: [String]?
        var roundaboutExitCount: Int?

        private enum CodingKeys: String, CodingKey {
            case type, length, time
            case beginShapeIndex = "begin_shape_index"
            case streetNames = "street_names"
            case roundaboutExitCount = "roundabout_exit_count"
        }
    }
}

extension ValhallaRoute.Leg {
    /// `nil` when the shape is no polyline.
    func path(metresPerUnit scale: Double) -> RoadPath? {
        guard let line = Polyline.decode(shape, digits: 6) else { return nil }
        let steps = maneuvers.map { maneuver in
            RoadStep(
                turn: maneuver.turn, roundaboutExit: maneuver.roundaboutExitCount, street: maneuver.streetNames?.first,
                distanceMetres: Int(((maneuver.length ?? 0) * scale).rounded()),
                durationSeconds: Int((maneuver.time ?? 0).rounded()),
                lineStart: min(max(0, maneuver.beginShapeIndex ?? 0), max(0, line.count - 1)))
        }
        return RoadPath(
            line: line, distanceMetres: Int((summary.length * scale).rounded()), durationSeconds: Int(summary.time.rounded()),
            steps: steps)
    }
}

extension ValhallaRoute.Maneuver {
    /// Numbers of the types: https://valhalla.github.io/valhalla/api/turn-by-turn/api-reference/
    var turn: RoadTurn {
        switch type {
        case 1, 2, 3: .depart
        case 4: .arrive
        case 5: .arriveRight
        case 6: .arriveLeft
        case 9, 18, 20, 23: .slightRight
        case 10: .right
        case 11: .sharpRight
        case 12, 13: .turnRound
        case 14: .sharpLeft
        case 15: .left
        case 16, 19, 21, 24: .slightLeft
        case 26: .roundabout
        default: .straight
        }
    }
}
