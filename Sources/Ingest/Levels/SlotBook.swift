import Alarms
import Forecasting
import Model
import Store

/// The levels of all slots as the readings have made them so far, in memory, one tracker a slot.
///
/// Follows one batch at a time: what a batch changes can be undone until ``settle()``, because the commit may fail.
struct SlotBook {
    struct Entry {
        let town: TownID
        let slot: SlotID
        var tracker: LevelTracker
        /// Measuring time (ms) of the newest reading that was observed; older ones come late.
        var newest: Int64
        /// The newest frame, against copies of it that a late gateway brings with a time slightly off.
        var frame: NewestFrame?
        /// The batch that touched the entry last; equal to the book's number while that batch is open.
        fileprivate var touchedIn = 0
        var watch = AlarmWatch()
        /// Its level waits to be written.
        fileprivate(set) var isDirty = false
        /// Hash of the memory that was written or read last.
        fileprivate var written = 0
    }

    struct NewestFrame {
        var counter: Int64
        var at: Int64
        var session: String?
    }

    enum Verdict {
        /// Judged and taken into account, with the emptyings that this confirmed.
        case observed([Emptying])
        /// The same reading as the newest one: the store will count it as a repeat.
        case repeated
        /// Older than what was already taken into account: the slot must be derived again.
        case late
    }

    /// As in the key against repeats of ``ReadingIntake/commit(_:)``.
    private static let sameFrameMilliseconds: Int64 = 10 * 60_000

    private(set) var entries: ContiguousArray<Entry> = []
    private var indexes: [TownID: [SlotID: Int]] = [:]
    private var batchNumber = 1
    /// Entries whose levels wait to be written.
    private var dirty: [Int] = []
    private let keepsWritten: Bool

    init(keepsWritten: Bool = false) { self.keepsWritten = keepsWritten }

    /// The entries that the open batch has changed, as they were before.
    private var before: ContiguousArray<Before> = []

    private struct Before {
        var index: Int
        var tracker: LevelTracker
        var newest: Int64
        var frame: NewestFrame?
        var watch: AlarmWatch
    }

    /// How many slots the open batch has changed.
    var changeCount: Int { before.count }

    /// Index of the slot's entry; made empty if there is none.
    mutating func index(town: TownID, slot: SlotID) -> Int {
        if let known = indexes[town]?[slot] { return known }
        entries.append(Entry(town: town, slot: slot, tracker: LevelTracker(slot: slot), newest: .min))
        indexes[town, default: [:]][slot] = entries.count - 1
        return entries.count - 1
    }

    /// Takes over what the store knows. A memory that can not be read leaves the slot to be derived again.
    /// - Returns: the entries with an unreadable memory.
    mutating func load(town: TownID, states: [SlotID: StoredLevelState]) -> [Int] {
        var unreadable: [Int] = []
        for (slot, state) in states {
            let index = index(town: town, slot: slot)
            let hash = keepsWritten ? Self.hash(state.memory) : 0
            if entries[index].isDirty {
                // Ours is newer than what was stored; unless somebody else has stored something in between.
                if entries[index].written != hash { unreadable.append(index) }
                continue
            }
            entries[index].written = hash
            guard let tracker = LevelTracker(slot: slot, memory: state.memory) else {
                unreadable.append(index)
                continue
            }
            entries[index].tracker = tracker
            entries[index].newest = tracker.newestReadingAt?.milliseconds ?? .min
        }
        return unreadable
    }

    /// Judges the reading and follows it, if it is newer than what was seen. O(1).
    mutating func observe(_ reading: inout Reading, at index: Int) -> Verdict {
        let time = reading.measuredAt.milliseconds
        if time == entries[index].newest || isSameFrame(reading, time, entries[index].frame) { return .repeated }
        guard time > entries[index].newest else { return .late }
        touch(index)
        entries[index].newest = time
        if let counter = reading.frameCounter {
            entries[index].frame = NewestFrame(counter: counter, at: time, session: reading.session)
        }
        return .observed(entries[index].tracker.observe(&reading))
    }

