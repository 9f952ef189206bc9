/// Street names that exist in any German town, so that none is taken for a real address. A name stands for one street of a district.
struct StreetNames: Sendable {
    private static let whole = [
        "Bahnhofstraße", "Schulstraße", "Gartenstraße", "Dorfstraße", "Bergstraße", "Am Markt", "Kirchplatz", "Feldstraße",
        "Parkstraße", "Am Sportplatz", "Hafenweg", "Am Friedhof", "Poststraße", "Industriestraße", "Zechenstraße", "Gewerbepark",
        "Am Hang", "Im Tal", "Brückenstraße", "Uferweg", "Am Stadion", "Westwall", "Ostwall", "Marktstraße", "Kampstraße",
        "Am Bach", "Talstraße", "Ziegelstraße", "Hüttenweg", "Schachtweg", "Kanalstraße", "Am Freibad",
    ]
    private static let stems = [
        "Linden", "Mühlen", "Wald", "Wiesen", "Kastanien", "Birken", "Eichen", "Buchen", "Ahorn", "Rosen", "Sonnen", "Heide",
        "Siedlungs", "Erlen", "Eschen", "Ulmen", "Tannen", "Fichten", "Kiefern", "Weiden", "Pappel", "Flieder", "Holunder",
        "Schlehen", "Amsel", "Drossel", "Finken", "Lerchen", "Meisen", "Schwalben", "Falken", "Reiher", "Hasen", "Reh", "Stein",
        "Quellen", "Brunnen", "Hügel", "Acker", "Anger", "Kornblumen", "Mohn", "Distel", "Farn", "Moos", "Ginster", "Hasel",
        "Nuss",
        "Kirsch", "Apfel", "Birnen", "Pflaumen", "Beeren", "Bergmanns", "Hochofen", "Koks", "Flöz", "Stollen", "Weber", "Müller",
        "Schmiede", "Schreiner", "Gerber", "Färber", "Töpfer",
    ]
    private static let endings = ["straße", "weg", "allee", "gasse", "ring", "pfad", "hof", "kamp", "busch"]
    private static let all = whole + endings.flatMap { ending in stems.map { $0 + ending } }

    private let key: RandomKey
    /// Names that a district still has, last one first.
    private var left: [String: [String]] = [:]

    init(key: RandomKey) { self.key = key }

    /// A name that no other street of the district has; after about 600 of them, with a number.
    mutating func nextStreet(in district: String) -> String {
        if left[district] == nil {
            var random = key[district].generator
            // The plain names come first.
            left[district] = Self.all.enumerated().map { (random.unit() + Double($0) / 400, $1) }.sorted { $0 > $1 }.map(\.1)
        }
        if let name = left[district]?.popLast() { return name }
        let number = left["\(district) more", default: []].count + 1
        left["\(district) more", default: []].append("")
        return "Weg \(number)"
    }
}
