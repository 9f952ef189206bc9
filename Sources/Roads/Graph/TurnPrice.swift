import Foundation

/// Milliseconds that passing a junction costs.
struct TurnPrice {
    private let table: [Int32]
    private let turningRound: Int32
    private let signal: Int32
    private let giveWay: Int32
    private let stop: Int32

    init(_ profile: VehicleProfile) {
        let turns = profile.turns
        // A logistic curve over the angle, flat when going straight on and near the full price at the sharpest turn; the bias makes
        // turns across oncoming traffic dearer. Form and default figures are those of OSRM's car profile, so that both agree.
        let bias = max(0.1, profile.drivesOnLeft ? 1 / turns.bias : turns.bias)
        table = (-180...180).map { angle in
            let share = abs(Double(angle)) / 180
            let slope = angle >= 0 ? 13 / bias * share - 6.5 * bias : 13 * bias * share - 6.5 / bias
            return Int32((turns.seconds * 1000 / (1 + exp(-slope))).rounded())
        }
        turningRound = Int32((turns.turningRoundSeconds * 1000).rounded())
        signal = Int32((turns.signalSeconds * 1000).rounded())
        giveWay = Int32((turns.giveWaySeconds * 1000).rounded())
        stop = Int32((turns.stopSeconds * 1000).rounded())
    }

    /// Whole degrees to the right of straight on, -180 to 180.
    static func angle(arriving: Double, leaving: Double) -> Int {
        var turn = (leaving - arriving).rounded()
        if turn > 180 { turn -= 360 }
        if turn <= -180 { turn += 360 }
        return Int(turn)
    }

    func turn(degrees: Int) -> Int32 { table[min(360, max(0, degrees + 180))] }

    func turningRound(degrees: Int) -> Int32 { turningRound + turn(degrees: degrees) }

    /// Signals and signs for who arrives along (`true`) or against the way's direction.
    func signs(_ facts: NodeFacts, along: Bool) -> Int32 {
        let bit: UInt8 = along ? 1 : 2
        return (facts.signalDirections & bit != 0 ? signal : 0) + (facts.giveWayDirections & bit != 0 ? giveWay : 0)
            + (facts.stopDirections & bit != 0 ? stop : 0)
    }
}
