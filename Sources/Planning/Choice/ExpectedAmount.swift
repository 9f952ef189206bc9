import Model

/// What emptying a slot brings into the truck.
struct ExpectedAmount: Sendable, Hashable {
    var kilograms: Double
    /// Compacted, in the truck.
    var litres: Double

    static let zero = ExpectedAmount(kilograms: 0, litres: 0)

    /// `looseVolume = level × usable volume`, `weight = looseVolume × density`, `bodyVolume = looseVolume ÷ compaction`.
    init(level: Double, type: ContainerType, fraction: FractionProperties) {
        let loose = max(0, level) * max(0, type.usableVolumeLitres)
        kilograms = loose / 1000 * max(0, fraction.densityKilogramsPerCubicMetre)
        litres = loose / max(0.01, fraction.compaction)
    }

    init(kilograms: Double, litres: Double) {
        self.kilograms = kilograms
        self.litres = litres
    }

    /// In the search's whole units, rounded up so that what fits there fits here.
    var grams: Int { Self.whole(kilograms * 1000) }

    var millilitres: Int { Self.whole(litres * 1000) }

    /// Rounded up, and bounded so that no sum can overflow.
    static func whole(_ value: Double) -> Int { value.isFinite ? Int(min(1e11, max(0, value.rounded(.up)))) : 0 }

    /// A limit in whole units, rounded down, less the share kept free.
    static func limit(_ value: Double, reserve: Double) -> Int {
        value.isFinite ? Int(min(1e11, max(0, (value * 1000 * (1 - reserve)).rounded(.down)))) : 0
    }

    static func + (a: ExpectedAmount, b: ExpectedAmount) -> ExpectedAmount {
        ExpectedAmount(kilograms: a.kilograms + b.kilograms, litres: a.litres + b.litres)
    }
}
