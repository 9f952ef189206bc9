/// What a way's tags say about driving on it, in fixed numbers: many ways share one. Profiles decide later what follows from it.
///
/// The layout is part of the network file's format: only one- and two-byte members, and a change raises `NetworkFormat.version`.
struct WayTraits: Hashable, Sendable {
    struct Flags: OptionSet, Hashable, Sendable {
        let rawValue: UInt16
        static let bridge = Flags(rawValue: 1 << 0)
        static let tunnel = Flags(rawValue: 1 << 1)
        static let toll = Flags(rawValue: 1 << 2)
        static let tollForTrucks = Flags(rawValue: 1 << 3)
        static let motorroad = Flags(rawValue: 1 << 4)
        static let roundabout = Flags(rawValue: 1 << 5)
        static let lowEmissionZone = Flags(rawValue: 1 << 6)
        /// A limit that does not hold for who has business there (`maxweight:conditional=none @ destination`).
        static let limitsSpareDestination = Flags(rawValue: 1 << 7)
        /// The way carries conditions beyond ours; counted, otherwise ignored.
        static let unknownCondition = Flags(rawValue: 1 << 8)
        /// `maxspeed` is there and says that there is none.
        static let noSpeedLimit = Flags(rawValue: 1 << 9)
        static let parkingAisle = Flags(rawValue: 1 << 10)
        static let emergencyAccess = Flags(rawValue: 1 << 11)
        static let reversible = Flags(rawValue: 1 << 12)
    }

    /// One-way rule for a kind of traffic.
    enum Oneway: UInt8, Sendable { case unstated, no, forward, backward }

    /// Access per ``AccessMode``, a byte each.
    struct AccessTable: Hashable, Sendable {
        var values: (UInt8, UInt8, UInt8, UInt8, UInt8, UInt8) = (0, 0, 0, 0, 0, 0)

        subscript(mode: AccessMode) -> AccessValue {
            get {
                let raw: UInt8 =
                    switch mode {
                    case .access: values.0
                    case .vehicle: values.1
                    case .motorVehicle: values.2
                    case .motorcar: values.3
                    case .goods: values.4
                    case .hgv: values.5
                    }
                return AccessValue(rawValue: raw) ?? .unstated
            }
            set {
                switch mode {
                case .access: values.0 = newValue.rawValue
                case .vehicle: values.1 = newValue.rawValue
                case .motorVehicle: values.2 = newValue.rawValue
                case .motorcar: values.3 = newValue.rawValue
                case .goods: values.4 = newValue.rawValue
                case .hgv: values.5 = newValue.rawValue
                }
            }
        }

        static func == (a: AccessTable, b: AccessTable) -> Bool { a.values == b.values }

        func hash(into hasher: inout Hasher) {
            hasher.combine(values.0)
            hasher.combine(values.1)
            hasher.combine(values.2)
            hasher.combine(values.3)
            hasher.combine(values.4)
            hasher.combine(values.5)
        }
    }

    var flagBits: UInt16 = 0
    /// First entry in the table of conditions.
    var conditionStart: UInt16 = 0
    var conditionCount: UInt16 = 0
    /// Hundreds of kilograms, 0 without a limit; `…ForTrucks` holds for hgv alone and wins there.
    var maxWeight: UInt16 = 0
    var maxWeightForTrucks: UInt16 = 0
    /// Permitted gross weight (`maxweightrating`), which is the same for us.
    var maxWeightRating: UInt16 = 0
    var maxAxleLoad: UInt16 = 0
    /// Centimetres, 0 without a limit.
    var maxHeight: UInt16 = 0
    var maxWidth: UInt16 = 0
    var maxLength: UInt16 = 0
    /// km/h that a ferry needs on the way, times 10; 0 otherwise.
    var ferrySpeedTenths: UInt16 = 0
    var highwayCode: UInt8 = 0
    var surface: UInt8 = 0
    var trackType: UInt8 = 0
    var smoothness: UInt8 = 0
    /// km/h, 0 unknown.
    var maxSpeedForward: UInt8 = 0
    var maxSpeedBackward: UInt8 = 0
    var maxSpeedForTrucks: UInt8 = 0
    var onewayGeneral: UInt8 = 0
    var onewayMotorVehicle: UInt8 = 0
    var onewayTrucks: UInt8 = 0
    var forward = AccessTable()
    var backward = AccessTable()

    var flags: Flags {
        get { Flags(rawValue: flagBits) }
        set { flagBits = newValue.rawValue }
    }

    var highway: HighwayClass {
        get { HighwayClass(rawValue: highwayCode) ?? .road }
        set { highwayCode = newValue.rawValue }
    }
}

/// A ``PlainCondition`` of a way or a turn restriction with what it changes; the layout is part of the file's format.
struct ConditionRecord: Hashable, Sendable {
    enum Subject: UInt8, Sendable { case access, oneway, weightLimit, speed }

    var subject: UInt8 = 0
    /// Access: ``AccessMode``. Speed: km/h.
    var mode: UInt8 = 0
    /// 0 both directions, 1 along the way, 2 against it.
    var direction: UInt8 = 0
    /// Access: ``AccessValue``. One-way: ``WayTraits/Oneway``.
    var value: UInt8 = 0
    var kind: UInt8 = 0
    var weekdays: UInt8 = 0
    var startMinute: UInt16 = 0
    var endMinute: UInt16 = 0
    var hundredKilograms: UInt16 = 0

    init(
        _ condition: PlainCondition, subject: Subject, mode: UInt8 = 0, direction: UInt8 = 0, value: UInt8 = 0
    ) {
        self.subject = subject.rawValue
        self.mode = mode
        self.direction = direction
        self.value = value
        kind = condition.kind.rawValue
        weekdays = condition.weekdays
        startMinute = condition.startMinute
        endMinute = condition.endMinute
        hundredKilograms = condition.hundredKilograms
    }
}
