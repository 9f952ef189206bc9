import Model

/// A tour at the moment of a re-plan: what is driven, what lies ahead, what the crew could not empty.
struct TourState: Sendable {
    let tour: Tour
    let isStopped: Bool
    /// Leading stops; without the containers that were reported as not emptied.
    let driven: [Stop]
    let ahead: [Stop]
    /// Containers of driven stops that were not emptied.
    let missed: [StopEmptying]
    let isFinished: Bool
    private let from: Timestamp

    init(_ tour: Tour, wish: ReplanWish, progress: TourProgress?, isStopped: Bool) {
        self.tour = tour
        self.isStopped = isStopped
        from = wish.at
        let byPlan = Self.drivenByPlan(tour, at: wish.at, isStopped: isStopped)
        let count =
            switch wish.driven {
            case .byPlan: byPlan
            case .checkOffs: progress.flatMap(\.lastDoneStop).map { min(tour.stops.count, $0 + 1) } ?? 0
            }
        let standing = max(count, tour.driven?.stops ?? 0)
        let notEmptied = Set(progress?.notEmptied.keys.map(\.self) ?? [])
        let leading = Array(tour.stops.prefix(standing))
        missed = leading.flatMap(\.emptied).filter { notEmptied.contains($0.slot) }
        driven = missed.isEmpty ? leading : Self.relieved(leading, of: missed)
        ahead = Array(tour.stops.dropFirst(standing))
        isFinished = progress?.finishedAt != nil || ahead.isEmpty
    }

    /// A stop counts once the truck is on its way there, unless it will not arrive.
    private static func drivenByPlan(_ tour: Tour, at moment: Timestamp, isStopped: Bool) -> Int {
        let left = tour.stops.count { $0.departure <= moment }
        return left == 0 || isStopped ? left : min(tour.stops.count, left + 1)
    }

    /// Loads without what stayed in the containers; between two tips.
    private static func relieved(_ stops: [Stop], of missed: [StopEmptying]) -> [Stop] {
        let slots = Set(missed.map(\.slot))
        var result = stops
        var less = (kilograms: 0.0, litres: 0.0)
        for index in result.indices {
            for emptying in result[index].emptied where slots.contains(emptying.slot) {
                less.kilograms += emptying.expectedKilograms
                less.litres += emptying.expectedLitres
            }
            result[index].emptied.removeAll { slots.contains($0.slot) }
            if case .disposal = result[index].place { less = (0, 0) }
            result[index].loadKilograms -= less.kilograms
            result[index].loadLitres -= less.litres
        }
        return result
    }

    /// What a truck that goes no further has done; `nil` for nothing.
    func cutTour(_ energy: Energy?) -> Tour? {
        guard let energy, driven.contains(where: { !$0.emptied.isEmpty }) else { return nil }
        return Tour(
            id: tour.id, vehicle: tour.vehicle, stops: driven, totals: TourTotals(of: driven, energy: energy),
            driven: DrivenPart(stops: driven.count, until: from))
    }
}
