/// Tours of a problem with nothing but one load limit: linked stops, constant-time changes, an undo list.
///
/// Node 0 is the depot; it stands at both ends of every tour.
final class CompactState {
    /// One task's place, kept together in one cache line.
    struct Node {
        var previous: Int32 = 0
        var next: Int32 = 0
        /// Tour number, or -1 while absent.
        var tour: Int32 = -1
        /// Costs of the legs before and after.
        var before: Int32 = 0
        var after: Int32 = 0
        var demand: Int32 = 0
        /// Whether the node changed since the best plan was stored.
        var isDirty = false
    }

    struct Tour {
        var load: Int32 = 0
        var count: Int32 = 0
        var first: Int32 = 0
        var last: Int32 = 0
    }

    private struct Change {
        var node: Int32
        /// Where it was: behind `previous` in `tour`; tour -1 marks an insertion to be undone.
        var tour: Int32
        var previous: Int32
    }

    let legs: LegCosts
    let size: Int
    let tourCount: Int
    let capacity: Int32
    let nodes: UnsafeMutablePointer<Node>
    let tours: UnsafeMutablePointer<Tour>
    private let journal: UnsafeMutablePointer<Change>
    private let journalRoom: Int
    let counters: UnsafeMutablePointer<Counters>
    /// All tours, the empty ones first, and where each is.
    let order: UnsafeMutablePointer<Int32>
    private let orderIndex: UnsafeMutablePointer<Int32>
    let dirty: UnsafeMutablePointer<Int32>

    struct Counters {
        var cost = 0
        var journal = 0
        var empty = 0
        var dirty = 0
        var absent = 0
    }

    init(_ legs: LegCosts, _ instance: Instance) {
        self.legs = legs
        size = legs.size
        let vehicles = instance.vehicleCount
        tourCount = vehicles
        let limit = instance.dimensionCount > 0 ? instance.vehicles[0].capacities[0] : 0
        capacity = Int32(min(limit, 1_000_000_000))
        nodes = .allocate(capacity: size)
        nodes.initialize(repeating: Node(), count: size)
        for task in 0..<instance.taskCount where instance.dimensionCount > 0 {
            nodes[task + 1].demand = Int32(min(instance.demand[task], 1_000_000_001))
        }
        tours = .allocate(capacity: tourCount)
        tours.initialize(repeating: Tour(), count: tourCount)
        journalRoom = 4 * size + 64
        journal = .allocate(capacity: journalRoom)
        counters = Instance.table([Counters()])
        order = Instance.table((0..<vehicles).map { Int32(vehicles - 1 - $0) })
        orderIndex = Instance.table((0..<vehicles).map { Int32(vehicles - 1 - $0) })
        counters.pointee.empty = tourCount
        counters.pointee.absent = size - 1
        dirty = .allocate(capacity: size)
    }

    deinit {
        nodes.deallocate()
        tours.deallocate()
        journal.deallocate()
        counters.deallocate()
        order.deallocate()
        orderIndex.deallocate()
        dirty.deallocate()
    }

    /// A tour without stops, or -1.
    var emptyTour: Int32 {
        counters.pointee.empty > 0 ? order[counters.pointee.empty &- 1] : -1
    }

    @inline(__always)
    private func markDirty(_ node: Int32) {
        if nodes[Int(node)].isDirty { return }
        nodes[Int(node)].isDirty = true
        dirty[counters.pointee.dirty] = node
        counters.pointee.dirty &+= 1
    }

    // MARK: changes with undo

    /// Inserts an absent node into a tour behind `previous` (0 for its beginning).
    @inline(__always)
    func insert(_ node: Int32, _ tour: Int32, behind previous: Int32) {
        journal[counters.pointee.journal] = Change(node: node, tour: -1, previous: 0)
        counters.pointee.journal &+= 1
        link(node, tour, behind: previous)
    }

    /// Takes a node out of its tour.
    @inline(__always)
    func remove(_ node: Int32) {
        let place = nodes[Int(node)]
        journal[counters.pointee.journal] = Change(node: node, tour: place.tour, previous: place.previous)
        counters.pointee.journal &+= 1
        unlink(node)
    }

    func commit() { counters.pointee.journal = 0 }

    func rollback() {
        var index = counters.pointee.journal &- 1
        while index >= 0 {
            let change = journal[index]
            if change.tour < 0 { unlink(change.node) } else { link(change.node, change.tour, behind: change.previous) }
            index &-= 1
        }
        counters.pointee.journal = 0
    }

    @inline(__always)
    private func link(_ node: Int32, _ tour: Int32, behind previous: Int32) {
        let route = tours + Int(tour)
        let next = previous == 0 ? route.pointee.first : nodes[Int(previous)].next
        let before = legs.cost(previous, node)
        let after = legs.cost(node, next)
        let item = nodes + Int(node)
        var gone: Int32 = 0
        if previous != 0 {
            gone = nodes[Int(previous)].after
            nodes[Int(previous)].next = node
            nodes[Int(previous)].after = before
            markDirty(previous)
        } else {
            if next != 0 { gone = nodes[Int(next)].before }
            route.pointee.first = node
        }
        if next != 0 {
            nodes[Int(next)].previous = node
            nodes[Int(next)].before = after
            markDirty(next)
        } else {
            route.pointee.last = node
        }
        item.pointee.previous = previous
        item.pointee.next = next
        item.pointee.tour = tour
        item.pointee.before = before
        item.pointee.after = after
        markDirty(node)
        if route.pointee.count == 0 { takeEmpty(tour) }
        route.pointee.count &+= 1
        route.pointee.load &+= item.pointee.demand
        counters.pointee.cost &+= Int(before &+ after &- gone)
        counters.pointee.absent &-= 1
    }

    @inline(__always)
    private func unlink(_ node: Int32) {
        let item = nodes[Int(node)]
        let route = tours + Int(item.tour)
        let joined = item.previous == 0 && item.next == 0 ? 0 : legs.cost(item.previous, item.next)
        if item.previous != 0 {
            nodes[Int(item.previous)].next = item.next
            nodes[Int(item.previous)].after = joined
            markDirty(item.previous)
        } else {
            route.pointee.first = item.next
        }
        if item.next != 0 {
            nodes[Int(item.next)].previous = item.previous
            nodes[Int(item.next)].before = joined
            markDirty(item.next)
        } else {
            route.pointee.last = item.previous
        }
        markDirty(node)
        nodes[Int(node)].tour = -1
        route.pointee.count &-= 1
        route.pointee.load &-= item.demand
        if route.pointee.count == 0 { giveEmpty(item.tour) }
        counters.pointee.cost &-= Int(item.before &+ item.after &- joined)
        counters.pointee.absent &+= 1
    }

    private func takeEmpty(_ tour: Int32) {
        counters.pointee.empty &-= 1
        exchange(orderIndex[Int(tour)], Int32(truncatingIfNeeded: counters.pointee.empty))
    }

    private func giveEmpty(_ tour: Int32) {
        exchange(orderIndex[Int(tour)], Int32(truncatingIfNeeded: counters.pointee.empty))
        counters.pointee.empty &+= 1
    }

    /// Exchanges two places in the order of tours.
    @inline(__always)
    private func exchange(_ one: Int32, _ other: Int32) {
        let first = order[Int(one)]
        let second = order[Int(other)]
        order[Int(one)] = second
        order[Int(other)] = first
        orderIndex[Int(second)] = one
        orderIndex[Int(first)] = other
    }
}
