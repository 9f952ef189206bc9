import Glibc

/// libFuzzer's entry: one input, one message or one device frame. The first byte chooses what is tried, so that one corpus serves all;
/// it is a letter, so that seeds can be read.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOne(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let input = UnsafeRawBufferPointer(start: start, count: count)
    guard let letter = input.first else { return 0 }
    let rest = UnsafeRawBufferPointer(rebasing: input[1...])
    var fastest = timed { Fuzz.run(letter, rest) }
    // The sanitizer cleans up now and then, and other work disturbs: only an input that is slow again and again is a finding.
    for _ in 0..<4 where fastest >= Fuzz.slowestMilliseconds { fastest = min(fastest, timed { Fuzz.run(letter, rest) }) }
    guard fastest < Fuzz.slowestMilliseconds else { fatalError("an input of \(count) bytes took \(fastest) ms") }
    return 0
}

private func timed(_ work: () -> Void) -> Double {
    let begin = cpuMilliseconds()
    work()
    return cpuMilliseconds() - begin
}

private func cpuMilliseconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) * 1000 + Double(time.tv_nsec) / 1e6
}

enum Fuzz {
    /// Nothing may take longer than 10 ms. AddressSanitizer makes the same work about three times as dear.
    #if PLAIN
        static let slowestMilliseconds = 10.0
    #else
        static let slowestMilliseconds = 30.0
    #endif

    static let topics: [UInt8: String] = [
        UInt8(ascii: "n"): "fuellort/v1/demo/c-1/reading",
        UInt8(ascii: "t"): "v3/bins@ttn/devices/b1/up",
        UInt8(ascii: "j"): "v3/bins@ttn/devices/b1/join",
        UInt8(ascii: "c"): "application/33333333-0000-4000-8000-000000000001/device/24e124713d000102/event/up",
        UInt8(ascii: "e"): "application/33333333-0000-4000-8000-000000000001/device/24e124713d000102/event/status",
        UInt8(ascii: "b"): "v1/devices/c-1/telemetry",
        UInt8(ascii: "g"): "v1/gateway/telemetry",
        UInt8(ascii: "s"): "some/other/topic",
        UInt8(ascii: "m"): "mapped/values/c-1",
        UInt8(ascii: "f"): "mapped/frames",
        UInt8(ascii: "r"): "mapped/raw/c-1",
    ]

    /// One device per decoder, `d0`, `d1`, …, and `c-1` that stands in the topics.
    static let decoder = MessageDecoder(
        devices: DeviceRegistry.decoders.enumerated().map {
            KnownDevice(id: DeviceID("d\($0.offset)"), town: "demo", model: $0.element.models[0], sendPeriodSeconds: 3600)
        } + [KnownDevice(id: "c-1", town: "demo", model: "em400-mud"), KnownDevice(id: "c-2", town: "demo")],
        mappings: mappings)

    private static let mappings: [Mapping] = [
        MappingRule(
            name: "values", topic: "mapped/values/{device}", readings: "/list",
            time: MappedTime(at: "/time", format: .unixSeconds),
            level: MappedValue(at: "/fill", unit: "percent"), distance: MappedValue(at: "/a~1b/0", unit: "cm"),
            temperature: MappedValue(at: "/temp", unit: "fahrenheit"), tilt: MappedFlag(at: "/tilt", yes: "1"), sequence: "/n"),
        MappingRule(
            name: "frames", topic: "mapped/frames", device: "/id", time: MappedTime(at: "/time", format: .rfc3339),
            frame: MappedFrame(at: "/data", encoding: .hex, port: "/port")),
        MappingRule(name: "raw", topic: "mapped/raw/{device}", frame: MappedFrame(encoding: .binary)),
    ].compactMap { try? Mapping($0) }

    static func run(_ letter: UInt8, _ bytes: UnsafeRawBufferPointer) {
        switch letter {
        case UInt8(ascii: "d"): device(bytes)
        case UInt8(ascii: "/"): topicAndPayload(bytes)
        case UInt8(ascii: "3"): packets(bytes, isVersion5: false)
        case UInt8(ascii: "5"): packets(bytes, isVersion5: true)
        default: check(decoder.decode(topic: topics[letter] ?? "some/other/topic", payload: bytes))
        }
    }

