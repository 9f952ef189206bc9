import Model

/// What a vehicle carries, by fraction, and what a tip takes of it.
struct LoadOnBoard: Sendable {
    let vehicle: Vehicle
    private(set) var amounts: [Fraction: ExpectedAmount] = [:]

    init(_ vehicle: Vehicle) { self.vehicle = vehicle }

    var isEmpty: Bool { amounts.values.allSatisfy { $0.kilograms < 0.001 && $0.litres < 0.001 } }

    var fractions: [Fraction] { amounts.keys.sorted() }

    /// Summed in the order of fractions, so that the same tour gives the same figures to the last digit.
    var total: ExpectedAmount { fractions.reduce(.zero) { $0 + (amounts[$1] ?? .zero) } }

    /// More than the payload, or than the chambers open to some fraction hold.
    var isTooMuch: Bool {
        total.kilograms > vehicle.payloadKilograms
            || fractions.contains { fraction in
                let room = vehicle.compartments.filter { $0.fractions.contains(fraction) }.reduce(0) { $0 + $1.volumeLitres }
                return (amounts[fraction]?.litres ?? 0) > room
            }
    }

    mutating func add(_ emptied: [StopEmptying]) {
        for emptying in emptied {
            amounts[emptying.fraction, default: .zero] =
                amounts[emptying.fraction, default: .zero]
                + ExpectedAmount(kilograms: emptying.expectedKilograms, litres: emptying.expectedLitres)
        }
    }

    /// What would go there: waste whose only chamber it shares with something the site refuses stays.
    func tipped(at site: DisposalSite) -> [Fraction] {
        func chambers(_ fraction: Fraction) -> [Int] {
            vehicle.compartments.indices.filter { vehicle.compartments[$0].fractions.contains(fraction) }
        }
        let refused = fractions.filter { !site.fractions.contains($0) && (amounts[$0]?.litres ?? 0) > 0 }
        return fractions.filter { fraction in
            let own = chambers(fraction)
            return site.fractions.contains(fraction) && !(own.count == 1 && refused.contains { chambers($0) == own })
        }
    }

    mutating func tip(at site: DisposalSite) { for fraction in tipped(at: site) { amounts[fraction] = nil } }
}
