import Model
import Reports

/// Keeps the answer to "how full are all containers, and which are due" for a town and a day, because it asks every slot's forecast:
/// a second for thousands of slots while readings stream in. Pages and maps ask it many times a minute.
///
/// A small town is answered anew each time. For a large one an answer is kept for ten times of what it cost; after that it is still
/// given once more while a new one is made, so that nobody waits, until it is a minute old.
actor StatusBook {
    private struct Key: Hashable {
        var town: TownID
        var day: CalendarDay
    }

    private struct Entry {
        var statuses: [ContainerStatus]
        var madeAt: ContinuousClock.Instant
        var cost: Duration
        var asOf: Timestamp
        var registryVersion: Int64
    }

    /// Cheaper answers are not kept.
    private static let worthKeeping = Duration.milliseconds(50)
    private static let longest = Duration.seconds(60)

    private var entries: [Key: Entry] = [:]
    private var making: [Key: Task<[ContainerStatus], any Error>] = [:]
    private var latestRenewal: Task<[ContainerStatus], any Error>?
    /// Moves on with every ``forget(_:)``: what was begun before is not kept.
    private var generation = 0

    func forget(_ town: TownID) {
        generation += 1
        entries = entries.filter { $0.key.town != town }
        making = making.filter { $0.key.town != town }
    }

    /// - Parameter make: the answer from scratch.
    func statuses(
        town: TownID, day: CalendarDay, asOf: Timestamp, registryVersion: Int64,
        make: @escaping @Sendable () async throws -> [ContainerStatus]
    ) async throws -> [ContainerStatus] {
        let key = Key(town: town, day: day)
        if let known = entries[key], known.registryVersion == registryVersion, abs(asOf.seconds(since: known.asOf)) < 60 {
            let age = ContinuousClock.now - known.madeAt
            if age < known.cost * 10 { return known.statuses }
            if age < Self.longest {
                // Below all that people wait for: a second of computing must not hold up their answers.
                _ = begin(key, asOf: asOf, registryVersion: registryVersion, priority: .utility, make: make)
                return known.statuses
            }
        }
        return try await begin(key, asOf: asOf, registryVersion: registryVersion, make: make).value
    }

    /// Makes the answer once for all who ask meanwhile.
    private func begin(
        _ key: Key, asOf: Timestamp, registryVersion: Int64, priority: TaskPriority? = nil,
        make: @escaping @Sendable () async throws -> [ContainerStatus]
    ) -> Task<[ContainerStatus], any Error> {
        if let running = making[key] { return running }
        let began = generation
        // Renewals one after the other: several days at once would take all processors.
        let before = priority == nil ? nil : latestRenewal
        let task = Task(priority: priority) {
            _ = await before?.result
            let start = ContinuousClock.now
            defer { finish(key, began) }
            let statuses = try await make()
            let cost = ContinuousClock.now - start
            if began == generation {
                keep(
                    key,
                    Entry(
                        statuses: statuses, madeAt: .now, cost: cost, asOf: asOf, registryVersion: registryVersion))
            }
            return statuses
        }
        making[key] = task
        if priority != nil { latestRenewal = task }
        return task
    }

    private func keep(_ key: Key, _ entry: Entry) {
        guard entry.cost >= Self.worthKeeping else { return }
        // Yesterday's answers are never asked for again.
        if entries.count > 12 { entries = entries.filter { ContinuousClock.now - $0.value.madeAt < Self.longest } }
        entries[key] = entry
    }

    private func finish(_ key: Key, _ began: Int) {
        if began == generation { making[key] = nil }
    }
}
