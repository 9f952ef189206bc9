/// One uplink of a device.
struct Frame: Equatable {
    /// Two readings of one device with one frame counter are the same one when their times are no farther apart: ten minutes.
    static let repeatMilliseconds: Int64 = 600_000

    var time: Int64
    var counter: Int64
    var device: Int32

    /// The earliest and latest times of a reading that this one could repeat.
    var earliestRepeat: Int64 {
        let (time, overflow) = time.subtractingReportingOverflow(Self.repeatMilliseconds)
        return overflow ? .min : time
    }

    var latestRepeat: Int64 {
        let (time, overflow) = time.addingReportingOverflow(Self.repeatMilliseconds)
        return overflow ? .max : time
    }

    func isRepeated(by other: Frame) -> Bool {
        counter == other.counter && device == other.device
            && (time &- other.time).magnitude <= UInt64(Self.repeatMilliseconds)
    }
}

extension Frame {
    /// `nil` for a reading without a device or a counter.
    init?(_ reading: PackedReading) {
        guard let counter = reading.frameCounter, let device = reading.device else { return nil }
        self.init(time: reading.time, counter: counter, device: device)
    }
}

/// The newest frames of one slot.
struct RecentFrames {
    private static let capacity = 6

    private var frames: [Frame] = []
    /// All stored frames of the slot measured at or after this moment are remembered; for earlier ones the tables must be asked.
    private var completeFrom: Int64

    init(completeFrom: Int64) { self.completeFrom = completeFrom }

    func holdsRepeat(of frame: Frame) -> Bool { frames.contains { $0.isRepeated(by: frame) } }

    /// Whether "not remembered" means "not stored".
    func decides(_ frame: Frame) -> Bool { frame.earliestRepeat >= completeFrom }

    /// Remembers a stored frame; forgets the one measured first when there are too many.
    mutating func add(_ frame: Frame) {
        guard frame.time >= completeFrom else { return }
        frames.append(frame)
        guard frames.count > Self.capacity, let oldest = frames.indices.min(by: { frames[$0].time < frames[$1].time }) else {
            return
        }
        completeFrom = frames[oldest].time &+ 1
        frames.remove(at: oldest)
    }
}
