public import Model

extension Wording {
    /// What a plan's distances rest on, why they are estimates although they should not be, and whose map data they come from.
    public func sentence(waysOf plan: Plan) -> String {
        var parts = [sentence(plan.distanceBasis)]
        if let detour = plan.detour, plan.distanceBasis.isEstimate { parts.append(sentence(detour)) }
        if let reason = plan.estimateReason { parts.append(self(.basisReason, ["reason": reason])) }
        if let attribution = plan.distanceBasis.attribution { parts.append("\(attribution).") }
        return parts.joined(separator: " ")
    }

    /// What estimated ways are multiplied by, and what that was learned from.
    public func sentence(_ detour: DetourFactor) -> String {
        let phrase: Phrase =
            switch detour.source {
            case .configured: .detourConfigured
            case .roadNetwork: .detourFromRoads
            case .drivenTours: .detourFromTours
            }
        return self(
            phrase, ["factor": format.number(detour.factor, digits: 2), "count": format.number(detour.samples)])
    }

    /// `Rechts abbiegen: Lindenweg, dann 250 m`.
    public func sentence(_ step: TourPath.Step) -> String {
        var text = self(step.turn.phrase, ["exit": step.roundaboutExit.map { format.number($0) } ?? "?"])
        if let street = step.street { text = self(.turnOnto, ["turn": text, "street": street]) }
        guard step.distanceMetres > 0 else { return text }
        let metres = step.distanceMetres
        let distance = metres < 1000 ? "\(format.number(metres)) m" : "\(format.number(Double(metres) / 1000, digits: 1)) km"
        return self(.turnThen, ["turn": text, "distance": distance])
    }
}

extension TourPath.Turn {
    var phrase: Phrase {
        switch self {
        case .depart: .turnDepart
        case .straight: .turnStraight
        case .slightRight: .turnSlightRight
        case .right: .turnRight
        case .sharpRight: .turnSharpRight
        case .slightLeft: .turnSlightLeft
        case .left: .turnLeft
        case .sharpLeft: .turnSharpLeft
        case .turnRound: .turnRound
        case .roundabout: .turnRoundabout
        case .arrive: .turnArrive
        case .arriveLeft: .turnArriveLeft
        case .arriveRight: .turnArriveRight
        }
    }
}
