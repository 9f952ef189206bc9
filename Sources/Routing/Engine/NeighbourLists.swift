/// For every task its nearest tasks, nearest first, as one flat table.
///
/// Of many tasks at one place only a few are in a list, others in each: else the neighbours of a task among fifty at one place would
/// all be there, and no way to anywhere else would be looked at.
///
/// A uniform grid over the coordinates finds them in about O(n k) for plane travel; matrices are scanned
/// and partially sorted row by row, O(n^2).
final class NeighbourLists: @unchecked Sendable {
    let perTask: Int
    let list: UnsafeMutablePointer<Int32>
    /// The same number of neighbours, nearest in place and time; the same table if there are no windows.
    let timely: UnsafeMutablePointer<Int32>

    static let largest = 100

    init(_ problem: Problem, table: TravelTable?) {
        let count = problem.tasks.count
        let shared = SharedPlaces(problem)
        perTask = max(0, min(Self.largest, shared.leastCandidates))
        list = .allocate(capacity: max(1, count * perTask))
        let isTimed = problem.tasks.contains { !$0.windows.isEmpty } && table?.distances != nil && perTask > 0
        timely = isTimed ? .allocate(capacity: max(1, count * perTask)) : list
        guard perTask > 0, let table else { return }
        if isTimed { fillTimely(problem, table, shared) }
        let locations = problem.tasks.map { Int32($0.location) }
        if table.distances == nil, case .plane(let plane)? = problem.profiles.first {
            fillFromGrid(plane, locations, shared)
        } else {
            fillFromTable(table, locations, shared)
        }
    }

    deinit {
        if timely != list { timely.deallocate() }
        list.deallocate()
    }

    /// Orders neighbours by distance, plus a fifth of the waiting and all of the lateness that going from one
    /// straight to the other cannot avoid (as in the hybrid genetic search of Vidal et al., 2013), in metres
    /// at the mean speed.
    private func fillTimely(_ problem: Problem, _ table: TravelTable, _ shared: SharedPlaces) {
        let tasks = problem.tasks
        let speed = Self.meanSpeed(table)
        let opens = tasks.map { Double($0.windows.first?.openSeconds ?? -1_000_000_000) }
        let closes = tasks.map { Double($0.windows.last?.closeSeconds ?? 1_000_000_000) }
        func closeness(_ one: Int, _ other: Int) -> Double {
            let from = Int32(tasks[one].location)
            let to = Int32(tasks[other].location)
            let onWay = Double(tasks[one].serviceSeconds) + Double(table.duration(from, to))
            let wait = max(0, opens[other] - onWay - closes[one])
            let late = max(0, opens[one] + onWay - closes[other])
            return Double(table.distance(from, to)) + speed * (0.2 * wait + late)
        }
        var keys = [UInt64](repeating: 0, count: tasks.count)
        for task in tasks.indices {
            for other in tasks.indices {
                let isCandidate = shared.isCandidate(other, of: task)
                let value = isCandidate ? min(closeness(task, other), closeness(other, task), 4e9) : 4.1e9
                keys[other] = (UInt64(max(0, value)) << 32) | UInt64(other)
            }
            Self.smallestFirst(&keys, perTask)
            for rank in 0..<perTask { timely[task * perTask + rank] = Int32(truncatingIfNeeded: keys[rank] & 0xFFFF_FFFF) }
        }
    }

    /// Metres per second over a sample of pairs.
    private static func meanSpeed(_ table: TravelTable) -> Double {
        var metres = 1.0
        var seconds = 1.0
        for step in 0..<min(table.count, 1_000) {
            let from = Int32(step)
            let to = Int32((step * 7 + 3) % table.count)
            guard table.distance(from, to) < Int(Travel.unreachable), table.duration(from, to) < Int(Travel.unreachable) else {
                continue
            }
            metres += Double(table.distance(from, to))
            seconds += Double(table.duration(from, to))
        }
        return metres / seconds
    }

    private func fillFromTable(_ table: TravelTable, _ locations: [Int32], _ shared: SharedPlaces) {
        var keys = [UInt64](repeating: 0, count: locations.count)
        for task in locations.indices {
            for other in locations.indices {
                let there = table.distance(locations[task], locations[other])
                let back = table.distance(locations[other], locations[task])
                let isCandidate = shared.isCandidate(other, of: task)
                keys[other] = isCandidate ? (UInt64(min(there, back)) << 32) | UInt64(other) : .max
            }
            Self.smallestFirst(&keys, perTask)
            for rank in 0..<perTask { list[task * perTask + rank] = Int32(truncatingIfNeeded: keys[rank] & 0xFFFF_FFFF) }
        }
    }

    /// Moves the `count` smallest keys to the front in order (quickselect, then sort).
    private static func smallestFirst(_ keys: inout [UInt64], _ count: Int) {
        var low = 0
        var high = keys.count - 1
        while low < high {
            let pivot = keys[(low + high) / 2]
            var left = low
            var right = high
            while left <= right {
                while keys[left] < pivot { left += 1 }
                while keys[right] > pivot { right -= 1 }
                if left <= right {
                    keys.swapAt(left, right)
                    left += 1
                    right -= 1
                }
            }
            if count - 1 <= right { high = right } else if count - 1 >= left { low = left } else { break }
        }
        keys[..<count].sort()
    }

