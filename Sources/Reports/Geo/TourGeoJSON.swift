public import Model

extension FeatureCollection {
    /// Tours of one plan: every stop a point, every tour's path a line.
    ///
    /// - Parameter paths: the ways on the roads; straight lines for tours without.
    public init(tours: [Tour], of plan: Plan, wording: Wording, paths: [TourID: TourPath] = [:]) {
        distanceBasis = plan.distanceBasis.rawValue
        let showsRoads = paths.values.contains(where: \.isOnRoads)
        attribution = showsRoads ? DistanceBasis.openStreetMap : plan.distanceBasis.attribution
        features = tours.flatMap { tour in
            FeatureCollection.path(of: tour, on: paths[tour.id], wording: wording)
                + FeatureCollection.stops(of: tour, wording: wording)
        }
    }

    /// The way on the roads, else straight lines between the stops. Left out for a tour that never leaves its place, since a line needs two positions.
    private static func path(of tour: Tour, on path: TourPath?, wording: Wording) -> [Feature] {
        let isOnRoads = path?.isOnRoads == true
        let places = isOnRoads ? (path?.legs ?? []).flatMap(\.line) : tour.stops.map(\.coordinate)
        let positions = places.reduce(into: [[Double]]()) { line, place in
            let position = [place.longitude, place.latitude]
            if line.last != position { line.append(position) }
        }
        guard positions.count >= 2 else { return [] }
        var properties = FeatureProperties(role: "path", tour: tour, wording: wording)
        properties.totals = TotalsDocument(tour.totals)
        properties.geometryBasis =
            !isOnRoads ? "straight-lines" : path?.isWhollyOnRoads == true ? "roads" : "partly-roads"
        return [Feature(geometry: .lineString(positions), properties: properties)]
    }

    private static func stops(of tour: Tour, wording: Wording) -> [Feature] {
        tour.stops.enumerated().map { number, stop in
            var properties = FeatureProperties(role: "stop", tour: tour, wording: wording)
            properties.stop = StopDocument(stop, number: number, wording: wording)
            return Feature(geometry: .point([stop.coordinate.longitude, stop.coordinate.latitude]), properties: properties)
        }
    }
}

extension FeatureProperties {
    fileprivate init(role: String, tour: Tour, wording: Wording) {
        self.role = role
        self.tour = tour.id.rawValue
        vehicle = tour.vehicle.rawValue
        vehicleName = wording.names.vehicle(tour.vehicle)
    }
}
