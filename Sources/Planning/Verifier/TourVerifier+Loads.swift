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
                    report(.unknownSite, stop: number, .unknownSite, ["site": id.rawValue])
                    continue
                }
                if !vehicle.skills.isSuperset(of: site.requiredSkills) {
                    let missing = site.requiredSkills.subtracting(vehicle.skills).sorted().joined(separator: ", ")
                    report(
                        .skill, stop: number, .missingSkill,
                        ["site": id.rawValue, "skills": missing, "vehicle": vehicle.id.rawValue])
                }
                let setup = lastSite == id ? 0 : site.setupSeconds ?? plan.town.rules.service.siteSeconds
                checkService(stop, number, setup: setup)
                for emptying in stop.emptied { check(emptying, at: site, number, vehicle) }
                lastSite = id
            case .disposal(let id):
                checkTip(id, stop, number, vehicle)
                lastSite = nil
            case .depotStart, .depotEnd, .rest:
                if !stop.emptied.isEmpty { report(.wrongSite, stop: number, .emptiedElsewhere) }
            }
        }
    }

    private mutating func checkService(_ stop: Stop, _ number: Int, setup: Int) {
        let types = stop.emptied.compactMap { plan.index.slots[$0.slot] }.compactMap { plan.index.containerType(of: $0) }
        let needed = types.reduce(setup) { $0 + plan.town.rules.service.seconds(for: $1) }
        if stop.serviceSeconds < needed {
            report(
                .serviceTime, stop: number,
                .serviceTooShort,
                ["count": "\(stop.emptied.count)", "seconds": "\(needed)", "stated": "\(stop.serviceSeconds)"])
        }
    }

    private mutating func check(_ emptying: StopEmptying, at site: Site, _ number: Int, _ vehicle: Vehicle) {
        guard let slot = plan.index.slots[emptying.slot] else {
            return report(.unknownSlot, stop: number, .unknownSlot, ["slot": emptying.slot.rawValue])
        }
        if slot.site != site.id {
            report(
                .wrongSite, stop: number, .wrongSite,
                ["slot": slot.id.rawValue, "site": slot.site.rawValue, "stated": site.id.rawValue])
        }
        if !slot.isActive { report(.inactiveSlot, stop: number, .inactiveSlot, ["slot": slot.id.rawValue]) }
        if emptying.fraction != slot.fraction || !vehicle.fractions.contains(slot.fraction) {
            report(
                .fraction, stop: number,
                .wrongFraction,
                [
                    "vehicle": vehicle.id.rawValue, "stated": emptying.fraction.rawValue, "slot": slot.id.rawValue,
                    "fraction": slot.fraction.rawValue,
                ])
        }
        guard let type = plan.index.containerType(of: slot) else {
            return report(.noContainer, stop: number, .noContainer, ["slot": slot.id.rawValue])
        }
        if !vehicle.emptyingMethods.contains(type.emptyingMethod) {
            report(
                .emptyingMethod, stop: number,
                .wrongMethod,
                [
                    "vehicle": vehicle.id.rawValue, "type": type.name, "slot": slot.id.rawValue,
                    "method": type.emptyingMethod.rawValue,
                ])
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
                .wrongAmount,
                [
                    "slot": slot.id.rawValue, "percent": percent(emptying.expectedLevel), "kilograms": rounded(kilograms),
                    "litres": rounded(litres), "stated_kilograms": rounded(emptying.expectedKilograms),
                    "stated_litres": rounded(emptying.expectedLitres),
                ])
        }
    }

    private mutating func checkTip(_ id: DisposalSiteID, _ stop: Stop, _ number: Int, _ vehicle: Vehicle) {
        guard let site = plan.index.disposalSites[id] else {
            return report(.unknownDisposalSite, stop: number, .unknownDisposalSite, ["site": id.rawValue])
        }
        if !vehicle.disposalSites.isEmpty, !vehicle.disposalSites.contains(id) {
            report(.disposalSite, stop: number, .mayNotTip, ["vehicle": vehicle.id.rawValue, "site": id.rawValue])
        }
        let needed = site.serviceSeconds ?? plan.town.rules.service.disposalSeconds
        if stop.serviceSeconds < needed {
            report(
                .serviceTime, stop: number, .tippingTooShort,
                ["site": id.rawValue, "seconds": "\(needed)", "stated": "\(stop.serviceSeconds)"])
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
                    .overloaded,
                    [
                        "kilograms": rounded(kilograms), "vehicle": vehicle.id.rawValue,
                        "limit": rounded(vehicle.payloadKilograms),
                    ])
            }
            checkRoom(onBoard.mapValues(\.litres), vehicle, number)
            if !Self.agree(stop.loadKilograms, kilograms) || !Self.agree(stop.loadLitres, litres) {
                report(
                    .load, stop: number,
                    .wrongLoad,
                    [
                        "kilograms": rounded(kilograms), "litres": rounded(litres),
                        "stated_kilograms": rounded(stop.loadKilograms), "stated_litres": rounded(stop.loadLitres),
                    ])
            }
        }
        let left = onBoard.filter { $0.value.kilograms > 0.001 || $0.value.litres > 0.001 }.keys.sorted()
        if !left.isEmpty {
            let names = left.map(\.rawValue).joined(separator: ", ")
            report(.notTipped, stop: tour.stops.indices.last, .notTipped, ["fractions": names])
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
                    .mixedChamber,
                    ["fraction": fraction.rawValue, "other": other.rawValue, "site": site.id.rawValue])
            } else {
                onBoard[fraction] = nil
            }
        }
        if !loaded.isEmpty, refused.count == loaded.count {
            let names = loaded.map(\.rawValue).joined(separator: ", ")
            report(.disposalFraction, stop: number, .nothingTaken, ["site": site.id.rawValue, "fractions": names])
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
                    .noRoom,
                    [
                        "litres": rounded(amount), "fractions": names, "vehicle": vehicle.id.rawValue, "limit": rounded(room),
                    ])
            }
        }
    }

    // MARK: figures

    /// Equal up to rounding: to a tenth of a percent or 10 g or mL.
    static func agree(_ a: Double, _ b: Double) -> Bool { abs(a - b) <= 0.01 + 0.001 * abs(b) }

    func rounded(_ value: Double) -> String { value.isFinite && abs(value) < 1e15 ? "\(Int(value.rounded()))" : "\(value)" }

    func percent(_ level: Double) -> String { rounded(level * 100) + " %" }
}
