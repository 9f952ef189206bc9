import Model
import Routing

/// What the search counts as load for some vehicles: sums of weight or of compacted volume over sets of fractions.
///
/// Demand belongs to the task, room to the vehicle; yet which chamber a fraction goes to differs from vehicle to vehicle. A sum over
/// a set `S` equals the load of a chamber `K` of a vehicle that carries the fractions `C` exactly if `S ∩ C = K`, because the vehicle
/// loads nothing outside `C`. So the total serves all vehicles with a single chamber, and chambers share sums where they can. A
/// vehicle has no limit on sums that are none of its chambers.
struct LoadDimensions: Sendable {
    struct Sum: Hashable, Sendable {
        var isWeight: Bool
        /// `nil`: everything.
        var fractions: Set<Fraction>?

        func part(of carried: Set<Fraction>) -> Set<Fraction> { fractions.map { $0.intersection(carried) } ?? carried }
    }

    private(set) var sums: [Sum] = []

    /// The search's own limit on the number of dimensions.
    private static let most = 8
    private static let unlimited = 1_000_000_000_000

    init(_ vehicles: [DutyVehicle]) {
        sums = [Sum(isWeight: true, fractions: nil)]
        if vehicles.contains(where: { $0.body.chambers.count < 2 }) { sums.append(Sum(isWeight: false, fractions: nil)) }
        for duty in vehicles {
            for limit in duty.body.weights { add(limit, isWeight: true, duty) }
            for limit in duty.body.chambers { add(limit, isWeight: false, duty) }
        }
        if sums.count > Self.most {
            sums = Array(sums.prefix(Self.most))
            if !sums.contains(Sum(isWeight: false, fractions: nil)) { sums[Self.most - 1] = Sum(isWeight: false, fractions: nil) }
        }
    }

    private mutating func add(_ limit: LoadLimit, isWeight: Bool, _ duty: DutyVehicle) {
        let isCounted = sums.contains { $0.isWeight == isWeight && $0.part(of: duty.body.fractions) == limit.fractions }
        if !isCounted { sums.append(Sum(isWeight: isWeight, fractions: limit.fractions)) }
    }

    var dimensions: [Dimension] {
        sums.map { sum in
            let what = sum.fractions.map { $0.sorted().map(\.rawValue).joined(separator: "+") } ?? "all"
            return Dimension(name: "\(sum.isWeight ? "weight g" : "volume ml") \(what)")
        }
    }

    func demand(of group: TaskGroup) -> [Int] {
        sums.map { sum in
            let amount = group.amount(of: sum.fractions)
            return sum.isWeight ? amount.grams : amount.millilitres
        }
    }

    /// What an interrupted tour carries, per sum; a truck that is full by its crew's word fills every limit of its own.
    func onBoard(_ duty: DutyVehicle) -> [Int] {
        guard let underway = duty.underway else { return [] }
        let rooms = capacities(of: duty)
        return sums.indices.map { number in
            if underway.isFull, rooms[number] < Self.unlimited { return rooms[number] }
            let counted = underway.load.filter { sums[number].fractions?.contains($0.key) ?? true }.keys.sorted()
            let amount = counted.reduce(ExpectedAmount.zero) { $0 + (underway.load[$1] ?? .zero) }
            return min(rooms[number], sums[number].isWeight ? amount.grams : amount.millilitres)
        }
    }

    /// Room per sum. A chamber whose own sum had no place in the list limits the total instead, which is stricter.
    func capacities(of duty: DutyVehicle) -> [Int] {
        var rooms = [Int](repeating: Self.unlimited, count: sums.count)
        for (limits, isWeight) in [(duty.body.weights, true), (duty.body.chambers, false)] {
            for limit in limits {
                let exact = sums.firstIndex { $0.isWeight == isWeight && $0.part(of: duty.body.fractions) == limit.fractions }
                let total = sums.firstIndex { $0.isWeight == isWeight && $0.fractions == nil }
                if let sum = exact ?? total { rooms[sum] = min(rooms[sum], limit.amount) }
            }
        }
        return rooms
    }

    /// Sums that are zero after a vehicle with this body has tipped at that site.
    func emptied(at site: Model.DisposalSite, _ body: BodyUse) -> [Int] {
        sums.indices.filter { sums[$0].part(of: body.fractions).isSubset(of: site.fractions) }
    }
}
