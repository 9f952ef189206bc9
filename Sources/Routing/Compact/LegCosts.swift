/// Costs of legs between the nodes of a compact problem (0 is the depot, tasks follow).
///
/// A full matrix and its transpose where that is small, otherwise computed from coordinates. Costs are
/// metres times the cost per metre, in 32 bits.
struct LegCosts {
    let size: Int
    let rows: UnsafeMutablePointer<Int32>?
    let columns: UnsafeMutablePointer<Int32>?
    let x: UnsafeMutablePointer<Double>
    let y: UnsafeMutablePointer<Double>
    let bias: Double
    let perMetre: Int32
    let isEuclidean: Bool

    init?(_ instance: Instance) {
        let vehicle = instance.vehicles[0]
        size = instance.taskCount + 1
        let places = [vehicle.start] + (0..<instance.taskCount).map { instance.location[$0] }
        perMetre = Int32(truncatingIfNeeded: vehicle.costPerMetre)
        if vehicle.table.distances != nil {
            guard let made = Self.matrix(vehicle.table, places, vehicle.costPerMetre) else { return nil }
            rows = made.rows
            columns = made.columns
            x = Instance.table([])
            y = Instance.table([])
            bias = 0
            isEuclidean = true
            return
        }
        guard case .plane(let plane)? = instance.problem.profiles.first, plane.rounding != .up else { return nil }
        let longest = Self.longest(plane)
        guard longest * Double(vehicle.costPerMetre) < 250_000_000 else { return nil }
        rows = nil
        columns = nil
        x = Instance.table(places.map { plane.x[Int($0)] * plane.distanceScale })
        y = Instance.table(places.map { plane.y[Int($0)] * plane.distanceScale })
        bias = plane.rounding == .nearest ? 0.5 : 0
        isEuclidean = plane.metric == .euclidean
    }

    private static func longest(_ plane: PlaneTravel) -> Double {
        let width = (plane.x.max() ?? 0) - (plane.x.min() ?? 0)
        let height = (plane.y.max() ?? 0) - (plane.y.min() ?? 0)
        return (width + height) * plane.distanceScale
    }

    private static func matrix(
        _ table: TravelTable, _ places: [Int32], _ perMetre: Int
    ) -> (rows: UnsafeMutablePointer<Int32>, columns: UnsafeMutablePointer<Int32>)? {
        let size = places.count
        let rows = UnsafeMutablePointer<Int32>.allocate(capacity: size * size)
        var isSymmetric = true
        for from in 0..<size {
            for to in 0..<size {
                let cost = table.distance(places[from], places[to]) * perMetre
                // Sums of four legs have to stay within 32 bits; unreachable pairs need the general search.
                guard cost < 250_000_000 else {
                    rows.deallocate()
                    return nil
                }
                rows[from * size + to] = Int32(cost)
                if to < from, rows[to * size + from] != rows[from * size + to] { isSymmetric = false }
            }
        }
        if isSymmetric { return (rows, rows) }
        let columns = UnsafeMutablePointer<Int32>.allocate(capacity: size * size)
        for from in 0..<size {
            for to in 0..<size { columns[to * size + from] = rows[from * size + to] }
        }
        return (rows, columns)
    }

    func free() {
        if columns != rows { columns?.deallocate() }
        rows?.deallocate()
        x.deallocate()
        y.deallocate()
    }

    @inline(__always)
    func cost(_ from: Int32, _ to: Int32) -> Int32 {
        if let rows { return rows[Int(from) &* size &+ Int(to)] }
        return onDemand(from, to)
    }

    /// Brings a node's row into the cache; see ``TravelTable/warm(_:)``.
    @inline(__always)
    func warm(_ node: Int32) -> Int32 {
        guard let rows, let columns else { return 0 }
        var mixed: Int32 = 0
        var index = Int(node) &* size
        let last = index &+ size
        while index < last {
            mixed |= rows[index]
            index &+= 16
        }
        if columns != rows {
            index = Int(node) &* size
            while index < last {
                mixed |= columns[index]
                index &+= 16
            }
        }
        return mixed
    }

    @inline(__always)
    func onDemand(_ from: Int32, _ to: Int32) -> Int32 {
        let dx = x[Int(from)] - x[Int(to)]
        let dy = y[Int(from)] - y[Int(to)]
        let raw = isEuclidean ? (dx * dx + dy * dy).squareRoot() : dx.magnitude + dy.magnitude
        return Int32(truncatingIfNeeded: Int(raw + bias)) &* perMetre
    }
}

/// Costs to and from one node; two conformances, so that the insertion loop is compiled once for each.
protocol LegCostRow {
    func to(_ node: Int32) -> Int32
    func back(_ node: Int32) -> Int32
}

struct MatrixRow: LegCostRow {
    let row: UnsafeMutablePointer<Int32>
    let column: UnsafeMutablePointer<Int32>

    @inline(__always)
    func to(_ node: Int32) -> Int32 { row[Int(node)] }

    @inline(__always)
    func back(_ node: Int32) -> Int32 { column[Int(node)] }
}

struct PlaneRow: LegCostRow {
    let legs: LegCosts
    let node: Int32

    @inline(__always)
    func to(_ other: Int32) -> Int32 { legs.onDemand(node, other) }

    @inline(__always)
    func back(_ other: Int32) -> Int32 { legs.onDemand(other, node) }
}