    /// Decoder, port, frame.
    private static func device(_ bytes: UnsafeRawBufferPointer) {
        guard bytes.count >= 2, bytes.count <= DeviceFrame.longest + 2 else { return }
        let decoder = DeviceRegistry.decoders[Int(bytes[0]) % DeviceRegistry.decoders.count]
        let port: Int? = bytes[1] == 0xFF ? nil : Int(bytes[1])
        guard let report = try? decoder.decode(DeviceFrame(Array(bytes[2...]), port: port)) else { return }
        check(report.measurement)
        for stored in report.history { check(stored.measurement) }
        expect(report.details.count <= 40 && report.history.count <= bytes.count, "a report grows with its input only")
    }

    /// A topic up to the first line feed, then the payload.
    private static func topicAndPayload(_ bytes: UnsafeRawBufferPointer) {
        let end = bytes.firstIndex(of: 0x0A) ?? bytes.count
        let topic = UnsafeRawBufferPointer(rebasing: bytes[..<end])
        check(decoder.decode(topic: topic, payload: UnsafeRawBufferPointer(rebasing: bytes[min(end + 1, bytes.count)...])))
    }

    /// What a broker sends, packet by packet.
    private static func packets(_ bytes: UnsafeRawBufferPointer, isVersion5: Bool) {
        var rest = bytes
        while !rest.isEmpty {
            switch PublishPacket(rest, isVersion5: isVersion5) {
            case .publish(let message, _, let length):
                expect(length >= 5 && length <= rest.count, "a message lies within its bytes")
                expect(
                    !message.topic.isEmpty && message.topic.count + message.payload.count < length,
                    "a message is part of its packet")
                check(decoder.decode(topic: UnsafeRawBufferPointer(message.topic), payload: message.payload))
                rest = UnsafeRawBufferPointer(rebasing: rest[length...])
            case .incomplete(let needed, _):
                return expect(needed > rest.count, "more is needed than is there")
            case .other(let length):
                guard let length, length <= rest.count else { return }
                expect(length >= 2, "a packet has a head")
                rest = UnsafeRawBufferPointer(rebasing: rest[length...])
            }
        }
    }

    // MARK: What must hold for every input

    private static let arrival = Timestamp(seconds: 1_775_001_600)

    private static func check(_ outcome: MessageOutcome) {
        switch outcome {
        case .refused(let refusal): check(refusal)
        case .ignored: break
        case .observations(let observations, let refused):
            expect(!observations.isEmpty, "observations without any")
            observations.forEach(check)
            refused.forEach(check)
        }
    }

    private static func check(_ refusal: Refusal) {
        expect(!refusal.detail.isEmpty && refusal.detail.utf8.count < 2000, "a refusal explains itself, in bounded length")
    }

    private static func check(_ observation: Observation) {
        expect(observation.level.map(PlausibleValues.level.contains) ?? true, "level")
        expect(observation.distanceMillimetres.map(PlausibleValues.distanceMillimetres.contains) ?? true, "distance")
        expect(observation.temperatureCelsius.map(PlausibleValues.temperatureCelsius.contains) ?? true, "temperature")
        expect(observation.batteryPercent.map(PlausibleValues.batteryPercent.contains) ?? true, "battery percent")
        expect(observation.batteryVolts.map(PlausibleValues.batteryVolts.contains) ?? true, "battery volts")
        expect((observation.frameCounter ?? 0) >= 0, "frame counter")
        expect(!observation.isHistory || observation.deviceTime != nil, "a stored reading has a time")
        _ = observation.quality
        if case .success(let time) = chosenTime(for: observation, receivedAt: arrival) {
            expect(time.measuredAt >= PlausibleTime.earliest, "no time before 2015")
        }
    }

    private static func check(_ measurement: DeviceMeasurement) {
        for value in [
            measurement.level, measurement.distanceMillimetres, measurement.temperatureCelsius, measurement.batteryVolts,
        ] {
            expect(value?.isFinite ?? true, "a value that is no number")
        }
        check(Observation(measurement, of: KnownDevice(id: "c-1", town: "demo")))
    }

    private static func expect(_ condition: Bool, _ what: String) {
        guard condition else { fatalError("broken: \(what)") }
    }
}
