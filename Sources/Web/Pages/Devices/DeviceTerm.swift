import Model

/// Words of the devices' health, of refused messages, and of alarms.
enum DeviceTerm: String, Catalogue {
    case health, quarantine, all, silent, batteryLow, doubtful, good, device, site, lastHeard, battery, quality, level, state
    case neverHeard, count, none, lead, trust
    case quarantineLead, quarantineNone, received, topic, reason, detail, payload, reprocess, reprocessAll, reprocessed, bytes
    case malformed, undecodable, unknownDevice, unknownTown, unknownTopic, tooLarge, impossibleTime, impossibleValue, more

    static let group = "device"

    var texts: (german: String, english: String) {
        switch self {
        case .health: ("Gerätezustand", "Device health")
        case .quarantine: ("Quarantäne", "Quarantine")
        case .all: ("alle", "all")
        case .silent: ("stumm", "silent")
        case .batteryLow: ("Batterie schwach", "battery low")
        case .doubtful: ("zweifelhaft", "doubtful")
        case .good: ("unauffällig", "in order")
        case .device: ("Gerät", "Device")
        case .site: ("Standplatz", "Site")
        case .lastHeard: ("Zuletzt gehört", "Last heard")
        case .battery: ("Batterie", "Battery")
        case .quality: ("Dagegen spricht", "Against it")
        case .level: ("Füllstand", "Level")
        case .state: ("Zustand", "State")
        case .neverHeard: ("nie", "never")
        case .count: ("{count} Geräte", "{count} devices")
        case .none: ("Kein Gerät passt.", "No device fits.")
        case .lead:
            (
                "Was nicht antwortet, schwach wird oder sich widerspricht, steht oben.",
                "What does not answer, grows weak or contradicts itself comes first."
            )
        case .trust: ("Zuverlässigkeit", "Trust")
        case .quarantineLead:
            (
                "Nachrichten, die nicht verarbeitet werden konnten. Nichts geht verloren: Ist die Ursache behoben, werden sie noch einmal verarbeitet.",
                "Messages that could not be processed. Nothing is lost: once the cause is mended they are processed again."
            )
        case .quarantineNone: ("Keine Nachricht in Quarantäne.", "No message in quarantine.")
        case .received: ("Empfangen", "Received")
        case .topic: ("Thema", "Topic")
        case .reason: ("Grund", "Reason")
        case .detail: ("Einzelheit", "Detail")
        case .payload: ("Inhalt", "Payload")
        case .reprocess: ("Noch einmal verarbeiten", "Process again")
        case .reprocessAll: ("Alle gezeigten Gründe noch einmal verarbeiten", "Process all shown again")
        case .reprocessed:
            (
                "{messages} angesehen: {stored} Messungen gespeichert, {repeated} waren schon da, {refused} bleiben.",
                "{messages} looked at: {stored} readings stored, {repeated} were there already, {refused} stay."
            )
        case .bytes: ("{count} Bytes", "{count} bytes")
        case .malformed: ("kein lesbarer Inhalt", "malformed")
        case .undecodable: ("nicht zu entschlüsseln", "undecodable")
        case .unknownDevice: ("unbekanntes Gerät", "unknown device")
        case .unknownTown: ("unbekannte Stadt", "unknown town")
        case .unknownTopic: ("unbekanntes Thema", "unknown topic")
        case .tooLarge: ("zu groß", "too large")
        case .impossibleTime: ("unmögliche Zeit", "impossible time")
        case .impossibleValue: ("unmöglicher Wert", "impossible value")
        case .more: ("Weitere", "More")
        }
    }
}

extension DeviceTerm {
    init(_ reason: QuarantineReason) {
        switch reason {
        case .unknownTopic: self = .unknownTopic
        case .unknownTown: self = .unknownTown
        case .unknownDevice: self = .unknownDevice
        case .tooLarge: self = .tooLarge
        case .malformed: self = .malformed
        case .impossibleTime: self = .impossibleTime
        case .impossibleValue: self = .impossibleValue
        case .undecodable: self = .undecodable
        }
    }
}
