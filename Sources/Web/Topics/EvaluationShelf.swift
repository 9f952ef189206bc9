import Model
import Reports

/// Evaluations that were asked for lately. One takes about a second for each of its days: so they are computed one after the other,
/// whoever asks for the same gets the same, and a page and its exports need it once.
actor EvaluationShelf {
    struct Question: Hashable, Sendable {
        var town: TownID
        var from: CalendarDay
        var to: CalendarDay
        var baseline: EvaluationBaseline
    }

    enum State: Sendable {
        case running(since: Timestamp)
        case done(Evaluation, at: Timestamp)
        case failed(any Error)
    }

    private struct Entry {
        var number: Int
        /// The town as it was: when it is changed, the evaluation counts no more.
        var data: TownData
        var begun: Timestamp
        var ended: Timestamp?
        var state: State
        var task: Task<Evaluation, any Error>
    }

    /// How long a finding is shown again, and a failure.
    private static let keptMinutes = (done: 5.0, failed: 0.5)

    private var entries: [Question: Entry] = [:]
    private var latest: Task<Evaluation, any Error>?
    private var lastNumber = 0

    /// How far the evaluation has come; begins it if need be.
    func state(of question: Question, data: TownData, office: Office) -> State {
        entry(question, data: data, office: office).state
    }

    /// The evaluation; waits for it.
    func evaluation(_ question: Question, data: TownData, office: Office) async throws -> Evaluation {
        try await entry(question, data: data, office: office).task.value
    }

    private func entry(_ question: Question, data: TownData, office: Office) -> Entry {
        let now = office.now
        entries = entries.filter { isKept($0.value, now: now) }
        if let known = entries[question], known.data == data { return known }
        let before = latest
        let desk = office.desk
        let task = Task {
            _ = await before?.result
            return try await desk.evaluation(
                town: question.town, from: question.from, to: question.to, baseline: question.baseline)
        }
        latest = task
        lastNumber += 1
        let number = lastNumber
        let entry = Entry(number: number, data: data, begun: now, state: .running(since: now), task: task)
        entries[question] = entry
        Task { settle(question, number: number, result: await task.result, now: office.now) }
        return entry
    }

    private func isKept(_ entry: Entry, now: Timestamp) -> Bool {
        guard let ended = entry.ended else { return true }
        let minutes = now.seconds(since: ended) / 60
        if case .failed = entry.state { return minutes < Self.keptMinutes.failed }
        return minutes < Self.keptMinutes.done
    }

    private func settle(_ question: Question, number: Int, result: Result<Evaluation, any Error>, now: Timestamp) {
        guard entries[question]?.number == number else { return }
        entries[question]?.ended = now
        entries[question]?.state =
            switch result {
            case .success(let evaluation): .done(evaluation, at: now)
            case .failure(let error): .failed(error)
            }
    }
}