    private func fillFromGrid(_ plane: PlaneTravel, _ locations: [Int32], _ shared: SharedPlaces) {
        let xs = locations.map { plane.x[Int($0)] }
        let ys = locations.map { plane.y[Int($0)] }
        let grid = Grid(xs, ys, perCell: 4)
        var keys: [(Double, Int32)] = []
        for task in locations.indices {
            keys.removeAll(keepingCapacity: true)
            grid.nearest(to: task, wanted: perTask, into: &keys) { shared.isCandidate(Int($0), of: task) }
            keys.sort { $0 < $1 }
            for rank in 0..<perTask { list[task * perTask + rank] = keys[rank].1 }
        }
    }
}

/// Tasks at the same place: by location, in the plane by coordinates.
struct SharedPlaces {
    /// Tasks of another place, and of the own one, that a list may have.
    private static let limit = 4
    private static let ownLimit = 10

    private var placeOf: [Int32] = []
    /// Number of the task among those of its place.
    private var rank: [Int32] = []
    private var sizes: [Int32] = []
    private let isAnyShared: Bool
    /// The smallest number of candidates that a task has.
    let leastCandidates: Int

    init(_ problem: Problem) {
        var numbers: [[Double]: Int32] = [:]
        for task in problem.tasks {
            var key = [Double(task.location)]
            if case .plane(let plane)? = problem.profiles.first { key = [plane.x[task.location], plane.y[task.location]] }
            let place = numbers[key] ?? Int32(sizes.count)
            if Int(place) == sizes.count {
                numbers[key] = place
                sizes.append(0)
            }
            placeOf.append(place)
            rank.append(sizes[Int(place)])
            sizes[Int(place)] += 1
        }
        let others = sizes.map { min(Int($0), Self.limit) }
        let all = others.reduce(0, +)
        leastCandidates = zip(sizes, others).map { size, other in all - other + min(Int(size) - 1, Self.ownLimit) }.min() ?? 0
        isAnyShared = sizes.contains { Int($0) > Self.limit }
    }

    func place(of task: Int) -> Int32 { placeOf[task] }

    /// Whether a task may be in another's list. Of many at one place each task has others.
    @inline(__always)
    func isCandidate(_ other: Int, of task: Int) -> Bool {
        if other == task { return false }
        if !isAnyShared { return true }
        let place = Int(placeOf[other])
        let size = Int(sizes[place])
        if Int(placeOf[task]) == place {
            return size <= Self.ownLimit || (Int(rank[other]) - Int(rank[task]) + size) % size <= Self.ownLimit
        }
        return size <= Self.limit || (Int(rank[other]) + task) % size < Self.limit
    }
}

/// Points in square cells, for neighbour search.
struct Grid {
    private let xs: [Double]
    private let ys: [Double]
    private let minX: Double
    private let minY: Double
    private let cell: Double
    private let columns: Int
    private let rows: Int
    private var first: [Int32]
    private var members: [Int32]

    init(_ xs: [Double], _ ys: [Double], perCell: Int) {
        self.xs = xs
        self.ys = ys
        minX = xs.min() ?? 0
        minY = ys.min() ?? 0
        let width = max((xs.max() ?? 0) - minX, 1e-9)
        let height = max((ys.max() ?? 0) - minY, 1e-9)
        let cells = max(1, xs.count / perCell)
        cell = max((width * height / Double(cells)).squareRoot(), max(width, height) / 2_000)
        columns = Int(width / cell) + 1
        rows = Int(height / cell) + 1
        first = [Int32](repeating: 0, count: columns * rows + 1)
        members = [Int32](repeating: 0, count: xs.count)
        for point in xs.indices { first[key(point) + 1] += 1 }
        for index in 1..<first.count { first[index] += first[index - 1] }
        var next = first
        for point in xs.indices {
            members[Int(next[key(point)])] = Int32(point)
            next[key(point)] += 1
        }
    }

    private func column(_ x: Double) -> Int { min(columns - 1, Int((x - minX) / cell)) }
    private func row(_ y: Double) -> Int { min(rows - 1, Int((y - minY) / cell)) }
    private func key(_ point: Int) -> Int { row(ys[point]) * columns + column(xs[point]) }

    /// Collects at least `wanted` points (fewer only if there are no more) that are sure to contain the nearest ones.
    func nearest(to point: Int, wanted: Int, into keys: inout [(Double, Int32)], where counts: (Int32) -> Bool) {
        let atColumn = column(xs[point])
        let atRow = row(ys[point])
        var ring = 0
        var enough = -1
        while ring <= max(columns, rows) {
            for r in max(0, atRow - ring)...min(rows - 1, atRow + ring) {
                let wholeRow = r == atRow - ring || r == atRow + ring
                var c = max(0, atColumn - ring)
                while c <= min(columns - 1, atColumn + ring) {
                    if wholeRow || c == atColumn - ring || c == atColumn + ring { collect(r * columns + c, point, &keys, counts) }
                    c += wholeRow ? 1 : max(1, atColumn + ring - c)
                }
            }
            if enough < 0, keys.count >= wanted { enough = ring + ring / 2 + 1 }
            if enough >= 0, ring >= enough { return }
            ring += 1
        }
    }

    private func collect(_ cell: Int, _ point: Int, _ keys: inout [(Double, Int32)], _ counts: (Int32) -> Bool) {
        for index in Int(first[cell])..<Int(first[cell + 1]) {
            let other = Int(members[index])
            if other == point || !counts(members[index]) { continue }
            let dx = xs[other] - xs[point]
            let dy = ys[other] - ys[point]
            keys.append((dx * dx + dy * dy, Int32(other)))
        }
    }
}
