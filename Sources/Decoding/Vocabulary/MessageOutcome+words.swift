public import Model

extension MessageOutcome {
    /// What became of the message, in the vocabulary of ``DeviceReport/words``: `readings` and `refused`, or `ignored`, or `error`.
    ///
    /// - Parameter receivedAt: the arrival, which decides which time is plausible.
    public func words(receivedAt: Timestamp) -> [String: Word] {
        switch self {
        case .ignored(let message):
            var words: [String: Word] = ["ignored": .text(message.reason.rawValue)]
            words["device"] = message.device.map { .text($0.rawValue) }
            words["server_time"] = message.serverTime.map { .text($0.rfc3339) }
            return words
        case .refused(let refusal): return refusal.words
        case .observations(let observations, let refused):
            var words: [String: Word] = [
                "readings": .list(observations.map { .members($0.words(receivedAt: receivedAt)) })
            ]
            if !refused.isEmpty { words["refused"] = .list(refused.map { .members($0.words) }) }
            return words
        }
    }
}

extension Refusal {
    /// `error`, `detail`, `device`, and the `element` of a batch.
    public var words: [String: Word] {
        var words: [String: Word] = ["error": .text(cause.rawValue), "detail": .text(detail)]
        words["device"] = device.map { .text($0.rawValue) }
        words["element"] = element.map { .number(Double($0)) }
        return words
    }
}

extension Observation {
    /// One reading with the time that counts; a time that can not be right stands as `error`.
    func words(receivedAt: Timestamp) -> [String: Word] {
        var measurement = DeviceMeasurement()
        measurement.level = level
        measurement.distanceMillimetres = distanceMillimetres
        measurement.distanceStatus = distanceStatus
        measurement.temperatureCelsius = temperatureCelsius
        measurement.batteryPercent = batteryPercent
        measurement.batteryVolts = batteryVolts
        measurement.isTilted = isTilted
        var words = measurement.words
        words["device"] = .text(device.rawValue)
        words["town"] = town.map { .text($0.rawValue) }
        words["f_cnt"] = frameCounter.map { .number(Double($0)) }
        words["session"] = session.map(Word.text)
        words["is_history"] = isHistory ? .flag(true) : nil
        words["device_time"] = deviceTime.map { .text($0.rfc3339) }
        words["server_time"] = serverTime.map { .text($0.rfc3339) }
        var quality = quality
        switch chosenTime(for: self, receivedAt: receivedAt) {
        case .success(let time):
            words["time"] = .text(time.measuredAt.rfc3339)
            words["time_source"] = .text(time.source.rawValue)
            if time.clockWrong { quality.insert(.clockWrong) }
        case .failure(let refusal): words.merge(refusal.words) { _, error in error }
        }
        if quality != .good { words["quality"] = .list(quality.reasons.map(Word.text)) }
        return words
    }
}
