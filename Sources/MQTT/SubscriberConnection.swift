import Glibc

/// From CONNECT to the loss of one connection.
final class SubscriberConnection<Handler: MessageBatchHandler> {
    enum End {
        case stopped
        /// The next attempt waits at least `leastWaitSeconds`.
        case failed(ConnectionProblem, leastWaitSeconds: Double)
    }

    private let subscriber: MQTTSubscriber
    private let wakeUp: WakeUp
    private let handler: Handler
    private let events = ClientEvents()
    private var isConnected = false
    private var isSessionPresent = false
    private var pendingFilters: [Int32: String] = [:]
    private var refusedFilters: [String] = []
    private var refusal: ConnectionProblem?
    private var batchMessages = 0
    private var batchBytes = 0
    /// `nil` over TLS, where only libmosquitto can read the bytes.
    private var direct: PublishReader?
    /// libmosquitto may be in the middle of a packet that the socket did not take whole.
    private var isLibraryWriting = false

    init(subscriber: MQTTSubscriber, wakeUp: WakeUp, handler: Handler) {
        self.subscriber = subscriber
        self.wakeUp = wakeUp
        self.handler = handler
        direct = subscriber.options.tls == nil ? PublishReader(version: subscriber.options.version) : nil
    }

    func run(onConnected: @escaping () -> Void) -> End {
        let handle: ClientHandle
        do {
            handle = try ClientHandle(
                options: subscriber.options, keepsSession: true, window: subscriber.limits.messages, events: events)
        } catch {
            return .failed(ConnectionProblem(text: error.description, remedy: ""), leastWaitSeconds: 1)
        }
        listen(handle, onConnected: onConnected)
        handler.connectionChanged(.connecting)
        let code = handle.connect(subscriber.options)
        guard code == 0 else { return failure(handle, code) }
        return loop(handle, giveUpConnectingAt: MonotonicClock.seconds + subscriber.options.connectTimeoutSeconds)
    }

    private func listen(_ handle: ClientHandle, onConnected: @escaping () -> Void) {
        events.onMessage = { [unowned self] message in
            direct?.libraryHandedOver()
            take(message)
        }
        events.onConnect = { [unowned self, unowned handle] code, sessionPresent in
            guard code == 0 else {
                refusal = Library.refusal(code, options: subscriber.options)
                return
            }
            isConnected = true
            onConnected()
            for filter in subscriber.obsoleteFilters { _ = handle.unsubscribe(filter) }
            for filter in subscriber.filters { pendingFilters[handle.subscribe(filter).messageID] = filter }
            isSessionPresent = sessionPresent
            handler.connectionChanged(.connected(sessionPresent: sessionPresent, refusedFilters: []))
        }
        events.onDisconnect = { [unowned self] code in
            refusal = refusal ?? Library.farewell(code, options: subscriber.options)
        }
        events.onSubscribed = { [unowned self] messageID, granted in
            guard let filter = pendingFilters.removeValue(forKey: messageID), granted.contains(where: { $0 >= 128 }) else {
                return
            }
            filterRefused(filter)
        }
    }

    @inline(__always)
    private func take(_ message: IncomingMessage) {
        batchMessages &+= 1
        batchBytes &+= message.payload.count
        handler.receive(message)
    }

    /// One refused filter leaves the others their messages; with none left the connection is of no use.
    private func filterRefused(_ filter: String) {
        refusedFilters.append(filter)
        handler.connectionChanged(.connected(sessionPresent: isSessionPresent, refusedFilters: refusedFilters))
        if refusedFilters.count == subscriber.filters.count {
            refusal = ConnectionProblem(
                text: "The broker refused every subscription",
                remedy: "Allow the user to read \(subscriber.filters.joined(separator: ", ")) in the broker's access list.")
        }
    }

