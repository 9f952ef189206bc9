import Model

/// What is emptied, what is on board, and where it is tipped.
extension TourVerifier {
    /// Slots, amounts and service times at the sites.
    mutating func checkWork(_ vehicle: Vehicle) {
        var lastSite: SiteID?
        for (number, stop) in tour.stops.enumerated() {
            switch stop.place {
            case .site(let id):
                guard let site = plan.index.sites[id] else {
                    report(.unknownSite, stop: number, "the town has no site '\(id)'")
                    continue
                }
                if !vehicle.skills.isSuperset(of: site.requiredSkills) {
                    let missing = site.requiredSkills.subtracting(vehicle.skills).sorted().joined(separator: ", ")
                    report(.skill, stop: number, "site '\(id)' needs \(missing), which vehicle '\(vehicle.id)' does not have")
                }
                let setup = lastSite == id ? 0 : site.setupSeconds ?? plan.town.rules.service.siteSeconds
                checkService(stop, number, setup: setup)
                for emptying in stop.emptied { check(emptying, at: site, number, vehicle) }
                lastSite = id
            case .disposal(let id):
                checkTip(id, stop, number, vehicle)
                lastSite = nil
            case .depotStart, .depotEnd, .rest:
                if !stop.emptied.isEmpty { report(.wrongSite, stop: number, "a container is emptied away from any site") }
            }
        }
    }

    private mutating func checkService(_ stop: Stop, _ number: Int, setup: Int) {
        let types = stop.emptied.compactMap { plan.index.slots[$0.slot] }.compactMap { plan.index.containerType(of: $0) }
        let needed = types.reduce(setup) { $0 + plan.town.rules.service.seconds(for: $1) }
        if stop.serviceSeconds < needed {
            report(
                .serviceTime, stop: number,
                "\(stop.emptied.count) containers need \(needed) s, planned are \(stop.serviceSeconds) s")
        }
    }

    private mutating func check(_ emptying: StopEmptying, at site: Site, _ number: Int, _ vehicle: Vehicle) {
        guard let slot = plan.index.slots[emptying.slot] else {
            return report(.unknownSlot, stop: number, "the town has no slot '\(emptying.slot)'")
        }
        if slot.site != site.id {
            report(.wrongSite, stop: number, "slot '\(slot.id)' is at site '\(slot.site)', not at '\(site.id)'")
        }
        if !slot.isActive { report(.inactiveSlot, stop: number, "slot '\(slot.id)' is not active") }
        if emptying.fraction != slot.fraction || !vehicle.fractions.contains(slot.fraction) {
            report(
                .fraction, stop: number,
                "vehicle '\(vehicle.id)' can not carry \(emptying.fraction) of slot '\(slot.id)' (\(slot.fraction))")
        }
        guard let type = plan.index.containerType(of: slot) else {
            return report(.noContainer, stop: number, "slot '\(slot.id)' has no container, or its container no type")
        }
        if !vehicle.emptyingMethods.contains(type.emptyingMethod) {
            report(
                .emptyingMethod, stop: number,
                "vehicle '\(vehicle.id)' can not empty '\(type.name)' of slot '\(slot.id)' (needs \(type.emptyingMethod.rawValue))"
            )
        }
        checkAmount(emptying, slot, type, number)
    }

    private mutating func checkAmount(_ emptying: StopEmptying, _ slot: Slot, _ type: ContainerType, _ number: Int) {
        let properties = plan.town.rules.properties(of: slot.fraction)
        let cubicMetres = emptying.expectedLevel * type.usableVolumeLitres / 1000
        let kilograms = cubicMetres * properties.densityKilogramsPerCubicMetre
        let litres = cubicMetres * 1000 / properties.compaction
        if !Self.agree(emptying.expectedKilograms, kilograms) || !Self.agree(emptying.expectedLitres, litres) {
            report(
                .amount, stop: number,
                "slot '\(slot.id)' at \(percent(emptying.expectedLevel)) holds \(rounded(kilograms)) kg and \(rounded(litres)) L, "
                    + "stated are \(rounded(emptying.expectedKilograms)) kg and \(rounded(emptying.expectedLitres)) L")
        }
    }

    private mutating func checkTip(_ id: DisposalSiteID, _ stop: Stop, _ number: Int, _ vehicle: Vehicle) {
        guard let site = plan.index.disposalSites[id] else {
            return report(.unknownDisposalSite, stop: number, "the town has no disposal site '\(id)'")
        }
        if !vehicle.disposalSites.isEmpty, !vehicle.disposalSites.contains(id) {
            report(.disposalSite, stop: number, "vehicle '\(vehicle.id)' may not tip at '\(id)'")
        }
        let needed = site.serviceSeconds ?? plan.town.rules.service.disposalSeconds
        if stop.serviceSeconds < needed {
            report(.serviceTime, stop: number, "tipping at '\(id)' needs \(needed) s, planned are \(stop.serviceSeconds) s")
        }
    }

