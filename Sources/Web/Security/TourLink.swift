import Model

/// The right to see and to check off one tour of one plan, in a link that a driver opens without signing in.
struct TourLink: Hashable, Sendable {
    var town: TownID
    var plan: PlanID
    var tour: TourID

    /// A link ends this long after the day of its plan has begun: a night shift is still in it, the next week is not.
    static let days = 2.0

    func token(_ signer: Signer, until expiry: Timestamp) -> String {
        signer.sign("\(town)/\(plan)/\(tour)", for: .tour, until: expiry)
    }

    /// `nil` for a token that was not made here, was made for something else, or has expired.
    init?(token: some StringProtocol, signer: Signer, now: Timestamp) {
        guard let text = signer.read(token, for: .tour, now: now) else { return nil }
        let parts = text.split(separator: "/").map(String.init)
        guard parts.count == 3, let town = TownID(validating: parts[0]), let plan = PlanID(validating: parts[1]),
            let tour = TourID(validating: parts[2])
        else { return nil }
        self.init(town: town, plan: plan, tour: tour)
    }

    init(town: TownID, plan: PlanID, tour: TourID) {
        self.town = town
        self.plan = plan
        self.tour = tour
    }
}
