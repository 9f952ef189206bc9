import Foundation
import RoadServers
import Roads
import Settings

/// The configured engine for ways.
struct EngineSettings {
    let settings: Settings

    /// Reads profiles and adjustments where the engine needs them; the network itself is opened when first asked for.
    ///
    /// - Throws: `CommandFailure` naming the setting, `RoadError`.
    func engines() throws -> TownEngines {
        let kind = try kind()
        var configuration = EngineConfiguration(kind: kind, networkPath: settings.optionalText("roads.file"))
        configuration.threads = settings.integer("roads.threads")
        let side = settings.integer("roads.matrix_side")
        configuration.matrixSide = side > 0 ? side : nil
        if kind == .osrm || kind == .valhalla { configuration.server = try server(kind) }
        if kind == .network || kind == .valhalla {
            let truck = try profile("roads.profile")
            let van = try profile("roads.light_profile")
            configuration.profiles = try profiles()
            configuration.profiles[truck.name] = truck
            configuration.profiles[van.name] = van
            configuration.profile = truck.name
            configuration.lightProfile = van.name
        } else if let profiles = try? profiles() {
            // To learn from a network beside, and to know what vehicles may name; nothing depends on them.
            configuration.profiles = profiles
            configuration.profile = settings.text("roads.profile")
            configuration.lightProfile = settings.text("roads.light_profile")
        }
        configuration.report = { Console.message($0) }
        configuration.matrixFolder = matrixFolder(configuration.networkPath)
        if let path = settings.optionalText("roads.adjustments") { configuration.adjustments = try RoadAdjustments(file: path) }
        return TownEngines(configuration)
    }

    private func profiles() throws -> [String: VehicleProfile] {
        let folder = settings.text("roads.profiles")
        // Profiles may be named as files of their own; then there need be no folder.
        guard FileManager.default.fileExists(atPath: folder) else { return [:] }
        let all = try VehicleProfile.all(inFolder: folder)
        return Dictionary(all.map { ($0.name, $0) }) { first, _ in first }
    }

    /// Beside the network file.
    private func matrixFolder(_ network: String?) -> MatrixFolder? {
        let megabytes = settings.integer("roads.kept_megabytes")
        guard let network, megabytes > 0 else { return nil }
        return MatrixFolder(path: network + ".kept", limitBytes: megabytes << 20) { Console.message($0) }
    }

    private func kind() throws -> EngineConfiguration.Kind {
        let hasFile = settings.optionalText("roads.file") != nil
        guard let kind = settings.optionalText("roads.engine").flatMap(EngineConfiguration.Kind.init(rawValue:)) else {
            return hasFile ? .network : .estimate
        }
        if kind == .network, !hasFile {
            throw CommandFailure(
                .wrongSettings,
                "roads.engine is network, but roads.file names none: make one with `fuellort roads import EXTRACT --output FILE`")
        }
        return kind
    }

    private func server(_ kind: EngineConfiguration.Kind) throws -> RoadServer {
        guard let address = settings.optionalText("roads.server") else {
            throw CommandFailure(
                .wrongSettings, "roads.engine is \(kind.rawValue), but roads.server is not set (http://127.0.0.1:5000)")
        }
        do {
            return try RoadServer(
                address: address, timeoutSeconds: settings.number("roads.timeout_seconds"),
                retries: settings.integer("roads.retries"))
        } catch {
            throw CommandFailure(.wrongSettings, "roads.server: \(error)")
        }
    }

    /// By name from the folder of profiles, or a file of its own.
    private func profile(_ key: String) throws -> VehicleProfile {
        let name = settings.text(key)
        if name.hasSuffix(".yaml") { return try VehicleProfile(file: name) }
        let folder = settings.text("roads.profiles")
        let file = "\(folder)/\(name).yaml"
        guard FileManager.default.fileExists(atPath: file) else {
            throw CommandFailure(
                .wrongSettings,
                "\(key) is \(name), but there is no \(file): set roads.profiles to the folder of profiles, or correct it")
        }
        return try VehicleProfile(file: file)
    }
}
