import GRDB
import Model

/// Names of device numbers, looked up once each.
struct DeviceNames {
    private let db: Database
    private var names: [Int32: DeviceID] = [:]

    init(_ db: Database) { self.db = db }

    mutating func name(_ number: Int32?) throws -> DeviceID? {
        guard let number else { return nil }
        if let name = names[number] { return name }
        let statement = try db.cachedStatement(sql: "SELECT device FROM device_key WHERE number = ?")
        guard let text = try String.fetchOne(statement, arguments: [number]) else { return nil }
        names[number] = DeviceID(text)
        return names[number]
    }
}