    private func isSameFrame(_ reading: Reading, _ time: Int64, _ frame: NewestFrame?) -> Bool {
        guard let frame, frame.counter == reading.frameCounter else { return false }
        // A device that has joined anew counts from zero again.
        if let session = frame.session, let own = reading.session, session != own { return false }
        return abs(time &- frame.at) <= Self.sameFrameMilliseconds
    }

    /// An emptying that staff reported; `false` when newer readings exist, then the slot must be derived again.
    mutating func observe(emptying: Emptying, at index: Int) -> Bool {
        guard emptying.at.milliseconds >= entries[index].newest else { return false }
        touch(index)
        entries[index].tracker.observe(emptying: emptying)
        return true
    }

    /// Puts the result of a derivation in the place of what was followed.
    mutating func replace(_ tracker: LevelTracker, newest: Int64, at index: Int) {
        touch(index)
        entries[index].tracker = tracker
        entries[index].newest = newest
    }

    /// Lets the watch of an entry look; what it changes is undone with the open batch if that has touched the entry.
    @inline(__always)
    mutating func watch(at index: Int, _ look: (inout AlarmWatch, LevelTracker) -> Void) {
        look(&entries[index].watch, entries[index].tracker)
    }

    /// The entry at a place among those that the open batch has changed.
    func changedIndex(_ position: Int) -> Int { before[position].index }

    /// What the store says is open.
    mutating func restoreAlarms(_ open: [(index: Int, kind: AlarmKind)]) {
        for index in entries.indices { entries[index].watch.forgetOpen() }
        for (index, kind) in open { entries[index].watch.restore(kind) }
    }

    /// After the commit of changes that were found outside a batch.
    mutating func replaceWatches(_ watches: [(index: Int, watch: AlarmWatch)]) {
        for (index, watch) in watches { entries[index].watch = watch }
    }

    /// Hands over the new state of everything that the open batch has touched; if wanted, of what waits to be written too.
    func forEachChange(
        alsoDirty: Bool, _ body: (_ index: Int, _ town: TownID, _ slot: SlotID, _ state: () -> StoredLevelState) -> Void
    ) {
        func hand(_ index: Int) {
            body(index, entries[index].town, entries[index].slot) {
                StoredLevelState(current: entries[index].tracker.current, memory: entries[index].tracker.memory)
            }
        }
        for position in before.indices { hand(before[position].index) }
        guard alsoDirty else { return }
        for index in dirty where entries[index].touchedIn != batchNumber { hand(index) }
    }

    /// Whether levels wait to be written.
    var hasDirty: Bool { !dirty.isEmpty }

    /// The batch is durable.
    ///
    /// - Parameter isDeferring: its readings are, its levels wait.
    mutating func settle(deferring isDeferring: Bool = false) {
        if isDeferring {
            for position in before.indices where !entries[before[position].index].isDirty {
                entries[before[position].index].isDirty = true
                dirty.append(before[position].index)
            }
        } else {
            for position in before.indices { note(written: before[position].index) }
            for index in dirty {
                entries[index].isDirty = false
                note(written: index)
            }
            dirty.removeAll(keepingCapacity: true)
        }
        close()
    }

    /// So that a state that somebody else writes is told from our own; only needed where levels may wait.
    private mutating func note(written index: Int) {
        if keepsWritten { entries[index].written = Self.hash(entries[index].tracker.memory) }
    }

    /// Of the bytes at once: an array's own hash looks at one after the other, which costs more than storing them.
    private static func hash(_ memory: [UInt8]) -> Int {
        var hasher = Hasher()
        memory.withUnsafeBytes { hasher.combine(bytes: $0) }
        return hasher.finalize()
    }

    private mutating func close() {
        before.removeAll(keepingCapacity: true)
        batchNumber += 1
    }

    /// The batch has failed: everything is as before it.
    mutating func undo() {
        for touched in before {
            entries[touched.index].tracker = touched.tracker
            entries[touched.index].newest = touched.newest
            entries[touched.index].frame = touched.frame
            entries[touched.index].watch = touched.watch
        }
        close()
    }

    private mutating func touch(_ index: Int) {
        guard entries[index].touchedIn != batchNumber else { return }
        before.append(
            Before(
                index: index, tracker: entries[index].tracker, newest: entries[index].newest, frame: entries[index].frame,
                watch: entries[index].watch))
        entries[index].touchedIn = batchNumber
    }
}
