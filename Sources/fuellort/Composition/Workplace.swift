import ArgumentParser
import Dispatching
import Foundation
import Ingest
import Model
import Reports
import RoadServers
import Settings
import Store
import StoreSQLite

/// Wires the rooms together for one run of a command.
struct Workplace {
    let settings: Settings
    let store: SQLiteStore
    let engines: TownEngines
    let desk: DispatchDesk

    /// Opens the store and builds the desk over it.
    ///
    /// - Parameter writes: a command that only looks opens the database for reading: it neither makes nor migrates a file.
    /// - Throws: `SettingsError`, `StoreError`.
    init(_ settings: Settings, writes: Bool = false) throws {
        self.settings = settings
        let path = settings.text("store.path")
        guard writes || FileManager.default.fileExists(atPath: path) else {
            throw CommandFailure(
                .inputMissing,
                "there is no database \(path) yet: `fuellort containers import FOLDER` or `fuellort serve` makes it; "
                    + "another one is named with --store")
        }
        store = try SQLiteStore(path: settings.text("store.path"), options: Workplace.storeOptions(settings, writes: writes))
        engines = try EngineSettings(settings: settings).engines()
        desk = DispatchDesk(
            store: store, quarantine: try ReprocessingDesk(store: store, settings: settings), effort: Workplace.effort(settings),
            travel: engines, network: engines.network, now: Workplace.now)
    }

    static func storeOptions(_ settings: Settings, writes: Bool) -> SQLiteStoreOptions {
        // A refused message must be kept whole to be processed again, so the store keeps at least what ingest takes.
        SQLiteStoreOptions(
            access: writes ? .readWrite : .readOnly, busySeconds: settings.number("store.busy_seconds"),
            quarantinePayloadLimit: max(262_144, settings.integer("mqtt.maximum_payload_bytes")))
    }

    private static func effort(_ settings: Settings) -> PlanningEffort {
        let iterations = settings.integer("planning.iterations")
        return PlanningEffort(
            seconds: settings.number("planning.seconds"), iterations: iterations > 0 ? iterations : nil,
            seed: UInt64(max(0, settings.integer("planning.seed"))), threads: settings.integer("planning.threads"))
    }

    /// The system's clock; the only place in the product that reads it.
    static let now: @Sendable () -> Timestamp = {
        Timestamp(milliseconds: Int64((Date().timeIntervalSince1970 * 1000).rounded(.down)))
    }

    /// The town that is meant: the one named, else the setting, else the only one.
    func town(_ option: TownOption) async throws -> TownID {
        let towns = try await desk.towns()
        if let name = option.town ?? settings.optionalText("town") {
            guard let town = towns.first(where: { $0.id.rawValue == name }) else {
                let known =
                    towns.isEmpty
                    ? "has none: `fuellort containers import FOLDER`" : "has \(towns.map(\.id.rawValue).joined(separator: ", "))"
                throw CommandFailure(.inputMissing, "there is no town '\(name)'; \(settings.text("store.path")) \(known)")
            }
            return town.id
        }
        guard let first = towns.first else {
            throw CommandFailure(
                .inputMissing,
                "\(settings.text("store.path")) has no town yet: `fuellort containers import FOLDER` (an example is config/towns/example)"
            )
        }
        guard towns.count == 1 else {
            throw CommandFailure(
                .wrongUsage,
                "there are several towns (\(towns.map(\.id.rawValue).joined(separator: ", "))): choose one with --town")
        }
        return first.id
    }
}

extension ParsableArguments {
    /// A value that must have a certain form. - Throws: `CommandFailure`, wrong usage.
    func parsed<Value>(_ text: String, as form: String, _ parse: (String) -> Value?) throws -> Value {
        guard let value = parse(text) else { throw CommandFailure(.wrongUsage, "'\(text)' is not \(form)") }
        return value
    }
}

/// `today`, `tomorrow` or `2026-03-02`.
enum DayArgument {
    static func day(_ text: String, today: CalendarDay) -> CalendarDay? {
        switch text {
        case "today": today
        case "tomorrow": today.adding(days: 1)
        default: CalendarDay(iso: text)
        }
    }
}

/// An RFC 3339 time, or a day, which means its local midnight.
enum MomentArgument {
    static func moment(_ text: String, clock: TownClock) -> Timestamp? {
        Timestamp(rfc3339: text) ?? CalendarDay(iso: text).map { clock.moment($0) }
    }
}
