import Model

extension PlanText {
    /// The way to every stop, turn by turn; empty for a tour whose way is not known.
    func directions(_ tour: Tour) -> [String] {
        guard let path = paths[tour.id], path.isOnRoads else { return [] }
        var lines = [style.bold(wording(.directionsTitle, ["tour": shortName(tour)]).singleLine)]
        for (number, leg) in path.legs.enumerated() where leg.distanceMetres > 0 {
            let stop = tour.stops[number + 1]
            let distance = format.number(Double(leg.distanceMetres) / 1000, digits: 1) + " km"
            lines.append("\(number + 1)  \(wording.name(stop.place).singleLine), \(distance)")
            guard leg.isOnRoads else {
                lines.append("   \(wording(.directionsUnknown))")
                continue
            }
            lines += leg.steps.map { "   \(wording.sentence($0).singleLine)" }
        }
        if plan.distanceBasis.isEstimate { lines.append(DistanceBasis.openStreetMap) }
        return lines
    }
}
