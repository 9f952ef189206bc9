import Foundation
import Glibc
import Ingest
import Logging
import MQTT
import Model
import ServiceLifecycle
import StoreSQLite
import UnixSignals

/// Ingest alone, as a process that tests can kill and benchmarks can measure.
///
///     IngestProbe PORT DATABASE [--fail-every N] [--version 3.1.1|5] [--client ID] [--bins N] [--until N]
///
/// `--fail-every` lets one commit in N fail by chance. `--bins` first enters a town with the devices bin-1 … bin-N. `--until` ends after
/// N readings and prints one JSON object: readings, seconds from the connection to the last commit, CPU seconds between them (levels
/// included, which may be written a second later) and before them (opening the store, reading towns and levels), peak memory. Without it the probe ends on SIGTERM.
@main
struct IngestProbe {
    static func main() async throws {
        let orders = try Orders(CommandLine.arguments)
        var logger = Logger(label: "probe")
        logger.logLevel = .error
        let store = try SQLiteStore(path: orders.database)
        if orders.bins > 0 { try await store.replaceTown(ProbeTown.data(bins: orders.bins), at: now()) }
        let service = try IngestService(
            configuration: IngestConfiguration(
                broker: BrokerOptions(port: orders.port, clientID: orders.client, version: orders.version),
                reconnect: ReconnectSchedule.Limits(firstSeconds: 0.01, longestSeconds: 0.1, longestAfterSuccessSeconds: 0.05),
                pauseAfterFailedCommitSeconds: 0.01),
            store: FailingStore(store, failEvery: orders.failEvery), logger: logger, now: now)
        let group = ServiceGroup(services: [service], gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        guard orders.until > 0 else { return try await group.run() }
        async let measured = Stopwatch.measure(service.status, until: orders.until)
        async let running: Void = group.run()
        print(await measured.json)
        await group.triggerGracefulShutdown()
        try await running
    }

    static let now: @Sendable () -> Timestamp = { Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)) }
}

/// The command line.
struct Orders {
    var port = 0
    var database = ""
    var failEvery = 0
    var version = MQTTVersion.v311
    var client = "probe"
    var bins = 0
    var until = 0

    struct Wrong: Error, CustomStringConvertible {
        var description: String
    }

    init(_ arguments: [String]) throws {
        guard arguments.count >= 3, let port = Int(arguments[1]) else {
            throw Wrong(
                description:
                    "usage: IngestProbe PORT DATABASE [--fail-every N] [--version V] [--client ID] [--bins N] [--until N]")
        }
        self.port = port
        database = arguments[2]
        for position in stride(from: 3, to: arguments.count - 1, by: 2) {
            let value = arguments[position + 1]
            switch arguments[position] {
            case "--fail-every": failEvery = Int(value) ?? 0
            case "--version": version = MQTTVersion(rawValue: value) ?? .v311
            case "--client": client = value
            case "--bins": bins = Int(value) ?? 0
            case "--until": until = Int(value) ?? 0
            default: throw Wrong(description: "unknown option \(arguments[position])")
            }
        }
    }
}

/// Time and CPU from the first message to the last commit.
struct Stopwatch {
    var readings = 0
    var seconds = 0.0
    var cpuSeconds = 0.0
    var startCPUSeconds = 0.0
    var snapshot = IngestSnapshot()

    static func measure(_ status: IngestStatus, until wanted: Int) async -> Stopwatch {
        while !status.snapshot.isConnected { try? await Task.sleep(for: .milliseconds(1)) }
        let (start, cpu) = (ContinuousClock.now, cpuSeconds())
        while status.snapshot.totals.stored < wanted { try? await Task.sleep(for: .milliseconds(10)) }
        let time = start.duration(to: .now)
        // The work is not done before the levels are written; waiting for it is no work.
        while status.snapshot.levelsWait { try? await Task.sleep(for: .milliseconds(10)) }
        return Stopwatch(
            readings: status.snapshot.totals.stored,
            seconds: Double(time.components.seconds) + Double(time.components.attoseconds) / 1e18, cpuSeconds: cpuSeconds() - cpu,
            startCPUSeconds: cpu, snapshot: status.snapshot)
    }

    private static func usage() -> rusage {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        return usage
    }

    private static func cpuSeconds() -> Double {
        let usage = Self.usage()
        return Double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) + Double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec)
            / 1e6
    }

    var json: String {
        """
        {"messages":\(readings),"seconds":\(seconds),"cpu_seconds":\(cpuSeconds),"start_cpu_seconds":\(startCPUSeconds),"commits":\(snapshot.batches),\
        "repeats":\(snapshot.totals.repeats),"late":\(snapshot.totals.late),"peak_kilobytes":\(Self.usage().ru_maxrss)}
        """
    }
}
