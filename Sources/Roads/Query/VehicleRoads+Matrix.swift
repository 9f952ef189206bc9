import Dispatch
public import Model

extension VehicleRoads {
    /// Durations and distances between all pairs of places, with turn costs: one search per place. O(places × network).
    ///
    /// - Parameters:
    ///   - threads: searches side by side.
    ///   - known: an earlier matrix of the same roads; only rows and columns of places that it does not have are computed.
    public func matrix(between places: [Coordinate], threads: Int = 1, reusing known: RoadMatrix? = nil) -> RoadMatrix {
        if let known, known.version == version, let grown = extended(known, to: places) { return grown }
        let snapped = snap(places)
        var matrix = RoadMatrix(
            places: snapped, coordinates: places, distanceMetres: [Int32](repeating: -1, count: places.count * places.count),
            durationSeconds: [Int32](repeating: -1, count: places.count * places.count), version: version)
        let count = places.count
        guard count > 0 else { return matrix }
        let targets = TargetTable(self, snapped)
        let workers = max(1, min(threads, count))
        matrix.distanceMetres.withUnsafeMutableBufferPointer { metres in
            matrix.durationSeconds.withUnsafeMutableBufferPointer { seconds in
                // Each worker writes rows of its own.
                nonisolated(unsafe) let metres = metres
                nonisolated(unsafe) let seconds = seconds
                if workers == 1 {
                    fillRows(0, 1, snapped, targets, metres, seconds)
                } else {
                    DispatchQueue.concurrentPerform(iterations: workers) { worker in
                        self.fillRows(worker, workers, snapped, targets, metres, seconds)
                    }
                }
            }
        }
        return matrix
    }

    private func fillRows(
        _ first: Int, _ step: Int, _ places: [PlaceOnRoad?], _ targets: TargetTable, _ metres: UnsafeMutableBufferPointer<Int32>,
        _ seconds: UnsafeMutableBufferPointer<Int32>
    ) {
        let search = makeSearch()
        let count = places.count
        for from in stride(from: first, to: count, by: step) {
            guard let source = places[from] else { continue }
            run(search, from: source)
            targets.read(search, from: source, roads: self) { to, cost in
                seconds[from * count + to] = to == from ? 0 : VehicleRoads.seconds(cost)
                metres[from * count + to] = to == from ? 0 : VehicleRoads.metres(cost)
            }
        }
    }

    /// The old matrix without the places that are gone, with rows and columns of the new ones. `nil` if most are new.
    private func extended(_ known: RoadMatrix, to places: [Coordinate]) -> RoadMatrix? {
        var numbers: [Coordinate: Int] = [:]
        for (index, place) in known.coordinates.enumerated() { numbers[place] = index }
        let old = places.map { numbers[$0] }
        let fresh = places.indices.filter { old[$0] == nil }
        guard fresh.count * 2 <= places.count else { return nil }
        if fresh.isEmpty, known.coordinates == places { return known }
        let count = places.count
        var snapped: [PlaceOnRoad?] = []
        snapped.reserveCapacity(count)
        for (index, place) in places.enumerated() { snapped.append(old[index].map { known.places[$0] } ?? snap(place)) }
        var matrix = RoadMatrix(
            places: snapped, coordinates: places, distanceMetres: [], durationSeconds: [], version: version)
        matrix.distanceMetres = Self.copied(known.distanceMetres, known.count, old)
        matrix.durationSeconds = Self.copied(known.durationSeconds, known.count, old)
        let targets = TargetTable(self, snapped)
        let search = makeSearch()
        for new in fresh {
            guard let place = snapped[new] else { continue }
            run(search, from: place)
            targets.read(search, from: place, roads: self) { to, cost in
                matrix.durationSeconds[new * count + to] = to == new ? 0 : Self.seconds(cost)
                matrix.distanceMetres[new * count + to] = to == new ? 0 : Self.metres(cost)
            }
            runBackward(search, to: place)
            for from in 0..<count where from != new {
                guard let source = snapped[from], let cost = backwardCost(search, from: source, to: place) else { continue }
                matrix.durationSeconds[from * count + new] = Self.seconds(cost)
                matrix.distanceMetres[from * count + new] = Self.metres(cost)
            }
        }
        return matrix
    }

    private static func copied(_ values: [Int32], _ oldCount: Int, _ old: [Int?]) -> [Int32] {
        let count = old.count
        // Runs of places that stay beside each other are copied as one.
        var runs: [(to: Int, from: Int, length: Int)] = []
        for (to, from) in old.enumerated() {
            guard let from else { continue }
            if let last = runs.last, last.to + last.length == to, last.from + last.length == from {
                runs[runs.count - 1].length += 1
            } else {
                runs.append((to, from, 1))
            }
        }
        var result = [Int32](repeating: -1, count: count * count)
        result.withUnsafeMutableBufferPointer { result in
            values.withUnsafeBufferPointer { values in
                guard let target = result.baseAddress, let source = values.baseAddress else { return }
                for (row, from) in old.enumerated() {
                    guard let from else { continue }
                    for run in runs {
                        (target + row * count + run.to).update(from: source + from * oldCount + run.from, count: run.length)
                    }
                }
            }
        }
        return result
    }

    static func seconds(_ cost: VehicleGraph.Cost) -> Int32 { Int32(truncatingIfNeeded: ((cost >> 32) + 500) / 1000) }

    static func metres(_ cost: VehicleGraph.Cost) -> Int32 { Int32(truncatingIfNeeded: ((cost & 0xFFFF_FFFF) + 5) / 10) }
}
