public import Model
import Synchronization

/// Ways of a plan from an engine. When the engine fails, the estimate takes its place, and says so.
public struct EngineWays: TravelMatrixSource {
    public let engine: any RoadEngine
    private let estimate: @Sendable () async -> StraightLineEstimate
    private let kept: KeptMatrices

    /// - Parameter cache: matrices by places; give the same one to all sources of one engine and profile.
    public init(engine: any RoadEngine, estimate: StraightLineEstimate, cache: KeptMatrices = KeptMatrices()) {
        self.init(engine: engine, cache: cache) { estimate }
    }

    /// - Parameter estimate: asked for only when something has to be estimated.
    public init(
        engine: any RoadEngine, cache: KeptMatrices = KeptMatrices(),
        estimate: @escaping @Sendable () async -> StraightLineEstimate
    ) {
        self.engine = engine
        self.estimate = estimate
        kept = cache
    }

    public var basis: DistanceBasis { .roads }

    /// Never throws for an engine that fails. Answers that are whole are kept; estimated ones are asked for again.
    public func matrix(between places: [Coordinate]) async throws -> TravelMatrix {
        if let known = kept[places] { return known }
        do {
            let answer = try await engine.ways(between: places)
            guard answer.unanswered == 0 else { return answer.travelMatrix(of: places, estimate: await estimate()) }
            let matrix = answer.travelMatrix(of: places, estimate: StraightLineEstimate())
            kept.keep(matrix, for: places)
            return matrix
        } catch is CancellationError {
            throw CancellationError()
        } catch {
            var matrix = await estimate().estimate(between: places)
            matrix.estimateReason = "\(error)"
            return matrix
        }
    }

    /// `nil` for legs without a way, and for all when the engine fails.
    public func legs(through places: [Coordinate]) async throws -> [RoadPath?] {
        do { return try await engine.legs(through: places) } catch is CancellationError {
            throw CancellationError()
        } catch {
            return [RoadPath?](repeating: nil, count: max(0, places.count - 1))
        }
    }
}

/// A few matrices by their places, newest first.
public final class KeptMatrices: Sendable {
    private let limit: Int
    private let kept = Mutex<[(places: [Coordinate], matrix: TravelMatrix)]>([])

    /// - Parameter limit: matrices kept at most; one of 1,000 places takes 8 MB.
    public init(limit: Int = 4) { self.limit = max(1, limit) }

    subscript(places: [Coordinate]) -> TravelMatrix? {
        kept.withLock { kept in kept.first { $0.places == places }?.matrix }
    }

    func keep(_ matrix: TravelMatrix, for places: [Coordinate]) {
        kept.withLock { kept in
            kept.removeAll { $0.places == places }
            kept.insert((places, matrix), at: 0)
            if kept.count > limit { kept.removeLast() }
        }
    }
}
