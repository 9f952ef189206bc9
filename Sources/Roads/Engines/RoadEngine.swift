public import Model

/// What computes ways on roads for the vehicles of one profile: the embedded network, an OSRM server, a Valhalla server.
public protocol RoadEngine: Sendable {
    /// As people call it, for reasons and status: `road network`, `OSRM http://…`.
    var name: String { get }

    /// Ways between all pairs, as far as the engine can tell them.
    ///
    /// - Throws: ``EngineError`` when nothing was answered at all; what is missing of a partial answer stands in the result.
    func ways(between places: [Coordinate]) async throws -> EngineMatrix

    /// One path for each leg through the places; `nil` where there is no way.
    ///
    /// - Throws: ``EngineError``.
    func legs(through places: [Coordinate]) async throws -> [RoadPath?]
}

/// An engine's answer about all pairs of some places.
public struct EngineMatrix: Sendable, Hashable {
    public let count: Int
    /// Row-major; ``noWay`` or ``notAnswered`` instead of a distance.
    public var distanceMetres: [Int32]
    /// Row-major as ``distanceMetres``, at the same places.
    public var durationSeconds: [Int32]
    /// Why entries were not answered.
    public var failure: String?

    /// The engine knows that there is none.
    public static let noWay: Int32 = -1
    /// The engine did not say; such entries are estimated, and the plan says so.
    public static let notAnswered: Int32 = -2

    /// Nothing answered yet.
    public init(count: Int) {
        self.count = count
        distanceMetres = [Int32](repeating: Self.notAnswered, count: count * count)
        durationSeconds = distanceMetres
        for place in 0..<count { set(0, 0, from: place, to: place) }
    }

    /// - Precondition: `from` and `to` are below ``count``.
    public mutating func set(_ metres: Int32, _ seconds: Int32, from: Int, to: Int) {
        distanceMetres[from * count + to] = metres
        durationSeconds[from * count + to] = seconds
    }

    /// Metres and seconds as servers give them; `nil` is no way. Figures below zero, without end or beyond reason are none either.
    public mutating func set(metres: Double?, seconds: Double?, from: Int, to: Int) {
        guard let metres, let seconds, (0..<1e8).contains(metres), (0..<1e8).contains(seconds) else {
            return set(Self.noWay, Self.noWay, from: from, to: to)
        }
        set(Int32(metres.rounded()), Int32(seconds.rounded()), from: from, to: to)
    }

    /// How many entries the engine did not answer; the diagonal always is.
    public var unanswered: Int { durationSeconds.count { $0 == Self.notAnswered } }

    /// The matrix for a plan: without a way is ``TravelMatrix/unreachable``, what was not answered is estimated and makes the whole an
    /// estimate, with the reason.
    public func travelMatrix(of places: [Coordinate], estimate: StraightLineEstimate) -> TravelMatrix {
        var metres = distanceMetres
        var seconds = durationSeconds
        var estimated = 0
        for entry in seconds.indices where seconds[entry] < 0 || metres[entry] < 0 {
            if seconds[entry] == Self.notAnswered || metres[entry] == Self.notAnswered {
                let way = estimate.way(from: places[entry / count], to: places[entry % count])
                metres[entry] = way.distanceMetres
                seconds[entry] = way.durationSeconds
                estimated += 1
            } else {
                metres[entry] = TravelMatrix.unreachable
                seconds[entry] = TravelMatrix.unreachable
            }
        }
        let basis: DistanceBasis = estimated > 0 ? .estimate : .roads
        var matrix = TravelMatrix(count: count, distanceMetres: metres, durationSeconds: seconds, basis: basis) ?? .empty
        if estimated > 0 {
            matrix.detour = estimate.detour
            matrix.estimateReason = "\(estimated) of \(count * count) ways are estimated: \(failure ?? "not answered")"
        }
        return matrix
    }
}

/// Why an engine did not answer.
public enum EngineError: Error, Sendable, Hashable, CustomStringConvertible {
    /// No connection, or none that lasts.
    case notReached(engine: String, detail: String)
    case timedOut(engine: String, seconds: Double)
    /// The server answered with an error.
    case refused(engine: String, status: Int, code: String, message: String)
    /// The answer is not what the server's documentation says.
    case malformed(engine: String, detail: String)
    /// The engine can not be used as configured.
    case notUsable(engine: String, detail: String)

    public var description: String {
        switch self {
        case .notReached(let engine, let detail): "\(engine) can not be reached (\(detail)); check that it runs, and its address"
        case .timedOut(let engine, let seconds):
            "\(engine) did not answer within \(seconds.formatted) s; raise roads.timeout_seconds or relieve it"
        case .refused(let engine, let status, let code, let message):
            "\(engine) refused: \(message.prefix(200)) (\(code), HTTP \(status))"
        case .malformed(let engine, let detail): "\(engine) answered what can not be understood: \(detail)"
        case .notUsable(let engine, let detail): "\(engine) can not be used: \(detail)"
        }
    }
}

extension Double {
    /// `2`, `2.5`.
    fileprivate var formatted: String { self == rounded() && magnitude < 1e15 ? String(Int(self)) : String(self) }
}
