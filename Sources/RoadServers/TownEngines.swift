import Foundation
public import Model
public import Roads
import Synchronization

/// Which engine computes a town's ways, and with what.
public struct EngineConfiguration: Sendable {
    public enum Kind: String, Sendable, CaseIterable { case estimate, network, osrm, valhalla }

    public var kind: Kind
    /// The network file; also used for the map when a server computes the ways.
    public var networkPath: String?
    /// Profiles by name.
    public var profiles: [String: VehicleProfile]
    /// Profile of vehicles that name none, and of light ones among them.
    public var profile: String
    public var lightProfile: String
    /// Streets that the town closes or slows by hand.
    public var adjustments: RoadAdjustments
    public var server: RoadServer?
    /// Sources and destinations in one request; `nil` takes the server's usual limit.
    public var matrixSide: Int?
    public var threads: Int
    /// Where matrices of the embedded network are kept on disk; `nil` keeps them in memory alone.
    public var matrixFolder: MatrixFolder?
    /// Told when another network file is taken or refused.
    public var report: @Sendable (String) -> Void = { _ in }

    public init(
        kind: Kind, networkPath: String? = nil, profiles: [String: VehicleProfile] = [:], profile: String = "collector-26t",
        lightProfile: String = "litter-van", adjustments: RoadAdjustments = .none, server: RoadServer? = nil,
        matrixSide: Int? = nil, threads: Int = 1, matrixFolder: MatrixFolder? = nil
    ) {
        self.kind = kind
        self.networkPath = networkPath
        self.profiles = profiles
        self.profile = profile
        self.lightProfile = lightProfile
        self.adjustments = adjustments
        self.server = server
        self.matrixSide = matrixSide
        self.threads = threads
        self.matrixFolder = matrixFolder
    }
}

/// The configured engine, one for each vehicle profile; matrices are kept between plans.
public final class TownEngines: TownWays {
    public let configuration: EngineConfiguration
    /// The embedded network, where a file is configured.
    public let network: ReloadingNetwork?
    private let cache: RoadMatrixCache
    private let detours = LearnedDetours()
    private let engines = Mutex<[String: Kept]>([:])

    private struct Kept {
        /// What the engine was made from: another network makes another engine.
        var version: ObjectIdentifier?
        var engine: any RoadEngine
        var matrices: KeptMatrices
    }

    /// Vehicles with less payload are light: vans for litter bins carry about a tonne.
    public static let lightKilograms = 2000.0

    public init(_ configuration: EngineConfiguration) {
        self.configuration = configuration
        network = configuration.networkPath.map { ReloadingNetwork(path: $0, report: configuration.report) }
        cache = RoadMatrixCache(folder: configuration.matrixFolder)
    }

    public func profile(of vehicle: Vehicle) -> String {
        switch configuration.kind {
        // One server is one profile.
        case .estimate, .osrm: configuration.kind.rawValue
        case .network, .valhalla:
            vehicle.roadProfile
                ?? (vehicle.payloadKilograms < Self.lightKilograms ? configuration.lightProfile : configuration.profile)
        }
    }

    public var profileNames: [String]? {
        configuration.profiles.isEmpty ? nil : configuration.profiles.keys.sorted()
    }

    public func source(profile: String, town: TownData, driven: @escaping DrivenDetour) async -> any TravelMatrixSource {
        let estimate: @Sendable () async -> StraightLineEstimate = { [self] in
            let detour = await self.detour(profile: profile, town: town)
            if let detour { return StraightLineEstimate(rules: town.rules.travel, detour: detour) }
            return StraightLineEstimate(rules: town.rules.travel, detour: await driven())
        }
        guard configuration.kind != .estimate else { return await estimate() }
        do {
            let (engine, matrices) = try engine(profile: profile)
            return EngineWays(engine: engine, cache: matrices, estimate: estimate)
        } catch {
            return EngineWays(engine: MissingEngine(reason: "\(error)"), estimate: estimate)
        }
    }

    /// What the town's places say on the network that is configured, also when something else computes the ways; `nil` without a network
    /// that can be read, or with too few places on it.
    private func detour(profile: String, town: TownData) async -> DetourFactor? {
        guard let network = try? network?.current(),
            let known = configuration.profiles[profile] ?? configuration.profiles[configuration.profile],
            let roads = try? network.roads(for: known, adjustments: configuration.adjustments)
        else { return nil }
        return await detours.detour(of: roads, among: town.places)
    }

    /// - Throws: ``EngineError``, `RoadError`.
    private func engine(profile: String) throws -> (any RoadEngine, KeptMatrices) {
        let network = configuration.kind == .network ? try openNetwork() : nil
        let version = network.map { ObjectIdentifier($0) }
        if let known = engines.withLock({ $0[profile] }), known.version == version { return (known.engine, known.matrices) }
        let made = Kept(version: version, engine: try make(profile: profile, network), matrices: KeptMatrices())
        engines.withLock { $0[profile] = made }
        return (made.engine, made.matrices)
    }

    private func make(profile: String, _ network: RoadNetwork?) throws -> any RoadEngine {
        if let network {
            let roads = try network.roads(for: try known(profile), adjustments: configuration.adjustments)
            return NetworkEngine(roads: roads, threads: configuration.threads, cache: cache)
        }
        guard let server = configuration.server else {
            throw EngineError.notUsable(engine: configuration.kind.rawValue, detail: "roads.server is not set")
        }
        if configuration.kind == .valhalla {
            return ValhallaEngine(server, profile: try known(profile), matrixSide: configuration.matrixSide ?? 50)
        }
        let atKerb = configuration.profiles[configuration.profile]?.arrival == .kerb
        return OSRMEngine(server, tableSide: configuration.matrixSide ?? 100, arrivesAtKerb: atKerb)
    }

    private func openNetwork() throws -> RoadNetwork {
        guard let network else { throw EngineError.notUsable(engine: "the road network", detail: "roads.file is not set") }
        return try network.current()
    }

    private func known(_ profile: String) throws -> VehicleProfile {
        guard let found = configuration.profiles[profile] else {
            throw RoadError.unknownProfile(name: profile, known: configuration.profiles.keys.sorted())
        }
        return found
    }
}

extension TownData {
    /// Where its vehicles go: depots, disposal sites, sites.
    public var places: [Coordinate] {
        depots.map(\.coordinate) + disposalSites.map(\.coordinate) + sites.map(\.coordinate)
    }
}

/// Stands for an engine that could not be made.
private struct MissingEngine: RoadEngine {
    let reason: String

    var name: String { "no engine" }

    func ways(between places: [Coordinate]) async throws -> EngineMatrix {
        throw EngineError.notUsable(engine: "the configured engine", detail: reason)
    }

    func legs(through places: [Coordinate]) async throws -> [RoadPath?] {
        _ = try await ways(between: [])
        return []
    }
}
