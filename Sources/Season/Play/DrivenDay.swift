import Model
import Planning
import Simulation

/// A plan as it really goes: a container here and there is not reached, and a truck that is full earlier than planned makes one more
/// trip to the tip.
struct DrivenDay {
    let plan: DrivenPlan
    var totals: TourTotals
    /// Trips to the tip that the plan had not foreseen.
    var extraTips = 0

    /// As in ``RhythmEmptyings``: blocked by a parked car, forgotten (assumption); of all policies alike.
    private static let missedShare = 0.02

    init(_ plan: Plan, key: RandomKey) {
        totals = plan.totals
        self.plan = DrivenPlan(
            town: plan.town, day: plan.day,
            tours: plan.tours.map { tour in
                DrivenPlan.Tour(
                    stops: tour.stops.map { stop in
                        DrivenPlan.Stop(
                            arrival: stop.arrival, departure: stop.departure,
                            emptied: stop.emptied.filter { key[$0.slot.rawValue][plan.day.epochDay].unit >= Self.missedShare }
                                .map { DrivenPlan.Emptied(slot: $0.slot) })
                    })
            })
    }

    /// Adds the ways of trips to the tip that became necessary, once it is known what was really in the containers.
    mutating func settle(_ plan: Plan, emptied: [SlotID: TrueEmptying], town: SeasonPlaces) {
        for tour in plan.tours {
            guard let vehicle = town.index.vehicles[tour.vehicle] else { continue }
            var load = 0.0
            for stop in tour.stops {
                if case .disposal = stop.place { load = 0 }
                guard case .site(let site) = stop.place else { continue }
                let weight = stop.emptied.reduce(0) { sum, done in
                    sum + (emptied[done.slot].map { town.kilograms($0, done.fraction) } ?? 0)
                }
                load += weight
                if load > vehicle.payloadKilograms, let trip = town.tripToTip(from: site, fractions: stop.emptied.map(\.fraction))
                {
                    extraTips += 1
                    load = weight
                    totals.distanceMetres += trip.metres
                    totals.drivingSeconds += trip.seconds
                    totals.disposalSeconds += trip.tipSeconds
                    totals.durationSeconds += trip.seconds + trip.tipSeconds
                    let units = vehicle.energy.units(distanceMetres: trip.metres)
                    if vehicle.energy.carrier == .diesel {
                        totals.dieselLitres += units
                    } else {
                        totals.electricKilowattHours += units
                    }
                    totals.carbonDioxideKilograms += vehicle.energy.carbonDioxideKilograms(distanceMetres: trip.metres)
                }
            }
        }
    }
}

/// The places of a town with the ways between them, made once a season.
struct SeasonPlaces: Sendable {
    let data: TownData
    let index: TownIndex
    let places: PlaceIndex
    let travel: TravelMatrix

    func kilograms(_ emptying: TrueEmptying, _ fraction: Fraction) -> Double {
        emptying.litres / 1000 * data.rules.properties(of: fraction).densityKilogramsPerCubicMetre
    }

    /// There and back to the nearest tip that takes all of it.
    func tripToTip(from site: SiteID, fractions: [Fraction]) -> (metres: Int, seconds: Int, tipSeconds: Int)? {
        guard let from = places.index(of: site) else { return nil }
        return data.disposalSites.filter { $0.fractions.isSuperset(of: fractions) }.compactMap { tip in
            places.index(of: tip.id).map { to in
                (
                    metres: travel.distanceMetres(from: from, to: to) + travel.distanceMetres(from: to, to: from),
                    seconds: travel.durationSeconds(from: from, to: to) + travel.durationSeconds(from: to, to: from),
                    tipSeconds: tip.serviceSeconds ?? data.rules.service.disposalSeconds
                )
            }
        }.min { $0.seconds < $1.seconds }
    }
}
