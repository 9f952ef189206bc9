import Alarms
import Decoding
import Forecasting
import Model
import Store

/// From messages to one durable transaction: decode → find the slot → check → follow the level → store.
///
/// Belongs to one thread and reads no clock. Messages are taken one by one with ``receive(_:)``; ``commit()`` makes them durable all at
/// once, or throws and has forgotten them.
final class IngestPipeline {
    let store: any IngestStore
    let limits: PayloadLimits
    private var decoder: MessageDecoder
    private var directory = TownDirectory()
    private var registryVersion: Int64?
    var book: SlotBook
    private var levelVersion: Int64?
    var batch = OpenBatch()
    /// Slots whose derived state may not fit what is stored; put right one by one between batches.
    var suspects: Set<Int> = []
    let mappings: [Mapping]
    /// `nil` for pipelines that work on old messages: those raise no alarms.
    let alarmRules: AlarmRules?
    /// By index in the level book; `nil` for slots that the registry does not know any more.
    private(set) var slotLimits: ContiguousArray<SlotLimits?> = []

    /// Whether levels are written once a second while a backlog drains; for the one pipeline that lives as long as the service.
    let coalescesLevels: Bool
    /// The moment of the mark that levels lag, while it stands in the store.
    var lagSince: Timestamp?
    /// Arrival of the batch with which levels were written last.
    var lastLevelWrite = Timestamp(milliseconds: 0)

    init(
        store: any IngestStore, limits: PayloadLimits, mappings: [Mapping] = [], alarmRules: AlarmRules? = nil,
        coalescesLevels: Bool = false
    ) {
        self.coalescesLevels = coalescesLevels
        book = SlotBook(keepsWritten: coalescesLevels)
        self.store = store
        self.limits = limits
        self.mappings = mappings
        self.alarmRules = alarmRules
        decoder = MessageDecoder(mappings: mappings, payloadLimit: limits.maximumBytes)
    }

    /// Looks whether the towns' data or the levels were changed by somebody else. To be called before each batch; cheap when not.
    func refresh() throws {
        let version = try store.registryVersion()
        let levels = try store.levelVersion()
        if version != registryVersion { try readRegistry() }
        if levels != levelVersion || version != registryVersion { try readLevels() }
        let isFirst = registryVersion == nil
        registryVersion = version
        levelVersion = levels
        if isFirst, coalescesLevels {
            do { try catchUp() } catch {
                registryVersion = nil
                throw error
            }
        }
    }

    private func readRegistry() throws {
        let towns = try store.allTownData()
        let assignments = try store.deviceAssignments()
        directory = TownDirectory(towns, assignments: assignments) { town, slot in book.index(town: town, slot: slot) }
        decoder = MessageDecoder(towns: towns, mappings: mappings, payloadLimit: limits.maximumBytes)
        if alarmRules != nil { try readAlarms(towns, assignments) }
    }

    private func readAlarms(_ towns: [TownData], _ assignments: [DeviceAssignment]) throws {
        var found: [(index: Int, limits: SlotLimits)] = []
        for data in towns {
            let since = Dictionary(
                assignments.filter { $0.town == data.town.id && $0.until == nil }.map { ($0.slot, $0.from) },
                uniquingKeysWith: { _, last in last })
            let lowVolts = Dictionary(
                data.devices.map { ($0.id, $0.model.flatMap(DeviceRegistry.decoder(for:))?.lowBatteryVolts) },
                uniquingKeysWith: { first, _ in first })
            for slot in data.slots {
                let index = book.index(town: data.town.id, slot: slot.id)
                let volts = slot.device.flatMap { lowVolts[$0] } ?? nil
                found.append((index, SlotLimits(slot, rules: data.rules, batteryVolts: volts, deviceSince: since[slot.id])))
            }
        }
        // Slots without a sensor have got their entries just now.
        slotLimits = ContiguousArray(repeating: nil, count: book.entries.count)
        for (index, limits) in found { slotLimits[index] = limits }
        let open = try store.openAlarms().map { (book.index(town: $0.town, slot: $0.slot), $0.kind) }
        book.restoreAlarms(open)
    }

    /// What holds for a slot; `nil` for one that the registry does not know.
    @inline(__always)
    func limits(at index: Int) -> SlotLimits? { index < slotLimits.count ? slotLimits[index] : nil }

    private func readLevels() throws {
        for town in directory.towns { suspects.formUnion(book.load(town: town, states: try store.levelStates(town: town))) }
    }

