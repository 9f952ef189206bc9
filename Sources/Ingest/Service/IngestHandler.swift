import Logging
import MQTT
import Model

/// Stands between the subscriber and the pipeline on the ingest thread: times, counts, says what happens.
final class IngestHandler: MessageBatchHandler {
    private let pipeline: IngestPipeline
    private let status: IngestStatus
    private let logger: Logger
    private let now: @Sendable () -> Timestamp
    /// Why the open batch can not be stored; its messages were not looked at.
    private var fault: (any Error)?
    private var isBatchOpen = false
    private var isStoreFailing = false
    private var batchOpenedAt = Timestamp(milliseconds: 0)
    private let clock = ContinuousClock()
    private var batchStart: ContinuousClock.Instant
    private var hearing = Hearing()
    private let batteries: BatteryOutlook
    private let sweepSeconds: Double
    private var lastSweep: Timestamp?

    init(
        pipeline: IngestPipeline, status: IngestStatus, logger: Logger, batteries: BatteryOutlook, sweepSeconds: Double,
        now: @escaping @Sendable () -> Timestamp
    ) {
        self.pipeline = pipeline
        self.batteries = batteries
        self.sweepSeconds = sweepSeconds
        self.status = status
        self.logger = logger
        self.now = now
        batchStart = clock.now
    }

    /// Reads towns and levels before the first message comes, which then need not wait. What fails here is said when it does come.
    func prepare() { try? pipeline.refresh() }

    func receive(_ message: IncomingMessage) {
        if !isBatchOpen { openBatch() }
        guard fault == nil else { return }
        pipeline.receive(
            ArrivedMessage(
                topic: message.topic, payload: message.payload, qos: message.qos, isRetained: message.isRetained,
                receivedAt: batchOpenedAt))
    }

    /// One clock reading a batch: it lasts a twentieth of a second at most.
    private func openBatch() {
        isBatchOpen = true
        batchOpenedAt = now()
        batchStart = clock.now
        do { try pipeline.refresh() } catch { fault = error }
    }

    func commitBatch() throws {
        defer {
            isBatchOpen = false
            fault = nil
        }
        do {
            if let fault {
                pipeline.forget()
                throw fault
            }
            stored(try pipeline.commit())
        } catch {
            noteFailure(error)
            throw error
        }
    }

    private func stored(_ tally: BatchTally) {
        let time = batchStart.duration(to: clock.now)
        let seconds = Double(time.components.seconds) + Double(time.components.attoseconds) / 1e18
        status.update {
            $0.totals.add(tally)
            $0.batches += 1
            $0.lastBatchSeconds = seconds
            $0.lastBatchMessages = tally.messages
            $0.lastMessageAt = batchOpenedAt
            $0.levelsWait = pipeline.book.hasDirty
            if $0.problem?.kind == .store { $0.problem = nil }
        }
        for (reason, count) in tally.refused {
            logger.debug("messages refused", metadata: ["reason": "\(reason.rawValue)", "count": "\(count)"])
        }
    }

    private func flushLevels(_ moment: Timestamp) throws {
        guard pipeline.book.hasDirty || pipeline.lagSince != nil else { return }
        try pipeline.flushLevels(now: moment)
        status.update { $0.levelsWait = pipeline.book.hasDirty }
    }

    private func noteFailure(_ error: any Error) {
        isStoreFailing = true
        status.update { $0.failedCommits += 1 }
        note(.store, "\(error)", "readings can not be stored; they wait at the broker and are sent again")
    }

    func connectionChanged(_ state: ConnectionState) {
        status.update { $0.connection = state }
        hearing.changed(state, at: now())
        switch state {
        case .stopped:
            // What fails here is caught up at the next start.
            try? flushLevels(now())
            logger.debug("broker", metadata: ["state": "stopped"])
        case .connecting: logger.debug("broker", metadata: ["state": "\(state)"])
        case .connected(let sessionPresent, let refused) where refused.isEmpty:
            status.update {
                $0.connections += 1
                if $0.problem?.kind != .store { $0.problem = nil }
            }
            logger.notice("connected with the broker", metadata: ["session": sessionPresent ? "kept" : "new"])
        case .connected(_, let refused):
            let filters = refused.joined(separator: ", ")
            note(.access, "The broker does not let us read \(filters). Allow it in its access list.", "subscription refused")
        case .waiting(_, let problem):
            // After a failed commit the problem is the store's, and is noted already.
            if !isStoreFailing { note(.broker, problem.description, "no connection with the broker; trying again") }
            isStoreFailing = false
        }
    }

    /// Keeps a problem for those who ask, and says it once.
    private func note(_ kind: IngestSnapshot.Problem.Kind, _ text: String, _ words: Logger.Message) {
        let isNew = status.snapshot.problem?.text != text
        status.update { $0.problem = .init(kind: kind, text: text, at: now()) }
        if isNew { logger.warning(words, metadata: ["cause": "\(text)"]) } else { logger.debug(words) }
    }

    func tick() {
        do {
            let moment = now()
            try pipeline.care(now: moment)
            if abs(moment.seconds(since: pipeline.lastLevelWrite)) >= 1 { try flushLevels(moment) }
        } catch {
            logger.debug("reported emptyings wait", metadata: ["cause": "\(error)"])
        }
        sweep()
    }

    /// Every few seconds; while a backlog is being drained the levels are not those of now, and looking at them can wait.
    private func sweep() {
        let moment = now()
        if let lastSweep {
            let isDraining = status.snapshot.lastBatchMessages >= IngestPipeline.drainingFrom
            guard abs(moment.seconds(since: lastSweep)) >= sweepSeconds * (isDraining ? 12 : 1) else { return }
        }
        lastSweep = moment
        status.update { $0.lastBatchMessages = 0 }
        do {
            try pipeline.sweep(now: moment, hearing: hearing) { batteries.daysLeft(town: $0, device: $1) }
        } catch {
            logger.debug("alarms wait", metadata: ["cause": "\(error)"])
        }
    }
}
