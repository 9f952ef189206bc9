public import Model

/// A plan's tours as GPX 1.1 (http://www.topografix.com/GPX/1/1/gpx.xsd) for navigation devices: one route a tour with its stops, the
/// turns on the way to each of them in its comment, and one track a tour along the roads.
public enum TourGPX {
    public static func document(
        tours: [Tour], of plan: Plan, wording: Wording, paths: [TourID: TourPath] = [:]
    ) -> String {
        let showsRoads = !plan.distanceBasis.isEstimate || paths.values.contains(where: \.isOnRoads)
        let basis = wording.sentence(waysOf: plan)
        var xml = """
            <?xml version="1.0" encoding="UTF-8"?>
            <gpx version="1.1" creator="Füllort" xmlns="http://www.topografix.com/GPX/1/1" \
            xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
            xsi:schemaLocation="http://www.topografix.com/GPX/1/1 http://www.topografix.com/GPX/1/1/gpx.xsd">
              <metadata>
                <name>\(xmlEscaped(title(of: plan, wording: wording)))</name>
                <desc>\(xmlEscaped(basis))</desc>
            \(showsRoads ? copyright : "")    <time>\(plan.createdAt.rfc3339)</time>
              </metadata>

            """
        for (number, tour) in tours.enumerated() {
            xml += route(tour, number: number, path: paths[tour.id], wording: wording)
        }
        for (number, tour) in tours.enumerated() {
            if let path = paths[tour.id], path.isOnRoads { xml += track(tour, number: number, path, wording: wording) }
        }
        return xml + "</gpx>\n"
    }

    private static let copyright = """
            <copyright author="OpenStreetMap contributors"><license>https://www.openstreetmap.org/copyright</license></copyright>

        """

    private static func title(of plan: Plan, wording: Wording) -> String {
        wording(.planTitle, ["town": wording.names.town.name, "day": wording.format.day(plan.day)])
    }

    private static func name(of tour: Tour, wording: Wording) -> String {
        wording(.planTour, ["tour": tour.id.rawValue, "vehicle": wording.names.vehicle(tour.vehicle)])
    }

    private static func track(_ tour: Tour, number: Int, _ path: TourPath, wording: Wording) -> String {
        var xml = "  <trk>\n    <name>\(xmlEscaped(name(of: tour, wording: wording)))</name>\n"
        xml += "    <number>\(number + 1)</number>\n    <trkseg>\n"
        var last: Coordinate?
        for point in path.legs.flatMap(\.line) where point != last {
            xml += "      <trkpt lat=\"\(point.latitude.decimal)\" lon=\"\(point.longitude.decimal)\"/>\n"
            last = point
        }
        return xml + "    </trkseg>\n  </trk>\n"
    }

    private static func route(_ tour: Tour, number: Int, path: TourPath?, wording: Wording) -> String {
        let name = name(of: tour, wording: wording)
        var xml = "  <rte>\n    <name>\(xmlEscaped(name))</name>\n    <number>\(number + 1)</number>\n"
        for (index, stop) in tour.stops.enumerated() {
            let leg = index > 0 ? path?.legs.dropFirst(index - 1).first : nil
            xml += point(stop, number: index, leg: leg, wording: wording)
        }
        return xml + "  </rte>\n"
    }

    /// Children stand in the order that the schema's sequence demands: time, name, cmt, desc, type.
    private static func point(_ stop: Stop, number: Int, leg: TourPath.Leg?, wording: Wording) -> String {
        var xml = "    <rtept lat=\"\(stop.coordinate.latitude.decimal)\" lon=\"\(stop.coordinate.longitude.decimal)\">\n"
        xml += "      <time>\(stop.arrival.rfc3339)</time>\n"
        xml += "      <name>\(xmlEscaped("\(number) \(wording.name(stop.place))"))</name>\n"
        let turns = (leg?.steps ?? []).map { wording.sentence($0) }
        if !turns.isEmpty { xml += "      <cmt>\(xmlEscaped(turns.joined(separator: "\n")))</cmt>\n" }
        let reasons = stop.emptied.map { "\(wording.name($0.fraction)): \(wording.sentence($0.reason))" }
        if !reasons.isEmpty { xml += "      <desc>\(xmlEscaped(reasons.joined(separator: "\n")))</desc>\n" }
        return xml + "      <type>\(stop.place.kind)</type>\n    </rtept>\n"
    }
}

extension Double {
    /// Plain decimal notation: `xsd:decimal` allows no exponent, and seven digits are a centimetre.
    fileprivate var decimal: String {
        guard let text = fixedPoint(self, digits: 6) else { return "0" }
        return text
    }
}
