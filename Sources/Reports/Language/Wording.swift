public import Model

/// Says what the machine knows in a person's language: reasons, obstacles, broken rules, names of fractions.
public struct Wording: Sendable {
    public let names: TownNames
    public let format: LocalFormat

    public init(names: TownNames, language: Language) {
        self.names = names
        format = LocalFormat(language: language, clock: names.town.clock)
    }

    /// Of everything it says.
    public var language: Language { format.language }

    /// The phrase with its placeholders filled; arguments are taken as they are, also when they contain braces.
    public func callAsFunction(_ phrase: Phrase, _ arguments: [String: String] = [:]) -> String {
        let template = phrase.text(in: language)
        guard template.contains("{") else { return template }
        var result = ""
        var rest = template[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            result += rest[..<open]
            let name = String(rest[rest.index(after: open)..<close])
            result += arguments[name] ?? "{\(name)}"
            rest = rest[rest.index(after: close)...]
        }
        return result + rest
    }

    public func sentence(_ reason: StopReason) -> String {
        let phrase: Phrase =
            switch reason {
            case .level(_, _, let fullAt): fullAt == nil ? .reasonLevel : .reasonLevelFullAt
            case .age: .reasonAge
            case .request(_, let note): note.isEmpty ? .reasonRequest : .reasonRequestNote
            case .rhythm: .reasonRhythm
            case .takeAlong: .reasonTakeAlong
            case .byHand: .reasonByHand
            }
        return self(phrase, arguments(of: reason))
    }

    /// The reason in few words, for a table that shows the level beside it.
    public func brief(_ reason: StopReason) -> String {
        let phrase: Phrase =
            switch reason {
            case .level: .shortLevel
            case .age: .shortAge
            case .request(_, let note): note.isEmpty ? .shortRequest : .shortRequestNote
            case .rhythm: .shortRhythm
            case .takeAlong: .shortTakeAlong
            case .byHand: .shortByHand
            }
        return self(phrase, arguments(of: reason))
    }

    public func brief(_ obstacle: LeftOut.Obstacle) -> String { self(obstacle.shortPhrase) }

    public func sentence(_ obstacle: LeftOut.Obstacle) -> String { self(obstacle.phrase) }

    /// The obstacle, who comes nearest to it, and how long it can wait.
    public func sentence(_ leftOut: LeftOut) -> String {
        var parts = [sentence(leftOut.obstacle)]
        if let vehicle = leftOut.nearestVehicle { parts.append(self(.nearestVehicle, ["vehicle": names.vehicle(vehicle)])) }
        if let time = leftOut.safeUntil { parts.append(self(.safeUntil, ["time": format.dayAndTime(time)])) }
        return parts.joined(separator: " ")
    }

    /// Which rule is broken where, with its source, and the finding.
    public func sentence(_ violation: PlanViolation) -> String {
        var rule = Phrase(rule: violation.rule).map { self($0) } ?? self(.ruleOther, ["rule": violation.rule])
        if let source = violation.source { rule += " (\(source))" }
        var arguments = ["rule": rule, "message": finding(violation)]
        guard let tour = violation.tour else { return self(.violation, arguments) }
        arguments["tour"] = name(tour)
        guard let stop = violation.stop else { return self(.violationOfTour, arguments) }
        arguments["stop"] = String(stop)
        return self(.violationAtStop, arguments)
    }

    /// The fraction's name; a town's own fraction by its key.
    public func name(_ fraction: Fraction) -> String { Phrase(fraction: fraction).map { self($0) } ?? fraction.rawValue }

    public func name(_ band: FillBand?) -> String { self(Phrase(band: band)) }

    /// What speaks against a reading; an unknown key as it is.
    public func name(qualityReason key: String) -> String { Phrase(qualityReason: key).map { self($0) } ?? key }

    /// What makes coming days different, and by how much.
    public func sentence(_ influence: DemandInfluence) -> String {
        let change = (influence.factor - 1) * 100
        let sign = change < -0.5 ? "−" : change > 0.5 ? "+" : "±"
        return self(
            .influence,
            [
                "name": influence.name ?? self(.influenceWeather), "from": format.day(influence.from),
                "to": format.day(influence.to), "change": "\(sign)\(format.percent(abs(change) / 100))",
            ])
    }

    /// Whether distances are estimates, as a sentence for under a table.
    public func sentence(_ basis: DistanceBasis) -> String { self(basis.isEstimate ? .basisEstimate : .basisRoads) }

    /// The place of a stop as a line of a sheet says it.
    public func name(_ place: StopPlace) -> String {
        let name = names.place(place)
        return switch place {
        case .depotStart: self(.stopDepotStart, ["name": name])
        case .site: name
        case .disposal: self(.stopDisposal, ["name": name])
        case .rest: self(.stopRest)
        case .depotEnd: self(.stopDepotEnd, ["name": name])
        }
    }

    private func arguments(of reason: StopReason) -> [String: String] {
        switch reason {
        case .level(let expected, let threshold, let fullAt):
            [
                "expected": format.percent(expected), "threshold": format.percent(threshold),
                "full_at": fullAt.map(format.dayAndTime) ?? "",
            ]
        case .age(let days, let maximum):
            ["days": format.number(days.rounded(.down)), "maximum": format.number(maximum, digits: digits(maximum))]
        case .request(_, let note): ["note": note]
        case .rhythm: [:]
        case .takeAlong(let expected), .byHand(let expected): ["expected": format.percent(expected)]
        }
    }

    private func digits(_ value: Double) -> Int { value == value.rounded() ? 0 : 1 }
}
