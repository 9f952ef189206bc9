import CMosquitto
import Synchronization

/// The publisher's thread: moves messages from the outbox to the wire and back on a loss.
final class PublisherLoop {
    private let publisher: MQTTPublisher
    private let events = ClientEvents()
    private var isConnected = false
    private var refusal: ConnectionProblem?
    private var schedule = ReconnectSchedule()
    /// Moves with every packet that was handled.
    private var answers = 0

    init(publisher: MQTTPublisher) { self.publisher = publisher }

    func run() {
        listen()
        while !publisher.wakeUp.isStopRequested {
            let problem = connectAndWork()
            guard !publisher.wakeUp.isStopRequested, let problem else { break }
            publisher.outbox.withLock { $0.connectionLost(problem) }
            rest(schedule.failed(atSeconds: MonotonicClock.seconds, chance: Double.random(in: 0..<1)))
        }
        publisher.outbox.withLock { $0.ended() }
    }

    private func listen() {
        events.onConnect = { [unowned self] code, _ in
            guard code == 0 else {
                refusal = Library.refusal(code, options: publisher.options)
                return
            }
            isConnected = true
            schedule.connected(atSeconds: MonotonicClock.seconds)
            publisher.outbox.withLock { $0.connected() }
        }
        events.onDisconnect = { [unowned self] code in refusal = refusal ?? Library.farewell(code, options: publisher.options) }
        events.onAcknowledged = { [unowned self] messageID, reason in
            answers += 1
            let text = reason >= 128 ? String(cString: mosquitto_reason_string(reason)) : ""
            let waiters = publisher.outbox.withLock {
                $0.acknowledge(messageID, reason: reason, text: text, window: publisher.window)
            }
            for waiter in waiters { waiter.resume() }
        }
    }

    private func rest(_ seconds: Double) {
        let end = MonotonicClock.seconds + seconds
        while !publisher.wakeUp.isStopRequested {
            let left = end - MonotonicClock.seconds
            guard left > 0 else { return }
            _ = Readiness.wait(
                wakeUp: publisher.wakeUp, socket: -1, wantsRead: false, wantsWrite: false, milliseconds: Int(left * 1000) + 1)
        }
    }

    /// - Returns: what ended the connection; `nil` when the publisher was closed.
    private func connectAndWork() -> ConnectionProblem? {
        isConnected = false
        refusal = nil
        let handle: ClientHandle
        do {
            handle = try ClientHandle(options: publisher.options, keepsSession: false, window: publisher.window, events: events)
        } catch {
            return ConnectionProblem(text: error.description, remedy: "")
        }
        let code = handle.connect(publisher.options)
        guard code == 0 else { return problem(handle, code) }
        let giveUpAt = MonotonicClock.seconds + publisher.options.connectTimeoutSeconds
        while !publisher.wakeUp.isStopRequested {
            if let problem = step(handle) { return problem }
            if !isConnected, MonotonicClock.seconds > giveUpAt {
                return ConnectionProblem(text: "The broker does not answer", remedy: "Check that it is a broker.")
            }
        }
        if isConnected {
            handle.disconnect()
            _ = handle.write()
        }
        return nil
    }

    private func step(_ handle: ClientHandle) -> ConnectionProblem? {
        if isConnected {
            send(handle)
            let code = handle.write()
            guard code == 0 else { return problem(handle, code) }
        }
        let ready = Readiness.wait(
            wakeUp: publisher.wakeUp, socket: handle.socket, wantsRead: true, wantsWrite: handle.wantsWrite, milliseconds: 1000)
        if ready.isWritable, !isConnected {
            let code = handle.write()
            guard code == 0 else { return problem(handle, code) }
        }
        if ready.isReadable {
            var before = -1
            while before != answers {
                before = answers
                let code = handle.read()
                guard code == 0 else { return problem(handle, code) }
            }
        }
        let code = handle.housekeeping()
        guard code == 0, handle.socket >= 0 else { return problem(handle, code) }
        return refusal
    }

    private func send(_ handle: ClientHandle) {
        while let message = publisher.outbox.withLock({ $0.takeQueued() }) {
            // The acknowledgement can not overtake: it is read on this thread.
            let (code, messageID) = handle.publish(
                topic: message.topic, payload: message.payload, qos: message.qos, retain: message.retain)
            publisher.outbox.withLock { $0.sent(message, messageID: code == 0 ? messageID : -messageID - 1) }
            guard code == 0 else { return }
        }
    }

    private func problem(_ handle: ClientHandle, _ code: Int32) -> ConnectionProblem {
        refusal ?? Library.problem(code, systemError: handle.systemError, options: publisher.options)
    }
}
