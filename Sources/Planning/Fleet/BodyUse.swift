import Model

/// A limit on what a vehicle has on board of some fractions together: millilitres of a chamber, or grams.
struct LoadLimit: Hashable, Sendable {
    var fractions: Set<Fraction>
    var amount: Int
}

/// How a vehicle's body is used on a day.
///
/// A compartment is restricted to fractions that one disposal site takes together, since mixed waste cannot be parted again; and a
/// fraction that fits into several different compartments is given to the roomiest of them. Both only take possibilities away, so
/// that a plan made with it never breaks a rule of the body.
struct BodyUse: Hashable, Sendable {
    /// Room per chamber, millilitres; no fraction is in two of them.
    let chambers: [LoadLimit]
    let fractions: Set<Fraction>
    /// Payload in grams: one limit over everything, or one a chamber.
    let weights: [LoadLimit]
    let disposalSites: [DisposalSite]

    /// - Parameter wanted: kilograms to be collected today by fraction; decides what a mixed compartment is used for.
    init(_ vehicle: Vehicle, wanted: [Fraction: Double], disposalSites all: [DisposalSite], reserve: Double) {
        let sites = all.filter { vehicle.disposalSites.isEmpty || vehicle.disposalSites.contains($0.id) }
        var chambers: [LoadLimit] = []
        var given: Set<Fraction> = []
        for compartment in vehicle.compartments.sorted(by: { $0.volumeLitres > $1.volumeLitres }) {
            let usable = Self.tippableTogether(compartment.fractions.intersection(wanted.keys), wanted, sites)
            let room = ExpectedAmount.limit(compartment.volumeLitres, reserve: reserve)
            if let same = chambers.firstIndex(where: { $0.fractions == usable }) {
                chambers[same].amount += room
            } else if case let left = usable.subtracting(given), !left.isEmpty {
                chambers.append(LoadLimit(fractions: left, amount: room))
                given.formUnion(left)
            }
        }
        self.chambers = chambers
        fractions = given
        disposalSites = sites.filter { !$0.fractions.isDisjoint(with: given) }
        let payload = ExpectedAmount.limit(vehicle.payloadKilograms, reserve: reserve)
        let oneTipEmptiesAll = sites.contains { $0.fractions.isSuperset(of: given) }
        weights =
            oneTipEmptiesAll || chambers.count < 2
            ? [LoadLimit(fractions: given, amount: payload)] : Self.shared(payload, over: chambers)
    }

    /// What some one site takes of a compartment's fractions: the heaviest such part of today's waste.
    private static func tippableTogether(
        _ fractions: Set<Fraction>, _ wanted: [Fraction: Double], _ sites: [DisposalSite]
    ) -> Set<Fraction> {
        func weight(_ set: Set<Fraction>) -> Double { set.sorted().reduce(0) { $0 + (wanted[$1] ?? 0) } }
        return sites.map { $0.fractions.intersection(fractions) }
            .max { (weight($0), $0.count) < (weight($1), $1.count) } ?? []
    }

    /// The payload by the chambers' room: a tip of one chamber gives back its own share only.
    private static func shared(_ payload: Int, over chambers: [LoadLimit]) -> [LoadLimit] {
        let room = chambers.reduce(0.0) { $0 + Double($1.amount) }
        return chambers.map { chamber in
            LoadLimit(fractions: chamber.fractions, amount: room > 0 ? Int(Double(payload) * Double(chamber.amount) / room) : 0)
        }
    }
}
