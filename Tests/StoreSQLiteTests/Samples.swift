import Foundation
import Model
import Store
import Testing

@testable import StoreSQLite

/// Where a test's store lives; most behaviour must be the same in both.
enum Backing: CaseIterable, Sendable { case file, memory }

/// A folder for one test's files, gone with the value.
final class TestFolder: Sendable {
    let path = NSTemporaryDirectory() + "fuellort-store-\(UUID().uuidString)"

    init() { try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    var file: String { path + "/fuellort.sqlite" }

    /// Opens the folder's file, or a new store in memory.
    func store(_ backing: Backing = .file, _ options: SQLiteStoreOptions = SQLiteStoreOptions()) throws -> SQLiteStore {
        switch backing {
        case .memory: try .inMemory(options: options)
        case .file: try SQLiteStore(path: file, options: options)
        }
    }
}

let dortmund: TownID = "dortmund"
let schwerte: TownID = "schwerte"

/// 2026-03-02T06:00:00Z, a Monday.
let monday = Timestamp(seconds: 1_772_431_200)

extension Timestamp {
    static let distantPast = Timestamp(milliseconds: .min)
    static let distantFuture = Timestamp(milliseconds: .max)
}

/// A live reading as the native topic brings it.
func sample(
    _ slot: SlotID = "s1", at: Timestamp = monday, level: Double? = 0.42, device: DeviceID? = "d1", counter: Int64? = nil,
    quality: ReadingQuality = .good
) -> Reading {
    Reading(
        slot: slot, device: device, measuredAt: at, deviceTime: at, receivedAt: Timestamp(milliseconds: at.milliseconds &+ 1234),
        timeSource: .device, origin: .live, level: level, temperatureCelsius: 12.3, batteryPercent: 87, frameCounter: counter,
        quality: quality)
}

func batch(_ readings: [Reading], town: TownID = dortmund) -> IntakeBatch {
    IntakeBatch(readings: readings.map { TownReading(town: town, reading: $0) })
}

extension SQLiteStore {
    func allReadings(_ slot: SlotID = "s1", town: TownID = dortmund) async throws -> [Reading] {
        try await readings(town: town, slot: slot, from: .distantPast, to: .distantFuture, limit: .max)
    }
}

func state(_ slot: SlotID = "s1", level: Double?, at: Timestamp = monday, memory: [UInt8] = [1, 2, 3]) -> StoredLevelState {
    StoredLevelState(
        current: CurrentLevel(slot: slot, level: level, measuredAt: at, lastHeardAt: at, trust: 0.9), memory: memory)
}

func emptying(
    _ slot: SlotID = "s1", at: Timestamp = monday, before: Double? = 0.8, after: Double? = 0.02, confidence: Double = 0.9,
    source: EmptyingSource = .sensed
) -> Emptying {
    Emptying(slot: slot, at: at, levelBefore: before, levelAfter: after, confidence: confidence, source: source)
}

func refused(_ reason: QuarantineReason = .malformed, payload: [UInt8] = [0x7b], at: Timestamp = monday) -> QuarantinedMessage {
    QuarantinedMessage(
        id: 0, town: dortmund, receivedAt: at, topic: "fuellort/v1/dortmund/d1/reading", payload: payload,
        payloadSize: payload.count,
        reason: reason, detail: "not JSON at byte 1", device: "d1")
}
