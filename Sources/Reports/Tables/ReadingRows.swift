public import Model

/// Readings as rows of an export that may have millions of them: each row is text of its own, so that an answer can be streamed.
public struct ReadingRows: Sendable {
    /// Names of the columns, the same in CSV and JSON; stable.
    public static let columns = [
        "measured_at", "slot", "device", "level", "counts_for_level", "quality_reasons", "distance_millimetres",
        "temperature_celsius", "battery_percent", "battery_volts", "is_tilted", "frame_counter", "time_source", "origin",
        "device_time", "received_at",
    ]

    private let writer: CSVWriter

    public init(dialect: CSVDialect, clock: TownClock) { writer = CSVWriter(dialect: dialect, clock: clock) }

    public var header: String { writer.header(Self.columns) }

    public func row(_ reading: Reading) -> String {
        writer.row([
            .moment(reading.measuredAt), .text(reading.slot.rawValue), .optional(reading.device?.rawValue),
            .optional(reading.level, digits: 4), .flag(reading.level != nil && reading.quality.mayMoveLevel),
            .text(reading.quality.reasons.joined(separator: " ")), .optional(reading.distanceMillimetres, digits: 1),
            .optional(reading.temperatureCelsius, digits: 2), .optional(reading.batteryPercent, digits: 1),
            .optional(reading.batteryVolts, digits: 3), reading.isTilted.map(CSVCell.flag) ?? .empty,
            reading.frameCounter.map(CSVCell.integer) ?? .empty, .text(reading.timeSource.rawValue),
            .text(reading.origin.rawValue), .optional(reading.deviceTime), .moment(reading.receivedAt),
        ])
    }
}
