import Model

/// A tour being worked on: what is driven stands fast, the rest has an order but no times yet.
struct TourDraft: Sendable {
    let id: TourID
    let vehicle: VehicleID
    /// Leading stops with their times; empty for a tour that has not begun.
    var driven: [Stop] = []
    /// The rest begins no earlier; only for a tour that has begun.
    var notBefore: Timestamp?
    var halts: [Halt]

    /// One halt between the depots.
    struct Halt: Sendable {
        var place: Place
        var emptied: [StopEmptying] = []

        enum Place: Hashable, Sendable {
            case site(SiteID)
            case disposal(DisposalSiteID)
            /// At the place of the halt before, or of the next one.
            case rest(seconds: Int, isOnArrival: Bool)
        }

        var isRest: Bool { if case .rest = place { true } else { false } }
    }

    init(id: TourID, vehicle: VehicleID, halts: [Halt] = []) {
        self.id = id
        self.vehicle = vehicle
        self.halts = halts
    }

    /// - Parameter drivenStops: how many leading stops stand fast; the depot's start is one of them.
    init(_ tour: Tour, drivenStops: Int, notBefore: Timestamp?) {
        id = tour.id
        vehicle = tour.vehicle
        driven = Array(tour.stops.prefix(drivenStops))
        self.notBefore = driven.isEmpty ? nil : notBefore
        let stops = tour.stops
        halts = stops.indices.dropFirst(driven.count).compactMap { number in
            let stop = stops[number]
            switch stop.place {
            case .depotStart, .depotEnd: return nil
            case .site(let id): return Halt(place: .site(id), emptied: stop.emptied)
            case .disposal(let id): return Halt(place: .disposal(id))
            case .rest:
                let isHere = number > 0 && stop.coordinate == stops[number - 1].coordinate && stop.legSeconds == 0
                return Halt(place: .rest(seconds: stop.serviceSeconds, isOnArrival: !isHere))
            }
        }
    }

    /// As the plan has it.
    init(_ tour: Tour) { self.init(tour, drivenStops: tour.driven?.stops ?? 0, notBefore: tour.driven?.until) }

    /// Number of the first stop that may change.
    var firstNumber: Int { max(1, driven.count) }

    /// Index into ``halts`` of the stop with that number; `nil` for the depots, what is driven, and what is not there.
    func index(ofStop number: Int) -> Int? {
        let index = number - firstNumber
        return halts.indices.contains(index) ? index : nil
    }

    /// Index at which a halt that shall get that number is put in.
    func insertion(at number: Int) -> Int { min(halts.count, max(0, number - firstNumber)) }

    var isEmpty: Bool { halts.allSatisfy(\.emptied.isEmpty) && driven.allSatisfy(\.emptied.isEmpty) }

    /// The same without breaks, so that they can be placed anew.
    var withoutRests: TourDraft {
        var copy = self
        copy.halts.removeAll(where: \.isRest)
        return copy
    }
}
