import ArgumentParser
import Dispatching
import Foundation
import Ingest
import Model
import Reports
import Settings

struct IngestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ingest", abstract: "Readings that come otherwise than over MQTT.", subcommands: [BackfillCommand.self])
}

/// `fuellort ingest backfill`.
struct BackfillCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backfill", abstract: "Fill gaps from The Things Stack's Storage Integration.",
        discussion: """
            Run it after an outage, beside the service or without it, as often as you like: readings that are there stay single.
            Example: fuellort ingest backfill --server https://eu1.cloud.thethings.network --application bins \\
                       --key-file tts-key --from 2026-03-01
            """)

    @OptionGroup var global: GlobalOptions
    @OptionGroup var output: OutputOption

    @Option(name: .long, help: "Address of The Things Stack.")
    var server: String

    @Option(name: .long, help: "The application there.")
    var application: String

    @Option(name: .long, help: "Only this device, by its identifier there.")
    var device: String?

    @Option(
        name: .long, help: "File whose first line is an API key that may read the application's traffic.", completion: .file())
    var keyFile: String

    @Option(name: .long, help: "From when on (2026-03-01T00:00:00Z or a day, UTC); 24 hours ago when left out.")
    var from: String?

    @Option(name: .long, help: "Until when; now when left out.")
    var to: String?

    @Option(name: .long, help: "Messages a call.")
    var pageSize = 1000

    func run() async throws {
        let now = Workplace.now()
        func moment(_ text: String) throws -> Timestamp {
            try parsed(text, as: "a time such as 2026-03-01T00:00:00Z, or a day") { MomentArgument.moment($0, clock: .utc) }
        }
        let start = try from.map(moment) ?? now.adding(days: -1)
        let end = try to.map(moment) ?? now
        guard start < end else { throw ValidationError("--from must lie before --to.") }
        let address = try parsed(server, as: "an address such as https://eu1.cloud.thethings.network") { text in
            URL(string: text).flatMap { ["http", "https"].contains($0.scheme ?? "") && $0.host() != nil ? $0 : nil }
        }
        let source = StorageIntegration(
            server: address, application: application, device: device,
            key: try SecretFile.firstLine(keyFile, setting: "--key-file"), limit: min(max(pageSize, 1), 10_000))
        let settings = try global.settings()
        let place = try Workplace(settings, writes: true)
        let backfill = Backfill(
            store: place.store, limits: PayloadLimits(maximumBytes: settings.integer("mqtt.maximum_payload_bytes")),
            mappings: try MappingFiles.mappings(settings), now: Workplace.now)
        do {
            try show(try await backfill.run(source, from: start, to: end))
        } catch let error as BackfillError {
            throw CommandFailure(.notAvailable, "\(error)")
        }
    }

    private func show(_ outcome: Backfill.Outcome) throws {
        if output.json { return try Console.json(BackfillDocument(outcome)) }
        Console.message(
            "\(outcome.messages) messages: \(outcome.storedReadings) readings stored, \(outcome.repeatedReadings) were there already, "
                + "\(outcome.ignored) without a measurement")
        for (reason, count) in outcome.refused.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            Console.message("\(count) could not be used: \(reason.rawValue)")
        }
        if !outcome.unknownDevices.isEmpty {
            let names = outcome.unknownDevices.sorted().prefix(20).map(\.rawValue).joined(separator: ", ")
            Console.message("no slot names \(names). Enter them, then start the backfill again")
        }
    }
}

private struct BackfillDocument: Encodable {
    var messages: Int
    var storedReadings: Int
    var repeatedReadings: Int
    var ignored: Int
    var refused: [String: Int]
    var unknownDevices: [DeviceID]
    var calls: Int

    init(_ outcome: Backfill.Outcome) {
        messages = outcome.messages
        storedReadings = outcome.storedReadings
        repeatedReadings = outcome.repeatedReadings
        ignored = outcome.ignored
        refused = Dictionary(uniqueKeysWithValues: outcome.refused.map { ($0.key.rawValue, $0.value) })
        unknownDevices = outcome.unknownDevices.sorted()
        calls = outcome.calls
    }

    private enum CodingKeys: String, CodingKey {
        case messages, ignored, refused, calls
        case storedReadings = "stored_readings"
        case repeatedReadings = "repeated_readings"
        case unknownDevices = "unknown_devices"
    }
}
