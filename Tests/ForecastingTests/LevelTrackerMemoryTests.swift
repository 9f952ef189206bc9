import Forecasting
import Model
import Testing

@Suite struct LevelTrackerMemoryTests {
    @Test func staysBelowTwoHundredBytes() {
        #expect(LevelTracker(slot: "s").memory.count < 200)
    }
}
