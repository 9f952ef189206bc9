import Model

extension DeviceReport {
    /// The report in one vocabulary for all makers: `distance_mm`, `fill_pct`, `temperature_c`, `battery_pct`, `battery_v`, `tilt`,
    /// `status`, `history` with `ts`, and each detail under its own name (`info.model` stands in `info`).
    public var words: [String: Word] {
        var words = measurement.words
        for detail in details { Self.put(detail, into: &words) }
        let stored = history.map(\.measurement.words)
        if history.contains(where: { $0.measurement.time != nil }) { words["history"] = .list(stored.map(Word.members)) }
        if words["message"] != nil {
            // Several readings without times of their own, newest first.
            let readings = ([measurement.words] + stored).enumerated().map { withStrengths($1, at: $0) }
            words["readings"] = .list(readings)
            words["reading"] = measurement.distanceMillimetres == nil ? Word.none : readings[0]
        }
        if !undecoded.isEmpty { words["undecoded"] = .text(Hex.text(undecoded)) }
        return words
    }

    /// Strengths of source and echo stand in lists in the report, beside each reading here.
    private func withStrengths(_ reading: [String: Word], at index: Int) -> Word {
        var reading = reading
        for name in ["src", "srssi"] {
            if case .numbers(let list)? = self[detail: name], index < list.count { reading[name] = .number(list[index]) }
        }
        return .members(reading)
    }

    private static func put(_ detail: DeviceDetail, into words: inout [String: Word]) {
        let parts = detail.name.split(separator: ".", maxSplits: 1).map(String.init)
        guard parts.count == 2 else {
            words[detail.name] = detail.value.word
            return
        }
        var inner: [String: Word] = [:]
        if case .members(let members)? = words[parts[0]] { inner = members }
        inner[parts[1]] = detail.value.word
        words[parts[0]] = .members(inner)
    }
}

extension DeviceMeasurement {
    /// What is said, and nothing else.
    public var words: [String: Word] {
        var words: [String: Word] = [:]
        words["distance_mm"] = distanceMillimetres.map(Word.number)
        words["status"] = distanceStatus.map { .text($0.rawValue) }
        words["distance_status"] = words["status"]
        words["fill_pct"] = level.map { .number(($0 * 100_000).rounded() / 1000) }
        words["temperature_c"] = temperatureCelsius.map(Word.number)
        words["battery_pct"] = batteryPercent.map(Word.number)
        words["battery_v"] = batteryVolts.map(Word.number)
        words["tilt"] = isTilted.map(Word.flag)
        words["ts"] = time.map { .number(Double($0.seconds)) }
        return words
    }
}

extension DeviceDetail.Value {
    var word: Word {
        switch self {
        case .number(let number): .number(number)
        case .flag(let flag): .flag(flag)
        case .text(let text): .text(text)
        case .numbers(let numbers): .list(numbers.map(Word.number))
        case .texts(let texts): .list(texts.map(Word.text))
        }
    }
}
