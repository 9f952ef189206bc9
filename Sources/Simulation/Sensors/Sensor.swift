import Foundation
import Model

/// A sensor in a slot. What it measures, when it sends and what is wrong with it is a function of the seed, its name, the number of
/// the reading and the true level: nothing is remembered, so a simulation can begin on any day and give the same readings.
struct Sensor: Sendable {
    let device: DeviceID
    let topic: String
    let sensorClass: SensorClass
    let intervalSeconds: Int
    /// After the epoch, when reading 0 was due.
    let phaseSeconds: Int
    let gateway: Int
    /// Readings that are sent together: 1 over LoRaWAN, more over narrowband networks.
    let batchSize: Int
    /// Whether readings that found no gateway are kept and sent later.
    let keepsReadings: Bool
    let radioKey: RandomKey
    private let readingKey: RandomKey
    private let latenessKey: RandomKey
    private let spellKey: RandomKey
    private let surfaceKey: RandomKey
    let type: ContainerType
    /// A fifth computes the level itself, the others send the distance.
    private let sendsLevel: Bool
    private let mountingErrorMillimetres: Double
    private let clock: DeviceClock
    private let battery: Battery

    init(
        device: Device, slot: Slot, type: ContainerType, town: TownID, gateway: Int, intervalSeconds: Int, key: RandomKey,
        hasFaults: Bool = true
    ) {
        let key = key["sensor"][device.id.rawValue]
        self.device = device.id
        keepsReadings = key["keeps"].unit < 0.67
        radioKey = key["radio"]
        readingKey = key["reading"]
        latenessKey = key["late"]
        spellKey = key["spell"]
        surfaceKey = key["surface"]
        self.type = type
        self.gateway = gateway
        self.intervalSeconds = max(60, intervalSeconds)
        topic = "fuellort/v1/\(town)/\(device.id)/reading"
        sensorClass = hasFaults ? SensorClass.drawn(key["class"]) : .clean
        phaseSeconds = Int(key["phase"].unit * Double(self.intervalSeconds))
        batchSize = key["batch"].unit < 0.15 ? 3 : 1
        sendsLevel = key["sends level"].unit < 0.2
        let tooFull = key["mounting"].unit < 0.6
        mountingErrorMillimetres = sensorClass == .wrongMounting ? type.innerHeightMillimetres * (tooFull ? -0.25 : 0.3) : 0
        clock = DeviceClock(sensorClass: sensorClass, key: key["clock"])
        battery = Battery(sensorClass: sensorClass, installed: device.installed, key: key["battery"])
    }

    /// Numbers of the readings that are due in `[from, to)`.
    func readingNumbers(from: Timestamp, to: Timestamp) -> Range<Int> {
        let first = (Int(from.seconds) - phaseSeconds + intervalSeconds - 1) / intervalSeconds
        let last = (Int(to.seconds) - phaseSeconds + intervalSeconds - 1) / intervalSeconds
        return first..<max(first, last)
    }

    /// Due time of a reading, with the device's own lateness of up to a minute.
    func due(_ number: Int) -> Timestamp {
        let lateness = Int64(latenessKey[number].unit * 60_000)
        return Timestamp(milliseconds: Int64(number * intervalSeconds + phaseSeconds) * 1000 + lateness)
    }

    /// What the device says; `nil` when it says nothing.
    func reading(_ number: Int, at moment: Timestamp, level: Double, isBeingEmptied: Bool) -> SensorReading? {
        var random = readingKey[number].generator
        guard !isSilent(number, at: moment, &random) else { return nil }
        var reading = SensorReading(time: clock.shown(moment), sequence: number - Self.sequenceOrigin / intervalSeconds)
        let distance = distance(number, at: moment, level: level, &random)
        if sendsLevel, distance < 20_000 {
            let share = (type.innerHeightMillimetres - (distance - type.sensorOffsetMillimetres)) / type.innerHeightMillimetres
            reading.levelPercent = Int32(max(-3, min(300, (share * 100).rounded())))
        } else {
            reading.distanceMillimetres = Int32(distance)
        }
        reading.temperatureTenths = Int32(Self.temperature(at: moment, &random) * 10)
        (reading.batteryPercent, reading.batteryMillivolts) = battery.state(at: moment)
        reading.isTilted = isBeingEmptied || random.happens(0.00005)
        return reading
    }

