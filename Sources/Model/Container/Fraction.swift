/// A kind of waste. The towns' own fractions are possible; the ones that Füllort has defaults for are named here.
public struct Fraction: RawRepresentable, Hashable, Sendable, Comparable, Codable, CustomStringConvertible {
    public let rawValue: String

    public init(rawValue: String) { self.rawValue = rawValue }

    public init(from decoder: any Decoder) throws { rawValue = try decoder.singleValueContainer().decode(String.self) }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(rawValue)
    }

    public static let glassWhite = Fraction(rawValue: "glass-white")
    public static let glassGreen = Fraction(rawValue: "glass-green")
    public static let glassBrown = Fraction(rawValue: "glass-brown")
    public static let paper = Fraction(rawValue: "paper")
    public static let textiles = Fraction(rawValue: "textiles")
    public static let lightPackaging = Fraction(rawValue: "light-packaging")
    public static let residual = Fraction(rawValue: "residual")
    public static let bio = Fraction(rawValue: "bio")
    public static let litter = Fraction(rawValue: "litter")
    public static let electronics = Fraction(rawValue: "electronics")

    /// The fractions with defaults of their own, in the order lists show them.
    public static let known: [Fraction] = [
        .glassWhite, .glassGreen, .glassBrown, .paper, .textiles, .lightPackaging, .residual, .bio, .litter, .electronics,
    ]

    public static func < (a: Fraction, b: Fraction) -> Bool { a.rawValue < b.rawValue }

    /// All glass is loaded without compaction and is loud.
    public var isGlass: Bool { rawValue.hasPrefix("glass") }

    public var description: String { rawValue }
}

/// What is assumed about a fraction; a town's rules may replace each figure.
public struct FractionProperties: Hashable, Sendable, Codable {
    /// Loose in the container, kg/m³.
    public var densityKilogramsPerCubicMetre: Double
    /// Loose volume ÷ volume in the truck; 1 for glass.
    public var compaction: Double
    /// A container must not stand longer than this, whatever its level; `nil` means no limit.
    public var maximumAgeDays: Double?
    /// Mean share of the usable volume that is thrown in per day, used until a slot has a history of its own.
    public var typicalFillPerDay: Double
    /// Mean level at an emptying by rhythm without sensors.
    public var levelAtEmptying: Double

    public init(
        densityKilogramsPerCubicMetre: Double, compaction: Double, maximumAgeDays: Double?, typicalFillPerDay: Double = 0.06,
        levelAtEmptying: Double = 0.6
    ) {
        self.densityKilogramsPerCubicMetre = densityKilogramsPerCubicMetre
        self.compaction = compaction
        self.maximumAgeDays = maximumAgeDays
        self.typicalFillPerDay = typicalFillPerDay
        self.levelAtEmptying = levelAtEmptying
    }

    /// Defaults: densities UK LAPCAP/WRAP 2025 and EPA 2016; compaction 3.5 (cmhtruck), 1 for glass (assumption); ages bio 14 d,
    /// glass 42 d, litter 7 d, others 28 d (assumptions); level at emptying 0.6 (HMD study 2021).
    public static func standard(_ fraction: Fraction) -> FractionProperties {
        switch fraction {
        case _ where fraction.isGlass:
            FractionProperties(densityKilogramsPerCubicMetre: 300, compaction: 1, maximumAgeDays: 42, typicalFillPerDay: 0.035)
        case .paper:
            FractionProperties(densityKilogramsPerCubicMetre: 150, compaction: 3.5, maximumAgeDays: 28, typicalFillPerDay: 0.14)
        case .textiles:
            FractionProperties(densityKilogramsPerCubicMetre: 90, compaction: 1, maximumAgeDays: 28, typicalFillPerDay: 0.06)
        case .lightPackaging: FractionProperties(densityKilogramsPerCubicMetre: 30, compaction: 3.5, maximumAgeDays: 28)
        case .residual: FractionProperties(densityKilogramsPerCubicMetre: 100, compaction: 3.5, maximumAgeDays: 14)
        case .bio: FractionProperties(densityKilogramsPerCubicMetre: 235, compaction: 3.5, maximumAgeDays: 14)
        case .litter:
            FractionProperties(densityKilogramsPerCubicMetre: 80, compaction: 3.5, maximumAgeDays: 7, typicalFillPerDay: 0.25)
        default: FractionProperties(densityKilogramsPerCubicMetre: 100, compaction: 1, maximumAgeDays: 28)
        }
    }
}
