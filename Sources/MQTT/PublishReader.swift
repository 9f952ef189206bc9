import Glibc

/// Takes PUBLISH packets straight from the socket, hundreds with one system call, and keeps their acknowledgements until they may go.
///
/// libmosquitto reads each packet with three or four system calls and sends each acknowledgement with two more: while a backlog drains
/// that is half of what a reading costs. So the bytes are looked at first, without taking them (`MSG_PEEK`), and only whole PUBLISH
/// packets of QoS 0 or 1 with a plain topic are taken. All else stays in the socket for libmosquitto, which so goes on to keep
/// connection, session and keep-alive, and to judge whatever is rare or wrong (MQTT 3.1.1 §3.3 and §3.4, MQTT 5 §3.3 and §3.4).
///
/// Belongs to one connection, without TLS, and to one thread.
struct PublishReader: ~Copyable {
    enum Step {
        /// Messages were handed over, and have left the socket.
        case took
        /// What comes next is libmosquitto's.
        case library
        /// Nothing whole is there yet.
        case waiting
    }

    /// Holds some hundred messages; a larger packet is libmosquitto's.
    static let capacity = 128 << 10

    private let isVersion5: Bool
    private let buffer: UnsafeMutableRawBufferPointer
    /// PUBACKs that were not written yet.
    private var acknowledgements: [UInt8] = []
    private var writtenBytes = 0
    /// libmosquitto is in the middle of a packet.
    private var isLibraryReading = false
    /// From some point on nothing but libmosquitto can know what comes.
    private var isLibraryOnly = false
    /// How many bytes must be there before the socket counts as readable.
    private var lowWater: Int32 = 1

    init(version: MQTTVersion) {
        isVersion5 = version == .v5
        buffer = .allocate(byteCount: Self.capacity, alignment: 16)
    }

    deinit { buffer.deallocate() }

    /// Whether acknowledgements wait to be written.
    var wantsWrite: Bool { writtenBytes < acknowledgements.count }

    /// Whether it stands between two packets, so that the next one may be ours.
    var isReading: Bool { !isLibraryOnly && !isLibraryReading }

    /// libmosquitto has handed a message over: it stands between two packets again.
    mutating func libraryHandedOver() { isLibraryReading = false }

