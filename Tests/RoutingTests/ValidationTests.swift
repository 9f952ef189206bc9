import Testing

@testable import Routing

@Suite("A problem that makes no sense is refused, naming the member")
struct ValidationTests {
    private func member(_ change: (inout Problem) -> Void) -> String? {
        var problem = PlainProblems.capacity(tasks: 3)
        change(&problem)
        do {
            try problem.validate()
            return nil
        } catch {
            return error.member
        }
    }

    @Test("The unchanged problem is accepted")
    func sound() { #expect(member { _ in } == nil) }

    @Test("locations beyond the matrix")
    func location() {
        #expect(member { $0.tasks[1].location = 99 } == "tasks[1].location")
        #expect(member { $0.vehicles[0].startLocation = -1 } == "vehicles[0].startLocation")
    }

    @Test("figures that are negative or would overflow")
    func figures() {
        #expect(member { $0.tasks[0].demand = [-1] } == "tasks[0].demand")
        #expect(member { $0.tasks[0].demand = [Int.max] } == "tasks[0].demand")
        #expect(member { $0.tasks[2].prize = Int.max } == "tasks[2].prize")
        #expect(member { $0.vehicles[1].costPerMetre = Int.max } == "vehicles[1].costPerMetre")
        #expect(member { $0.vehicles[1].shift = TimeWindow(0, Int.max) } == "vehicles[1].shift")
    }

    @Test("windows that close before they open, or overlap")
    func windows() {
        #expect(member { $0.tasks[0].windows = [TimeWindow(10, 5)] } == "tasks[0].windows")
        #expect(member { $0.tasks[0].windows = [TimeWindow(0, 50), TimeWindow(40, 90)] } == "tasks[0].windows")
    }

    @Test("lists of the wrong length")
    func lengths() {
        #expect(member { $0.vehicles[0].capacities = [] } == "vehicles[0].capacities")
        #expect(member { $0.setupSeconds = [1] } == "setupSeconds")
        #expect(
            member { $0.profiles = [.matrix(TravelMatrix(locationCount: 4, distanceMetres: [1], durationSeconds: [1]))] }
                == "profiles[0]")
    }

    @Test("ids used twice or unknown")
    func ids() {
        #expect(member { $0.tasks[1].id = $0.tasks[0].id } == "tasks and disposalSites.id")
        #expect(member { $0.tasks[1].allowedVehicles = ["nobody"] } == "tasks[1].allowedVehicles")
        #expect(member { $0.orders = [["1", "nothing"]] } == "orders[0]")
        #expect(member { $0.vehicles[0].lockedPrefix = ["nothing"] } == "vehicles[0].lockedPrefix")
    }

    @Test("coordinates that are no numbers")
    func coordinates() {
        #expect(member { $0.profiles = [.plane(PlaneTravel(x: [0, .nan, 1, 2], y: [0, 1, 2, 3]))] } == "profiles[0].x[1]")
    }
}
