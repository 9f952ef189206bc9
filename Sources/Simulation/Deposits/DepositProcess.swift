import Model

/// Deposits at one slot as a non-homogeneous Poisson process with random volumes: the day's number is drawn, then the times.
struct DepositProcess: Sendable {
    struct Deposit: Sendable, Hashable {
        var secondOfDay: Int
        var litres: Double
    }

    private let bringBank = DepositRhythm(.bringBank)
    private let litter = DepositRhythm(.litter)
    private let key: RandomKey

    /// Days differ by more than chance: weather, a market, a move (assumption, sigma of a lognormal shared by a site's slots).
    static let daySigma = 0.35

    init(key: RandomKey) { self.key = key["deposits"] }

    /// What is common to the slots of a site on a day.
    func dayFactor(site: SiteID, on day: CalendarDay) -> Double {
        var draw = key[site.rawValue][day.epochDay].generator
        return draw.spread(Self.daySigma)
    }

    /// Appends the day's deposits in time order to `deposits`, which is emptied first. `slotKey` is ``slotKey(_:)``.
    func draw(
        _ behaviour: SlotBehaviour, slotKey: RandomKey, dayFactor: Double, on day: CalendarDay, into deposits: inout [Deposit]
    ) {
        deposits.removeAll(keepingCapacity: true)
        let rhythm = DepositRhythm.habit(of: behaviour.fraction) == .litter ? litter : bringBank
        var random = slotKey[day.epochDay].generator
        let mean = behaviour.depositsPerDay * rhythm.dayFactor(behaviour.fraction, on: day) * dayFactor
        for _ in 0..<random.poisson(mean: mean) {
            deposits.append(
                Deposit(
                    secondOfDay: rhythm.secondOfDay(share: random.unit(), on: day),
                    litres: random.uniform(behaviour.depositLitres)))
        }
        deposits.sort { $0.secondOfDay < $1.secondOfDay }
    }

    func slotKey(_ slot: SlotID) -> RandomKey { key["slot"][slot.rawValue] }
}
