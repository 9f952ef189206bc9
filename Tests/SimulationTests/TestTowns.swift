import Model
import Simulation

/// Towns that several tests look at, made once.
enum TestTowns {
    static let streets = DemoTown(seed: 1).streets()
    static let demo = town(seed: 1).town()
    /// The smaller of the two towns: quick to play.
    static let small = town(seed: 1).twoTowns()[1]

    /// A town on the streets of seed 1, which take a while to make.
    static func town(seed: UInt64) -> DemoTown {
        var town = DemoTown(seed: seed)
        town.kerbs = streets.kerbs
        return town
    }
}
