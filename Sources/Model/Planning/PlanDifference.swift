/// What a new plan changes against an old one of the same day: for a re-plan to be confirmed, not just accepted.
public struct PlanDifference: Sendable, Hashable, Codable {
    /// A slot in one plan's tours and its vehicle there.
    public struct Change: Sendable, Hashable, Codable {
        public var slot: SlotID
        /// `nil` where the plan does not empty the slot.
        public var before: VehicleID?
        public var after: VehicleID?
    }

    /// Emptied now, but not before.
    public var added: [Change]
    /// Emptied before, but not now.
    public var removed: [Change]
    /// Emptied in both, by another vehicle.
    public var moved: [Change]
    /// Due slots that stay now and did not before, as the new plan names them.
    public var newlyLeftOut: [LeftOut]
    /// Vehicles with a tour in one plan only.
    public var vehiclesAdded: [VehicleID]
    public var vehiclesRemoved: [VehicleID]
    /// Vehicles that empty some of the same containers, but these in another order.
    public var reordered: [VehicleID]
    /// Key figures of the whole plans.
    public var before: TourTotals
    public var after: TourTotals

    /// O(stops); lists are in the order of slot and vehicle names.
    public init(from old: Plan, to new: Plan) {
        let (was, becomes) = (Self.vehicles(old), Self.vehicles(new))
        let changes = Set(was.keys).union(becomes.keys).sorted()
            .map { Change(slot: $0, before: was[$0], after: becomes[$0]) }
        added = changes.filter { $0.before == nil }
        removed = changes.filter { $0.after == nil }
        moved = changes.filter { $0.before != nil && $0.after != nil && $0.before != $0.after }
        let known = Set(old.leftOut.map(\.slot))
        newlyLeftOut = new.leftOut.filter { !known.contains($0.slot) }.sorted { $0.slot < $1.slot }
        let (oldVehicles, newVehicles) = (Set(old.tours.map(\.vehicle)), Set(new.tours.map(\.vehicle)))
        vehiclesAdded = newVehicles.subtracting(oldVehicles).sorted()
        vehiclesRemoved = oldVehicles.subtracting(newVehicles).sorted()
        reordered = Self.reordered(old, new)
        before = old.totals
        after = new.totals
    }

    /// Whether crews would drive the same; times alone may differ.
    public var isEmpty: Bool { added.isEmpty && removed.isEmpty && moved.isEmpty && newlyLeftOut.isEmpty && reordered.isEmpty }

    /// Containers that change places, so that a budget of changes can be held against it.
    public var changedSlots: Int { added.count + removed.count + moved.count }

    private static func reordered(_ old: Plan, _ new: Plan) -> [VehicleID] {
        func sequences(_ plan: Plan) -> [VehicleID: [SlotID]] {
            Dictionary(plan.tours.map { ($0.vehicle, $0.emptiedSlots) }, uniquingKeysWith: { $0 + $1 })
        }
        let (was, becomes) = (sequences(old), sequences(new))
        return was.keys.filter { vehicle in
            guard let before = was[vehicle], let after = becomes[vehicle] else { return false }
            let common = Set(before).intersection(after)
            return before.filter(common.contains) != after.filter(common.contains)
        }.sorted()
    }

    private static func vehicles(_ plan: Plan) -> [SlotID: VehicleID] {
        var found: [SlotID: VehicleID] = [:]
        for tour in plan.tours {
            for emptying in tour.stops.flatMap(\.emptied) { found[emptying.slot] = tour.vehicle }
        }
        return found
    }
}