    // MARK: what is on board

    mutating func checkLoads(_ vehicle: Vehicle) {
        var onBoard: [Fraction: (kilograms: Double, litres: Double)] = [:]
        for (number, stop) in tour.stops.enumerated() {
            for emptying in stop.emptied {
                onBoard[emptying.fraction, default: (0, 0)].kilograms += emptying.expectedKilograms
                onBoard[emptying.fraction, default: (0, 0)].litres += emptying.expectedLitres
            }
            if case .disposal(let id) = stop.place, let site = plan.index.disposalSites[id] {
                tip(&onBoard, at: site, number, vehicle)
            }
            let kilograms = onBoard.values.reduce(0) { $0 + $1.kilograms }
            let litres = onBoard.values.reduce(0) { $0 + $1.litres }
            if kilograms > vehicle.payloadKilograms * (1 + 1e-9) + 0.001 {
                report(
                    .payload, stop: number,
                    "\(rounded(kilograms)) kg on board, payload of vehicle '\(vehicle.id)' is \(rounded(vehicle.payloadKilograms)) kg"
                )
            }
            checkRoom(onBoard.mapValues(\.litres), vehicle, number)
            if !Self.agree(stop.loadKilograms, kilograms) || !Self.agree(stop.loadLitres, litres) {
                report(
                    .load, stop: number,
                    "on board are \(rounded(kilograms)) kg and \(rounded(litres)) L, stated are \(rounded(stop.loadKilograms)) kg and "
                        + "\(rounded(stop.loadLitres)) L")
            }
        }
        let left = onBoard.filter { $0.value.kilograms > 0.001 || $0.value.litres > 0.001 }.keys.sorted()
        if !left.isEmpty {
            let names = left.map(\.rawValue).joined(separator: ", ")
            report(.notTipped, stop: tour.stops.indices.last, "the truck comes home with \(names) on board: tip before the depot")
        }
    }

    /// Removes what the site takes. Waste that shares its only chamber with something the site does not take stays.
    private mutating func tip(
        _ onBoard: inout [Fraction: (kilograms: Double, litres: Double)], at site: DisposalSite, _ number: Int, _ vehicle: Vehicle
    ) {
        func chambers(_ fraction: Fraction) -> [Int] {
            vehicle.compartments.indices.filter { vehicle.compartments[$0].fractions.contains(fraction) }
        }
        let loaded = onBoard.filter { $0.value.litres > 0 }.keys.sorted()
        let refused = loaded.filter { !site.fractions.contains($0) }
        for fraction in loaded where site.fractions.contains(fraction) {
            let own = chambers(fraction)
            if own.count == 1, let other = refused.first(where: { chambers($0) == own }) {
                report(
                    .disposalFraction, stop: number,
                    "\(fraction) lies in one chamber with \(other), which disposal site '\(site.id)' does not take")
            } else {
                onBoard[fraction] = nil
            }
        }
        if !loaded.isEmpty, refused.count == loaded.count {
            let names = loaded.map(\.rawValue).joined(separator: ", ")
            report(.disposalFraction, stop: number, "disposal site '\(site.id)' takes none of the load (\(names))")
        }
    }

    /// Every set of fractions has to fit into the chambers open to any of them (Gale's condition for a way to share it out); it is
    /// enough to look at unions of the chambers' own fractions.
    private mutating func checkRoom(_ litres: [Fraction: Double], _ vehicle: Vehicle, _ number: Int) {
        let loaded = litres.filter { $0.value > 0 }.keys.sorted()
        guard !loaded.isEmpty, loaded.count <= 12 else { return }
        for subset in 1..<(1 << loaded.count) {
            let fractions = Set(loaded.indices.filter { subset >> $0 & 1 == 1 }.map { loaded[$0] })
            let amount = fractions.sorted().reduce(0) { $0 + (litres[$1] ?? 0) }
            let room = vehicle.compartments.filter { !$0.fractions.isDisjoint(with: fractions) }.reduce(0) {
                $0 + $1.volumeLitres
            }
            if amount > room * (1 + 1e-9) + 0.001 {
                let names = fractions.sorted().map(\.rawValue).joined(separator: ", ")
                return report(
                    .volume, stop: number,
                    "\(rounded(amount)) L of \(names) on board, vehicle '\(vehicle.id)' has \(rounded(room)) L for it")
            }
        }
    }

    // MARK: figures

    /// Equal up to rounding: to a tenth of a percent or 10 g or mL.
    static func agree(_ a: Double, _ b: Double) -> Bool { abs(a - b) <= 0.01 + 0.001 * abs(b) }

    func rounded(_ value: Double) -> String { value.isFinite && abs(value) < 1e15 ? "\(Int(value.rounded()))" : "\(value)" }

    func percent(_ level: Double) -> String { rounded(level * 100) + " %" }
}
