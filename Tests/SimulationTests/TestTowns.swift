import Model
import Simulation

/// Towns that several tests look at, made once.
enum TestTowns {
    static let demo = DemoTown(seed: 1).town()
    /// The smaller of the two towns: quick to play.
    static let small = DemoTown(seed: 1).twoTowns()[1]
}
