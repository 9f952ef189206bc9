public import Model

extension Wording {
    /// Why a crew did not empty a container.
    public func name(_ reason: NotEmptiedReason) -> String {
        let phrase: Phrase =
            switch reason {
            case .noAccess: .notEmptiedNoAccess
            case .blockedByCar: .notEmptiedBlockedByCar
            case .notOut: .notEmptiedNotOut
            case .damaged: .notEmptiedDamaged
            case .overloaded: .notEmptiedOverloaded
            case .contaminated: .notEmptiedContaminated
            case .sideDeposit: .notEmptiedSideDeposit
            case .danger: .notEmptiedDanger
            case .delay: .notEmptiedDelay
            case .weight: .notEmptiedWeight
            case .other: .notEmptiedOther
            }
        return self(phrase)
    }

    /// What was changed in a plan.
    public func sentence(_ change: PlanRevision.Change) -> String {
        switch change {
        case .made: self(.changeMade)
        case .edited(let edits): edits.map(sentence).joined(separator: "; ")
        case .undone(let to): self(.changeUndone, ["revision": String(to)])
        case .redone(let to): self(.changeRedone, ["revision": String(to)])
        case .replanned(let wish): sentence(wish)
        }
    }

    private func sentence(_ wish: ReplanWish) -> String {
        func list(_ vehicles: [VehicleID]) -> String { vehicles.map { names.vehicle($0) }.joined(separator: ", ") }
        var parts = [self(.changeReplanned, ["time": format.dayAndTime(wish.at)])]
        if !wish.withoutVehicles.isEmpty { parts.append(self(.changeWithout, ["vehicles": list(wish.withoutVehicles)])) }
        if !wish.fullVehicles.isEmpty { parts.append(self(.changeFull, ["vehicles": list(wish.fullVehicles)])) }
        if !wish.slots.isEmpty {
            parts.append(self(.changeWith, ["slots": wish.slots.map(\.rawValue).joined(separator: ", ")]))
        }
        return parts.joined(separator: ", ")
    }

    public func sentence(_ edit: PlanEdit) -> String {
        switch edit {
        case .moveContainer(let slot, let target, _):
            self(.editMoveContainer, ["slot": slot.rawValue, "target": name(target)])
        case .moveStop(let tour, let stop, _, _): self(.editMoveStop, ["tour": titled(tour), "stop": String(stop)])
        case .takeOut(let slot): self(.editTakeOut, ["slot": slot.rawValue])
        case .takeIn(let slot, _, _): self(.editTakeIn, ["slot": slot.rawValue])
        case .reorder(let tour, _): self(.editReorder, ["tour": titled(tour)])
        case .removeStop(let tour, let stop): self(.editRemoveStop, ["tour": titled(tour), "stop": String(stop)])
        case .addTip(let tour, _, _): self(.editAddTip, ["tour": titled(tour)])
        case .addRest(let tour, let minutes, _): self(.editAddRest, ["tour": titled(tour), "minutes": String(minutes)])
        case .lockTour(let tour, let isLocked): self(isLocked ? .editLockTour : .editUnlockTour, ["tour": titled(tour)])
        case .lockStop(let tour, let stop, let isLocked):
            self(isLocked ? .editLockStop : .editUnlockStop, ["tour": titled(tour), "stop": String(stop)])
        case .lockContainer(let slot, let isLocked):
            self(isLocked ? .editLockContainer : .editUnlockContainer, ["slot": slot.rawValue])
        case .switchOff(let vehicle): self(.editSwitchOff, ["vehicle": names.vehicle(vehicle)])
        case .switchOn(let vehicle): self(.editSwitchOn, ["vehicle": names.vehicle(vehicle)])
        }
    }

    /// `Tour 3`.
    private func titled(_ tour: TourID) -> String { "\(self(.headingTour)) \(name(tour))" }

    private func name(_ target: PlanEdit.Target) -> String {
        switch target {
        case .tour(let id): titled(id)
        case .vehicle(let id): names.vehicle(id)
        }
    }
}
