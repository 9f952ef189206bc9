/// One uplink of a device.
struct Frame: Equatable {
    /// Two readings of one device with one frame counter are the same one when their times are no farther apart: ten minutes.
    static let repeatMilliseconds: Int64 = 600_000

    var time: Int64
    var counter: Int64
    var device: Int32
    /// Number of the session in which the counter counts; 0 when nobody knows it.
    var session: Int32 = 0

    /// The earliest and latest times of a reading that this one could repeat (``HotKey/times`` leaves room around them).
    var earliestRepeat: Int64 { time &- Self.repeatMilliseconds }
    var latestRepeat: Int64 { time &+ Self.repeatMilliseconds }

    @inline(__always)
    func isRepeated(by other: Frame) -> Bool {
        counter == other.counter && device == other.device
            && (session == other.session || session == 0 || other.session == 0)
            && (time &- other.time).magnitude <= UInt64(Self.repeatMilliseconds)
    }
}

extension Frame {
    /// `nil` for a reading without a device or a counter.
    @inline(__always)
    init?(_ reading: PackedReading, session: Int32) {
        guard let counter = reading.frameCounter, let device = reading.device else { return nil }
        self.init(time: reading.time, counter: counter, device: device, session: session)
    }
}

/// The newest frames of one slot.
struct RecentFrames {
    private static let capacity = 6

    private var frames = InlineArray<6, Frame>(repeating: Frame(time: 0, counter: 0, device: 0))
    private var count = 0
    /// All stored frames of the slot measured at or after this moment are remembered; for earlier ones the tables must be asked.
    private var completeFrom: Int64

    init(completeFrom: Int64) { self.completeFrom = completeFrom }

    func holdsRepeat(of frame: Frame) -> Bool {
        for index in 0..<count where frames[index].isRepeated(by: frame) { return true }
        return false
    }

    /// Whether "not remembered" means "not stored".
    func decides(_ frame: Frame) -> Bool { frame.earliestRepeat >= completeFrom }

    /// Remembers a stored frame; forgets the one measured first when there are too many.
    mutating func add(_ frame: Frame) {
        guard frame.time >= completeFrom else { return }
        guard count == Self.capacity else {
            frames[count] = frame
            count += 1
            return
        }
        var oldest = 0
        for index in 1..<count where frames[index].time < frames[oldest].time { oldest = index }
        completeFrom = min(frame.time, frames[oldest].time) &+ 1
        if frame.time >= completeFrom { frames[oldest] = frame }
    }
}
