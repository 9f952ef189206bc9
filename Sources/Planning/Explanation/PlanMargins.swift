public import Model

/// What one more hour or one more truck would bring to a plan: the plan made better with it and, for comparison, with the same effort and
/// without it. All start from the plan's own tours, so that nothing is served in the comparison that the plan does not know; what is driven
/// or locked stays.
public struct PlanMargins: Sendable, Hashable {
    /// Due slots that the plan leaves out.
    public var leftOut: Int
    /// Of them those that the same search finds a place for without any addition: the plan was made in less time, or things have changed.
    public var servedBySearch: Int
    public var oneMoreHour: Margin
    /// `nil` where the town has no vehicle to have another of.
    public var oneMoreVehicle: Margin?
    /// The vehicle that there would be another of: the one named most often for due slots that stay, or that could do most of them another
    /// day; else the busiest.
    public var vehicle: VehicleID?

    /// Differences to the plan with the same effort and without the addition.
    public struct Margin: Sendable, Hashable, Codable {
        /// Due slots that would not stay any more; never more than ``PlanMargins/leftOut`` less ``PlanMargins/servedBySearch``.
        public var moreServed: Int
        public var distanceMetres: Int
        public var durationSeconds: Int
    }

    /// - Parameters:
    ///   - input: the plan's day with all places of the town.
    ///   - moment: what the plan has driven by then stays.
    ///   - iterations: effort of each of the three searches.
    /// - Throws: ``PlanningError``.
    public static func measure(
        _ plan: Plan, input: PlanningInput, at moment: Timestamp, iterations: Int = 2000
    ) throws(PlanningError) -> PlanMargins {
        var usual = input
        usual.options.iterations = max(1, iterations)
        usual.options.spentShare = nil
        // What could be is asked, not whose sheet would change.
        usual.options.weights.perMovedStop = 0
        let basis = try anew(plan, usual, moment)
        var longer = usual
        for number in longer.town.vehicles.indices { longer.town.vehicles[number].shift.lengthSeconds += 3600 }
        let hour = Margin(try anew(plan, longer, moment), against: basis)
        let leftOut = plan.leftOut.count
        let found = max(0, leftOut - basis.leftOut.count)
        guard let scarce = scarce(plan, input) else {
            return PlanMargins(
                leftOut: leftOut, servedBySearch: found, oneMoreHour: hour, oneMoreVehicle: nil, vehicle: nil)
        }
        var more = usual
        var copy = scarce
        copy.id = VehicleID("\(scarce.id.rawValue.prefix(60)).2")
        copy.isAvailable = true
        copy.shift.weekdays.insert(input.day.weekday)
        more.town.vehicles.append(copy)
        let vehicle = Margin(try anew(plan, more, moment), against: basis)
        return PlanMargins(
            leftOut: leftOut, servedBySearch: found, oneMoreHour: hour, oneMoreVehicle: vehicle, vehicle: scarce.id)
    }

    private static func anew(_ plan: Plan, _ input: PlanningInput, _ moment: Timestamp) throws(PlanningError) -> Plan {
        try Replanner(plan, wish: ReplanWish(at: moment), input: input).replan()
    }

    private static func scarce(_ plan: Plan, _ input: PlanningInput) -> Vehicle? {
        let index = TownIndex(input.town)
        var named: [VehicleID: Int] = [:]
        for left in plan.leftOut {
            if let vehicle = left.nearestVehicle ?? able(left.slot, index, input)?.id { named[vehicle, default: 0] += 1 }
        }
        let busiest = plan.tours.max { $0.totals.durationSeconds < $1.totals.durationSeconds }?.vehicle
        let id = named.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? busiest
        return input.town.vehicles.first { $0.id == id }
    }

