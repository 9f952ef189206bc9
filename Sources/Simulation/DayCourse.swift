import Model

/// One slot's content over one day: deposits and visits in the order of time.
struct DayCourse {
    private(set) var litres: Double
    private(set) var depositCount = 0
    private(set) var depositedLitres = 0.0
    private(set) var sideDepositLitres = 0.0
    private(set) var emptyings: [Emptied] = []
    /// How long more lay in the container than fits.
    private(set) var overflowSeconds = 0.0

    /// Content before and after a truck came.
    struct Emptied {
        var at: Timestamp
        var litresBefore: Double
        var litresAfter: Double
    }

    private let usableLitres: Double
    private let start: Timestamp
    private let end: Timestamp
    private let deposits: [DepositProcess.Deposit]
    private let visits: [Timestamp]
    private var nextDeposit = 0
    private var nextVisit = 0
    /// Since when it has been overfull.
    private var overfullSince: Timestamp?

    init(
        litres: Double, usableLitres: Double, start: Timestamp, end: Timestamp, deposits: [DepositProcess.Deposit],
        visits: [Timestamp]
    ) {
        self.litres = litres
        self.usableLitres = usableLitres
        self.start = start
        self.end = end
        self.deposits = deposits
        self.visits = visits
        overfullSince = litres > usableLitres ? start : nil
    }

    /// Plays everything up to a moment (included); past the day's end nothing more happens.
    mutating func advance(to moment: Timestamp, residual: Double) {
        while true {
            let deposit = nextDeposit < deposits.count ? time(of: deposits[nextDeposit]) : nil
            let visit = nextVisit < visits.count ? visits[nextVisit] : nil
            if let visit, visit <= moment, deposit.map({ visit <= $0 }) ?? true {
                empty(to: residual, at: visit)
                nextVisit += 1
            } else if let deposit, deposit <= moment {
                add(deposits[nextDeposit].litres, at: deposit)
                nextDeposit += 1
            } else {
                return
            }
        }
    }

    /// Plays the rest of the day.
    mutating func finish(residual: Double) {
        advance(to: end, residual: residual)
        if let since = overfullSince { overflowSeconds += max(0, end.seconds(since: since)) }
        overfullSince = nil
    }

    /// Whether the container hangs on the crane about then.
    func isVisited(around moment: Timestamp) -> Bool { visits.contains { abs(moment.seconds(since: $0)) < 90 } }

    /// Days of 23 hours squeeze what would lie beyond their end.
    private func time(of deposit: DepositProcess.Deposit) -> Timestamp {
        min(start.adding(seconds: deposit.secondOfDay), end.adding(seconds: -1))
    }

    private mutating func add(_ deposit: Double, at moment: Timestamp) {
        let room = max(0, TownSimulation.heapedLevel * usableLitres - litres)
        let taken = min(deposit, room)
        litres += taken
        if litres > usableLitres, overfullSince == nil { overfullSince = moment }
        depositCount += 1
        depositedLitres += deposit
        sideDepositLitres += deposit - taken
    }

    private mutating func empty(to residual: Double, at moment: Timestamp) {
        let left = min(litres, residual * usableLitres)
        emptyings.append(Emptied(at: moment, litresBefore: litres, litresAfter: left))
        litres = left
        if let since = overfullSince { overflowSeconds += max(0, moment.seconds(since: since)) }
        overfullSince = litres > usableLitres ? moment : nil
    }
}
