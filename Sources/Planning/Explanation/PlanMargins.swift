public import Model

/// What one more hour or one more truck would bring: the day planned again with it and, for comparison, without it.
public struct PlanMargins: Sendable, Hashable {
    public var oneMoreHour: Margin
    /// `nil` where the town has no vehicle on duty to have another of.
    public var oneMoreVehicle: Margin?
    /// The vehicle that there would be another of: the one named most often for due slots that stay, else the busiest.
    public var vehicle: VehicleID?

    /// Differences to the plan with the same effort and without the addition.
    public struct Margin: Sendable, Hashable, Codable {
        /// Due slots that would not stay any more.
        public var moreServed: Int
        public var distanceMetres: Int
        public var durationSeconds: Int
    }

    /// - Parameters:
    ///   - plan: names the vehicles in short supply.
    ///   - iterations: effort of each of the three searches.
    /// - Throws: ``PlanningError``.
    public static func measure(_ plan: Plan, input: PlanningInput, iterations: Int = 2000) throws(PlanningError) -> PlanMargins {
        var usual = input
        usual.options.iterations = max(1, iterations)
        usual.options.spentShare = nil
        let basis = try Planner().plan(usual)
        var longer = usual
        for number in longer.town.vehicles.indices { longer.town.vehicles[number].shift.lengthSeconds += 3600 }
        let hour = try margin(longer, basis)
        guard let scarce = scarce(plan, input) else { return PlanMargins(oneMoreHour: hour, oneMoreVehicle: nil, vehicle: nil) }
        var more = usual
        var copy = scarce
        copy.id = VehicleID("\(scarce.id.rawValue.prefix(60)).2")
        more.town.vehicles.append(copy)
        return PlanMargins(oneMoreHour: hour, oneMoreVehicle: try margin(more, basis), vehicle: scarce.id)
    }

    private static func margin(_ input: PlanningInput, _ basis: Plan) throws(PlanningError) -> Margin {
        let plan = try Planner().plan(input)
        let (new, old) = (plan.totals, basis.totals)
        return Margin(
            moreServed: basis.leftOut.count - plan.leftOut.count, distanceMetres: new.distanceMetres - old.distanceMetres,
            durationSeconds: new.durationSeconds - old.durationSeconds)
    }

    private static func scarce(_ plan: Plan, _ input: PlanningInput) -> Vehicle? {
        var named: [VehicleID: Int] = [:]
        for left in plan.leftOut { if let vehicle = left.nearestVehicle { named[vehicle, default: 0] += 1 } }
        let busiest = plan.tours.max { $0.totals.durationSeconds < $1.totals.durationSeconds }?.vehicle
        let id = named.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? busiest
        return input.town.vehicles.first { $0.id == id }
    }
}

extension PlanMargins {
    /// Plain sentences.
    public func sentences(_ language: ExplanationLanguage) -> [String] {
        let isGerman = language == .german
        let hour = isGerman ? "Eine Stunde mehr je Schicht" : "One more hour a shift"
        var sentences = [Self.sentence(hour, oneMoreHour, isGerman)]
        if let margin = oneMoreVehicle, let vehicle {
            sentences.append(
                Self.sentence(
                    isGerman ? "Ein weiteres Fahrzeug wie \(vehicle)" : "One more vehicle like \(vehicle)", margin, isGerman))
        }
        return sentences
    }

    private static func sentence(_ what: String, _ margin: Margin, _ isGerman: Bool) -> String {
        let kilometres = (margin.distanceMetres.magnitude + 500) / 1000
        let minutes = (margin.durationSeconds.magnitude + 30) / 60
        let (way, time) = (margin.distanceMetres < 0, margin.durationSeconds < 0)
        if isGerman {
            let served = margin.moreServed > 0 ? "\(margin.moreServed) fällige Behälter mehr" : "keinen fälligen Behälter mehr"
            return "\(what) leert \(served), bei \(kilometres) km \(way ? "weniger" : "mehr") und \(minutes) min "
                + "\(time ? "weniger" : "mehr") Einsatzzeit."
        }
        let served = margin.moreServed > 0 ? "\(margin.moreServed) more due containers" : "no more due container"
        return "\(what) empties \(served), with \(kilometres) km \(way ? "less" : "more") and \(minutes) min "
            + "\(time ? "less" : "more") of truck time."
    }
}
