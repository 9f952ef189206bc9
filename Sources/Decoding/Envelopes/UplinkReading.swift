import Model

extension Observation {
    /// A device's measurement, with what is known of the device.
    init(_ raw: DeviceMeasurement, of device: KnownDevice) {
        let measurement = raw.withoutImpossibleValues()
        self.init(
            device: device.id, town: device.town, deviceTime: measurement.time, level: measurement.level,
            distanceMillimetres: measurement.distanceMillimetres, temperatureCelsius: measurement.temperatureCelsius,
            batteryPercent: measurement.batteryPercent, batteryVolts: measurement.batteryVolts, isTilted: measurement.isTilted,
            distanceStatus: measurement.distanceStatus, flags: measurement.flags)
    }
}

/// From an uplink to observations: who sent it, which decoder, what it says.
struct UplinkReading {
    let directory: DeviceDirectory

    func outcome(_ content: EnvelopeContent) throws(Refusal) -> MessageOutcome {
        switch content {
        case .ignored(let message): return .ignored(message)
        case .uplink(let uplink): return try outcome(uplink)
        case .battery(let percent, let names, let serverTime):
            let entry = try directory.entry(for: names, town: nil)
            let observation = Observation(
                device: entry.device.id, town: entry.device.town, serverTime: serverTime, batteryPercent: percent,
                flags: .deviceStatus)
            return .observations([observation], refused: [])
        }
    }

    private func outcome(_ uplink: Uplink) throws(Refusal) -> MessageOutcome {
        let payload = uplink.payload ?? []
        guard !payload.isEmpty || uplink.hasDecodedObject else {
            return .ignored(IgnoredMessage(.noPayload, device: uplink.names.first, serverTime: uplink.serverTime))
        }
        let entry = try directory.entry(for: uplink.names, town: uplink.town)
        do throws(Refusal) {
            if let decoder = entry.decoder, !payload.isEmpty {
                return try decoded(DeviceFrame(payload, port: uplink.port), decoder, uplink, entry.device)
            }
            return .observations([try decodedByServer(uplink, entry.device)], refused: [])
        } catch {
            throw Refusal(error.cause, error.detail, device: entry.device.id)
        }
    }

    // MARK: By a decoder of ours

    private func decoded(
        _ frame: DeviceFrame, _ decoder: any DeviceDecoder, _ uplink: Uplink, _ device: KnownDevice
    ) throws(Refusal) -> MessageOutcome {
        guard frame.bytes.count <= DeviceFrame.longest else {
            throw Refusal(
                .tooLarge, "the device's bytes are \(frame.bytes.count); no device sends more than \(DeviceFrame.longest)")
        }
        let report: DeviceReport
        do throws(DeviceFault) {
            report = try decoder.decode(frame)
        } catch {
            throw Refusal(
                .undecodable,
                "\(error.detail). Payload \(Hex.text(frame.bytes.prefix(64))) on port \(frame.port.map(String.init) ?? "none"), read as "
                    + "\(device.model ?? ""); check the device's model")
        }
        var observations: [Observation] = []
        if !report.measurement.isEmpty { observations.append(live(Observation(report.measurement, of: device), uplink)) }
        observations += report.history.compactMap { stored($0, uplink, device) }
        guard !observations.isEmpty else {
            return .ignored(IgnoredMessage(.deviceInformation, device: device.id, serverTime: uplink.serverTime))
        }
        return .observations(observations, refused: [])
    }

    private func live(_ observation: Observation, _ uplink: Uplink) -> Observation {
        var observation = observation
        observation.serverTime = uplink.serverTime
        observation.frameCounter = uplink.frameCounter
        observation.session = uplink.session
        if uplink.isTimeUnreadable { observation.flags.insert(.timeUnreadable) }
        return observation
    }

    /// A stored reading keeps its own time and has no frame counter: that one belongs to the uplink. Without a time and without a
    /// known sending period it can not be placed and is left out.
    private func stored(_ stored: StoredMeasurement, _ uplink: Uplink, _ device: KnownDevice) -> Observation? {
        var observation = Observation(stored.measurement, of: device)
        observation.isHistory = true
        if observation.deviceTime == nil {
            guard let period = device.sendPeriodSeconds, let server = uplink.serverTime, (1...31_622_400).contains(period) else {
                return nil
            }
            observation.deviceTime = server.adding(seconds: -period * stored.periodsAgo)
        }
        return observation
    }

    // MARK: By the network server

    private func decodedByServer(_ uplink: Uplink, _ device: KnownDevice) throws(Refusal) -> Observation {
        var measurement = DeviceMeasurement()
        switch uplink.decoded {
        case .none: throw noDecoder(device)
        case .value(let object): measurement = try NamedValues.measurement(object)
        case .text(let text):
            let inner: Result<DeviceMeasurement, Refusal> = Array(text.utf8).withUnsafeBytes { bytes in
                JSONDocument.withValue(of: bytes) { scanned in
                    do throws(Refusal) {
                        return .success(try NamedValues.measurement(try scanned.mapError(\.refusal).get()))
                    } catch {
                        return .failure(error)
                    }
                }
            }
            measurement = try inner.get()
        }
        guard !measurement.isEmpty else { throw noDecoder(device) }
        measurement.flags.insert(.decodedByServer)
        return live(Observation(measurement, of: device), uplink)
    }

    private func noDecoder(_ device: KnownDevice) -> Refusal {
        let model = device.model.map { "there is no decoder for the model '\($0.prefix(60))'" } ?? "the device has no model"
        return Refusal(
            .undecodable,
            "\(model), and the network server sent no values with known names. Set the device's model to one of docs/decoders.md, or "
                + "write a mapping.")
    }
}
