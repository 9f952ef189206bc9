public import Model

/// What people will throw in during the next days: known to the simulation alone, and to a bound that is allowed to look.
public struct ComingDeposits: Sendable {
    public let stepHours: Double
    /// Share of the usable volume thrown in until the end of each step, by slot; entry 0 is 0.
    public let shares: [SlotID: [Double]]
}

extension TownSimulation {
    /// The deposits of the next `days` days, summed up by steps of `stepHours` (a divisor of 24). O(deposits).
    public func comingDeposits(days: Int, stepHours: Int = 6) -> ComingDeposits {
        let stepsPerDay = max(1, 24 / max(1, stepHours))
        var shares: [SlotID: [Double]] = [:]
        var deposits: [DepositProcess.Deposit] = []
        for place in places {
            var steps = [0.0]
            steps.reserveCapacity(days * stepsPerDay + 1)
            for offset in 0..<max(0, days) {
                let day = day.adding(days: offset)
                process.draw(
                    place.behaviour, slotKey: place.depositKey, dayFactor: process.dayFactor(site: place.site, on: day), on: day,
                    into: &deposits)
                var next = 0
                for step in 1...stepsPerDay {
                    var sum = steps[steps.count - 1]
                    while next < deposits.count, deposits[next].secondOfDay < step * 86400 / stepsPerDay {
                        sum += deposits[next].litres / place.behaviour.usableLitres
                        next += 1
                    }
                    steps.append(sum)
                }
            }
            shares[place.slot] = steps
        }
        return ComingDeposits(stepHours: 24 / Double(stepsPerDay), shares: shares)
    }
}
