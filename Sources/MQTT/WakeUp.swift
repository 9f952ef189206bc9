import Glibc
import Synchronization

/// Ends a `poll` from another thread: a pipe and the request behind it.
final class WakeUp: Sendable {
    /// The end to poll for reading.
    let descriptor: Int32
    private let writingEnd: Int32
    private let stop = Atomic<Bool>(false)

    init() throws(MQTTError) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw .system(call: "pipe", detail: String(cString: strerror(errno))) }
        for end in ends {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
        descriptor = ends[0]
        writingEnd = ends[1]
    }

    deinit {
        close(descriptor)
        close(writingEnd)
    }

    var isStopRequested: Bool { stop.load(ordering: .acquiring) }

    func requestStop() {
        stop.store(true, ordering: .releasing)
        signal()
    }

    /// A full pipe is as good as one byte in it.
    func signal() {
        var byte: UInt8 = 1
        _ = write(writingEnd, &byte, 1)
    }

    func drain() {
        withUnsafeTemporaryAllocation(byteCount: 256, alignment: 1) { buffer in
            while read(descriptor, buffer.baseAddress, 256) == 256 {}
        }
    }
}

/// Waits for a socket and the wake-up together.
enum Readiness {
    struct Result {
        var isReadable = false
        var isWritable = false
    }

    /// - Parameter socket: negative to wait for the wake-up alone.
    static func wait(wakeUp: WakeUp, socket: Int32, wantsRead: Bool, wantsWrite: Bool, milliseconds: Int) -> Result {
        var events: Int16 = wantsRead ? Int16(POLLIN) : 0
        if wantsWrite { events |= Int16(POLLOUT) }
        // A negative descriptor is ignored by poll.
        var watched = (
            pollfd(fd: wakeUp.descriptor, events: Int16(POLLIN), revents: 0), pollfd(fd: socket, events: events, revents: 0)
        )
        let count = withUnsafeMutableBytes(of: &watched) { bytes in
            poll(bytes.bindMemory(to: pollfd.self).baseAddress, 2, Int32(clamping: milliseconds))
        }
        guard count > 0 else { return Result() }
        if watched.0.revents != 0 { wakeUp.drain() }
        let ready = Int32(watched.1.revents)
        let isBroken = ready & (POLLERR | POLLHUP | POLLNVAL) != 0
        return Result(isReadable: ready & POLLIN != 0 || isBroken, isWritable: ready & POLLOUT != 0)
    }
}

/// A clock that only goes forward, for waits and time-outs.
enum MonotonicClock {
    static var seconds: Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
