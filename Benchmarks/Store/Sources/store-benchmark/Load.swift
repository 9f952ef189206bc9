import Model
import Store

/// Readings as sensors send them: every slot once an hour at its own minute, with jitter, latency, noise, a daily temperature.
/// Deterministic, whatever the order in which hours are asked for.
struct Load {
    let slots: Int
    /// Adds a distance and takes the time of the network server, in milliseconds, instead of the device's whole seconds.
    let isLoRaWAN: Bool
    private let slotIDs: [SlotID]
    private let deviceIDs: [DeviceID]

    init(slots: Int, isLoRaWAN: Bool = false) {
        self.slots = slots
        self.isLoRaWAN = isLoRaWAN
        slotIDs = (0..<slots).map { SlotID("slot-\($0)") }
        deviceIDs = (0..<slots).map { DeviceID("a84041ffff\(100_000 + $0)") }
    }

    /// 2026-01-01T00:00:00Z.
    static let start = Timestamp(seconds: 1_767_225_600)
    static let town: TownID = "dortmund"

    func slot(_ number: Int) -> SlotID { slotIDs[number] }

    /// All readings of one hour since ``start``, in the order of time.
    func hour(_ hour: Int) -> [TownReading] {
        (0..<slots).map { TownReading(town: Self.town, reading: reading(slot: $0, hour: hour)) }
            .sorted { $0.reading.measuredAt < $1.reading.measuredAt }
    }

    private func reading(slot: Int, hour: Int) -> Reading {
        var random = Noise(state: UInt64(slot) << 32 | UInt64(hour))
        let minute = slot * 3_600_000 / slots
        let jitter = isLoRaWAN ? random.within(5_000) : random.within(30) * 1000
        let offset = isLoRaWAN ? minute : minute / 1000 * 1000
        let time = Timestamp(milliseconds: Self.start.milliseconds + Int64(hour) * 3_600_000 + Int64(offset + jitter))
        let arrival = Timestamp(
            milliseconds: time.milliseconds + Int64(isLoRaWAN ? 250 + random.within(150) : 1000 + random.within(900)))
        let filled = Double((hour + slot * 7) % 240) / 240
        let level = filled * 0.9 + Double(random.within(50)) / 10_000
        let temperature = 10 + 0.4 * Double(12 - abs(hour % 24 - 12)) + Double(random.within(4)) / 10
        return Reading(
            slot: self.slot(slot), device: deviceIDs[slot], measuredAt: time, deviceTime: isLoRaWAN ? nil : time,
            receivedAt: arrival, timeSource: isLoRaWAN ? .networkServer : .device, origin: .live, level: level,
            distanceMillimetres: isLoRaWAN ? 1500 * (1 - level) : nil, temperatureCelsius: temperature,
            batteryPercent: Double(95 - hour / 800), frameCounter: Int64(4000 + hour),
            quality: random.within(200) == 0 ? .blockedEcho : .good)
    }

    /// The derived state of a reading's slot, with a tracker's memory of usual size.
    func level(_ reading: TownReading) -> LevelChange {
        let slot = reading.reading.slot
        let current = CurrentLevel(
            slot: slot, level: reading.reading.level, measuredAt: reading.reading.measuredAt,
            lastHeardAt: reading.reading.receivedAt,
            trust: 0.9, batteryPercent: 87, temperatureCelsius: reading.reading.temperatureCelsius)
        return LevelChange(
            town: Self.town, slot: slot, state: StoredLevelState(current: current, memory: Array(repeating: 7, count: 96)))
    }
}

/// SplitMix64 (Steele, Lea, Flood 2014).
struct Noise {
    var state: UInt64

    /// −`most`…`most`.
    mutating func within(_ most: Int) -> Int {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        mixed ^= mixed >> 31
        return Int(mixed % UInt64(2 * most + 1)) - most
    }
}
