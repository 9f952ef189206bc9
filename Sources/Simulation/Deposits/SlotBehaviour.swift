import Model

/// How much people bring to one slot. Depends on the seed and the names of slot and site alone.
struct SlotBehaviour: Sendable {
    let fraction: Fraction
    let usableLitres: Double
    /// Mean over the year, share of the usable volume per day.
    let ratePerDay: Double
    /// Volume of one deposit.
    let depositLitres: ClosedRange<Double>

    /// Spread between places and between the slots of one place (sigma of a lognormal). Together they give the coefficient of
    /// variation 0.6 that was measured between containers in Frankfurt.
    static let siteSigma = 0.42
    static let slotSigma = 0.36

    init(slot: Slot, type: ContainerType?, rules: TownRules, key: RandomKey) {
        fraction = slot.fraction
        usableLitres = type?.usableVolumeLitres ?? 1000
        let site = Self.siteFactor(slot.site, habit: DepositRhythm.habit(of: slot.fraction), key: key)
        var own = key["rate"][slot.id.rawValue].generator
        // A small bin fills faster with the same people: rates are stated for the fraction's usual size.
        let size = (Self.usualLitres(slot.fraction) / max(1, usableLitres)).squareRoot()
        let mean = rules.properties(of: slot.fraction).typicalFillPerDay
        ratePerDay = min(5, mean * site * own.spread(Self.slotSigma) * size)
        // 30 to 65 L at bring banks (Groningen); a litter bin gets handfuls (assumption).
        depositLitres =
            usableLitres < 300 ? (0.006 * usableLitres)...(0.036 * usableLitres) : 30...65
    }

    var depositsPerDay: Double { ratePerDay * usableLitres / ((depositLitres.lowerBound + depositLitres.upperBound) / 2) }

    private static func siteFactor(_ site: SiteID, habit: DepositRhythm.Habit, key: RandomKey) -> Double {
        var draw = key["site rate"][site.rawValue][habit == .litter ? 1 : 0].generator
        return draw.spread(siteSigma)
    }

    private static func usualLitres(_ fraction: Fraction) -> Double {
        switch fraction {
        case _ where fraction.isGlass: 3200
        case .paper, .textiles: 5000
        case .litter: 50
        default: 1000
        }
    }
}
