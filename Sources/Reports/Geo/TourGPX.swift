public import Model

/// A plan's tours as GPX 1.1 (http://www.topografix.com/GPX/1/1/gpx.xsd), one route a tour, for navigation devices.
public enum TourGPX {
    public static func document(tours: [Tour], of plan: Plan, wording: Wording) -> String {
        var xml = """
            <?xml version="1.0" encoding="UTF-8"?>
            <gpx version="1.1" creator="Füllort" xmlns="http://www.topografix.com/GPX/1/1" \
            xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
            xsi:schemaLocation="http://www.topografix.com/GPX/1/1 http://www.topografix.com/GPX/1/1/gpx.xsd">
              <metadata>
                <name>\(xmlEscaped(title(of: plan, wording: wording)))</name>
                <desc>\(xmlEscaped(wording.sentence(plan.distanceBasis)))</desc>
                <time>\(plan.createdAt.rfc3339)</time>
              </metadata>

            """
        for (number, tour) in tours.enumerated() { xml += route(tour, number: number, wording: wording) }
        return xml + "</gpx>\n"
    }

    private static func title(of plan: Plan, wording: Wording) -> String {
        wording(.planTitle, ["town": wording.names.town.name, "day": wording.format.day(plan.day)])
    }

    private static func route(_ tour: Tour, number: Int, wording: Wording) -> String {
        let name = wording(.planTour, ["tour": tour.id.rawValue, "vehicle": wording.names.vehicle(tour.vehicle)])
        var xml = "  <rte>\n    <name>\(xmlEscaped(name))</name>\n    <number>\(number + 1)</number>\n"
        for (index, stop) in tour.stops.enumerated() { xml += point(stop, number: index, wording: wording) }
        return xml + "  </rte>\n"
    }

    /// Children stand in the order that the schema's sequence demands: time, name, desc, type.
    private static func point(_ stop: Stop, number: Int, wording: Wording) -> String {
        var xml = "    <rtept lat=\"\(stop.coordinate.latitude.decimal)\" lon=\"\(stop.coordinate.longitude.decimal)\">\n"
        xml += "      <time>\(stop.arrival.rfc3339)</time>\n"
        xml += "      <name>\(xmlEscaped("\(number) \(wording.name(stop.place))"))</name>\n"
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
