public import Model

/// A plan as a dispatcher reads it in the terminal: key figures, tours, stops with their reasons, what is left out and why.
public struct PlanText: Sendable {
    public var plan: Plan
    public var wording: Wording
    /// Columns of the terminal.
    public var width: Int
    public var style: TextStyle
    /// `false` shows the tours' totals only.
    public var showsStops: Bool
    /// Ways on the roads; of tours that are among them the way to every stop is shown, turn by turn.
    public var paths: [TourID: TourPath]

    public init(
        _ plan: Plan, wording: Wording, width: Int = 100, style: TextStyle = .plain, showsStops: Bool = true,
        paths: [TourID: TourPath] = [:]
    ) {
        self.plan = plan
        self.wording = wording
        self.width = max(40, width)
        self.style = style
        self.showsStops = showsStops
        self.paths = paths
    }

    /// Ends with a line break.
    public var text: String {
        var sections = [heading, overview]
        if showsStops { sections += plan.tours.flatMap { [stops($0), directions($0)] } }
        sections += [leftOut, violations]
        return sections.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
    }

    var format: LocalFormat { wording.format }

    private var heading: [String] {
        let title = wording(.planTitle, ["town": wording.names.town.name, "day": format.dayWithWeekday(plan.day)])
        return [style.bold(title.singleLine), wording.sentence(waysOf: plan).singleLine]
    }

    private var overview: [String] {
        guard !plan.tours.isEmpty else { return plan.leftOut.isEmpty ? [wording(.planEmpty)] : [] }
        var table = TextTable(columns: [
            .init(wording(.headingTour), shrinks: true), .init(wording(.headingVehicle), shrinks: true),
            .init(wording(.headingStops), alignment: .right), .init(wording(.headingContainers), alignment: .right),
            .init(wording(.headingDistance), alignment: .right), .init(wording(.headingDuration), alignment: .right),
            .init(wording(.headingEnergy), alignment: .right), .init(wording(.headingCarbonDioxide), alignment: .right),
            .init(wording(.headingCollected), alignment: .right),
        ])
        for tour in plan.tours {
            table.add([shortName(tour), wording.names.vehicle(tour.vehicle)] + figures(tour.totals))
        }
        if plan.tours.count > 1 { table.add([wording(.planTotal), ""] + figures(plan.totals)) }
        return table.lines(width: width, style: style)
    }

    /// The tour's name within its plan: `3` for tour `2026-11-24.153007.3` of plan `2026-11-24.153007`.
    func shortName(_ tour: Tour) -> String {
        let prefix = plan.id.rawValue + "."
        return tour.id.rawValue.hasPrefix(prefix) ? String(tour.id.rawValue.dropFirst(prefix.count)) : tour.id.rawValue
    }

    private func figures(_ totals: TourTotals) -> [String] {
        let diesel = totals.dieselLitres > 0 ? format.number(totals.dieselLitres, digits: 1) + " l" : nil
        let current = totals.electricKilowattHours > 0 ? format.number(totals.electricKilowattHours, digits: 1) + " kWh" : nil
        return [
            format.number(totals.sites), format.number(totals.containers),
            format.number(Double(totals.distanceMetres) / 1000, digits: 1) + " km",
            format.duration(seconds: totals.durationSeconds), [diesel, current].compactMap(\.self).joined(separator: " + "),
            format.number(totals.carbonDioxideKilograms) + " kg", format.number(totals.collectedKilograms) + " kg",
        ]
    }

    private func stops(_ tour: Tour) -> [String] {
        var table = TextTable(columns: [
            .init(wording(.headingStop), alignment: .right), .init(wording(.headingArrival)),
            .init(wording(.headingPlace), shrinks: true), .init(wording(.headingFraction), shrinks: true),
            .init(wording(.headingLevel), alignment: .right), .init(wording(.headingLoad), alignment: .right),
            .init(wording(.headingReason), shrinks: true),
        ])
        for (number, stop) in tour.stops.enumerated() {
            let load = format.number(stop.loadKilograms) + " kg"
            let place = [String(number), format.time(stop.arrival), wording.name(stop.place)]
            guard !stop.emptied.isEmpty else {
                table.add(place + ["", "", load, ""])
                continue
            }
            for (position, emptying) in stop.emptied.enumerated() {
                let isLast = position == stop.emptied.count - 1
                table.add(
                    (position == 0 ? place : ["", "", ""]) + [
                        wording.name(emptying.fraction), format.percent(emptying.expectedLevel), isLast ? load : "",
                        wording.brief(emptying.reason),
                    ])
            }
        }
        let title = wording(.planTour, ["tour": shortName(tour), "vehicle": wording.names.vehicle(tour.vehicle)])
        return [style.bold(title.singleLine)] + table.lines(width: width, style: style)
    }

    private var leftOut: [String] {
        guard !plan.leftOut.isEmpty else { return plan.tours.isEmpty ? [] : [wording(.planNothingLeftOut)] }
        let title = wording(.planLeftOut, ["count": format.number(plan.leftOut.count)])
        return LeftOutText(wording: wording, width: width, style: style, createdAt: plan.createdAt).lines(
            plan.leftOut, title: title)
    }

    private var violations: [String] {
        guard !plan.violations.isEmpty else { return [] }
        let title = wording(.planViolations, ["count": format.number(plan.violations.count)])
        return [style.warning(title)] + plan.violations.map { "- " + wording.sentence($0).singleLine }
    }
}
