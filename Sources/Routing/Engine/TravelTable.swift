/// Travel of one vehicle class as the search asks for it: a flat matrix, or coordinates for many places.
///
/// Owned by ``Instance``, which frees it. Staying at a location costs nothing.
struct TravelTable {
    let count: Int
    /// Row-major, or `nil` when distances are computed on demand.
    let distances: UnsafeMutablePointer<Int32>?
    let durations: UnsafeMutablePointer<Int32>?
    /// The same by columns: `columns[to * count + from]`, so that both directions of one place lie together.
    let distanceColumns: UnsafeMutablePointer<Int32>?
    let durationColumns: UnsafeMutablePointer<Int32>?
    /// Durations by period of the day; `durations` then holds the shortest ones.
    private let timed: UnsafeMutablePointer<TimedDurations>?
    private let plane: UnsafeMutablePointer<PlaneTravel>?
    private let permille: Int

    /// Largest number of locations for which a full matrix is made out of coordinates.
    static let largestMatrix = 2_600

    init(_ travel: Travel, permille: Int, periods: [DurationPeriod] = []) {
        let size = travel.locationCount
        count = size
        self.permille = permille
        let byPeriod = TimedDurations(travel, periods, permille: permille)
        if let byPeriod {
            let held = UnsafeMutablePointer<TimedDurations>.allocate(capacity: 1)
            held.initialize(to: byPeriod)
            timed = held
        } else {
            timed = nil
        }
        if case .plane(let data) = travel, size > Self.largestMatrix {
            distances = nil
            durations = nil
            distanceColumns = nil
            durationColumns = nil
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
                if let byPeriod {
                    seconds[cell] = from == to ? 0 : Int32(byPeriod.shortest(Int32(from), Int32(to)))
                } else {
                    let raw = from == to ? 0 : travel.durationSeconds(from: from, to: to)
                    seconds[cell] = Int32(Self.scaled(raw, permille))
                }
                same = same && seconds[cell] == metres[cell]
            }
        }
        if same {
            seconds.deallocate()
            seconds = metres
        }
        distances = metres
        durations = seconds
        distanceColumns = Self.transposed(metres, size)
        durationColumns = same ? distanceColumns : Self.transposed(seconds, size)
    }

    /// The transpose, or the same pointer for a symmetric matrix.
    private static func transposed(_ cells: UnsafeMutablePointer<Int32>, _ size: Int) -> UnsafeMutablePointer<Int32> {
        var isSymmetric = true
        for from in 0..<size {
            for to in 0..<from where cells[from * size + to] != cells[to * size + from] { isSymmetric = false }
            if !isSymmetric { break }
        }
        if isSymmetric { return cells }
        let columns = UnsafeMutablePointer<Int32>.allocate(capacity: max(1, size * size))
        for from in 0..<size {
            for to in 0..<size { columns[to * size + from] = cells[from * size + to] }
        }
        return columns
    }

    fileprivate static func scaled(_ seconds: Int, _ permille: Int) -> Int {
        if seconds >= Int(Travel.unreachable) { return Int(Travel.unreachable) }
        return min((seconds * permille + 500) / 1000, Int(Travel.unreachable))
    }

    func free() {
        if durations != distances {
            if durationColumns != durations { durationColumns?.deallocate() }
            durations?.deallocate()
        }
        if distanceColumns != distances { distanceColumns?.deallocate() }
        distances?.deallocate()
        timed?.deinitialize(count: 1)
        timed?.deallocate()
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

    /// Whether durations vary with the time of day.
    var isTimed: Bool { timed != nil }

    /// Duration for leaving at a second of the planning day.
    @inline(__always)
    func duration(_ from: Int32, _ to: Int32, leaving: Int) -> Int {
        if let timed { return timed.pointee.duration(from, to, leaving: leaving) }
        return duration(from, to)
    }

    /// Distance to a place from another, reading the same row of memory for every `from`.
    @inline(__always)
    func distance(to: Int32, from: Int32) -> Int {
        if let distanceColumns { return Int(distanceColumns[Int(to) &* count &+ Int(from)]) }
        return from == to ? 0 : onDemand(from, to)
    }

    /// Duration to a place from another, reading the same row of memory for every `from`.
    @inline(__always)
    func duration(to: Int32, from: Int32) -> Int {
        if let durationColumns { return Int(durationColumns[Int(to) &* count &+ Int(from)]) }
        return from == to ? 0 : onDemandDuration(from, to)
    }

    /// Brings the row of a place into the cache. The matrix of a thousand places is larger than that, a row is
    /// read in a scattered way, and the tests between two reads keep the processor from overlapping the
    /// misses; a plain run along the row lets it. The result has no meaning but has to be stored somewhere.
    @inline(__always)
    func warm(_ place: Int32) -> Int32 {
        guard let distances, let distanceColumns, let durations else { return 0 }
        var mixed: Int32 = 0
        let first = Int(place) &* count
        var index = first
        let last = first &+ count
        while index < last {
            mixed |= distances[index]
            index &+= 16
        }
        if distanceColumns != distances {
            index = first
            while index < last {
                mixed |= distanceColumns[index]
                index &+= 16
            }
        }
        if durations != distances {
            index = first
            while index < last {
                mixed |= durations[index]
                index &+= 16
            }
        }
        return mixed
    }

    /// Travel between one place and others, read along one row of each table.
    struct Row {
        let place: Int32
        let metresTo: UnsafeMutablePointer<Int32>?
        let metresFrom: UnsafeMutablePointer<Int32>?
        let secondsTo: UnsafeMutablePointer<Int32>?
        let secondsFrom: UnsafeMutablePointer<Int32>?
        fileprivate let plane: UnsafeMutablePointer<PlaneTravel>?
        fileprivate let permille: Int
        fileprivate let timed: UnsafeMutablePointer<TimedDurations>?

        @inline(__always)
        func metres(to other: Int32) -> Int {
            if let metresTo { return Int(metresTo[Int(other)]) }
            return onDemand(place, other)
        }

        @inline(__always)
        func metres(from other: Int32) -> Int {
            if let metresFrom { return Int(metresFrom[Int(other)]) }
            return onDemand(other, place)
        }

        @inline(__always)
        func seconds(to other: Int32) -> Int {
            if let secondsTo { return Int(secondsTo[Int(other)]) }
            return onDemandSeconds(place, other)
        }

        @inline(__always)
        func seconds(from other: Int32) -> Int {
            if let secondsFrom { return Int(secondsFrom[Int(other)]) }
            return onDemandSeconds(other, place)
        }

        @inline(never)
        private func onDemand(_ from: Int32, _ to: Int32) -> Int {
            from == to ? 0 : plane?.pointee.distance(from: Int(from), to: Int(to)) ?? 0
        }

        @inline(never)
        private func onDemandSeconds(_ from: Int32, _ to: Int32) -> Int {
            if from == to { return 0 }
            if let timed { return timed.pointee.shortest(from, to) }
            return TravelTable.scaled(plane?.pointee.duration(from: Int(from), to: Int(to)) ?? 0, permille)
        }
    }

    @inline(__always)
    func row(_ place: Int32) -> Row {
        let first = Int(place) &* count
        return Row(
            place: place, metresTo: distances.map { $0 + first }, metresFrom: distanceColumns.map { $0 + first },
            secondsTo: durations.map { $0 + first }, secondsFrom: durationColumns.map { $0 + first }, plane: plane,
            permille: permille, timed: timed)
    }

    @inline(never)
    private func onDemand(_ from: Int32, _ to: Int32) -> Int {
        plane?.pointee.distance(from: Int(from), to: Int(to)) ?? 0
    }

    @inline(never)
    private func onDemandDuration(_ from: Int32, _ to: Int32) -> Int {
        if let timed { return timed.pointee.shortest(from, to) }
        return Self.scaled(plane?.pointee.duration(from: Int(from), to: Int(to)) ?? 0, permille)
    }
}