    /// After a crash: follows the readings that the stored levels do not know yet, and derives the slots of which they know a part.
    private func catchUp() throws {
        guard let since = try store.levelLag() else { return }
        lagSince = since
        var partlyKnown: Set<Int> = []
        for item in try store.readings(arrivedSince: since) {
            let index = book.index(town: item.town, slot: item.reading.slot)
            var reading = item.reading
            reading.quality.subtract(LevelTracker.judgedByNeighbours)
            switch book.observe(&reading, at: index) {
            case .observed(let found): if !found.isEmpty { batch.emptyings[index, default: []] += found }
            case .repeated: if reading.measuredAt.milliseconds != book.entries[index].newest { partlyKnown.insert(index) }
            case .late: partlyKnown.insert(index)
            }
        }
        batch.receivedAt = since
        // Derived with this commit, so that the mark goes with it and nobody sees a level that lags.
        batch.lateEntries = partlyKnown
        _ = try commit()
    }

    /// Takes one message into the open batch. Never throws: what can not be used goes to quarantine with the batch.
    func receive(_ message: ArrivedMessage) {
        batch.tally.messages += 1
        batch.receivedAt = message.receivedAt
        if message.qos == 0 { batch.tally.withoutPromise += 1 }
        if message.isRetained { batch.tally.retained += 1 }
        switch decoder.decode(topic: UnsafeRawBufferPointer(message.topic), payload: message.payload) {
        case .observations(let observations, let refusals):
            var refused = refusals.map(RefusedPart.init)
            for observation in observations { take(observation, message, &refused) }
            if !refused.isEmpty { quarantine(message, refused) }
        case .ignored(let ignored): batch.tally.ignored[ignored.reason.rawValue, default: 0] += 1
        case .refused(let refusal): quarantine(message, [RefusedPart(refusal)])
        }
    }

    private func take(_ observation: Observation, _ message: ArrivedMessage, _ refused: inout [RefusedPart]) {
        if message.isRetained, observation.deviceTime == nil, observation.serverTime == nil {
            // Nobody knows how old the broker's copy is; the arrival says nothing.
            batch.tally.ignored["retained-without-time", default: 0] += 1
            return
        }
        let place: TownDirectory.Place
        switch directory.look(town: observation.town, device: observation.device) {
        case .found(let found): place = found.place(at: observation)
        case let failed:
            refused.append(RefusedPart(observation, failed))
            return
        }
        let arrival = ReadingMaker.Arrival(
            receivedAt: message.receivedAt, isRetained: message.isRetained, isBackfilled: message.isBackfilled)
        switch ReadingMaker.reading(observation, at: place, arrival) {
        case .success(let reading): follow(reading, at: place)
        case .failure(let refusal): refused.append(RefusedPart(refusal))
        }
    }

    private func follow(_ reading: Reading, at place: TownDirectory.Place) {
        var reading = reading
        switch book.observe(&reading, at: place.entry) {
        case .observed(let found):
            if !found.isEmpty { batch.emptyings[place.entry, default: []] += found }
            if alarmRules != nil, AlarmWatch.matters(reading) { watch(reading, at: place) }
        case .repeated: batch.expectedRepeats += 1
        case .late:
            batch.lateEntries.insert(place.entry)
            batch.tally.late += 1
        }
        batch.readings.append(TownReading(town: place.town, reading: reading))
        batch.entries.append(place.entry)
    }

    private func quarantine(_ message: ArrivedMessage, _ parts: [RefusedPart]) {
        let refused = QuarantinedMessage(message, refused: parts, limits: limits)
        batch.tally.refused[refused.reason, default: 0] += 1
        batch.quarantined.append(refused)
    }

    /// Stores the open batch. - Throws: ``StoreError``; then the batch and what followed from it are forgotten.
    func commit() throws -> BatchTally {
        defer { batch.clear() }
        do {
            let intake = try intakeBatch()
            let outcome = try store.commit(intake)
            settle(outcome, intake)
            batch.tally.stored = outcome.stored
            batch.tally.repeats = outcome.repeats
            return batch.tally
        } catch {
            forget()
            throw error
        }
    }

    /// Forgets the open batch and what followed from it.
    func forget() {
        book.undo()
        batch.clear()
    }

    /// After the commit: what was followed holds, unless the store saw repeats that were taken for new, or somebody else wrote levels
    /// at the same time; then the slots concerned are derived again soon.
    func settle(_ outcome: IntakeOutcome, _ intake: IntakeBatch) {
        book.settle(deferring: batch.defersLevels)
        if !batch.defersLevels { lastLevelWrite = batch.receivedAt }
        switch intake.levelLag {
        case .begins(let since): lagSince = min(lagSince ?? since, since)
        case .ends: lagSince = nil
        case nil: break
        }
        if batch.lateEntries.isEmpty, outcome.repeats != batch.expectedRepeats {
            for (position, entry) in batch.entries.enumerated() where batch.readings[position].reading.frameCounter != nil {
                suspects.insert(entry)
            }
        }
        let wroteLevels = !intake.levels.isEmpty || !intake.appliedReports.isEmpty
        guard wroteLevels, let before = levelVersion, let now = try? store.levelVersion() else { return }
        if now == before &+ 1 {
            levelVersion = now
        } else if now != before {
            suspects.formUnion(batch.entries)
        }
    }
}
