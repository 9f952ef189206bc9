import Model

/// A part of one of the two towns. Centres are approximate, read off a map; shares of people are rounded from the towns' own figures.
struct District: Sendable {
    enum Municipality: String, Sendable { case dortmund, schwerte }

    let name: String
    let municipality: Municipality
    var centre: Coordinate
    /// Inhabitants in thousands: decides how many sites there are.
    let thousands: Double
    /// Standard deviation of the places around the centre.
    var spreadMetres: Double
    /// Share of sites that are not in residential zones.
    let busyShare: Double

    static let all = [
        District("Innenstadt-West", .dortmund, 51.5110, 7.4440, 53, 1100, 0.55),
        District("Innenstadt-Nord", .dortmund, 51.5260, 7.4640, 60, 1100, 0.5),
        District("Innenstadt-Ost", .dortmund, 51.5090, 7.4900, 55, 1200, 0.5),
        District("Eving", .dortmund, 51.5530, 7.4740, 38, 1400, 0.4),
        District("Scharnhorst", .dortmund, 51.5490, 7.5330, 46, 1500, 0.35),
        District("Brackel", .dortmund, 51.5300, 7.5530, 56, 1700, 0.35),
        District("Aplerbeck", .dortmund, 51.4970, 7.5550, 55, 1700, 0.35),
        District("Hörde", .dortmund, 51.4890, 7.5030, 55, 1500, 0.4),
        District("Hombruch", .dortmund, 51.4750, 7.4400, 57, 1800, 0.35),
        District("Lütgendortmund", .dortmund, 51.5040, 7.3430, 49, 1700, 0.4),
        District("Huckarde", .dortmund, 51.5400, 7.4100, 37, 1400, 0.45),
        District("Mengede", .dortmund, 51.5710, 7.3890, 39, 1600, 0.4),
        District("Mitte", .schwerte, 51.4440, 7.5670, 19, 900, 0.5),
        District("Ergste", .schwerte, 51.4200, 7.5670, 7, 800, 0.3),
        District("Westhofen", .schwerte, 51.4190, 7.5190, 5.5, 700, 0.35),
        District("Holzen", .schwerte, 51.4530, 7.5360, 7, 700, 0.3),
        District("Geisecke", .schwerte, 51.4490, 7.6170, 3.5, 600, 0.35),
        District("Villigst", .schwerte, 51.4340, 7.5890, 2.5, 500, 0.3),
        District("Wandhofen", .schwerte, 51.4360, 7.5400, 1.5, 450, 0.4),
    ]

    private init(
        _ name: String, _ municipality: Municipality, _ latitude: Double, _ longitude: Double, _ thousands: Double,
        _ spreadMetres: Double, _ busyShare: Double
    ) {
        self.name = name
        self.municipality = municipality
        guard let centre = Coordinate(latitude: latitude, longitude: longitude) else {
            preconditionFailure("\(name) is no place on the earth")
        }
        self.centre = centre
        self.thousands = thousands
        self.spreadMetres = spreadMetres
        self.busyShare = busyShare
    }
}
