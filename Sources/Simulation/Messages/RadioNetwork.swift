import Model

/// Carries messages from sensors to the broker: a little late, sometimes twice, not at all or hours later while a gateway is off.
struct RadioNetwork: Sendable {
    private let gateways: GatewayOutages
    /// Without faults everything arrives once and at once.
    private let hasFaults: Bool

    struct Delivery {
        /// Empty when the message is lost; two when it comes twice.
        var times: [Timestamp]
        var isLate: Bool
    }

    init(key: RandomKey, hasFaults: Bool = true) {
        gateways = GatewayOutages(key: key)
        self.hasFaults = hasFaults
    }

    /// Outages by gateway that touch a local day.
    func outages(from: Timestamp, to: Timestamp) -> [[Range<Timestamp>]] {
        guard hasFaults else { return Array(repeating: [], count: GatewayOutages.gatewayCount) }
        let first = gateways.outages(epochDay: Int(from.seconds) / 86400)
        let second = gateways.outages(epochDay: Int(to.seconds) / 86400)
        return zip(first, second).map { early, late in early + late.filter { !early.contains($0) } }
    }

    func deliver(_ sensor: Sensor, number: Int, at moment: Timestamp, outages: [Range<Timestamp>]) -> Delivery {
        var random = sensor.radioKey[number].generator
        let delay = Int64(800 + 3000 * random.unit())
        guard let outage = outages.first(where: { $0.contains(moment) }) else {
            let first = Timestamp(milliseconds: moment.milliseconds + delay)
            guard hasFaults, random.happens(0.015) else { return Delivery(times: [first], isLate: false) }
            return Delivery(times: [first, first.adding(seconds: 2 + random.below(240))], isLate: false)
        }
        // Two thirds keep their readings and send them within two minutes after the outage, in no order; half of them twice.
        guard sensor.keepsReadings else { return Delivery(times: [], isLate: false) }
        let times = (0..<(random.happens(0.5) ? 2 : 1)).map { _ in
            Timestamp(milliseconds: outage.upperBound.milliseconds + Int64(random.unit() * 120_000))
        }
        return Delivery(times: times, isLate: true)
    }
}
