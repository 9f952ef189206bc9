/// Travel of one vehicle class as the search asks for it: a flat matrix, or coordinates for many places.
///
/// Owned by ``Instance``, which frees it. Staying at a location costs nothing.
struct TravelTable {
    let count: Int
    /// Row-major, or `nil` when distances are computed on demand.
    let distances: UnsafeMutablePointer<Int32>?
    let durations: UnsafeMutablePointer<Int32>?
    private let plane: UnsafeMutablePointer<PlaneTravel>?
    private let permille: Int

    /// Largest number of locations for which a full matrix is made out of coordinates.
    static let largestMatrix = 2_600

    init(_ travel: Travel, permille: Int) {
        let size = travel.locationCount
        count = size
        self.permille = permille
        if case .plane(let data) = travel, size > Self.largestMatrix {
            distances = nil
            durations = nil
            plane = .allocate(capacity: 1)
            plane?.initialize(to: data)
            return
        }
        plane = nil
        let metres = UnsafeMutablePointer<Int32>.allocate(capacity: max(1, size * size))
        var same = true
        var seconds = UnsafeMutablePointer<Int32>.allocate(capacity: max(1, size * size))
        for from in 0..<size {
            for to in 0..<size {
                let cell = from * size + to
                metres[cell] = from == to ? 0 : Int32(min(travel.distanceMetres(from: from, to: to), Int(Travel.unreachable)))
                let raw = from == to ? 0 : travel.durationSeconds(from: from, to: to)
                seconds[cell] = Int32(Self.scaled(raw, permille))
                same = same && seconds[cell] == metres[cell]
            }
        }
        if same {
            seconds.deallocate()
            seconds = metres
        }
        distances = metres
        durations = seconds
    }

    private static func scaled(_ seconds: Int, _ permille: Int) -> Int {
        if seconds >= Int(Travel.unreachable) { return Int(Travel.unreachable) }
        return min((seconds * permille + 500) / 1000, Int(Travel.unreachable))
    }

    func free() {
        if durations != distances { durations?.deallocate() }
        distances?.deallocate()
        plane?.deinitialize(count: 1)
        plane?.deallocate()
    }

    @inline(__always)
    func distance(_ from: Int32, _ to: Int32) -> Int {
        if let distances { return Int(distances[Int(from) &* count &+ Int(to)]) }
        return from == to ? 0 : onDemand(from, to)
    }

    @inline(__always)
    func duration(_ from: Int32, _ to: Int32) -> Int {
        if let durations { return Int(durations[Int(from) &* count &+ Int(to)]) }
        return from == to ? 0 : onDemandDuration(from, to)
    }

    @inline(never)
    private func onDemand(_ from: Int32, _ to: Int32) -> Int {
        plane?.pointee.distance(from: Int(from), to: Int(to)) ?? 0
    }

    @inline(never)
    private func onDemandDuration(_ from: Int32, _ to: Int32) -> Int {
        Self.scaled(plane?.pointee.duration(from: Int(from), to: Int(to)) ?? 0, permille)
    }
}