    /// Sequence numbers count from here (2025-01-01), so that they go on from one run to the next.
    private static let sequenceOrigin = 1_735_689_600

    private func isSilent(_ number: Int, at moment: Timestamp, _ random: inout Xoshiro256) -> Bool {
        if random.happens(0.02) { return true }
        return switch sensorClass {
        case .gaps: random.happens(0.33) || spell(hours: 12, share: 0.2, at: moment)
        case .dying: random.happens(0.3) || spell(hours: 72, share: 0.4, at: moment)
        default: false
        }
    }

    /// Millimetres in steps of 2 cm, as the ultrasonic sensors of Frankfurt send them; 2,540 means no echo.
    private func distance(_ number: Int, at moment: Timestamp, level: Double, _ random: inout Xoshiro256) -> Double {
        let blindZone = 40.0
        var distance = FillLevel.distanceMillimetres(level: level, type: type) + mountingErrorMillimetres + 12 * random.normal()
        distance += surface(at: moment, level: level)
        let echo = type.sensorOffsetMillimetres + 0.4 * type.innerHeightMillimetres + 10 * random.normal()
        let spike = random.unit()
        let other = random.unit()
        switch sensorClass {
        case .someFalseEchoes where spell(hours: 6, share: 0.06, at: moment) && other < 0.85: distance = min(distance, echo)
        case .manyFalseEchoes where spell(hours: 6, share: 0.3, at: moment) && other < 0.85: distance = min(distance, echo)
        case .stuck where spell(hours: 240, share: 0.7, at: moment):
            distance = type.sensorOffsetMillimetres + type.innerHeightMillimetres * spellKey[-1][number / 120].unit
        case .wrongMounting where other < 0.005: return 65_535
        default: break
        }
        if spike < (sensorClass == .spikes ? 0.05 : 0.003) { distance = [80, 480, 2540][Int(other * 3)] }
        return (max(blindZone, distance) / 20).rounded() * 20
    }

    /// The waste is not flat: bottles lie in a cone, cartons make bridges, and both shift. With it a clean sensor's growth varies from
    /// day to day by about 5 points, as in Frankfurt.
    private func surface(at moment: Timestamp, level: Double) -> Double {
        var random = surfaceKey[Int(moment.seconds) / (12 * 3600)].generator
        return 0.028 * type.innerHeightMillimetres * min(1, 4 * max(0, level)) * max(-2.5, min(2.5, random.normal()))
    }

    /// Whether a spell of something is on: time is cut into pieces, and each has it or has it not.
    private func spell(hours: Int, share: Double, at moment: Timestamp) -> Bool {
        spellKey[Int(moment.seconds) / (hours * 3600)].unit < share
    }

    /// Climate of the lower Rhine basin, roughly (assumption): mean of the day by season, warmest in the afternoon.
    private static func temperature(at moment: Timestamp, _ random: inout Xoshiro256) -> Double {
        let days = Double(moment.seconds) / 86400
        let season = -8.5 * cos(2 * .pi * (days / 365.25 - 0.055))
        let hour = -3.5 * cos(2 * .pi * (days - 0.12))
        return 10.8 + season + hour + random.normal()
    }
}

/// What a sensor says at one moment. Integers, so that its text is the same on every machine.
struct SensorReading: Sendable, Hashable {
    var time: Timestamp
    var sequence: Int
    var levelPercent: Int32?
    var distanceMillimetres: Int32?
    var temperatureTenths: Int32 = 0
    var batteryPercent: Int32 = 0
    var batteryMillivolts: Int32 = 0
    var isTilted = false

    init(time: Timestamp, sequence: Int) {
        self.time = time
        self.sequence = sequence
    }
}
