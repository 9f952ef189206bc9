import Synchronization

/// How many problems may be solved at a time, so that callers do not take the processors from each other and from the service.
final class SolverPlaces: Sendable {
    /// One of the places; given back when nobody holds it any more.
    final class Place: Sendable {
        private let places: SolverPlaces

        fileprivate init(_ places: SolverPlaces) { self.places = places }

        deinit { places.taken.withLock { $0 -= 1 } }
    }

    private let limit: Int
    private let taken = Mutex(0)

    init(limit: Int = 2) { self.limit = limit }

    /// `nil` when all are taken.
    func take() -> Place? {
        let isFree = taken.withLock { count in
            guard count < limit else { return false }
            count += 1
            return true
        }
        return isFree ? Place(self) : nil
    }
}
