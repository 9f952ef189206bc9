import Model
import Synchronization

/// The plans that are being made under an idempotency key, so that an order sent twice at once is computed once.
final class PlansInProgress: Sendable {
    private let identifiers = Mutex<Set<PlanID>>([])

    /// `false` if the plan is being made already.
    func begin(_ id: PlanID) -> Bool { identifiers.withLock { $0.insert(id).inserted } }

    func end(_ id: PlanID) { identifiers.withLock { _ = $0.remove(id) } }
}