    /// Hands over what lies in the socket. Sends nothing.
    ///
    /// - Parameter limit: most messages to take.
    @inline(__always)
    mutating func step(socket: Int32, limit: Int, _ receive: (IncomingMessage) -> Void) -> Step {
        guard isReading else { return .library }
        let count = recv(socket, buffer.baseAddress, buffer.count, Int32(MSG_PEEK) | Int32(MSG_DONTWAIT))
        guard count > 0 else {
            // The end of the connection, or a fault: libmosquitto finds out which, and says why.
            return count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR) ? .waiting : .library
        }
        var position = 0
        var messages = 0
        while position < count, messages < limit {
            let packet = PublishPacket(UnsafeRawBufferPointer(rebasing: buffer[position..<count]), isVersion5: isVersion5)
            switch packet {
            case .publish(let message, let identifier, let length):
                receive(message)
                if message.qos == 1 { acknowledge(identifier) }
                position &+= length
                messages &+= 1
            case .incomplete(let needed, let isMessage) where position == 0:
                return wait(for: needed, of: count, isMessage: isMessage, socket)
            case .other(let length) where position == 0: return hand(toLibrary: length, of: count, socket)
            case .incomplete, .other: return take(position, socket)
            }
        }
        return take(position, socket)
    }

    /// The rest of a packet is on its way. Without the mark the half that is there would wake us again and again.
    private mutating func wait(for needed: Int, of count: Int, isMessage: Bool, _ socket: Int32) -> Step {
        guard needed <= Self.capacity, lowWater == 1 || count >= lowWater else {
            // Too large for us; or woken too early: the connection is at its end, or the kernel has no room for so much.
            return leave(toLibrary: isMessage, socket)
        }
        setLowWater(Int32(clamping: needed), socket)
        return .waiting
    }

    private mutating func hand(toLibrary length: Int?, of count: Int, _ socket: Int32) -> Step {
        guard let length else { return leave(toLibrary: false, socket) }
        guard length <= count else { return wait(for: length, of: count, isMessage: false, socket) }
        setLowWater(1, socket)
        return .library
    }

    /// libmosquitto reads on, by and by: to the end of a message, which it tells, or for ever.
    private mutating func leave(toLibrary isMessage: Bool, _ socket: Int32) -> Step {
        isLibraryReading = isMessage
        isLibraryOnly = !isMessage
        setLowWater(1, socket)
        return .library
    }

    /// Takes what was handed over out of the socket.
    private mutating func take(_ length: Int, _ socket: Int32) -> Step {
        setLowWater(1, socket)
        var left = length
        while left > 0 {
            let count = recv(socket, buffer.baseAddress, left, Int32(MSG_DONTWAIT))
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                // Can not be: the bytes were there. The connection is given up; the broker sends all of it again.
                isLibraryOnly = true
                acknowledgements.removeAll()
                shutdown(socket, Int32(SHUT_RDWR))
                return .library
            }
            left -= count
        }
        return .took
    }

    private mutating func setLowWater(_ bytes: Int32, _ socket: Int32) {
        guard bytes != lowWater else { return }
        var value = bytes
        lowWater = bytes
        _ = setsockopt(socket, SOL_SOCKET, SO_RCVLOWAT, &value, socklen_t(MemoryLayout<Int32>.size))
    }

    // MARK: Acknowledging

    @inline(__always)
    private mutating func acknowledge(_ identifier: UInt16) {
        acknowledgements.append(0x40)
        acknowledgements.append(2)
        acknowledgements.append(UInt8(truncatingIfNeeded: identifier >> 8))
        acknowledgements.append(UInt8(truncatingIfNeeded: identifier))
    }

    /// Sends acknowledgements as far as the socket takes them: only after the commit, and never within a packet of libmosquitto's.
    /// A fault shows with the next read.
    mutating func write(socket: Int32) {
        while writtenBytes < acknowledgements.count {
            let count = acknowledgements.withUnsafeBytes { bytes in
                send(
                    socket, bytes.baseAddress?.advanced(by: writtenBytes), bytes.count - writtenBytes,
                    Int32(MSG_DONTWAIT) | Int32(MSG_NOSIGNAL))
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return }
            writtenBytes += count
        }
        acknowledgements.removeAll(keepingCapacity: true)
        writtenBytes = 0
    }

    /// Waits until the broker has looked at every acknowledgement: it answers a ping after them. It reads one at a time, and whoever
    /// connects under the same name meanwhile would be sent the rest again. What comes in between is thrown away: not acknowledged, it
    /// comes again. Nothing but DISCONNECT may follow.
    mutating func settle(socket: Int32, until end: Double) {
        guard isReading, !wantsWrite else { return }
        setLowWater(1, socket)
        acknowledgements = [0xC0, 0]
        write(socket: socket)
        var head: [UInt8] = []
        var skipped = 0
        while MonotonicClock.seconds < end {
            var waiting = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
            poll(&waiting, 1, Int32(min(1000, max(1, (end - MonotonicClock.seconds) * 1000))))
            let count = recv(socket, buffer.baseAddress, buffer.count, Int32(MSG_DONTWAIT))
            if count < 0, errno == EAGAIN || errno == EINTR { continue }
            guard count > 0 else { return }
            var position = 0
            while position < count {
                if skipped > 0 {
                    let step = min(skipped, count - position)
                    skipped -= step
                    position += step
                    continue
                }
                head.append(buffer[position])
                position += 1
                guard head.count >= 2, head.last.map({ $0 < 0x80 }) ?? false || head.count == 5 else { continue }
                guard head[0] >> 4 != 13 else { return }
                skipped = head.dropFirst().reversed().reduce(0) { $0 << 7 | Int($1 & 0x7F) }
                head = []
            }
        }
    }
}
