import Model

/// A site and what stands there.
struct DemoSite: Sendable {
    var site: Site
    var fractions: [Fraction]
}

/// Places the sites around the districts' centres and deals out the containers.
struct DemoSites: Sendable {
    let key: RandomKey
    let kerbs: KerbIndex
    var districts = District.all
    /// No two sites are nearer than this.
    static let separationMetres = 90.0

    func make() -> [DemoSite] {
        var random = key["places"].generator
        var names: Set<String> = []
        var sites: [DemoSite] = []
        var taken: [Coordinate] = []
        let total = DemoTown.Size.sites
        for (district, count) in zip(districts, Self.shares(of: total, districts.map(\.thousands))) {
            for _ in 0..<count {
                let (place, address) = place(in: district, avoiding: taken, &random)
                taken.append(place)
                let number = String(sites.count + 1)
                let id = "S" + String(repeating: "0", count: max(0, 3 - number.count)) + number
                var site = Site(
                    id: SiteID(id), name: Self.unused(address, in: district, &names), coordinate: place, district: district.name,
                    zone: zone(in: district, &random))
                decorate(&site, &random)
                sites.append(DemoSite(site: site, fractions: []))
            }
        }
        deal(to: &sites)
        return sites
    }

    /// Whole numbers that add up to `total`, in proportion to the weights (largest remainders).
    static func shares(of total: Int, _ weights: [Double]) -> [Int] {
        let sum = weights.reduce(0, +)
        let exact = weights.map { Double(total) * $0 / sum }
        var counts = exact.map { Int($0) }
        let order = exact.indices.sorted {
            (exact[$0] - exact[$0].rounded(.down), $1) > (exact[$1] - exact[$1].rounded(.down), $0)
        }
        for index in order.prefix(total - counts.reduce(0, +)) { counts[index] += 1 }
        return counts
    }

    /// A place at a kerb near the district's centre, and its address.
    private func place(in district: District, avoiding others: [Coordinate], _ random: inout Xoshiro256) -> (Coordinate, String) {
        var candidate = (district.centre, "Am Markt 1")
        for _ in 0..<40 {
            let north = district.spreadMetres * random.normal()
            let east = district.spreadMetres * random.normal()
            var point = PlanePoint(district.centre)
            point.north += north
            point.east += east
            guard abs(north) < 2.3 * district.spreadMetres, abs(east) < 2.3 * district.spreadMetres,
                let kerb = kerbs.nearest(to: point),
                let place = Coordinate(
                    latitude: Self.rounded(kerb.place.latitude), longitude: Self.rounded(kerb.place.longitude))
            else { continue }
            candidate = (place, "\(kerb.street) \(kerb.number)")
            let isTooNear = others.contains { other in
                abs(other.latitude - place.latitude) < 0.001 && other.distanceMetres(to: place) < Self.separationMetres
            }
            if !isTooNear { break }
        }
        return candidate
    }

    /// A second site at the same number gets a letter.
    private static func unused(_ address: String, in district: District, _ used: inout Set<String>) -> String {
        let names = [""] + "abcdefgh".map { String($0) }
        let name =
            names.map { "\(address)\($0), \(district.name)" }.first { !used.contains($0) } ?? "\(address), \(district.name)"
        used.insert(name)
        return name
    }

    /// About a metre.
    private static func rounded(_ degrees: Double) -> Double { (degrees * 100_000).rounded() / 100_000 }

    private func zone(in district: District, _ random: inout Xoshiro256) -> Zone {
        guard random.happens(district.busyShare) else { return .residential }
        return [Zone.mixed, .commercial, .industrial][random.pick([0.6, 0.28, 0.12])]
    }

    /// What makes some sites difficult.
    private func decorate(_ site: inout Site, _ random: inout Xoshiro256) {
        let kind = random.unit()
        let workdays: Set<Weekday> = [.monday, .tuesday, .wednesday, .thursday, .friday]
        switch kind {
        case ..<0.03:
            site.requiredSkills = ["narrow"]
            site.note = "Enge Zufahrt"
        case ..<0.045:
            site.openingWindows = [OpeningWindow(opens: TimeOfDay(hour: 6), closes: TimeOfDay(hour: 10))]
            site.note = "Ab 10 Uhr zugeparkt"
        case ..<0.055:
            site.openingWindows = [
                OpeningWindow(
                    weekdays: workdays.subtracting([.wednesday]).union([.saturday]), opens: TimeOfDay(hour: 6),
                    closes: TimeOfDay(hour: 20))
            ]
            site.note = "Mittwochs Markt"
        case ..<0.07:
            site.setupSeconds = 300
            site.note = "Absperrung nötig"
        default: break
        }
    }

    /// Deals the containers out: a site of the bring-bank kind has white glass or paper at least; large sites have several of a kind.
    private func deal(to sites: inout [DemoSite]) {
        var random = key["deal"].generator
        let order = sites.indices.map { (random.unit(), $0) }.sorted { $0 < $1 }.map(\.1)
        let banks = Array(order.prefix(DemoTown.Size.bringBankSites))
        let litterOnly = Array(order.dropFirst(DemoTown.Size.bringBankSites))
        let size = sites.map { _ in random.spread(0.6) }
        // Sites without glass still have paper, so nobody is left with nothing.
        give(.paper, DemoTown.Size.paper, to: banks, atLeastOne: true, atMost: 4, size, &sites, &random)
        give(
            .glassWhite, DemoTown.Size.glassWhite, to: Array(banks.prefix(395)), atLeastOne: true, atMost: 2, size, &sites,
            &random)
        give(
            .glassGreen, DemoTown.Size.glassGreen, to: Array(banks.prefix(368)), atLeastOne: true, atMost: 2, size, &sites,
            &random)
        give(
            .glassBrown, DemoTown.Size.glassBrown, to: Array(banks.prefix(368)), atLeastOne: true, atMost: 2, size, &sites,
            &random)
        give(.textiles, DemoTown.Size.textiles, to: banks, atLeastOne: false, atMost: 3, size, &sites, &random)
        let litterPlaces = litterOnly + banks.prefix(100)
        give(.litter, DemoTown.Size.litter, to: litterPlaces, atLeastOne: true, atMost: 8, size, &sites, &random)
        for index in sites.indices { sites[index].fractions.sort { Self.rank($0) < Self.rank($1) } }
    }

    private func give(
        _ fraction: Fraction, _ count: Int, to places: [Int], atLeastOne: Bool, atMost: Int, _ size: [Double],
        _ sites: inout [DemoSite], _ random: inout Xoshiro256
    ) {
        var given = [Int](repeating: 0, count: sites.count)
        var left = count
        if atLeastOne {
            for index in places where left > 0 {
                given[index] = 1
                left -= 1
            }
        }
        var weights = places.map { given[$0] < atMost ? size[$0] : 0 }
        while left > 0, weights.contains(where: { $0 > 0 }) {
            let pick = random.pick(weights)
            given[places[pick]] += 1
            if given[places[pick]] >= atMost { weights[pick] = 0 }
            left -= 1
        }
        for index in places { sites[index].fractions += Array(repeating: fraction, count: given[index]) }
    }

    private static func rank(_ fraction: Fraction) -> Int { Fraction.known.firstIndex(of: fraction) ?? Fraction.known.count }
}
