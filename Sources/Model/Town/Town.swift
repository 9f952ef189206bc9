/// A tenant: every record belongs to one town.
public struct Town: Hashable, Sendable, Codable {
    public var id: TownID
    public var name: String
    /// IANA name, for example `Europe/Berlin`.
    public var timeZone: String
    /// Language of reports and sheets, `de` or `en`.
    public var language: String

    public init(id: TownID, name: String, timeZone: String = "Europe/Berlin", language: String = "de") {
        self.id = id
        self.name = name
        self.timeZone = timeZone
        self.language = language
    }

    /// The town's clock; UTC if the system does not know the zone (imports refuse such a town).
    public var clock: TownClock { TownClock(identifier: timeZone) ?? .utc }
}
