public import Model

extension LeftOut.Obstacle {
    var phrase: Phrase {
        switch self {
        case .noVehicle: .obstacleNoVehicle
        case .noSuitableVehicle: .obstacleNoSuitableVehicle
        case .skill: .obstacleSkill
        case .noDisposalSite: .obstacleNoDisposalSite
        case .tooLarge: .obstacleTooLarge
        case .timeWindow: .obstacleTimeWindow
        case .unreachable: .obstacleUnreachable
        case .shift: .obstacleShift
        case .capacity: .obstacleCapacity
        case .noContainer: .obstacleNoContainer
        case .noCollectionDay: .obstacleNoCollectionDay
        case .byHand: .obstacleByHand
        case .notEmptied: .obstacleNotEmptied
        }
    }

    var shortPhrase: Phrase {
        switch self {
        case .noVehicle: .shortNoVehicle
        case .noSuitableVehicle: .shortNoSuitableVehicle
        case .skill: .shortSkill
        case .noDisposalSite: .shortNoDisposalSite
        case .tooLarge: .shortTooLarge
        case .timeWindow: .shortTimeWindow
        case .unreachable: .shortUnreachable
        case .shift: .shortShift
        case .capacity: .shortCapacity
        case .noContainer: .shortNoContainer
        case .noCollectionDay: .shortNoCollectionDay
        case .byHand: .shortTakenOut
        case .notEmptied: .shortNotEmptied
        }
    }
}

extension Phrase {
    init?(rule: String) {
        guard let phrase = Phrase.rules[rule] else { return nil }
        self = phrase
    }

    /// The rules by the stable key that a violation bears.
    static let rules: [String: Phrase] = [
        "payload": .rulePayload,
        "volume": .ruleVolume,
        "shift": .ruleShift,
        "quiet-hours": .ruleQuietHours,
        "driving-time": .ruleDrivingTime,
        "working-time": .ruleWorkingTime,
        "opening-hours": .ruleOpeningHours,
        "not-tipped": .ruleNotTipped,
        "unknown-vehicle": .ruleUnknownVehicle,
        "vehicle-off": .ruleVehicleOff,
        "vehicle-twice": .ruleVehicleTwice,
        "fraction": .ruleFraction,
        "emptying-method": .ruleEmptyingMethod,
        "skill": .ruleSkill,
        "unknown-disposal-site": .ruleUnknownDisposalSite,
        "disposal-site": .ruleDisposalSite,
        "disposal-fraction": .ruleDisposalFraction,
        "break": .ruleBreak,
        "rest": .ruleRest,
        "collection-day": .ruleCollectionDay,
        "unknown-site": .ruleUnknownSite,
        "unknown-slot": .ruleUnknownSlot,
        "wrong-site": .ruleWrongSite,
        "inactive-slot": .ruleInactiveSlot,
        "no-container": .ruleNoContainer,
        "slot-twice": .ruleSlotTwice,
        "due-missing": .ruleDueMissing,
        "town": .ruleTown,
        "depot": .ruleDepot,
        "times": .ruleTimes,
        "way": .ruleWay,
        "service-time": .ruleServiceTime,
        "amount": .ruleAmount,
        "load": .ruleLoad,
        "totals": .ruleTotals,
    ]

    init?(fraction: Fraction) {
        switch fraction {
        case .glassWhite: self = .fractionGlassWhite
        case .glassGreen: self = .fractionGlassGreen
        case .glassBrown: self = .fractionGlassBrown
        case .paper: self = .fractionPaper
        case .textiles: self = .fractionTextiles
        case .lightPackaging: self = .fractionLightPackaging
        case .residual: self = .fractionResidual
        case .bio: self = .fractionBio
        case .litter: self = .fractionLitter
        case .electronics: self = .fractionElectronics
        default: return nil
        }
    }

    init(band: FillBand?) {
        self =
            switch band {
            case .upTo25: .bandUpTo25
            case .upTo50: .bandUpTo50
            case .upTo75: .bandUpTo75
            case .upTo100: .bandUpTo100
            case .over100: .bandOver100
            case nil: .bandNone
            }
    }

    init?(qualityReason key: String) {
        switch key {
        case "out-of-range": self = .qualityOutOfRange
        case "blocked-echo": self = .qualityBlockedEcho
        case "stuck": self = .qualityStuck
        case "jump": self = .qualityJump
        case "tilted": self = .qualityTilted
        case "hot": self = .qualityHot
        case "battery-low": self = .qualityBatteryLow
        case "clock-wrong": self = .qualityClockWrong
        case "contradicts-person": self = .qualityContradictsPerson
        case "no-level": self = .qualityNoLevel
        default: return nil
        }
    }
}

extension FillBand {
    /// Stable key of documents and filters.
    public var key: String {
        switch self {
        case .upTo25: "0-25"
        case .upTo50: "25-50"
        case .upTo75: "50-75"
        case .upTo100: "75-100"
        case .over100: "over-100"
        }
    }
}
