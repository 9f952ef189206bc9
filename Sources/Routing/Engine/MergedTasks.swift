/// A problem with its tasks at one place put together, to be solved first: an iteration on fifty containers in one yard is spent on
/// orders that cost nothing. The plan found is taken apart again and the search goes on with all tasks.
///
/// Only mandatory tasks with the same windows, vehicles and release are put together, and only as many as take a quarter of the
/// smallest vehicle or half an hour.
final class MergedTasks: Sendable {
    let instance: Instance
    /// Tasks of the original problem, by task of the merged one.
    private let members: [[Int32]]
    private let originalTaskCount: Int

    /// Share of the budget that the merged problem gets, and the share of tasks at most left for it to pay.
    static let budgetShare = 0.8
    private static let largestShare = 0.8
    private static let fewestTasks = 100
    private static let longestService = 1_800

    /// `nil` if the problem is small, has too few tasks to put together, or rules that speak of single tasks.
    init?(_ original: Instance) throws(ProblemError) {
        let problem = original.problem
        guard original.taskCount > Self.fewestTasks, !original.hasGroups, !original.hasOrders, problem.reference == nil,
            problem.vehicles.allSatisfy(\.lockedPrefix.isEmpty)
        else { return nil }
        let lists = Self.lists(original)
        guard Double(lists.count) <= Self.largestShare * Double(original.taskCount) else { return nil }
        members = lists
        originalTaskCount = original.taskCount
        var smaller = problem
        smaller.tasks = lists.map { list in
            var unit = problem.tasks[Int(list[0])]
            for member in list.dropFirst() {
                let task = problem.tasks[Int(member)]
                unit.serviceSeconds += task.serviceSeconds
                unit.servingCost += task.servingCost
                unit.demand = zip(unit.demand, task.demand).map { $0 + $1 }
            }
            return unit
        }
        for index in smaller.vehicles.indices {
            guard let most = smaller.vehicles[index].maximumTasks else { continue }
            smaller.vehicles[index].maximumTasks = max(1, most * lists.count / original.taskCount)
        }
        instance = try Instance(smaller, mergedFrom: original, pairs: Self.pairs(original, lists))
    }

    /// The tours with all tasks of the original problem.
    func expand(_ stops: [[Int32]]) -> [[Int32]] {
        stops.map { tour in
            tour.flatMap { stop in
                Int(stop) < members.count ? members[Int(stop)] : [stop - Int32(members.count) + Int32(originalTaskCount)]
            }
        }
    }

    private static func lists(_ original: Instance) -> [[Int32]] {
        struct Key: Hashable {
            let place: Int32
            let location: Int
            let windows: [TimeWindow]
            let release: Int
            let vehicles: [String]?
            let skills: [String]
        }
        let problem = original.problem
        let places = SharedPlaces(problem)
        var lists: [[Int32]] = []
        var open: [Key: Int] = [:]
        for (number, task) in problem.tasks.enumerated() {
            guard task.prize == nil else {
                lists.append([Int32(number)])
                continue
            }
            let key = Key(
                place: places.place(of: number), location: problem.setupSeconds.isEmpty ? 0 : task.location,
                windows: task.windows, release: task.releaseSeconds, vehicles: task.allowedVehicles, skills: task.requiredSkills)
            if let list = open[key], fits(number, lists[list], original) {
                lists[list].append(Int32(number))
            } else {
                open[key] = lists.count
                lists.append([Int32(number)])
            }
        }
        return lists
    }

    private static func fits(_ task: Int, _ list: [Int32], _ original: Instance) -> Bool {
        let all = list + [Int32(task)]
        if all.reduce(0, { $0 + original.service[Int($1)] }) > longestService { return false }
        return (0..<original.dimensionCount).allSatisfy { dimension in
            let room = (0..<original.vehicleCount).map { original.vehicles[$0].capacities[dimension] }.min() ?? 0
            return 4 * all.reduce(0) { $0 + original.demand[Int($1) * original.dimensionCount + dimension] } <= room
        }
    }

    /// The pairs of near tasks as pairs of the lists they are in, as often as they are; those within a list are never torn.
    private static func pairs(_ original: Instance, _ lists: [[Int32]]) -> [(Int, Int)] {
        var listOf = [Int](repeating: 0, count: original.taskCount)
        for (number, list) in lists.enumerated() {
            for member in list { listOf[Int(member)] = number }
        }
        var pairs: [(Int, Int)] = []
        for task in 0..<original.taskCount {
            for index in Int(original.besideStart[task])..<Int(original.besideStart[task + 1]) {
                let other = Int(original.beside[index])
                if other > task, listOf[other] != listOf[task] { pairs.append((listOf[task], listOf[other])) }
            }
        }
        return pairs
    }
}
