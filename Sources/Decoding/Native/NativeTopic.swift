import Model

/// Füllort's own topic, `fuellort/v1/{town}/{device}/reading`.
struct NativeTopic {
    static let prefix: StaticString = "fuellort/v1/"

    let town: TownID
    let device: DeviceID

    init(_ topic: Topic) throws(Refusal) {
        guard let levels = topic.levels(limit: 5), levels.count == 5, levels[4].spells("reading") else {
            throw Refusal(
                .unknownTopic, "'\(topic.shown)' is no topic of ours; readings go to fuellort/v1/{town}/{device}/reading")
        }
        guard let town = TownID(validating: levels[2]) else {
            throw Self.badName("town", levels[2])
        }
        guard let device = DeviceID(validating: levels[3]) else {
            throw Self.badName("device", levels[3])
        }
        self.town = town
        self.device = device
    }

    /// Where Füllort's own alarms go, `fuellort/v1/{town}/alarms` and `…/alarms/{slot}/{kind}`: whoever subscribes to
    /// `fuellort/v1/#` hears them again.
    static func isOwnAlarm(_ topic: Topic) -> Bool {
        guard let levels = topic.levels(limit: 6), levels.count == 4 || levels.count == 6 else { return false }
        return levels[3].spells("alarms")
    }

    private static func badName(_ what: String, _ level: UnsafeRawBufferPointer) -> Refusal {
        let shown = String(decoding: level.prefix(40), as: UTF8.self)
        return Refusal(.unknownTopic, "'\(shown)' in the topic can not name a \(what): use 1 to 64 of A-Z a-z 0-9 . _ -")
    }
}