    /// A vehicle that could empty the slot on another day, where nobody on duty comes near to it.
    private static func able(_ slot: SlotID, _ index: TownIndex, _ input: PlanningInput) -> Vehicle? {
        guard let slot = index.slots[slot], let type = index.containerType(of: slot), let site = index.sites[slot.site] else {
            return nil
        }
        let handling = CollectionCalendar.Handling(fraction: slot.fraction, method: type.emptyingMethod)
        return input.town.vehicles.first { handling.isDone(by: $0) && $0.skills.isSuperset(of: site.requiredSkills) }
    }
}

extension PlanMargins.Margin {
    init(_ plan: Plan, against basis: Plan) {
        let (new, old) = (plan.totals, basis.totals)
        self.init(
            moreServed: max(0, basis.leftOut.count - plan.leftOut.count), distanceMetres: new.distanceMetres - old.distanceMetres,
            durationSeconds: new.durationSeconds - old.durationSeconds)
    }
}

extension PlanMargins {
    /// Plain sentences.
    public func sentences(_ language: ExplanationLanguage, names: ExplanationNames = .identifiers) -> [String] {
        let isGerman = language == .german
        let hour = isGerman ? "Eine Stunde mehr je Schicht" : "One more hour a shift"
        var sentences: [String] = []
        if servedBySearch > 0 {
            sentences.append(
                isGerman
                    ? "Schon eine weitere Suche fände für \(servedBySearch) der stehen bleibenden Behälter einen Platz: neu planen."
                    : "Another search alone would find a place for \(servedBySearch) of the containers that stay: plan anew.")
        }
        sentences.append(sentence(hour, oneMoreHour, isGerman))
        if let margin = oneMoreVehicle, let vehicle {
            let name = names.vehicle(vehicle) ?? vehicle.rawValue
            sentences.append(
                sentence(isGerman ? "Ein weiteres Fahrzeug wie \(name)" : "One more vehicle like \(name)", margin, isGerman))
        }
        return sentences
    }

    private func sentence(_ what: String, _ margin: Margin, _ isGerman: Bool) -> String {
        let effort = isGerman ? Self.german(margin) : Self.english(margin)
        let rest = leftOut - servedBySearch
        guard margin.moreServed > 0 else {
            let nothing =
                if leftOut == 0 {
                    isGerman ? "alles Fällige ist schon eingeplant" : "all that is due is planned already"
                } else if rest == 0 {
                    isGerman ? "dann bleibt schon nichts mehr stehen" : "nothing stays then anyway"
                } else {
                    isGerman ? "auch damit bleibt gleich viel stehen" : "as many containers would stay with it"
                }
            // A way that gets longer without serving anything would simply not be driven.
            let saved = margin.distanceMetres <= -1000 ? " (\(effort))" : ""
            return isGerman ? "\(what) brächte nichts: \(nothing)\(saved)." : "\(what) would bring nothing: \(nothing)\(saved)."
        }
        let count = margin.moreServed
        if isGerman {
            return rest == 1
                ? "\(what) würde den Behälter leeren, der stehen bleibt (\(effort))."
                : "\(what) würde \(count) der \(rest) Behälter leeren, die stehen bleiben (\(effort))."
        }
        return rest == 1
            ? "\(what) would empty the container that stays (\(effort))."
            : "\(what) would empty \(count) of the \(rest) containers that stay (\(effort))."
    }

    private static func german(_ margin: Margin) -> String {
        let (way, time) = (margin.distanceMetres < 0, margin.durationSeconds < 0)
        return
            "\(kilometres(margin)) km \(way ? "weniger" : "mehr"), \(minutes(margin)) min \(time ? "weniger" : "mehr") Einsatzzeit"
    }

    private static func english(_ margin: Margin) -> String {
        let (way, time) = (margin.distanceMetres < 0, margin.durationSeconds < 0)
        return "\(kilometres(margin)) km \(way ? "less" : "more"), \(minutes(margin)) min \(time ? "less" : "more") of truck time"
    }

    private static func kilometres(_ margin: Margin) -> UInt { (margin.distanceMetres.magnitude + 500) / 1000 }

    private static func minutes(_ margin: Margin) -> UInt { (margin.durationSeconds.magnitude + 30) / 60 }
}
