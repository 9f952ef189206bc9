/// Names for sites: streets that exist in any German town, so that none is taken for a real address.
struct StreetNames: Sendable {
    private static let streets = [
        "Bahnhofstraße", "Schulstraße", "Gartenstraße", "Dorfstraße", "Bergstraße", "Lindenweg", "Am Markt", "Kirchplatz",
        "Mühlenweg", "Feldstraße", "Waldweg", "Wiesenstraße", "Parkstraße", "Am Sportplatz", "Ringstraße", "Hafenweg",
        "Kastanienallee", "Birkenweg", "Eichenstraße", "Buchenweg", "Ahornweg", "Rosenweg", "Am Friedhof", "Poststraße",
        "Industriestraße", "Zechenstraße", "Gewerbepark", "Am Hang", "Im Tal", "Brückenstraße", "Uferweg", "Sonnenweg",
        "Am Stadion", "Nordring", "Südring", "Westwall", "Ostwall", "Marktstraße", "Kampstraße", "Heideweg", "Am Bach",
        "Talstraße",
        "Siedlungsweg", "Ziegelstraße", "Hüttenweg", "Schachtweg", "Kanalstraße", "Am Freibad", "Supermarkt-Parkplatz",
        "P+R-Parkplatz",
    ]
    private var random: Xoshiro256
    private var used: Set<String> = []

    init(key: RandomKey) { random = key.generator }

    mutating func next(in district: District) -> String {
        while true {
            let name = "\(Self.streets[random.below(Self.streets.count)]) \(1 + random.below(120)), \(district.name)"
            if used.insert(name).inserted { return name }
        }
    }
}
