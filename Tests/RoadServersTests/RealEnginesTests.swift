import Foundation
import Model
import Roads
import Testing

@testable import RoadServers

/// Against OSRM and Valhalla themselves, on a small extract. Skipped where `make engines` could not get them, or the extract is not there.
@Suite(.serialized) struct RealEnginesTests {
    /// Places on streets of the extract, and one in the sea. (Near the edge a street may be cut so that no lorry gets out of it.)
    private static let places = [(51.1999, 6.6799), (51.1984, 6.6775), (51.2014, 6.6831), (51.1965, 6.6801)].compactMap {
        Coordinate(latitude: $0.0, longitude: $0.1)
    }
    private static let sea = Coordinate(latitude: 54.5, longitude: 7.0)

    @Test(.enabled(if: EngineFolder.hasOSRM && EngineFolder.hasExtract))
    func osrmAnswersAsTheAdapterExpects() async throws {
        try await EngineFolder.withOSRM { address in
            let server = try RoadServer(address: address, timeoutSeconds: 60)
            let places = Self.places + [try #require(Self.sea)]
            // The server takes 3 × 3 pairs, so the first request is refused and asked in smaller blocks.
            let matrix = try await OSRMEngine(server, tableSide: 100).ways(between: places)
            try Self.check(matrix)
            let path = try #require(try await OSRMEngine(server).legs(through: Array(places.prefix(2))).first ?? nil)
            #expect(abs(path.distanceMetres - Int(matrix.distanceMetres[1])) <= 2)
            try Self.check(path)
        }
    }

    @Test(.enabled(if: EngineFolder.hasValhalla && EngineFolder.hasExtract))
    func valhallaAnswersAsTheAdapterExpects() async throws {
        try await EngineFolder.withValhalla { address in
            let server = try RoadServer(address: address, timeoutSeconds: 60)
            var profile = VehicleProfile(name: "truck", modes: [], speeds: [:])
            (profile.grossWeightTonnes, profile.heightMetres, profile.widthMetres, profile.lengthMetres) = (18, 3.7, 2.55, 9)
            let engine = ValhallaEngine(server, profile: profile)
            let places = Self.places + [try #require(Self.sea)]
            let matrix = try await engine.ways(between: places)
            try Self.check(matrix)
            let path = try #require(try await engine.legs(through: Array(places.prefix(2))).first ?? nil)
            #expect(abs(path.distanceMetres - Int(matrix.distanceMetres[1])) <= 60)
            try Self.check(path)
        }
    }

    /// Ways within the town are longer than the straight line and not endless; nothing leads into the sea.
    private static func check(_ matrix: EngineMatrix) throws {
        #expect(matrix.failure == nil && matrix.unanswered == 0)
        for from in places.indices {
            for to in places.indices where from != to {
                let metres = Double(matrix.distanceMetres[from * matrix.count + to])
                #expect(metres > 0.5 * places[from].distanceMetres(to: places[to]) && metres < 15_000, "\(from) → \(to)")
                #expect((5..<1200).contains(matrix.durationSeconds[from * matrix.count + to]))
            }
            #expect(matrix.distanceMetres[from * matrix.count + places.count] == EngineMatrix.noWay)
        }
    }

    private static func check(_ path: RoadPath) throws {
        let first = try #require(path.line.first)
        #expect(first.distanceMetres(to: places[0]) < 60)
        let length = zip(path.line, path.line.dropFirst()).reduce(0.0) { $0 + $1.0.distanceMetres(to: $1.1) }
        #expect(abs(length - Double(path.distanceMetres)) < 0.02 * length + 10)
        #expect(path.steps.first?.turn == .depart && path.steps.contains { $0.street != nil })
    }
}

/// The engines as `make engines` lays them out, and how to run them.
enum EngineFolder {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    private static let osrm = root.appending(path: ".build-engines/osrm")
    private static let valhalla = root.appending(path: ".build-engines/valhalla")
    private static let extract = root.deletingLastPathComponent().appending(path: "shared/data/osm/neuss.osm.pbf")

    private static func isThere(_ url: URL) -> Bool { FileManager.default.fileExists(atPath: url.path) }

    static var hasOSRM: Bool { isThere(osrm.appending(path: "bin/osrm-routed")) }
    static var hasValhalla: Bool { isThere(valhalla.appending(path: "bin/valhalla_service")) }
    static var hasExtract: Bool { isThere(extract) }

    static func withOSRM(_ work: (String) async throws -> Void) async throws {
        try await inFolder { folder in
            let data = folder.appending(path: "town.osm.pbf")
            try FileManager.default.copyItem(at: extract, to: data)
            let bin = osrm.appending(path: "bin")
            let profile = osrm.appending(path: "share/profiles/car.lua").path
            try await run(bin.appending(path: "osrm-extract"), ["-p", profile, data.path])
            let base = folder.appending(path: "town.osrm").path
            try await run(bin.appending(path: "osrm-contract"), [base])
            let port = try freePort()
            let server = try start(
                bin.appending(path: "osrm-routed"),
                ["-i", "127.0.0.1", "-p", "\(port)", "-t", "1", "--max-table-size", "3", base])
            defer { server.terminate() }
            try await answers(port, server)
            try await work("http://127.0.0.1:\(port)")
        }
    }

    static func withValhalla(_ work: (String) async throws -> Void) async throws {
        try await inFolder { folder in
            let port = try freePort()
            var options = [
                "--mjolnir-tile-dir", folder.appending(path: "tiles").path, "--httpd-service-listen", "tcp://127.0.0.1:\(port)",
                "--httpd-service-drain-seconds", "1", "--httpd-service-shutdown-seconds", "1",
            ]
            for (name, file) in [
                ("httpd-service-loopback", "loopback"), ("httpd-service-interrupt", "interrupt"), ("loki-service-proxy", "loki"),
                ("thor-service-proxy", "thor"), ("odin-service-proxy", "odin"),
            ] { options += ["--\(name)", "ipc://\(folder.path)/\(file)"] }
            let settings = folder.appending(path: "valhalla.json")
            try await run(
                URL(fileURLWithPath: "/usr/bin/env"),
                ["python3", valhalla.appending(path: "valhalla_build_config.py").path] + options, output: settings)
            try await run(valhalla.appending(path: "bin/valhalla_build_tiles"), ["-c", settings.path, extract.path])
            let server = try start(valhalla.appending(path: "bin/valhalla_service"), [settings.path, "1"])
            defer { server.terminate() }
            try await answers(port, server)
            try await work("http://127.0.0.1:\(port)")
        }
    }

    private static func inFolder(_ work: (URL) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "engine-\(UUID().uuidString.prefix(8))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try await work(folder)
    }

    private static func start(_ program: URL, _ arguments: [String], output: FileHandle = .nullDevice) throws -> Process {
        let process = Process()
        process.executableURL = program
        process.arguments = arguments
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        return process
    }

    struct Failed: Error, CustomStringConvertible { let description: String }

    private static func run(_ program: URL, _ arguments: [String], output: URL? = nil) async throws {
        if let output { try Data().write(to: output) }
        let process = try start(program, arguments, output: try output.map { try FileHandle(forWritingTo: $0) } ?? .nullDevice)
        while process.isRunning { try await Task.sleep(for: .milliseconds(50)) }
        guard process.terminationStatus == 0 else {
            throw Failed(description: "\(program.lastPathComponent) ended with \(process.terminationStatus)")
        }
    }

    /// Waits until the port answers.
    private static func answers(_ port: Int, _ server: Process) async throws {
        for _ in 0..<1200 {
            guard server.isRunning else { throw Failed(description: "the server ended by itself") }
            let calls = RoadServerCalls(
                server: try RoadServer(address: "http://127.0.0.1:\(port)", timeoutSeconds: 5, retries: 0), name: "server")
            if (try? await calls.send("/status")) != nil { return }
            try await Task.sleep(for: .milliseconds(50))
        }
        throw Failed(description: "the server does not answer")
    }

    private static func freePort() throws -> Int {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { throw Failed(description: "no socket") }
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, length) == 0 && getsockname(descriptor, $0, &length) == 0
            }
        }
        guard isBound else { throw Failed(description: "no free port") }
        return Int(UInt16(bigEndian: address.sin_port))
    }
}
