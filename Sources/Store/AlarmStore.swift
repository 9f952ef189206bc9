public import Model

/// What whoever raises alarms must know.
public protocol AlarmMemory: Sendable {
    /// All open alarms of all towns, for the ingest thread after a start.
    func openAlarms() throws -> [Alarm]
}

/// Alarms and their way out. They are raised and cleared in the transaction that stores what tells of them
/// (``IntakeBatch/alarms``); each change leaves an event, in order, until every feed has delivered it.
public protocol AlarmStore: AlarmMemory {
    /// Newest first; `before` is the last identifier of the page before.
    func alarms(town: TownID, filter: AlarmFilter, before: Int64?, limit: Int) async throws -> [Alarm]

    func alarm(town: TownID, id: Int64) async throws -> Alarm?

    /// Notes who has seen it; the first acknowledgement stays. - Returns: the alarm as it is then; `nil` if there is none.
    func acknowledgeAlarm(town: TownID, id: Int64, _ acknowledgement: AlarmAcknowledgement) async throws -> Alarm?

    /// Events after the one that `feed` has delivered last, oldest first. A feed that was never heard of begins at the end.
    func undeliveredAlarmEvents(feed: String, limit: Int) async throws -> [AlarmEvent]

    /// Notes how far a feed has come, and forgets events that every one of `feeds` has delivered.
    func alarmEventsDelivered(feed: String, upTo id: Int64, feeds: [String]) async throws

    /// How many events wait for a feed.
    func waitingAlarmEvents(feed: String) async throws -> Int
}
