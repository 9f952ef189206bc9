import Decoding
import Foundation
import Model
import Testing

/// The stream of the fixtures: messages as a subscriber would see them, each with the one outcome it must have.
@Suite(.enabled(if: SharedFixtures.areThere)) struct SharedStreamTests {
    private var stream: [String: Any] { SharedFixtures.object("envelopes/stream.json") }

    @Test func everyMessageHasItsOneOutcome() throws {
        let clock = try #require((stream["clock"] as? String).flatMap { Timestamp(rfc3339: $0) })
        let messages = try #require(stream["messages"] as? [[String: Any]])
        #expect(messages.count == 29)
        let decoder = MessageDecoder(devices: try registered())
        var seen = SeenReadings()
        for message in messages {
            let number = try #require(message["n"] as? Int)
            let topic = try #require(message["topic"] as? String)
            let outcome = decoder.decode(topic: topic, payload: try payload(of: message))
            let became = Became(outcome, receivedAt: clock, seen: &seen)
            #expect(became.differences(from: message["expect"]) == [], "message \(number): \(message["why"] ?? "")")
        }
    }

    private func registered() throws -> [KnownDevice] {
        try #require(stream["registered"] as? [[String: String]]).map { entry in
            KnownDevice(id: DeviceID(try #require(entry["dev_eui"])), town: "demo", model: entry["model"])
        }
    }

    private func payload(of message: [String: Any]) throws -> [UInt8] {
        if let raw = message["raw_base64"] as? String { return Array(try #require(Data(base64Encoded: raw))) }
        return Array(try JSONSerialization.data(withJSONObject: try #require(message["payload"])))
    }
}

/// What the store does against repeats, in memory: one reading per device and time, and per device, session and frame counter within
/// ten minutes.
private struct SeenReadings {
    private var times: Set<String> = []
    private var frames: [String: Timestamp] = [:]

    mutating func isRepeat(_ observation: Observation, at time: Timestamp) -> Bool {
        let byTime = "\(observation.device) \(time)"
        let byFrame = "\(observation.device) \(observation.session ?? "") \(observation.frameCounter ?? -1)"
        let isKnownFrame = observation.frameCounter != nil && frames[byFrame].map { abs(time.seconds(since: $0)) < 600 } == true
        defer { frames[byFrame] = time }
        return !times.insert(byTime).inserted || isKnownFrame
    }
}

/// What became of one message, in the words of the fixtures.
private enum Became {
    case reading(Observation, Timestamp)
    case event(DeviceID, status: String, batteryPercent: Double?)
    case word(String)
    case error(String)
    case quarantine(DeviceID?, reason: String)

    init(_ outcome: MessageOutcome, receivedAt: Timestamp, seen: inout SeenReadings) {
        switch outcome {
        case .refused(let refusal) where refusal.cause == .unknownDevice: self = .word("unknown_device")
        case .refused(let refusal): self = .error(refusal.cause.rawValue)
        case .ignored(let message) where message.reason == .noPayload: self = .word("no_payload")
        case .ignored(let message) where message.reason == .downlink: self = .word("ignored")
        case .ignored(let message): self = .event(message.device ?? "", status: message.reason.rawValue, batteryPercent: nil)
        case .observations(let observations, _):
            let observation = observations[0]
            switch chosenTime(for: observation, receivedAt: receivedAt) {
            case .failure: self = .quarantine(observation.device, reason: "time_in_future")
            case .success(let time) where seen.isRepeat(observation, at: time.measuredAt): self = .word("duplicate")
            case .success(let time): self = Became.measured(observation, time.measuredAt)
            }
        }
    }

    private static func measured(_ observation: Observation, _ time: Timestamp) -> Became {
        if observation.flags.contains(.deviceStatus) {
            return .event(observation.device, status: "device_status", batteryPercent: observation.batteryPercent)
        }
        if let status = observation.distanceStatus, status != .ok {
            return .event(observation.device, status: status.rawValue, batteryPercent: nil)
        }
        return .reading(observation, time)
    }

    /// The outcome as a JSON value like the fixture's.
    private var json: Any {
        switch self {
        case .word(let word): return word
        case .error(let error): return ["error": error]
        case .quarantine(let device, let reason): return ["quarantine": ["dev_eui": device?.rawValue ?? "", "reason": reason]]
        case .event(let device, let status, let percent):
            var event: [String: Any] = ["dev_eui": device.rawValue, "status": status]
            event["battery_pct"] = percent
            return ["event": event]
        case .reading(let observation, let time):
            var reading = vocabulary(observation)
            reading["dev_eui"] = observation.device.rawValue
            reading["time"] = time.rfc3339
            return ["reading": reading]
        }
    }

    func differences(from expected: Any?) -> [String] {
        DecodingTests.differences(expected: expected ?? NSNull(), actual: json)
    }
}
