/// Values of `surface`, `tracktype` and `smoothness` that have a speed of their own in a profile, under one number: 0 is not stated.
enum RoadSurface {
    /// Position + 1 is the number kept in the network file: never reorder, only append (and raise the format's version).
    static let surfaces = [
        "asphalt", "concrete", "concrete:plates", "concrete:lanes", "paved", "cement", "compacted", "fine_gravel",
        "paving_stones",
        "metal", "bricks", "grass", "wood", "sett", "grass_paver", "gravel", "unpaved", "ground", "dirt", "pebblestone", "tartan",
        "cobblestone", "clay", "earth", "stone", "rocky", "sand", "mud", "unhewn_cobblestone", "cobblestone:flattened",
        "chipseal",
        "brick", "interlock", "woodchips", "metal_grid", "rock", "ice", "snow", "artificial_turf", "grit", "tiles",
    ]
    static let trackTypes = ["grade1", "grade2", "grade3", "grade4", "grade5"]
    static let smoothnesses = [
        "excellent", "good", "intermediate", "bad", "very_bad", "horrible", "very_horrible", "impassable",
    ]

    static let surfaceNumbers = numbers(surfaces)
    static let trackTypeNumbers = numbers(trackTypes)
    static let smoothnessNumbers = numbers(smoothnesses)

    private static func numbers(_ names: [String]) -> [String: UInt8] {
        Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, UInt8($0 + 1)) })
    }
}
