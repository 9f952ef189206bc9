import Model

/// Words of the devices' health, of refused messages, and of alarms.
enum DeviceTerm: String, Catalogue {
    case health, quarantine, all, silent, batteryLow, doubtful, good, device, site, lastHeard, battery, quality, level, state
    case neverHeard, count, none, lead, trust
    case quarantineLead, quarantineNone, received, topic, reason, detail, payload, reprocess, reprocessAll, reprocessed, bytes
    case malformed, undecodable, unknownDevice, unknownTown, unknownTopic, tooLarge, impossibleTime, impossibleValue, more
    case showAll, remedyTopic, remedyTown, remedyDevice, remedySize, remedyContent, remedyTime, remedyValue, remedyDecoding

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
        case .showAll: ("Alle {count} zeigen", "Show all {count}")
        case .remedyTopic:
            (
                "Dieses Thema gehört zu keinem bekannten Format. Thema am Gerät oder die Zuordnung der Themen berichtigen.",
                "This topic belongs to no known format. Correct it at the device, or the mapping of topics."
            )
        case .remedyTown:
            ("Die Stadt im Thema gibt es hier nicht. Thema am Gerät berichtigen.", "There is no such town. Correct the topic.")
        case .remedyDevice:
            (
                "Das Gerät steht an keinem Stellplatz. Unter „Unbekannte Geräte“ zuordnen; danach werden seine Nachrichten verarbeitet.",
                "The device stands at no slot. Enter it under “Unknown devices”; then its messages are processed."
            )
        case .remedySize:
            (
                "Die Nachricht ist zu groß für ein Messgerät. Absender prüfen.",
                "The message is too large for a sensor. Check the sender."
            )
        case .remedyContent:
            (
                "Der Inhalt ist nicht lesbar. Absender prüfen, oder ob das Gerät mit dem richtigen Modell eingetragen ist.",
                "The content can not be read. Check the sender, or whether the device is entered with the right model."
            )
        case .remedyTime:
            (
                "Die Zeit in der Nachricht kann nicht stimmen. Uhr des Geräts oder seines Servers stellen, oder keine Zeit senden: dann zählt die Ankunft.",
                "The time in the message can not be right. Set the clock of the device or its server, or send no time: then the arrival counts."
            )
        case .remedyValue:
            (
                "Ein Wert liegt außerhalb des Möglichen. Sensor prüfen; was er nicht misst, soll er weglassen.",
                "A value is outside of what is possible. Check the sensor; it should leave out what it does not measure."
            )
        case .remedyDecoding:
            (
                "Die Bytes passen nicht zum eingetragenen Modell. Modell des Geräts berichtigen, dann noch einmal verarbeiten.",
                "The bytes do not fit the model that is entered. Correct the device's model, then process again."
            )
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

    /// What helps against a reason.
    init(remedyFor reason: QuarantineReason) {
        switch reason {
        case .unknownTopic: self = .remedyTopic
        case .unknownTown: self = .remedyTown
        case .unknownDevice: self = .remedyDevice
        case .tooLarge: self = .remedySize
        case .malformed: self = .remedyContent
        case .impossibleTime: self = .remedyTime
        case .impossibleValue: self = .remedyValue
        case .undecodable: self = .remedyDecoding
        }
    }
}
