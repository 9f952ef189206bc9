public import Model

/// What somebody should see to, and who has.
public protocol AlarmDesk: Sendable {
    /// Newest first; `before` is the last identifier of the page before.
    /// - Throws: ``DeskError/notFound(what:id:)`` for an unknown town.
    func alarms(town: TownID, filter: AlarmFilter, before: Int64?, limit: Int) async throws -> [Alarm]

    /// Notes who has seen the alarm; the first acknowledgement stays.
    /// - Throws: ``DeskError/notFound(what:id:)``.
    func acknowledgeAlarm(town: TownID, id: Int64, by person: String, note: String?) async throws -> Alarm
}

/// How the sensors are.
public protocol DeviceDesk: Sendable {
    /// Every sensor that is entered at a slot or was at one within `days`, in the order of names.
    func devices(town: TownID, days: Int) async throws -> [DeviceStatus]

    /// - Throws: ``DeskError/notFound(what:id:)``.
    func device(town: TownID, id: DeviceID, days: Int) async throws -> DeviceStatus
}

/// Devices that report although nobody has entered them.
public protocol ClaimDesk: Sendable {
    /// Newest heard first. Those whose messages name the town, and those whose messages name none.
    func claims(town: TownID, limit: Int) async throws -> [Claim]

    /// - Throws: ``DeskError/notFound(what:id:)`` when nothing waits for the device.
    func claim(town: TownID, device: DeviceID) async throws -> Claim

    /// Enters the device at a slot and processes what waited.
    ///
    /// - Throws: ``DeskError`` when the slot has another device, the device another slot, or a name is not known.
    func claimDevice(town: TownID, device: DeviceID, _ order: ClaimOrder) async throws -> ClaimResult
}

/// A sensor: where it is, when it was heard, how far it is to be believed.
public struct DeviceStatus: Hashable, Sendable {
    public var device: Device
    /// The slot it reports for; `nil` when it is entered nowhere any more.
    public var slot: Slot?
    public var site: Site?
    public var current: CurrentLevel?
    /// `nil` without a reading in the days looked at.
    public var figures: DeviceFigures?
    /// How far back ``figures`` look.
    public var days: Int
    /// The moment of this answer.
    public var asOf: Timestamp
    /// The town's limits, by which it is judged.
    public var silentAfterHours: Double
    public var batteryWarningPercent: Double

    public init(
        device: Device, slot: Slot?, site: Site?, current: CurrentLevel?, figures: DeviceFigures?, days: Int, asOf: Timestamp,
        silentAfterHours: Double, batteryWarningPercent: Double
    ) {
        self.device = device
        self.slot = slot
        self.site = site
        self.current = current
        self.figures = figures
        self.days = days
        self.asOf = asOf
        self.silentAfterHours = silentAfterHours
        self.batteryWarningPercent = batteryWarningPercent
    }

    /// `nil` for a device that is entered nowhere: then nobody knows whose silence it is.
    public var lastHeardAt: Timestamp? { slot == nil ? nil : current?.lastHeardAt }

    /// Is entered at a slot, and nothing was heard of it for too long.
    public var isSilent: Bool {
        guard slot != nil else { return false }
        guard let heard = lastHeardAt else { return true }
        return asOf.hours(since: heard) > silentAfterHours
    }

    /// The newest that is known, 0 to 100.
    public var batteryPercent: Double? { current?.batteryPercent ?? figures?.batteryPercent?.last }

    /// Below the town's warning, or the device says so itself.
    public var isBatteryLow: Bool {
        if let percent = batteryPercent { return percent <= batteryWarningPercent }
        return current?.quality.contains(.batteryLow) ?? false
    }

    /// When the battery will be empty if it goes on as it did; `nil` when it does not fall, or nobody knows yet.
    public var batteryEmptyAt: Timestamp? {
        guard let course = figures?.batteryPercent, let days = course.days(until: 0), days < 3650 else { return nil }
        return course.lastAt.adding(days: days)
    }

    /// Share of its levels that could be used; `nil` without a level.
    public var usableShare: Double? {
        guard let figures, figures.levels > 0 else { return nil }
        let bad = figures.verdicts.filter { !$0.verdict.isDisjoint(with: .excludedFromLevel) }.reduce(0) { $0 + $1.count }
        return max(0, 1 - Double(bad) / Double(max(figures.readings, 1)))
    }
}

/// A device that nobody has entered, and what it said.
public struct Claim: Hashable, Sendable {
    public var device: DeviceID
    /// `nil` when its messages do not tell.
    public var town: TownID?
    /// Kept in quarantine for it.
    public var messages: Int
    public var firstHeardAt: Timestamp
    public var lastHeardAt: Timestamp
    /// The newest messages, newest first.
    public var lastMessages: [QuarantinedMessage]

    public init(
        device: DeviceID, town: TownID?, messages: Int, firstHeardAt: Timestamp, lastHeardAt: Timestamp,
        lastMessages: [QuarantinedMessage]
    ) {
        self.device = device
        self.town = town
        self.messages = messages
        self.firstHeardAt = firstHeardAt
        self.lastHeardAt = lastHeardAt
        self.lastMessages = lastMessages
    }
}

/// Where a device belongs and what it is.
public struct ClaimOrder: Hashable, Sendable {
    /// The slot it is to report for from now on.
    public var slot: SlotID
    /// Vendor and model; `nil` keeps what is known, or means that it speaks our own format.
    public var model: String?
    /// Type of the container in the slot, from which distances become levels; `nil` keeps the present one.
    public var containerType: ContainerTypeID?
    /// From the sensor's face to the full line, when it is mounted otherwise than the container's type says.
    public var sensorOffsetMillimetres: Double?
    /// Takes the place of the device that is entered at the slot.
    public var replaces: Bool
    /// Leaves the slot at which the device is entered now.
    public var moves: Bool

    public init(
        slot: SlotID, model: String? = nil, containerType: ContainerTypeID? = nil, sensorOffsetMillimetres: Double? = nil,
        replaces: Bool = false, moves: Bool = false
    ) {
        self.slot = slot
        self.model = model
        self.containerType = containerType
        self.sensorOffsetMillimetres = sensorOffsetMillimetres
        self.replaces = replaces
        self.moves = moves
    }
}

/// What became of a claim.
public struct ClaimResult: Hashable, Sendable {
    public var device: Device
    public var slot: SlotID
    /// What became of the messages that waited.
    public var waiting: ReprocessResult

    public init(device: Device, slot: SlotID, waiting: ReprocessResult) {
        self.device = device
        self.slot = slot
        self.waiting = waiting
    }
}
