import Foundation
import GRDB
import Model

/// Rows of refused messages.
enum QuarantineTable {
    static func insert(_ message: QuarantinedMessage, payloadLimit: Int, _ db: Database) throws {
        let statement = try db.cachedStatement(
            sql: """
                INSERT INTO quarantine (town, received_at, topic, payload, payload_size, reason, detail, device)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """)
        try statement.execute(arguments: [
            message.town?.rawValue, message.receivedAt.milliseconds, message.topic, Data(message.payload.prefix(payloadLimit)),
            max(message.payloadSize, message.payload.count), message.reason.rawValue, message.detail, message.device?.rawValue,
        ])
    }

    static let selection = "SELECT id, town, received_at, topic, payload, payload_size, reason, detail, device FROM quarantine"

    static func message(_ row: Row) throws -> QuarantinedMessage {
        try QuarantinedMessage(
            id: row[0], town: (row[1] as String?).map(TownID.init(_:)), receivedAt: Timestamp(milliseconds: row[2]),
            topic: row[3],
            payload: row.bytes(4), payloadSize: row[5],
            reason: QuarantineReason(rawValue: row[6]) ?? .undecodable, detail: row[7],
            device: (row[8] as String?).map(DeviceID.init(_:)))
    }
}
