import Model

/// Radio gateways, one for each few districts, that now and then are off for hours. Devices that keep what was not acknowledged send it
/// all at once afterwards, out of order and half of it twice; others lose it.
struct GatewayOutages: Sendable {
    static let gatewayCount = 12
    private let key: RandomKey

    init(key: RandomKey) { self.key = key["gateway"] }

    static func gateway(of site: Site?, key: RandomKey) -> Int {
        Int(key["coverage"][site?.district ?? site?.id.rawValue ?? ""].unit * Double(gatewayCount))
    }

    /// Outages that touch the UTC day of that number, by gateway: from (included) to (not included).
    func outages(epochDay: Int) -> [[Range<Timestamp>]] {
        (0..<Self.gatewayCount).map { gateway in
            (-1...0).compactMap { offset in outage(gateway, beginningOn: epochDay + offset) }
        }
    }

    private func outage(_ gateway: Int, beginningOn epochDay: Int) -> Range<Timestamp>? {
        var random = key[gateway][epochDay].generator
        guard random.happens(0.06) else { return nil }
        let start = Timestamp(seconds: Int64(epochDay) * 86400 + Int64(random.below(86400)))
        return start..<start.adding(seconds: 7200 + random.below(8 * 3600))
    }
}