    private func loop(_ handle: ClientHandle, giveUpConnectingAt: Double) -> End {
        while !wakeUp.isStopRequested {
            // No batch is open here, so that writing is allowed.
            let ready = Readiness.wait(
                wakeUp: wakeUp, socket: handle.socket, wantsRead: true, wantsWrite: wantsWrite(handle), milliseconds: 1000)
            if wakeUp.isStopRequested { break }
            if ready.isWritable {
                let code = send(handle)
                guard code == 0 else { return failure(handle, code) }
            }
            if ready.isReadable, let end = readAndCommit(handle) { return end }
            let code = handle.housekeeping()
            guard code == 0, handle.socket >= 0 else { return failure(handle, code) }
            if let refusal { return .failed(refusal, leastWaitSeconds: 1) }
            if !isConnected, MonotonicClock.seconds > giveUpConnectingAt {
                return .failed(
                    ConnectionProblem(
                        text: "The broker at \(subscriber.options.host):\(subscriber.options.port) does not answer",
                        remedy: "Check that it is a broker, and that it is not overloaded."),
                    leastWaitSeconds: 0)
            }
            handler.tick()
        }
        leave(handle)
        return .stopped
    }

    /// One batch; `nil` when the connection goes on.
    private func readAndCommit(_ handle: ClientHandle) -> End? {
        let code = readBatch(handle)
        if batchMessages > 0 {
            do { try handler.commitBatch() } catch {
                // Neither write nor disconnect: both would send the queued acknowledgements. The caller frees the handle.
                return .failed(
                    ConnectionProblem(text: "The readings could not be stored", remedy: "\(error)"),
                    leastWaitSeconds: subscriber.pauseAfterFailedCommitSeconds)
            }
        }
        guard code == 0 else { return failure(handle, code) }
        let written = send(handle)
        return written == 0 ? nil : failure(handle, written)
    }

    /// Reads until nothing more is there or a limit is reached. Sends nothing.
    private func readBatch(_ handle: ClientHandle) -> Int32 {
        batchMessages = 0
        batchBytes = 0
        let limits = subscriber.limits
        let end = MonotonicClock.seconds + Double(limits.milliseconds) / 1000
        while true {
            let before = batchMessages
            switch direct?.step(socket: handle.socket, limit: limits.messages - before, take) {
            case .waiting: return 0
            case .took: if MonotonicClock.seconds > end { return 0 }
            case .library, nil:
                let code = handle.read()
                guard code == 0, batchMessages > before || direct?.isReading == true else { return code }
                if batchMessages & 31 == 0, MonotonicClock.seconds > end { return 0 }
            }
            guard batchMessages < limits.messages, batchBytes < limits.bytes else { return 0 }
        }
    }

    private func wantsWrite(_ handle: ClientHandle) -> Bool { handle.wantsWrite || direct?.wantsWrite ?? false }

    /// Sends the acknowledgements of what is stored, and libmosquitto's packets; neither begins while the other is within a packet.
    private func send(_ handle: ClientHandle) -> Int32 {
        if isLibraryWriting {
            let code = write(handle)
            guard code == 0, !isLibraryWriting else { return code }
        }
        if handle.socket >= 0 { direct?.write(socket: handle.socket) }
        guard direct?.wantsWrite != true, handle.wantsWrite else { return 0 }
        return write(handle)
    }

    private func write(_ handle: ClientHandle) -> Int32 {
        let code = batchMessages > 1 ? handle.writeTogether() : handle.write()
        isLibraryWriting = handle.wantsWrite
        return code
    }

    /// Orderly end: the acknowledgements of what was committed, then DISCONNECT.
    private func leave(_ handle: ClientHandle) {
        guard isConnected else { return }
        let end = MonotonicClock.seconds + 1
        flush(handle, until: end)
        if !handle.wantsWrite, handle.socket >= 0 { direct?.settle(socket: handle.socket, until: end) }
        handle.disconnect()
        flush(handle, until: MonotonicClock.seconds + 0.2)
    }

    private func flush(_ handle: ClientHandle, until end: Double) {
        while handle.socket >= 0, wantsWrite(handle), MonotonicClock.seconds < end {
            guard send(handle) == 0 else { return }
            if wantsWrite(handle) {
                var socket = pollfd(fd: handle.socket, events: Int16(POLLOUT), revents: 0)
                poll(&socket, 1, 50)
            }
        }
    }

    private func failure(_ handle: ClientHandle, _ code: Int32) -> End {
        let problem = refusal ?? Library.problem(code, systemError: handle.systemError, options: subscriber.options)
        return .failed(problem, leastWaitSeconds: refusal == nil ? 0 : 1)
    }
}
